"""Everybody's sources: each asked once at a time, whoever wants to know, and left alone in between.

Knows ports only. An asking that nobody waits for any more goes on, and what it brings is kept.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from coach.domain.connection import Connection, SourceName, SourceState
from coach.ports import Roster
from coach.source_ports import Connections
from coach.sourcing.harvesting import HEARD, Answered, Harvesting

log = logging.getLogger(__name__)

BUSY = 16
"""With so many askings under way, nobody in a hurry begins another."""
JUST_NOW = timedelta(minutes=5)
GLANCE_S = 3.0

_Key = tuple[int, SourceName]


class Gathering:
    """Asks sources, and knows who has any without asking the database."""

    def __init__(
        self,
        harvesting: Harvesting,
        *,
        roster: Roster,
        connections: Connections,
        now: Callable[[], datetime],
    ) -> None:
        """Take who asks and keeps, and whose sources there are."""
        self._harvesting, self._roster, self._connections = harvesting, roster, connections
        self._now = now
        self._asking: dict[_Key, asyncio.Task[Answered]] = {}
        self._asked: dict[_Key, datetime] = {}
        self._left_alone: dict[_Key, datetime] = {}
        self._connected: set[int] = set()

    async def load(self) -> None:
        """Learn who has connected something."""
        self._connected = {one.athlete_id for one in await self._connections.connections()}

    def has(self, athlete_id: int) -> bool:
        """Whether the athlete has a connection."""
        return athlete_id in self._connected

    @property
    def anybody(self) -> bool:
        """Whether anybody has a connection."""
        return bool(self._connected)

    async def close(self) -> None:
        """End what is being asked; what was not kept is asked for again another time."""
        tasks = list(self._asking.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def is_rested(self, connection: Connection, after: timedelta) -> bool:
        """Whether it may be asked again: nobody must act first, and the last time is long ago.

        Where only a part was not allowed, the rest goes on. After a start each is tried once:
        whoever runs the bot may have mended a key or a setting.
        """
        key, now, state = _key(connection), self._now(), connection.state
        is_shut = state not in HEARD and (state.needs_athlete or state is SourceState.OFF)
        if is_shut and key in self._asked:
            return False
        asked = self._asked.get(key, connection.last_asked_at)
        return (asked is None or now - asked >= after) and not self._must_rest(connection)

    def is_asking(self, connection: Connection) -> bool:
        """Whether it is being asked."""
        return _key(connection) in self._asking

    async def ask_all(
        self, athlete_id: int, only: Collection[SourceName] = tuple(SourceName)
    ) -> Sequence[Answered]:
        """Ask an athlete's sources at the same time, but for those that want to be left alone.

        It must not be called inside a transaction. Who stops waiting does not end the asking.
        """
        found = await self._connections.connections(athlete_id)
        wanted = [one for one in found if one.source in only and not self._must_rest(one)]
        return await asyncio.gather(*(self.ask(one) for one in wanted))

    async def ask(self, connection: Connection) -> Answered:
        """Ask one source, whatever it has said; where it is dropped meanwhile, it is gone."""
        asking = self.begin(connection)
        await asyncio.wait({asking})  # which leaves it running for others where this one ends
        return Answered(connection=None) if asking.cancelled() else asking.result()

    async def glance(self, athlete_id: int) -> None:
        """Ask what was not asked just now, for who waits; after 3 s what is stored must do."""
        if not self.has(athlete_id) or len(self._asking) >= BUSY:
            return
        found = await self._connections.connections(athlete_id)
        tasks = [self.begin(one) for one in found if self.is_rested(one, JUST_NOW)]
        if tasks:
            await asyncio.wait(tasks, timeout=GLANCE_S)

    def begin(self, connection: Connection) -> asyncio.Task[Answered]:
        """Ask one source in the background; whoever asks meanwhile shares the answer."""
        key = _key(connection)
        self._connected.add(connection.athlete_id)
        running = self._asking.get(key)
        if running is None:
            running = asyncio.create_task(self._ask(connection), name="ask:{}:{}".format(*key))
            self._asking[key] = running
            running.add_done_callback(lambda _: self._asking.pop(key, None))
        return running

    async def drop(self, athlete_id: int, source: SourceName) -> None:
        """End what is asked of a source that is disconnected."""
        task = self._asking.get((athlete_id, source))
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        for notes in (self._asked, self._left_alone):
            notes.pop((athlete_id, source), None)
        await self.load()

    async def _ask(self, connection: Connection) -> Answered:
        key = _key(connection)
        athlete = await self._roster.athlete(connection.athlete_id)
        if athlete is None:
            return Answered(connection=None)
        self._asked[key] = self._now()

        def pause(length: timedelta) -> None:
            self._left_alone[key] = self._now() + length

        try:
            answered = await self._harvesting.harvest(connection, athlete, pause)
        except Exception:  # a last resort: who waits for it goes on with what is stored
            log.exception("athlete=%s %s could not be asked", *key)
            return Answered(connection=connection)
        state = answered.connection.state if answered.connection else "gone"
        log.info("asked athlete=%s %s: %s", *key, state)
        return answered

    def _must_rest(self, connection: Connection) -> bool:
        until = self._left_alone.get(_key(connection))
        return until is not None and self._now() < until


def _key(connection: Connection) -> _Key:
    return connection.athlete_id, connection.source
