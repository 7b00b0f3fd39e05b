"""One message as it was heard: what it asks, what was noted of it, today before and after.

The rules' own answer is made of it here; who else may answer is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime

from coach.agents.answering import (
    ORDERS,
    Asked,
    Ground,
    Question,
    answered,
    is_final,
    without_asked,
)
from coach.agents.answering.days import days_swapped
from coach.agents.listening import listen
from coach.agents.noted import noted_lines
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing
from coach.domain.fact import Fact, FactKind
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

    @property
    def is_final(self) -> bool:
        """Whether safety has answered, and nobody else is asked."""
        return is_final(self.reply)

    @property
    def tells_a_symptom(self) -> bool:
        """Whether the screen found anything in it; no model is asked about such a message."""
        return self.is_final or any(fact.kind is FactKind.SYMPTOM for fact in self.reply.noted)

    @property
    def is_a_nod(self) -> bool:
        """Whether it is a greeting, thanks or a nod, and nothing else.

        A denial is none: a model may yet read a symptom in it.
        """
        denied = Question.ALL_CLEAR in self.asked.questions
        pleasant = self.asked.questions and not self.asked.of_training and not denied
        return bool(pleasant) and not (self.asked.unclear or self.reply.noted)

    @property
    def is_an_order(self) -> bool:
        """Whether it only wants something done, to which an offer says all that there is to say."""
        ahead = self.ground.today not in days_swapped(self.asked, self.ground)
        orders = ORDERS | ({Question.SWAP} if ahead else set())
        return bool(self.asked.questions) and orders.issuperset(self.asked.of_training)

    @property
    def told_first(self) -> tuple[str, ...]:
        """What is said by code before anything is answered: what was noted, how today changed."""
        if not self.reply.noted:
            return ()
        return self.reply.lines if self.reply.change else noted_lines(self.reply.noted, self.today)

    @property
    def left_to_answer(self) -> tuple[str, ...]:
        """What the rules would say beyond that."""
        return tuple(line for line in self.by_rules().lines if line not in self.told_first)

    def by_rules(self) -> Reply:
        """Return the rules' whole answer."""
        return answered(self.reply, self.asked, self.ground)


def facts_by_rules(text: str, asked: Asked, *, now: datetime, today: date) -> tuple[Fact, ...]:
    """Return what a message tells by rules, without what it only asks about."""
    return without_asked(listen(text, said_at=now, local_date=today), asked)
