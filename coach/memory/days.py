"""Decided days in all their versions, and the missions they were decided under."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.briefing import DayEntry
from coach.memory import schema
from coach.memory.codec import Columns, entry_of, entry_row, owned, to_stamp
from coach.memory.connections import insert
from coach.memory.shelf import Shelf

_TABLE = schema.day
_KEY = (_TABLE.c.athlete_id, _TABLE.c.local_date)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_THERE = select(schema.athlete.c.id).where(schema.athlete.c.id.in_(_IDS))
_VERSIONS = (
    select(*_KEY, func.max(_TABLE.c.version))
    .where(_TABLE.c.athlete_id.in_(_IDS))
    .where(_TABLE.c.local_date.in_(bindparam("dates", expanding=True)))
    .group_by(*_KEY)
)


class DaysShelf(Shelf):
    """Implements `ports.Diary` but for `recall`."""

    async def keep(self, entries: Sequence[DayEntry]) -> None:
        """Store decided days; an entry of a day that has one already becomes its next version.

        The version an entry comes with is not asked: the next one is counted here. Whoever was
        forgotten while their day was decided is left out, and takes no other's day along.
        """
        if not entries:
            return  # as most looks at a day end: no writer is waited for
        async with self._connections.writing() as connection:
            there = await _still_there(connection, {entry.athlete_id for entry in entries})
            kept = [entry for entry in entries if entry.athlete_id in there]
            rows = _numbered(kept, await _newest_versions(connection, kept))
            if rows:
                await connection.execute(_TABLE.insert(), rows)

    async def entry(self, athlete_id: int, day: date) -> DayEntry | None:
        """Return the newest version of one day."""
        found = await self.entries(athlete_id, day, day)
        return found[0] if found else None

    async def entries(self, athlete_id: int, first: date, last: date) -> Sequence[DayEntry]:
        """Return the newest version of each decided day, oldest first."""
        async with self._connections.reading() as connection:
            rows = await connection.execute(_newest_between(athlete_id, first, last))
            return [entry_of(row) for row in rows]

    async def keep_mission(self, athlete_id: int, text: str, loaded_at: datetime) -> str:
        """Store a mission's text as loaded, make it the athlete's active one, return its digest."""
        digest = sha256(text.encode()).hexdigest()
        active = select(schema.athlete.c.mission_digest).where(schema.athlete.c.id == athlete_id)
        async with self._connections.reading() as connection:
            if await connection.scalar(active) == digest:
                return digest
        async with self._connections.writing() as connection:
            await _keep_text(connection, digest, text)
            theirs = owned(athlete_id, {"digest": digest, "loaded_at": to_stamp(loaded_at)})
            known = insert(connection, schema.athlete_mission).on_conflict_do_nothing()
            await connection.execute(known, theirs)
            whose = update(schema.athlete).where(schema.athlete.c.id == athlete_id)
            await connection.execute(whose.values(mission_digest=digest))
        return digest

    async def mission_text(self, digest: str) -> str | None:
        """Return a mission as it was loaded."""
        wanted = select(schema.mission.c.text).where(schema.mission.c.digest == digest)
        async with self._connections.reading() as connection:
            text: str | None = await connection.scalar(wanted)
            return text


async def _still_there(connection: AsyncConnection, ids: Collection[int]) -> frozenset[int]:
    return frozenset(await connection.scalars(_THERE, {"ids": tuple(ids)}))


def _numbered(entries: Iterable[DayEntry], newest: dict[tuple[int, str], int]) -> Sequence[Columns]:
    rows = []
    for entry in entries:
        row = entry_row(entry)
        key = (entry.athlete_id, row["local_date"])
        newest[key] = row["version"] = newest.get(key, 0) + 1
        rows.append(row)
    return rows


async def _newest_versions(
    connection: AsyncConnection, entries: Iterable[DayEntry]
) -> dict[tuple[int, str], int]:
    ids = {entry.athlete_id for entry in entries}
    dates = {entry.local_date.isoformat() for entry in entries}
    asked = {"ids": tuple(ids), "dates": tuple(dates)}
    return {(row[0], row[1]): row[2] for row in await connection.execute(_VERSIONS, asked)}


def _newest_between(athlete_id: int, first: date, last: date) -> Select[tuple[object, ...]]:
    newest = (
        select(func.max(_TABLE.c.version).label("version"), _TABLE.c.local_date)
        .where(
            _TABLE.c.athlete_id == athlete_id,
            _TABLE.c.local_date.between(first.isoformat(), last.isoformat()),
        )
        .group_by(_TABLE.c.local_date)
        .subquery()
    )
    return (
        select(_TABLE)
        .join(
            newest,
            (_TABLE.c.local_date == newest.c.local_date) & (_TABLE.c.version == newest.c.version),
        )
        .where(_TABLE.c.athlete_id == athlete_id)
        .order_by(_TABLE.c.local_date)
    )


async def _keep_text(connection: AsyncConnection, digest: str, text: str) -> None:
    statement = insert(connection, schema.mission).on_conflict_do_nothing()
    await connection.execute(statement, {"digest": digest, "text": text})
