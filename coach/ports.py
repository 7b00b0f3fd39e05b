"""What the coach needs from outside: protocols of a few methods, named for their role.

Adapters implement them; only `bot` builds adapters and hands them in.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal, Protocol

from coach.domain.activity import Activity, DayLoad
from coach.domain.athlete import Athlete, LoadDay, Thresholds
from coach.domain.briefing import DayEntry
from coach.domain.fact import Fact
from coach.domain.night import Night, NightDetail
from coach.domain.recollection import Recollection

FileStatus = Literal["imported", "duplicate", "refused"]


@dataclass(frozen=True, kw_only=True)
class Harvest:
    """What one file or one vendor's answer gave. `refused` says in one sentence why nothing came.

    `warning` is said beside what was read ("the file is cut off: 14 of its records were read").
    """

    file: str
    activities: tuple[Activity, ...] = ()
    nights: tuple[Night, ...] = ()
    day_loads: tuple[DayLoad, ...] = ()
    facts: tuple[Fact, ...] = ()
    details: tuple[NightDetail, ...] = ()
    refused: str | None = None
    warning: str | None = None


class Harvester(Protocol):
    """Reads files, folders and archives; decoding runs outside this process."""

    def count(self, paths: Sequence[Path]) -> int:
        """Return how many files there are to read, for a progress bar."""
        ...

    def read(
        self, paths: Sequence[Path], *, thresholds: Thresholds, timezone: str
    ) -> AsyncIterator[Harvest]:
        """Yield one harvest a file, as each is ready; broken files are harvests with `refused`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What storing a harvest did. `activities` are the stored ones, new or known already."""

    status: FileStatus
    activities: tuple[Activity, ...] = ()
    nights: int = 0


class TrainingLog(Protocol):
    """Activities, nights and the load curve of all athletes."""

    async def record(self, athlete_id: int, harvests: Sequence[Harvest]) -> Sequence[Recorded]:
        """Store harvests in one transaction, one result each, and bring the curve up to date.

        The same activity from two files counts once, whatever its format; the best measured wins.
        """
        ...

    async def curve(self, athlete_id: int, first: date | None, last: date) -> Sequence[LoadDay]:
        """Return every calendar day from `first` (or the first known) to `last`."""
        ...

    async def activities(self, athlete_id: int, first: date, last: date) -> Sequence[Activity]:
        """Return the activities of the local days from `first` to `last`, oldest first."""
        ...


class Roster(Protocol):
    """The athletes there are."""

    async def athletes(self) -> Sequence[Athlete]:
        """Return all athletes by id."""
        ...

    async def athlete(self, athlete_id: int) -> Athlete | None:
        """Return one athlete."""
        ...

    async def by_chat(self, chat_id: int) -> Athlete | None:
        """Return the athlete of a private chat."""
        ...

    async def enrol(
        self, *, chat_id: int | None, name: str | None, timezone: str, push_time: time
    ) -> Athlete:
        """Admit an athlete; the one athlete without a chat takes the first chat admitted."""
        ...

    async def change(self, athlete: Athlete) -> None:
        """Store an athlete's changed settings."""
        ...

    async def forget(self, athlete_id: int) -> None:
        """Delete an athlete with everything remembered of them."""
        ...


class Diary(Protocol):
    """Decided days and what they were made from."""

    async def recall(self, days: Mapping[int, date]) -> Mapping[int, Recollection]:
        """Return what is known of each athlete (by id) on their given local date."""
        ...

    async def keep(self, entries: Sequence[DayEntry]) -> None:
        """Store decided days; an entry of a day that has one already becomes its next version."""
        ...

    async def entry(self, athlete_id: int, day: date) -> DayEntry | None:
        """Return the newest version of one day."""
        ...

    async def entries(self, athlete_id: int, first: date, last: date) -> Sequence[DayEntry]:
        """Return the newest version of each decided day, oldest first."""
        ...

    async def keep_mission(self, athlete_id: int, text: str, loaded_at: datetime) -> str:
        """Store a mission's text as loaded, make it the athlete's active one, return its digest."""
        ...

    async def mission_text(self, digest: str) -> str | None:
        """Return a mission as it was loaded."""
        ...


PushState = Literal["claimed", "sending", "sent", "unknown", "failed", "skipped_late"]


@dataclass(frozen=True, kw_only=True)
class Push:
    """One athlete's push of one local date. `due_at` and `state_since` are UTC.

    `waits_until` is the end of waiting for the night, which no restart prolongs. `without_night`
    says that it went without; `followed_up_at` when that was dealt with, by a word or in silence.
    """

    athlete_id: int
    chat_id: int
    local_date: date
    due_at: datetime
    state: PushState
    state_since: datetime
    message_id: int | None = None
    waits_until: datetime | None = None
    without_night: bool = False
    followed_up_at: datetime | None = None


class Deliveries(Protocol):
    """The pushes: once a day each, by key."""

    async def claim_due(self, now: datetime, limit: int) -> Sequence[Push]:
        """Claim due athletes with a chat and set their next push; late ones are `skipped_late`.

        Next push is the next local date through the zone with fold=0. A push over 3 h late is
        recorded as `skipped_late` and returned so, never sent.
        """
        ...

    async def move(self, pushes: Sequence[Push], state: PushState, at: datetime) -> None:
        """Commit a state, and each push's message id where it has one."""
        ...

    async def in_state(self, *states: PushState) -> Sequence[Push]:
        """Return pushes found in these states, oldest first (what a restart finds)."""
        ...


class NightWatch(Protocol):
    """Pushes that wait for a night, or went without it; a waiting push stays `claimed`."""

    async def note_night(self, pushes: Sequence[Push]) -> None:
        """Commit each push's `waits_until` and `without_night`, and nothing else of it."""
        ...

    async def without_night(self, since: date) -> Sequence[Push]:
        """Return sent pushes of the local dates from `since` on that may yet be followed up."""
        ...

    async def follow_up(self, push: Push, at: datetime) -> bool:
        """Take a push's one follow-up; False where it was taken.

        It is taken before it is said, so that it is never said twice.
        """
        ...


class Inbox(Protocol):
    """Updates from Telegram, stored before Telegram is told that they arrived."""

    async def receive(self, update_id: int, body: str, at: datetime) -> bool:
        """Store one update; False where it was known already."""
        ...

    async def done(self, update_id: int, at: datetime) -> None:
        """Mark it as dealt with, and drop its body."""
        ...

    async def undone(self) -> Sequence[str]:
        """Return the bodies of stored updates that were not dealt with, oldest first."""
        ...


class Transactions(Protocol):
    """Several calls as one; callers ask for it beside the parts of memory that they need."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Open one write transaction (BEGIN IMMEDIATE) for this task's calls inside.

        It is committed at the end and rolled back on an error; outside, each call is one.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """What `lanterne import` says of one file."""

    file: str
    status: FileStatus
    reason: str | None = None
    activities: tuple[Activity, ...] = ()
    nights: int = 0
