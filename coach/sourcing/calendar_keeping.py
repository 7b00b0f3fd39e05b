"""Each decided day's workout in the athlete's own calendar: written, changed, removed with it.

Compares what was decided with what was written last; knows ports only. Nothing is remembered of
what was written: after a restart the same entry is written over itself.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

from coach.agents.workout_words import is_rest, name_of
from coach.domain.activity import Sport
from coach.domain.briefing import Briefing
from coach.domain.connection import Connection
from coach.errors import CoachError, TryAgainError
from coach.exports.intervals_text import intervals_text
from coach.newest import Newest
from coach.ports import Diary, Roster
from coach.source_ports import Calendar, CalendarEntry, Connections
from coach.sourcing.vendors import Vendors

log = logging.getLogger(__name__)

EMPTYING_S = 8.0
"""Somebody waits for it in the chat."""


class Days(Diary, Roster, Protocol):
    """The parts of memory that are needed."""


class CalendarKeeping:
    """Keeps calendars as the days are decided."""

    def __init__(
        self,
        *,
        memory: Days,
        connections: Connections,
        vendors: Vendors,
        now: Callable[[], datetime],
    ) -> None:
        """Take where the days are and whose calendars are switched on."""
        self._memory, self._connections, self._vendors = memory, connections, vendors
        self._now = now
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._written = Newest[int, object]()

    async def keep(self, connection: Connection) -> None:
        """Bring one calendar up to today's decision; what fails now is tried the next time."""
        async with self._turn(connection):
            day = await self._today(connection)
            if day is not None and await self._is_on(connection):
                await self._keep(connection, day)

    async def _keep(self, connection: Connection, day: Briefing) -> None:
        written = (connection.account, day.local_date, day.decision.workout)
        if self._written.get(connection.athlete_id) == written:
            return
        try:
            await self._write(connection, day)
        except TryAgainError as error:
            log.warning("calendar of athlete=%s: %s", connection.athlete_id, error)
            return
        except CoachError as error:  # somebody must act: once a day's plan is tried enough
            log.warning("calendar of athlete=%s: %s", connection.athlete_id, error)
        self._written[connection.athlete_id] = written

    async def empty(self, connection: Connection) -> None:
        """Take today's workout out of a calendar that was just switched off or disconnected.

        `connection` is as it was before.
        """
        try:
            async with asyncio.timeout(EMPTYING_S), self._turn(connection):
                self._written.pop(connection.athlete_id, None)
                day = await self._today(connection)
                if day is not None and connection.calendar:
                    calendar = await self._calendar(connection)
                    await calendar.clear(connection, external_id(day), day.local_date)
        except (CoachError, TimeoutError) as error:
            log.warning("calendar of athlete=%s was not emptied: %s", connection.athlete_id, error)

    def _turn(self, connection: Connection) -> asyncio.Lock:
        return self._turns.setdefault(connection.athlete_id, asyncio.Lock())

    async def _is_on(self, connection: Connection) -> bool:
        """Whether it is still switched on: a round takes its time."""
        found = await self._connections.connections(connection.athlete_id)
        return any(one.source is connection.source and one.calendar for one in found)

    async def _write(self, connection: Connection, day: Briefing) -> None:
        calendar = await self._calendar(connection)
        if is_rest(day.decision.workout):
            await calendar.clear(connection, external_id(day), day.local_date)
        else:
            await calendar.plan(connection, entry_of(day))

    async def _calendar(self, connection: Connection) -> Calendar:
        return (await self._vendors.open()).calendars[connection.source]

    async def _today(self, connection: Connection) -> Briefing | None:
        athlete = await self._memory.athlete(connection.athlete_id)
        if athlete is None:
            return None
        today = athlete.date_at(self._now())
        entry = await self._memory.entry(athlete.id, today)
        return entry.briefing if entry else None


def external_id(day: Briefing) -> str:
    """Return the name of the day's entry, which stays the same however often it is decided."""
    return f"lanterne-{day.local_date.isoformat()}"


def entry_of(day: Briefing) -> CalendarEntry:
    """Return a day's workout as a calendar takes it."""
    workout = day.decision.workout
    name = name_of(workout)
    return CalendarEntry(
        external_id=external_id(day),
        local_date=day.local_date,
        name=f"{name[:1].upper()}{name[1:]}",
        sport=Sport(day.morning.sport),
        duration_s=round(workout.duration_minutes * 60),
        load=workout.estimated_load,
        text=intervals_text(workout),
    )
