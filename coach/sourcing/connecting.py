"""The ways to connect, change and end a source, step by step; what is pasted is never kept.

A question that waits for a paste lives in this process alone: after a restart, or after a while,
it is asked anew. Knows ports only.
"""

import asyncio
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from coach.domain.connection import Connection, SourceName
from coach.errors import AthleteError, CoachError
from coach.ports import Roster
from coach.source_ports import Connections, Glimpses
from coach.sourcing.glimpse_words import week_line
from coach.sourcing.source_words import line, parted_line
from coach.sourcing.vendors import HABITS, Vendors, Way

WAITS_FOR = timedelta(minutes=30)
"""How long a paste is waited for."""

REVOKING_S = 8.0

_ADDRESS = re.compile(r"\S*\b(?:code|state)=\S+", re.IGNORECASE)
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_KEY = re.compile(r"\b(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{16,}\b")
_LONE_WORD = re.compile(r"^\s*(\S{8,})\s*$")
_TAKEN_OUT = "code=hidden"
"""Found again as a secret, so that whoever pasted it hears that it has to be pasted anew."""

NOT_ASKED = (
    "That looks like a key or a sign-in address, but I have not asked for one, or too long ago. I "
    "kept nothing of it: delete the message, and /connect begins anew."
)


class Asked(Protocol):
    """Who asks the sources from here on."""

    def welcome(self, connection: Connection) -> None:
        """Begin to read from a new connection."""
        ...

    async def parted_from(self, connection: Connection) -> None:
        """End whatever is under way with one that is gone, and take ours out of its calendar."""
        ...

    async def empty_calendar(self, connection: Connection) -> None:
        """Take ours out of its calendar."""
        ...


@dataclass(frozen=True)
class _Question:
    source: SourceName
    state: str
    until: datetime


class Connecting:
    """Carries athletes through connecting, and has a new source asked at once."""

    def __init__(
        self,
        *,
        connections: Connections,
        glimpses: Glimpses,
        roster: Roster,
        vendors: Vendors,
        asked: Asked,
        now: Callable[[], datetime],
    ) -> None:
        """Take the store, the vendors, and who asks a new source first."""
        self._connections, self._roster, self._vendors = connections, roster, vendors
        self._glimpses, self._asked, self._now = glimpses, asked, now
        self._questions: dict[int, _Question] = {}

    def way(self, source: SourceName) -> Way:
        """Return how a source is connected here."""
        return self._vendors.way(source)

    async def connections(self, athlete_id: int) -> Sequence[Connection]:
        """Return what the athlete has connected."""
        return await self._connections.connections(athlete_id)

    async def connection_lines(self, athlete_id: int, now: datetime) -> tuple[str, ...]:
        """Return a line a source: its state, the age of its newest, and the one thing to do."""
        found = {one.source: one for one in await self.connections(athlete_id)}
        today = await self._today(athlete_id, now)
        return tuple(line(name, found.get(name), self.way(name), today) for name in SourceName)

    async def glimpse_line(self, athlete_id: int, now: datetime) -> str | None:
        """Return what Strava shows of the week, for this athlete's own eyes and no other use."""
        seen = await self._glimpses.glimpses(athlete_id, now)
        return week_line(seen, await self._today(athlete_id, now)) if seen else None

    async def ask(self, athlete_id: int, source: SourceName) -> str | None:
        """Wait for this athlete's paste from here on; return the link to open, None for a key."""
        state = secrets.token_urlsafe(24)
        link = None
        if self.way(source) is Way.LINK:
            link = (await self._vendors.open()).by_link[source].link(state)
        self._questions[athlete_id] = _Question(source, state, self._now() + WAITS_FOR)
        return link

    def asked_for(self, athlete_id: int) -> SourceName | None:
        """Return which source's key or address is waited for."""
        question = self._question(athlete_id)
        return question.source if question else None

    def secret_in(self, athlete_id: int, text: str) -> str | None:
        """Return the key or address in a text, asked for or not; such a text is no words."""
        question = self._question(athlete_id)
        found = _ADDRESS.search(text) or _KEY.search(text)
        if found is None and question is not None:
            is_link = self.way(question.source) is Way.LINK
            found = (_LINK if is_link else _LONE_WORD).search(text)
        return found.group().strip() if found else None

    async def paste(self, athlete_id: int, secret: str) -> Connection:
        """Take what was asked for and store the new connection; `begin` reads from it, once told.

        Raises AthleteError where nothing was asked for, and CoachError by who must act.
        """
        question = self._question(athlete_id)
        if question is None:
            raise AthleteError(NOT_ASKED)
        connection = await self.join(await self._tried(athlete_id, secret, question))
        self._questions.pop(athlete_id, None)
        return connection

    async def join(self, connection: Connection) -> Connection:
        """Store a new connection and return it; raises AthleteError for another's account."""
        before = {one.source: one for one in await self.connections(connection.athlete_id)}
        old = before.get(connection.source)
        keeps_calendar = old is not None and old.account == connection.account and old.calendar
        connection = replace(connection, calendar=keeps_calendar)
        await self._connections.connect(connection)
        return connection

    def begin(self, connection: Connection) -> None:
        """Begin to read from a new connection."""
        self._asked.welcome(connection)

    async def switch_calendar(self, athlete_id: int, source: SourceName, *, on: bool) -> None:
        """Let planned workouts be written into a source's calendar, or no more."""
        for connection in await self.connections(athlete_id):
            if connection.source is source and HABITS[source].calendar:
                await self._connections.change(replace(connection, calendar=on))
                if not on:
                    await self._asked.empty_calendar(connection)

    async def disconnect(self, athlete_id: int, source: SourceName) -> str | None:
        """Give the consent back and delete the keys, whatever the vendor says to it.

        Return what is left to do there, in a sentence; None where nothing was connected. What came
        through it stays.
        """
        for connection in await self.connections(athlete_id):
            if connection.source is source:
                await self._connections.disconnect(athlete_id, source)
                await self._asked.parted_from(connection)
                return parted_line(source, told=await self._revoked(connection))
        return None

    async def _today(self, athlete_id: int, now: datetime) -> date:
        athlete = await self._roster.athlete(athlete_id)
        return now.astimezone(ZoneInfo(athlete.timezone if athlete else "UTC")).date()

    async def _tried(self, athlete_id: int, text: str, question: _Question) -> Connection:
        adapters = await self._vendors.open()
        if self.way(question.source) is Way.LINK:
            link = adapters.by_link[question.source]
            return await link.exchange(athlete_id, text, state=question.state)
        return await adapters.by_key[question.source].connect(athlete_id, text)

    async def _revoked(self, connection: Connection) -> bool | None:
        """Whether the vendor was told; None where a key is all there is."""
        link = (await self._vendors.open()).by_link.get(connection.source)
        if link is None:
            return None
        try:
            async with asyncio.timeout(REVOKING_S):
                await link.revoke(connection)
        except (CoachError, TimeoutError):
            return False  # its keys are deleted all the same
        return True

    def _question(self, athlete_id: int) -> _Question | None:
        question = self._questions.get(athlete_id)
        return question if question is not None and self._now() <= question.until else None


def without_secrets(text: str) -> str:
    """Return a text for keeping: what looks like a key or a sign-in address is taken out of it."""
    return _KEY.sub(_TAKEN_OUT, _ADDRESS.sub(_TAKEN_OUT, text))
