"""What a language model reads in an athlete's message: facts that it must quote.

They are proposals: code checks every quote, number and date before any of it is a fact.
"""

from datetime import date
from typing import Literal

from coach.domain.document import Document

SCHEMA_VERSION = 1
"""Of `ToldFacts`; counted up when its fields change."""

ToldKind = Literal[
    "soreness", "energy", "pain", "sleep", "symptom", "time", "equipment", "travel", "preference",
    "done", "cleared", "recovered", "note",
]  # fmt: skip
Degree = Literal["slight", "clear", "strong"]


class Told(Document):
    """One thing told of the athlete's own body, days or wishes."""

    kind: ToldKind
    """What it is about."""
    quote: str
    """The athlete's own words for it, copied letter by letter."""
    value: float | None = None
    """The number in the quote: 0 to 10, hours of sleep, minutes there are; null without one."""
    degree: Degree | None = None
    """How much, where no number was told."""
    site: str | None = None
    """The place in plain English, like left knee; null where none was told."""
    code: str | None = None
    """From the list of the kind."""
    quality: str | None = None
    """avoid or like; poor or good; sharp."""
    weekday: int | None = None
    """0 Monday to 6 Sunday, for what is meant every week."""
    first: date | None = None
    """The first day meant, from the table of days; null is today."""
    last: date | None = None
    """The last day meant."""


class ToldFacts(Document):
    """All that a message tells; empty where it tells nothing new."""

    facts: tuple[Told, ...]
    """At most six."""
