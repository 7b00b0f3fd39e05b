"""What the athlete said, as dated facts: closed and added, never overwritten."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

LIKELY = "likely"
"""The quality of a symptom that was understood without a phrase for it."""


class FactKind(StrEnum):
    """What a fact is about."""

    SORENESS = "soreness"  # value 0-10, 10 worst; site where told
    ENERGY = "energy"  # value 0-10, 10 best
    PAIN = "pain"  # value 0-10; site; quality: sharp, dull, on pressing...
    SLEEP = "sleep"  # value: hours where told
    SYMPTOM = "symptom"  # words, and `code` a class of the red-flag table
    TIME = "time"  # value: minutes there are today
    EQUIPMENT = "equipment"  # code: what there is or is not
    DONE = "done"  # today's session was done; value: RPE 0-10 where told
    CLEARED = "cleared"  # a doctor cleared them, or a pain or illness is over
    RECOVERED = "recovered"  # symptom-free since local_date
    TRAVEL = "travel"  # away from home and its gear, from local_date to until
    PREFERENCE = "preference"  # code: a stimulus; quality: avoid, like; value: a weekday, 0 Monday
    PLAN = "plan"  # what local_date shall be; code: a day's kind or a session; value: minutes
    GOAL = "goal"  # the goal was moved; code: its day; quality: the day the mission has (both ISO)
    NOTE = "note"  # anything else worth keeping


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing said about one day, or about all from `local_date` to `until`.

    `words` quotes the athlete; `id` is None until remembered.
    """

    kind: FactKind
    local_date: date
    said_at: datetime
    words: str
    value: float | None = None
    site: str | None = None
    code: str | None = None
    quality: str | None = None
    until: date | None = None
    closed_on: date | None = None
    id: int | None = None

    @property
    def is_likely(self) -> bool:
        """Whether it counts, and the athlete is asked all the same whether they meant it."""
        return self.kind is FactKind.SYMPTOM and self.quality == LIKELY

    def confirmed(self) -> Self:
        """Return it as said by the athlete, to be remembered anew."""
        return replace(self, quality=None, id=None) if self.is_likely else self
