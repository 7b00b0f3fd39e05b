"""One asking of one source: which days, in which chunks, and what of it is kept with its state.

Knows ports only; it never raises for what a vendor does.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.domain.athlete import Athlete, Thresholds
from coach.domain.connection import Connection, SourceState
from coach.errors import CoachError, TryAgainError
from coach.ports import Harvest, TrainingLog, Transactions
from coach.source_ports import Connections, Fetched, Glimpses, Wanted
from coach.sourcing.nights import measured_on
from coach.sourcing.vendors import HABITS, Vendors

OVERLAP = timedelta(days=2)
WIDER = timedelta(days=14)
"""What is asked again for late uploads and changes; the wider stretch at a day's first asking."""
LONGEST_GAP = timedelta(days=120)
CHUNK = timedelta(days=90)

HEARD = frozenset({SourceState.CONNECTED, SourceState.SCOPE_MISSING})
_DAY = timedelta(days=1)
Stretch = tuple[date, date]


class Stores(TrainingLog, Glimpses, Transactions, Protocol):
    """The parts of memory that a harvest goes into."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What asking one source gave. `connection` is as stored after it, None where it is gone.

    `brought` says that something was stored that was not known, `past` that this was the first
    reading, to its end; then `activities`, `nights` and `stubs` count what there was. `nights_on`
    are the mornings whose night came.
    """

    connection: Connection | None
    brought: bool = False
    past: bool = False
    activities: int = 0
    nights: int = 0
    stubs: int = 0
    nights_on: frozenset[date] = frozenset()

    def plus(self, fetched: Fetched, connection: Connection, *, brought: bool) -> "Answered":
        """Return it with one chunk more."""
        return replace(
            self,
            connection=connection,
            brought=self.brought or brought,
            activities=self.activities + len(fetched.harvest.activities),
            nights=self.nights + len(fetched.harvest.nights),
            stubs=self.stubs + fetched.stubs,
            nights_on=self.nights_on | measured_on(fetched.harvest.nights),
        )


class Harvesting:
    """Asks, and keeps each chunk before the next. `paused` is told how long to leave a source."""

    def __init__(
        self,
        *,
        memory: Stores,
        connections: Connections,
        vendors: Vendors,
        thresholds: Thresholds,
        now: Callable[[], datetime],
    ) -> None:
        """Take where to keep, whom to ask, and what loads are measured against."""
        self._memory, self._connections, self._vendors = memory, connections, vendors
        self._thresholds, self._now = thresholds, now
        self._keeping = asyncio.Lock()

    async def harvest(
        self, asked: Connection, athlete: Athlete, paused: Callable[[timedelta], None]
    ) -> Answered:
        """Ask for all that may be new, the newest days first."""
        stretches = list(_stretches(asked, athlete, athlete.date_at(self._now())))
        answered, newest = Answered(connection=asked), None
        for stretch in stretches:
            fetched = await self._fetch(asked, athlete, stretch)
            newest = newest or fetched
            heard = fetched.state in HEARD
            last = not heard or stretch is stretches[-1]
            kept = await self._keep(asked, _as_of(newest, fetched), last=last)
            if kept is None:
                return Answered(connection=None)
            answered = answered.plus(fetched, kept[0], brought=kept[1])
            if fetched.retry_after_s is not None:
                paused(timedelta(seconds=fetched.retry_after_s))
            if not heard:
                return answered
        return replace(answered, past=asked.last_ok_at is None)

    async def _fetch(self, asked: Connection, athlete: Athlete, stretch: Stretch) -> Fetched:
        first, last = stretch
        wanted = Wanted(
            first=first, last=last, thresholds=self._thresholds, timezone=athlete.timezone
        )
        try:
            source = (await self._vendors.open()).sources[asked.source]
            return await source.fetch(asked, wanted)
        except TryAgainError as error:
            state, words = SourceState.UNREACHABLE, str(error)
        except CoachError as error:  # its credentials were sealed with another key
            state, words = SourceState.REFUSED, str(error)
        return Fetched(harvest=Harvest(file=asked.source.label), state=state, words=words)

    async def _keep(
        self, asked: Connection, fetched: Fetched, *, last: bool
    ) -> tuple[Connection, bool] | None:
        """Store a chunk together with how its source stands; None where it was disconnected.

        One at a time stands in the line of writers, so that an athlete's own words pass a crowd.
        """
        async with self._keeping, self._memory.transaction():
            stored = await self._stored(asked)
            if stored is None:
                return None
            recorded = await self._memory.record(asked.athlete_id, [fetched.harvest])
            await self._memory.keep_glimpses(
                asked.athlete_id, fetched.glimpses, between=fetched.glimpsed
            )
            after = _after(stored, fetched, self._now()) if last else _meanwhile(stored, fetched)
            await self._connections.change(after)
        return after, recorded[0].status == "imported"

    async def _stored(self, asked: Connection) -> Connection | None:
        """Return the connection as it is now; it may have been changed, or be another one."""
        found = await self._connections.connections(asked.athlete_id)
        same = (one for one in found if one.source is asked.source)
        return next((one for one in same if one.connected_at == asked.connected_at), None)


def _as_of(newest: Fetched, fetched: Fetched) -> Fetched:
    """Return a chunk with what the newest days say of the source, unless it went wrong itself."""
    words = newest.words if fetched.state is newest.state else fetched.words
    return replace(fetched, cursor=newest.cursor, words=words)


def _after(stored: Connection, fetched: Fetched, now: datetime) -> Connection:
    after = stored.answered(fetched.state, fetched.words, now, newest=fetched.newest)
    return replace(after, cursor=fetched.cursor)


def _meanwhile(stored: Connection, fetched: Fetched) -> Connection:
    """Return it amid its first reading: only an end of that counts as heard, also after a crash."""
    known = [day for day in (stored.newest_data_on, fetched.newest) if day is not None]
    return replace(stored, newest_data_on=max(known, default=None))


def _stretches(asked: Connection, athlete: Athlete, today: date) -> Iterator[Stretch]:
    """Return the chunks to ask for, newest first."""
    first, last = _first_day(asked, athlete, today), today
    while last >= first:
        start = max(first, last - CHUNK + _DAY)
        yield start, last
        last = start - _DAY


def _first_day(asked: Connection, athlete: Athlete, today: date) -> date:
    """Return from where to ask: the past at first, then what is new with some overlap.

    It stays the same the whole day, so that a vendor can answer "as before".
    """
    past = timedelta(days=HABITS[asked.source].past_days)
    if asked.last_ok_at is None:
        return today - past
    newest = min(asked.newest_data_on or asked.connected_at.date(), today - _DAY)
    asked_today = athlete.date_at(asked.last_ok_at) >= today
    return max(newest - (OVERLAP if asked_today else WIDER), today - min(LONGEST_GAP, past))
