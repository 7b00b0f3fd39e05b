"""What the coach needs from vendors: protocols of a few methods, beside `ports`.

`coach/sources` implements the vendors' side, `coach/memory` the store of connections.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from coach.domain.activity import Sport
from coach.domain.athlete import Thresholds
from coach.domain.connection import Connection, SourceName, SourceState
from coach.domain.glimpse import Glimpse
from coach.ports import Harvest


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which local days to ask for (both included), for whose thresholds, in which IANA zone."""

    first: date
    last: date
    thresholds: Thresholds
    timezone: str


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What one asking gave; it never raises for what a vendor does.

    `words` is one sentence for the athlete wherever `state` is not `connected`, and where `stubs`
    activities were hidden. `newest` is the newest day that `harvest` has anything of. `cursor` is
    to be stored on the connection with the harvest (None: keep the old one). `retry_after_s` is how
    long the vendor wants to be left alone. `glimpsed` are the instants between which `glimpses` are
    all that there is: others that were seen before have been deleted there.
    """

    harvest: Harvest
    state: SourceState = SourceState.CONNECTED
    words: str | None = None
    stubs: int = 0
    newest: date | None = None
    glimpses: tuple[Glimpse, ...] = ()
    glimpsed: tuple[datetime, datetime] | None = None
    cursor: str | None = None
    retry_after_s: float | None = None


class Source(Protocol):
    """One vendor, asked what there is of some days."""

    @property
    def name(self) -> SourceName:
        """Whose adapter it is."""
        ...

    async def fetch(self, connection: Connection, wanted: Wanted) -> Fetched:
        """Return what the vendor has of the wanted days; faults are states, not exceptions."""
        ...


class KeyConnector(Protocol):
    """Connects by a key that the athlete pastes."""

    async def connect(self, athlete_id: int, key: str) -> Connection:
        """Try the key and return the new connection, not stored yet.

        Raises AthleteError where the vendor refuses it, TryAgainError where it cannot be asked.
        """
        ...


class LinkConnector(Protocol):
    """Connects by OAuth: the athlete opens a link, allows it, and pastes the address back."""

    def link(self, state: str) -> str:
        """Return the address to open; `state` is a secret of this try, kept till the paste."""
        ...

    async def exchange(self, athlete_id: int, pasted: str, *, state: str) -> Connection:
        """Return the new connection, not stored yet, from the pasted address.

        Raises AthleteError (another state, a used code, consent refused) or TryAgainError.
        """
        ...

    async def revoke(self, connection: Connection) -> None:
        """Give the consent back at the vendor; raises CoachError where that was not possible."""
        ...


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One planned workout; `text` holds its steps in the calendar's own notation.

    `external_id` is stable for athlete and day (`lanterne-2026-03-13`): the same one replaces.
    """

    external_id: str
    local_date: date
    name: str
    sport: Sport
    duration_s: int
    load: float
    text: str


class Calendar(Protocol):
    """A vendor's calendar of planned workouts; raises CoachError by who must act."""

    async def plan(self, connection: Connection, entry: CalendarEntry) -> None:
        """Create the entry, or change the one with its external id."""
        ...

    async def clear(self, connection: Connection, external_id: str, day: date) -> None:
        """Remove our entry of that day; nothing happens where there is none."""
        ...


class Tokens(Protocol):
    """The part of the store that an adapter needs to renew single-use tokens."""

    def renewing(
        self, athlete_id: int, source: SourceName
    ) -> AbstractAsyncContextManager[Connection | None]:
        """Hold the one renewal of this athlete's source; give the connection as stored now.

        It must be over within a minute, and not begin inside a transaction of the memory.
        """
        ...

    async def renew(self, connection: Connection) -> None:
        """Commit credentials and scopes alone; does nothing where the connection is gone."""
        ...


class Connections(Tokens, Protocol):
    """The store of connections; credentials lie in it encrypted."""

    async def connections(self, athlete_id: int | None = None) -> Sequence[Connection]:
        """Return one athlete's connections, or all.

        The first look into `credentials` opens them: it raises OperatorError where the key that
        sealed them is not known, while all else of the connection can be read and changed.
        """
        ...

    async def connect(self, connection: Connection) -> None:
        """Store a new connection; the same athlete's older one to that source is replaced.

        Raises AthleteError where another athlete has connected the same vendor account.
        """
        ...

    async def change(self, connection: Connection) -> None:
        """Store all but credentials and scopes, so that old ones never overwrite renewed ones.

        Does nothing where the connection is gone or has been made anew since.
        """
        ...

    async def disconnect(self, athlete_id: int, source: SourceName) -> None:
        """Delete the connection with its credentials, and glimpses; what else came stays."""
        ...


class Glimpses(Protocol):
    """Strava's rows for their seven days."""

    async def keep_glimpses(
        self,
        athlete_id: int,
        glimpses: Sequence[Glimpse],
        *,
        between: tuple[datetime, datetime] | None = None,
    ) -> None:
        """Store glimpses by their vendor id; a newer one replaces.

        Where they are all that began `between` two instants, others from there are deleted.
        """
        ...

    async def drop_glimpse(self, athlete_id: int, vendor_id: str) -> None:
        """Delete one that was deleted at the vendor."""
        ...

    async def glimpses(self, athlete_id: int, now: datetime) -> Sequence[Glimpse]:
        """Return those that have not expired, oldest first, and delete the expired ones."""
        ...

    async def expire_glimpses(self, now: datetime) -> None:
        """Delete everybody's expired ones; to be called at least daily."""
        ...


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """One standing order at a vendor to tell an address of an event, till `ends_at` if known."""

    vendor_id: str
    kind: str
    event: str
    address: str
    ends_at: datetime | None


class Subscriptions(Protocol):
    """A vendor's webhook subscriptions; raises CoachError by who must act."""

    async def subscriptions(self) -> Sequence[Subscription]:
        """Return what the app has subscribed to, at whatever address."""
        ...

    async def subscribe(self, *, kind: str, event: str, address: str, word: str) -> None:
        """Have an address told of an event; the vendor proves itself there with the word."""
        ...

    async def renew(self, subscription: Subscription) -> None:
        """Let one go on."""
        ...
