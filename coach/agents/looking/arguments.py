"""What a model may hand to the tools, documented for it; never whose numbers are meant."""

from datetime import date
from typing import Literal

from pydantic import Field

from coach.domain.document import Document
from coach.domain.morning import TrainedSport

Kind = Literal["recovery", "endurance", "tempo", "sweet_spot", "threshold", "vo2max"]
"""What a supposed session trains; those that have a load in the catalogue for every length."""
Stimulus = Literal[
    "recovery", "endurance", "long", "tempo", "sweet_spot", "threshold", "vo2max", "anaerobic",
    "sprints", "race_pace", "openers", "strength_full", "strength_light", "mobility",
]  # fmt: skip


class Days(Document):
    """Days from `first` to `last`."""

    first: date
    """Like 2026-03-01."""
    last: date
    """Like 2026-03-10; today at the latest."""


class WhatIf(Document):
    """One day done otherwise: a load, or minutes of a kind, or rest."""

    day: date
    """From today to 13 days ahead, like 2026-03-12."""
    minutes: float | None = Field(default=None, ge=0, le=1440)
    """How long; null for rest or where the load is given."""
    kind: Kind | None = None
    """What it trains; null is endurance."""
    load: float | None = Field(default=None, ge=0, le=600)
    """Its load, where that is known."""
    sport: TrainedSport | None = None
    """Null is the mission's."""


class Catalogue(Document):
    """Which sessions to list."""

    sport: TrainedSport | None = None
    """Null is the mission's."""
    kind: Stimulus | None = None
    """Null lists all."""


class Search(Document):
    """Words to look for in all that was said."""

    query: str
    """One to eight words of the athlete's own language."""


class Nothing(Document):
    """Nothing has to be told."""
