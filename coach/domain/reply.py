"""What the coach says to the athlete's words or taps."""

from dataclasses import dataclass

from coach.domain.briefing import Briefing
from coach.domain.fact import Fact


@dataclass(frozen=True, kw_only=True)
class Change:
    """Today decided anew: the briefing before and after."""

    before: Briefing
    after: Briefing


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer: plain lines, the facts noted, and the change of the day if there was one."""

    lines: tuple[str, ...]
    noted: tuple[Fact, ...] = ()
    change: Change | None = None
    red_flag: bool = False
