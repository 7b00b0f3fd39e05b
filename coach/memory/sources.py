"""What athletes have connected: one connection a vendor each, with credentials always sealed.

Renewing is held by a lock in this process and by a lease in the row against every other one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, Update, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.connection import Connection, SourceName
from coach.errors import AthleteError
from coach.memory import schema
from coach.memory.connections import Connections, insert
from coach.memory.leases import leased
from coach.memory.sealing import Sealing
from coach.memory.shelf import Shelf, utc_now
from coach.memory.vendor_codec import connection_of, key_row, secret_row, state_row

_TABLE = schema.connection
_ALL = select(_TABLE).order_by(_TABLE.c.athlete_id, _TABLE.c.source)
_THEIRS = _ALL.where(_TABLE.c.athlete_id == bindparam("whose"))


class SourceShelf(Shelf):
    """Implements `source_ports.Connections`, and with it `source_ports.Tokens`."""

    def __init__(
        self,
        connections: Connections,
        clock: Callable[[], datetime] = utc_now,
        sealing: Sealing | None = None,
    ) -> None:
        """Take the connections to the database, the clock of the lease and what seals."""
        super().__init__(connections, clock)
        self._sealing = sealing or Sealing()
        self._renewals = WeakValueDictionary[tuple[int, SourceName], asyncio.Lock]()

    async def connections(self, athlete_id: int | None = None) -> Sequence[Connection]:
        """Return one athlete's connections, or all, by athlete and source.

        Credentials open at the first look into them, which raises OperatorError where they were
        sealed with another key; all else can be read and changed even then.
        """
        wanted = _ALL if athlete_id is None else _THEIRS
        async with self._connections.reading() as database:
            rows = await database.execute(wanted, {"whose": athlete_id})
            return [connection_of(row, self._sealing) for row in rows]

    async def connect(self, connection: Connection) -> None:
        """Store a new connection; the same athlete's older one to that source is replaced.

        Raises AthleteError where another athlete has connected the same vendor account, or where
        this one was forgotten while the vendor was asked.
        """
        row = key_row(connection) | secret_row(connection, self._sealing) | state_row(connection)
        async with self._connections.writing() as database:
            if not await is_known(database, connection.athlete_id):
                raise AthleteError("I do not know you any more: say /start, then connect again.")
            await _refuse_anothers(database, connection)
            statement = insert(database, _TABLE).values(row | {"renewing_until": None})
            keys = ("athlete_id", "source")
            anew = {column.name: statement.excluded[column.name] for column in _TABLE.columns}
            await database.execute(statement.on_conflict_do_update(index_elements=keys, set_=anew))

    async def change(self, connection: Connection) -> None:
        """Store all but credentials and scopes; does nothing where it is gone or replaced."""
        async with self._connections.writing() as database:
            await database.execute(_this(connection).values(state_row(connection)))

    async def disconnect(self, athlete_id: int, source: SourceName) -> None:
        """Delete the connection with its credentials; what came through it stays.

        Strava's glimpses go with it: they may be shown for as long as it is connected alone.
        """
        theirs = schema.glimpse.c.athlete_id == athlete_id
        async with self._connections.writing() as database:
            await database.execute(delete(_TABLE).where(_of(athlete_id, source)))
            if source is SourceName.STRAVA:
                await database.execute(delete(schema.glimpse).where(theirs))
        await self._connections.settle()

    async def renew(self, connection: Connection) -> None:
        """Commit credentials and scopes alone; does nothing where it is gone or replaced."""
        row = secret_row(connection, self._sealing)
        async with self._connections.writing() as database:
            await database.execute(_this(connection).values(row))

    @asynccontextmanager
    async def renewing(
        self, athlete_id: int, source: SourceName
    ) -> AsyncIterator[Connection | None]:
        """Hold the one renewal of this athlete's source; give the connection as stored now.

        None where there is no connection. It must end within `leases.DURATION`, and cannot begin
        inside a transaction. Raises TryAgainError where another process does not let go.
        """
        if self._connections.in_transaction:
            raise RuntimeError("a renewal asks a vendor: inside a transaction all writers wait")
        lock = self._renewals.setdefault((athlete_id, source), asyncio.Lock())
        async with lock, leased(self._connections, _of(athlete_id, source), self._clock) as row:
            yield None if row is None else connection_of(row, self._sealing)


async def is_known(database: AsyncConnection, athlete_id: int) -> bool:
    """Tell whether there is still such an athlete; what is asked of vendors takes its time."""
    athletes = schema.athlete.c.id
    found = await database.scalar(select(athletes).where(athletes == athlete_id))
    return found is not None


def _of(athlete_id: int, source: SourceName) -> ColumnElement[bool]:
    return (_TABLE.c.athlete_id == athlete_id) & (_TABLE.c.source == source.value)


def _this(connection: Connection) -> Update:
    """Return an update of this very connection, and of none that has taken its place."""
    return update(_TABLE).where(
        *(_TABLE.c[name] == is_ for name, is_ in key_row(connection).items())
    )


async def _refuse_anothers(database: AsyncConnection, connection: Connection) -> None:
    others = select(_TABLE.c.athlete_id).where(
        _TABLE.c.source == connection.source.value,
        _TABLE.c.account == connection.account,
        _TABLE.c.athlete_id != connection.athlete_id,
    )
    if await database.scalar(others) is not None:
        raise AthleteError(
            f"This {connection.source.label} account is connected to another athlete here: "
            "take your own account, or have it disconnected there first."
        )
