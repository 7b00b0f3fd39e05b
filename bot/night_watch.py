"""Pushes of athletes with sources: asked first, kept waiting for a late night, then let go.

Vendors are asked beside the tick, never inside a transaction. What waits stays `claimed`, with the
end of its waiting in the database, so that a restart takes it up again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Protocol

from coach.domain.connection import Connection
from coach.domain.recollection import Recollection
from coach.ports import NightWatch, Push, Roster
from coach.source_ports import Connections
from coach.sourcing.failing import Failing
from coach.sourcing.gathering import Gathering
from coach.sourcing.nights import is_expected, is_here, may_come

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=5)
LOOK_S = 30.0
"""How long one look may take; the asking itself goes on."""
LOOKS_AT_ONCE = 24
"""More would only stand in line, before those who type."""
AT_ONCE_S = 5.0
"""How long a tick waits for looks, so that a quick source's answer is not left to the next one."""

_Key = tuple[int, date]


class Look(Enum):
    """What a look found."""

    READY = auto()  # the night is there, or none was to be expected
    LATE = auto()  # it may still come
    GONE = auto()  # it was to be expected, and its source is shut


class Books(NightWatch, Roster, Protocol):
    """The parts of memory that a watch writes in and reads from."""

    async def recall(self, days: Mapping[int, date]) -> Mapping[int, Recollection]:
        """Return what is known of each athlete on a date."""
        ...


@dataclass
class _Waiting:
    push: Push
    looking: asyncio.Task[Look]
    looked_at: datetime
    until: datetime | None = None


class NightWatchman:
    """Holds pushes back. `said` of a push is what to tell after it."""

    def __init__(
        self,
        *,
        books: Books,
        connections: Connections,
        gathering: Gathering,
        wait: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        """Take where pushes and nights are, and how long to wait where an athlete set nothing."""
        self._books, self._connections, self._gathering = books, connections, gathering
        self._failing, self._wait, self._now = Failing(connections, now), wait, now
        self._places = asyncio.Semaphore(LOOKS_AT_ONCE)
        self._waiting: dict[_Key, _Waiting] = {}
        self._let_go: dict[_Key, tuple[str, ...]] = {}

    def wants(self, push: Push) -> bool:
        """Whether a push is to be looked at before it is computed."""
        has_sources = push.state == "claimed" and self._gathering.has(push.athlete_id)
        return has_sources and _key(push) not in self._let_go

    def holds(self, athlete_id: int) -> bool:
        """Whether a push of this athlete is held back."""
        return any(athlete == athlete_id for athlete, _ in self._waiting)

    def hurry(self, athlete_id: int) -> None:
        """Let the next tick look anew for whom a push is held back: the night may have come."""
        for (athlete, _), waiting in self._waiting.items():
            if athlete == athlete_id:
                waiting.looked_at -= AGAIN_AFTER

    def take(self, pushes: Sequence[Push]) -> None:
        """Hold pushes back and begin to look."""
        for push in pushes:
            if _key(push) not in self._waiting:
                self._waiting[_key(push)] = _Waiting(push, self._begin(push), self._now())

    async def ready(self, most: int) -> Sequence[Push]:
        """Return at most so many pushes that wait no longer, and begin to look anew at others.

        While none is, and somebody is being looked at, that is waited for, briefly.
        """
        loop = asyncio.get_running_loop()
        latest = loop.time() + AT_ONCE_S
        ready = await self._judged(most)
        while not ready and (looking := self._looks()) and (left := latest - loop.time()) > 0:
            await asyncio.wait(looking, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            ready = await self._judged(most)
        return ready

    def told_after(self, push: Push) -> tuple[str, ...]:
        """Return, once, what is to be told after a push that went out."""
        lines = self._let_go.get(_key(push), ())
        if lines:
            self._let_go[_key(push)] = ()
        return lines

    async def close(self) -> None:
        """End the looking; the pushes stay claimed."""
        tasks = [waiting.looking for waiting in self._waiting.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, push: Push) -> asyncio.Task[Look]:
        return asyncio.create_task(self._look(push), name=f"night:{push.athlete_id}")

    def _looks(self) -> Sequence[asyncio.Task[Look]]:
        return [one.looking for one in self._waiting.values() if not one.looking.done()]

    async def _judged(self, most: int) -> Sequence[Push]:
        ready: list[Push] = []
        for waiting in list(self._waiting.values()):
            if waiting.looking.done() and len(ready) < most:
                ready += await self._judge(waiting)
        return ready

    async def _judge(self, waiting: _Waiting) -> Sequence[Push]:
        """Return the push where it may go, nothing where it goes on waiting."""
        look = _result(waiting.looking)
        if look is Look.LATE and self._now() < await self._until(waiting):
            if self._now() - waiting.looked_at >= AGAIN_AFTER:
                waiting.looking, waiting.looked_at = self._begin(waiting.push), self._now()
            return ()
        return (await self._release(waiting.push, without_night=look is not Look.READY),)

    async def _until(self, waiting: _Waiting) -> datetime:
        if waiting.until is None:
            waiting.until = waiting.push.waits_until or await self._deadline(waiting.push)
            waiting.push = replace(waiting.push, waits_until=waiting.until)
            await self._books.note_night([waiting.push])
            log.info("push athlete=%s waits until %s", waiting.push.athlete_id, waiting.until)
        return waiting.until

    async def _deadline(self, push: Push) -> datetime:
        athlete = await self._books.athlete(push.athlete_id)
        own = athlete.night_wait_min if athlete else None
        return push.due_at + (self._wait if own is None else timedelta(minutes=own))

    async def _release(self, push: Push, *, without_night: bool) -> Push:
        if without_night:
            push = replace(push, without_night=True)
            await self._books.note_night([push])
        del self._waiting[_key(push)]
        yesterday = push.local_date - timedelta(days=1)
        self._let_go = {key: said for key, said in self._let_go.items() if key[1] >= yesterday}
        self._let_go[_key(push)] = await self._failing.count_morning(push.athlete_id)
        return push

    async def _look(self, push: Push) -> Look:
        """Ask the athlete's sources, and judge by what is stored then."""
        async with self._places:
            return await self._looked(push)

    async def _looked(self, push: Push) -> Look:
        try:
            async with asyncio.timeout(LOOK_S):
                answers = await self._gathering.ask_all(push.athlete_id)
        except TimeoutError:
            answers = ()
        if any(push.local_date in answered.nights_on for answered in answers):
            return Look.READY
        recalled = await self._books.recall({push.athlete_id: push.local_date})
        connections = await self._connections.connections(push.athlete_id)
        return _found(recalled.get(push.athlete_id), connections)


def _found(recollection: Recollection | None, connections: Sequence[Connection]) -> Look:
    if recollection is None or is_here(recollection):
        return Look.READY
    if may_come(recollection, connections):
        return Look.LATE
    return Look.GONE if is_expected(recollection, connections) else Look.READY


def _result(looking: asyncio.Task[Look]) -> Look:
    """Return what was found; a look that broke off holds nobody's morning back."""
    error = looking.exception()
    if error is not None:
        log.error("a night could not be looked for", exc_info=error)
        return Look.READY
    return looking.result()


def _key(push: Push) -> _Key:
    return push.athlete_id, push.local_date
