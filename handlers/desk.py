"""What a conversation needs, in one small typed value; and the shapes that pass through it.

Handlers are functions from a `Turn` to `Answer`s: they know no database, no HTTP, no clock.
"""

from asyncio import Task
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol, TypeAlias

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from coach.conversation.offering import Offering
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, Explanation
from coach.domain.reply import Reply
from coach.mornings import Mornings
from coach.owning.leaving import Leaving
from coach.owning.remembrance import Remembrance
from coach.ports import Roster
from coach.sourcing.connecting import Connecting
from coach.sourcing.filing import Filed, Filing
from coach.talk_ports import Follower, Transcriber
from handlers.access import Door
from handlers.following import Live, Nobody
from handlers.received import Received
from handlers.rush import Rush


class Coach(Protocol):
    """What the conversation asks of the coach; `now` is aware, answers are plain text."""

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        """Return today's message."""
        ...

    async def why(self, athlete_id: int, now: datetime, day: date | None = None) -> Explanation:
        """Return the evidence of today's decision, or of an earlier day's."""
        ...

    async def hear(self, athlete_id: int, text: str, now: datetime) -> Reply:
        """Take the athlete's words, and answer by the rules alone."""
        ...

    async def tap(self, athlete_id: int, button: str, now: datetime) -> Reply:
        """Take a button `kind:value:code`."""
        ...

    async def undo(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        """Close facts noted by mistake."""
        ...

    async def confirm(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        """Take the athlete's word for facts that were only likely."""
        ...

    async def mission_lines(self, athlete_id: int, now: datetime) -> tuple[str, ...]:
        """Return the mission in words."""
        ...


class Talker(Protocol):
    """Who carries the conversation."""

    async def hear(self, athlete_id: int, text: str, now: datetime, follower: Follower) -> Reply:
        """Take the athlete's words."""
        ...


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The conversation's own things; `timezone` and `push_time` are for new athletes.

    `glance` asks an athlete's sources for at most 3 s; `later` tells what a long reading brought.
    `transcriber` is None where nobody can listen to a voice note.
    """

    coach: Coach
    talker: Talker
    mornings: Mornings
    roster: Roster
    door: Door
    now: Callable[[], datetime]
    timezone: str
    push_time: time
    connecting: Connecting
    filing: Filing
    remembrance: Remembrance
    leaving: Leaving
    offering: Offering
    glance: Callable[[int], Awaitable[None]]
    later: Callable[[int, Task[Filed]], None]
    night_wait_min: int
    transcriber: Transcriber | None = None
    live: Live = field(default_factory=Live)
    rush: Rush = field(default_factory=Rush)


Button: TypeAlias = tuple[str, str]
"""What it says and its data, `kind` or `kind:arg`, at most 64 bytes."""
Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file to send."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One message in Telegram's HTML; `replaces` puts it in the place of the pressed one.

    With a `document` the words stand under it. `then` is called once it was sent, or could not be.
    """

    html: str
    rows: Rows = ()
    replaces: bool = False
    document: Document | None = None
    then: Callable[[], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One athlete's turn: who, when, and their words (after a command, or a button's argument).

    `received` is the message itself, where it was one; `follower` sees the answer being made.
    """

    athlete: Athlete
    words: str
    now: datetime
    desk: Desk
    received: Received | None = None
    follower: Follower = field(default_factory=Nobody)

    @property
    def said_at(self) -> datetime:
        """When the athlete said it, by Telegram's clock where it was a message."""
        return self.received.sent_at if self.received else self.now


Handler: TypeAlias = Callable[[Turn], Awaitable[Sequence[Answer]]]

_Notes: TypeAlias = dict[Any, Any]
Context: TypeAlias = CallbackContext[ExtBot[int], _Notes, _Notes, Desk]
Bot: TypeAlias = Application[ExtBot[int], Context, _Notes, _Notes, Desk, JobQueue[Context]]
