"""One message as it was heard: what it asks, what was noted of it, today before and after.

The rules' own answer is made of it here; who else may answer is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime

from coach.agents.answering import Asked, Ground, answered, without_asked
from coach.agents.listening import listen
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing
from coach.domain.fact import Fact
from coach.domain.reply import Reply


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message; `before` is today as it was, `ground` as it is, `reply` what the facts came to."""

    athlete: Athlete
    text: str
    now: datetime
    asked: Asked
    before: Briefing
    reply: Reply
    ground: Ground

    @property
    def today(self) -> date:
        """The athlete's local date."""
        return self.ground.today

    def by_rules(self) -> Reply:
        """Return the rules' whole answer."""
        return answered(self.reply, self.asked, self.ground)


def facts_by_rules(text: str, asked: Asked, *, now: datetime, today: date) -> tuple[Fact, ...]:
    """Return what a message tells by rules, without what it only asks about."""
    return without_asked(listen(text, said_at=now, local_date=today), asked)
