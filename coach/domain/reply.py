"""What the coach says to the athlete's words or taps."""

from dataclasses import dataclass
from datetime import date

from coach.domain.briefing import Briefing
from coach.domain.fact import Fact


@dataclass(frozen=True, kw_only=True)
class Change:
    """Today decided anew: the briefing before and after."""

    before: Briefing
    after: Briefing


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A change that waits for the athlete's yes; `words` say all that it would do."""

    id: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer: plain lines, the facts noted, and the change of the day if there was one."""

    lines: tuple[str, ...]
    noted: tuple[Fact, ...] = ()
    change: Change | None = None
    red_flag: bool = False
    offers: tuple[Offer, ...] = ()

    @property
    def changed_on(self) -> date | None:
        """The day that changed, None where none did."""
        return None if self.change is None else self.change.after.local_date
