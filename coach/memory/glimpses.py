"""Strava's rows for their seven days; nothing here makes training of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Delete, delete, select

from coach.domain.glimpse import KEPT_FOR, Glimpse
from coach.memory import schema
from coach.memory.codec import owned, to_stamp
from coach.memory.connections import insert
from coach.memory.shelf import Shelf
from coach.memory.sources import is_known
from coach.memory.vendor_codec import glimpse_of, glimpse_row

_TABLE = schema.glimpse
_KEYS = ("athlete_id", "vendor_id")


class GlimpseShelf(Shelf):
    """Implements `source_ports.Glimpses`."""

    async def keep_glimpses(
        self,
        athlete_id: int,
        glimpses: Sequence[Glimpse],
        *,
        between: tuple[datetime, datetime] | None = None,
    ) -> None:
        """Store glimpses by their vendor id; a newer one replaces.

        Where they are all that began `between` two instants, others from there are deleted. Does
        nothing for an athlete who was forgotten while the vendor was asked.
        """
        if not glimpses and between is None:
            return
        async with self._connections.writing() as connection:
            if between is not None:
                named = [glimpse.vendor_id for glimpse in glimpses]
                await connection.execute(_others(athlete_id, named, between))
            if not glimpses or not await is_known(connection, athlete_id):
                return
            rows = [owned(athlete_id, glimpse_row(glimpse)) for glimpse in glimpses]
            statement = insert(connection, _TABLE)
            newer = statement.excluded.fetched_at >= _TABLE.c.fetched_at
            values = {name: statement.excluded[name] for name in rows[0].keys() - set(_KEYS)}
            await connection.execute(
                statement.on_conflict_do_update(index_elements=_KEYS, set_=values, where=newer),
                rows,
            )

    async def drop_glimpse(self, athlete_id: int, vendor_id: str) -> None:
        """Delete one that was deleted at the vendor, from the file's free pages and its log too."""
        theirs, this = _TABLE.c.athlete_id == athlete_id, _TABLE.c.vendor_id == vendor_id
        async with self._connections.writing() as connection:
            gone = await connection.execute(delete(_TABLE).where(theirs, this))
        if gone.rowcount:
            await self._connections.settle()

    async def glimpses(self, athlete_id: int, now: datetime) -> Sequence[Glimpse]:
        """Return those that have not expired, oldest first, and delete everybody's expired ones."""
        await self.expire_glimpses(now)
        theirs = select(_TABLE).where(_TABLE.c.athlete_id == athlete_id)
        in_order = theirs.order_by(_TABLE.c.start_at, _TABLE.c.vendor_id)
        async with self._connections.reading() as connection:
            return [glimpse_of(row) for row in await connection.execute(in_order)]

    async def expire_glimpses(self, now: datetime) -> None:
        """Delete everybody's expired ones, from the file's free pages and its log too."""
        expired = _TABLE.c.fetched_at <= to_stamp(now - KEPT_FOR)
        async with self._connections.reading() as connection:
            if await connection.scalar(select(_TABLE.c.vendor_id).where(expired).limit(1)) is None:
                return
        async with self._connections.writing() as connection:
            await connection.execute(delete(_TABLE).where(expired))
        await self._connections.settle()


def _others(athlete_id: int, named: Sequence[str], between: tuple[datetime, datetime]) -> Delete:
    """Return how those go that began between two instants and are not named."""
    first, last = map(to_stamp, between)
    return delete(_TABLE).where(
        _TABLE.c.athlete_id == athlete_id,
        _TABLE.c.start_at.between(first, last),
        _TABLE.c.vendor_id.not_in(named),
    )
