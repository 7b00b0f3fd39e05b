"""What a week or a month was: its figures, and plain lines made of them by code."""

from datetime import date, datetime
from enum import StrEnum

from coach.domain.document import Document


class Span(StrEnum):
    """How long a summary reaches: Monday to Sunday, or a calendar month."""

    WEEK = "week"
    MONTH = "month"


class Summary(Document):
    """One span of an athlete's training. What is not known is None, never 0; loads are TSS.

    `planned` and `done` count the sessions of decided days; `troubles` are pains and illnesses.
    """

    span: Span
    first: date
    last: date
    made_at: datetime
    hours: float
    load: float
    activities: int
    ctl: float | None = None
    ctl_change: float | None = None
    hard_days: int
    rest_days: int
    sleep_h: float | None = None
    hrv_ms: float | None = None
    planned: int = 0
    done: int = 0
    planned_load: float = 0
    troubles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
