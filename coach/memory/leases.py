"""The lease on a connection's renewal: one process at a time asks a vendor for new credentials.

A row lease, as a transaction held while a vendor is asked would hold up every other writer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, select, update

from coach.errors import TryAgainError
from coach.memory import schema
from coach.memory.codec import Record, to_stamp
from coach.memory.connections import Connections

DURATION: Final = timedelta(minutes=1)
"""How long a renewal may take. One that a crash broke off is free for others after that."""

ASKED_AGAIN_S: Final = 0.2
_ATTEMPTS = int(DURATION.total_seconds() / ASKED_AGAIN_S) + 1
_TABLE = schema.connection


class _Lease(NamedTuple):
    row: Record | None
    until: int


@asynccontextmanager
async def leased(
    connections: Connections, this: ColumnElement[bool], clock: Callable[[], datetime]
) -> AsyncIterator[Record | None]:
    """Wait for the lease of one row and hold it; give the row as it is now, None without one.

    Raises TryAgainError where others hold it one after the other.
    """
    lease = await _wait_for(connections, this, clock)
    try:
        yield lease.row
    finally:
        mine = update(_TABLE).where(this, _TABLE.c.renewing_until == lease.until)
        async with connections.writing() as database:
            await database.execute(mine.values(renewing_until=None))


async def _wait_for(
    connections: Connections, this: ColumnElement[bool], clock: Callable[[], datetime]
) -> _Lease:
    for _ in range(_ATTEMPTS):
        if (lease := await _take(connections, this, clock())) is not None:
            return lease
        await asyncio.sleep(ASKED_AGAIN_S)
    raise TryAgainError("Another program renews this connection: try again in a minute.")


async def _take(
    connections: Connections, this: ColumnElement[bool], now: datetime
) -> _Lease | None:
    """Return the lease, None where another has it; a lease beyond any length is none."""
    soonest, until = to_stamp(now), to_stamp(now + DURATION)
    async with connections.writing() as database:
        # The lock is PostgreSQL's; SQLite has one writer.
        found = await database.execute(select(_TABLE).where(this).with_for_update())
        row = found.one_or_none()
        if row is not None and soonest < (row.renewing_until or 0) <= until:
            return None
        await database.execute(update(_TABLE).where(this).values(renewing_until=until))
        return _Lease(row, until)
