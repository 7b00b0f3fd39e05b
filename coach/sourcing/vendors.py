"""Which vendors there are here, how each is connected, and what it is good for: tables.

Knows their names only; who builds their adapters is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from coach.domain.activity import Origin
from coach.domain.connection import SourceName
from coach.source_ports import Calendar, KeyConnector, LinkConnector, Source


class Way(StrEnum):
    """How an athlete connects a vendor here."""

    KEY = "key"  # pastes a key
    LINK = "link"  # opens a link and pastes the address back
    NO_APP = "no_app"  # whoever runs the bot must register an app first
    OPERATOR = "operator"  # whoever runs the bot connects it by the settings
    OFF = "off"  # not by its API


@dataclass(frozen=True, kw_only=True)
class Habit:
    """What a vendor brings, how far back it is read at first, and how often it is asked."""

    origin: Origin
    nights: bool = False
    activities: bool = False
    calendar: bool = False
    past_days: int
    every: timedelta


HABITS: Mapping[SourceName, Habit] = {
    SourceName.INTERVALS: Habit(
        origin=Origin.INTERVALS, nights=True, activities=True, calendar=True,
        past_days=730, every=timedelta(minutes=10),
    ),
    SourceName.OURA: Habit(
        origin=Origin.OURA, nights=True, past_days=90, every=timedelta(hours=1)
    ),
    SourceName.STRAVA: Habit(
        origin=Origin.STRAVA_API, past_days=7, every=timedelta(minutes=10)
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Adapters:
    """The vendors' sides, built and ready."""

    sources: Mapping[SourceName, Source]
    by_key: Mapping[SourceName, KeyConnector] = field(default_factory=dict)
    by_link: Mapping[SourceName, LinkConnector] = field(default_factory=dict)
    calendars: Mapping[SourceName, Calendar] = field(default_factory=dict)


class Vendors(Protocol):
    """The way to the vendors; nothing of theirs is loaded before the first `open`."""

    def way(self, source: SourceName) -> Way:
        """Return how a vendor is connected here."""
        ...

    async def open(self) -> Adapters:
        """Return the adapters, built at the first call."""
        ...
