"""Rounds: connected sources asked by and by, so that nights and rides are noticed by themselves.

What came is told only where it changes a day that was told already, or was just connected.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from coach.domain.athlete import Athlete
from coach.domain.connection import Connection
from coach.domain.reply import Reply
from coach.ports import NightWatch, Push, Roster
from coach.reconsidering import Reconsidering
from coach.source_ports import Connections
from coach.sourcing.calendar_keeping import CalendarKeeping
from coach.sourcing.gathering import Gathering
from coach.sourcing.harvesting import HEARD, Answered
from coach.sourcing.source_words import read_lines
from coach.sourcing.vendors import HABITS

log = logging.getLogger(__name__)

MOST_A_ROUND = 200
VISITS_AT_ONCE = 32
EAGER = timedelta(minutes=5)
"""How often a source is asked whose night is still missing after the push."""
FOLLOWED_FOR = timedelta(hours=6)
LAST_WORD_HOUR = 20
"""From here on nothing new is said of today."""
EXPIRY_EVERY = timedelta(hours=1)


class Books(NightWatch, Roster, Protocol):
    """The parts of memory that the rounds need."""

    async def expire_glimpses(self, now: datetime) -> None:
        """Delete everybody's expired glimpses."""
        ...


class Tells(Protocol):
    """Who says something to an athlete."""

    async def tell(
        self, athlete_id: int, lines: Sequence[str], *, change: Reply | None = None
    ) -> None:
        """Say lines, and how today changed."""
        ...


@dataclass(kw_only=True)
class Rounds:
    """Goes round; implements `coach.sourcing.connecting.Asked` for those who have just connected.

    `held` says whether an athlete's push is being held back; then nothing is told before it.
    """

    books: Books
    connections: Connections
    gathering: Gathering
    reconsidering: Reconsidering
    calendars: CalendarKeeping
    teller: Tells
    held: Callable[[int], bool]
    now: Callable[[], datetime]
    _background: set[asyncio.Task[None]] = field(default_factory=set)
    _expired_at: datetime | None = None

    async def go(self) -> None:
        """Ask everybody whose turn it is, and keep the calendars; costs nothing without sources."""
        await self._expire()
        if not self.gathering.anybody:
            return
        connections = await self.connections.connections()
        missing = await self._missing()
        due = [one for one in connections if self._is_due(one, missing)]
        due.sort(key=lambda one: one.last_asked_at or one.connected_at)
        await _a_few_at_once(
            self._visit(one, missing.get(one.athlete_id)) for one in due[:MOST_A_ROUND]
        )
        kept = [one for one in connections if one.calendar and one.state in HEARD]
        await _a_few_at_once(self.calendars.keep(one) for one in kept)

    def welcome(self, connection: Connection) -> None:
        """Begin to read from a new connection."""
        self._spawn(self._visit(connection, None))

    async def visit_early(self, connections: Iterable[Connection]) -> None:
        """Ask some before their turn, in the background, and say of it what a round says."""
        missing = await self._missing()
        self._spawn(
            _a_few_at_once(self._visit(one, missing.get(one.athlete_id)) for one in connections)
        )

    async def parted_from(self, connection: Connection) -> None:
        """End whatever is under way with one that is gone, and take ours out of its calendar."""
        await self.gathering.drop(connection.athlete_id, connection.source)
        await self.empty_calendar(connection)

    async def empty_calendar(self, connection: Connection) -> None:
        """Take ours out of its calendar."""
        await self.calendars.empty(connection)

    async def close(self) -> None:
        """End what is in the background."""
        tasks = list(self._background)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _missing(self) -> Mapping[int, Push]:
        """Return the pushes of these hours that went without their night."""
        now = self.now()
        pushes = await self.books.without_night((now - timedelta(days=1)).date())
        return {one.athlete_id: one for one in pushes if now - one.due_at < FOLLOWED_FOR}

    def _is_due(self, connection: Connection, missing: Collection[int]) -> bool:
        if self.held(connection.athlete_id) or self.gathering.is_asking(connection):
            return False  # whoever asks already says what comes
        habit = HABITS[connection.source]
        eager = habit.nights and connection.athlete_id in missing
        return self.gathering.is_rested(connection, EAGER if eager else habit.every)

    async def _visit(self, connection: Connection, missing: Push | None) -> None:
        try:
            await self._say(await self.gathering.ask(connection), missing)
        except Exception:  # a last resort: the others are asked all the same
            log.exception(
                "athlete=%s %s was asked in vain", connection.athlete_id, connection.source
            )

    async def _say(self, answered: Answered, missing: Push | None) -> None:
        connection = answered.connection
        if connection is None:
            return
        lines, change = list(read_lines(answered)), None
        if answered.brought:
            change = await self.reconsidering.change(connection.athlete_id, self.now())
        if missing is not None and missing.local_date in answered.nights_on:
            first = await self.books.follow_up(missing, self.now())
            change = change if first else None
            lines += ["Your night has arrived."] if change else []
        elif change is not None and not lines:
            change = change if await self._is_day(connection.athlete_id) else None
            lines += [f"New from {connection.source.label}."] if change else []
        if lines:
            await self.teller.tell(connection.athlete_id, lines, change=change)

    async def _is_day(self, athlete_id: int) -> bool:
        athlete = await self.books.athlete(athlete_id)
        return athlete is not None and _is_day(athlete, self.now())

    async def _expire(self) -> None:
        now = self.now()
        if self._expired_at is None or now - self._expired_at >= EXPIRY_EVERY:
            self._expired_at = now
            await self.books.expire_glimpses(now)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _a_few_at_once(works: Iterable[Coroutine[Any, Any, None]]) -> None:
    places = asyncio.Semaphore(VISITS_AT_ONCE)

    async def placed(work: Coroutine[Any, Any, None]) -> None:
        async with places:
            await work

    await asyncio.gather(*(placed(work) for work in works))


def _is_day(athlete: Athlete, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(athlete.timezone))
    return athlete.push_time <= local.time() and local.hour < LAST_WORD_HOUR
