"""All rows of one athlete, as a person may read them; no secrets, and nothing shown only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Column, Select, Table, func, select

from coach.domain.night import Night
from coach.memory import schema
from coach.memory.codec import Record, from_stamp
from coach.memory.nights import one_a_date
from coach.memory.shelf import Shelf

SECRETS = frozenset({"credentials", "cursor", "met", "renewing_until"})
"""Columns that are a vendor's keys, or nothing but our own bookkeeping."""
SHOWN_ONLY = schema.glimpse
"""What Strava's API shows may be kept for days alone, and a file that is handed over lasts."""
_THEIRS = [
    table
    for table in schema.metadata.sorted_tables
    if "athlete_id" in table.c and table is not SHOWN_ONLY
]
_INSTANTS = ("_at", "_since", "_until")


class DumpShelf(Shelf):
    """Implements `notebook_ports.Everything`."""

    async def rows(self, athlete_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return the athlete's rows by table; instants are ISO text in UTC."""
        async with self._connections.reading() as connection:
            return {
                table.name: [
                    _shown(row, table) for row in await connection.execute(_of(table, athlete_id))
                ]
                for table in _THEIRS
            }

    async def amounts(self, athlete_id: int) -> Mapping[str, int]:
        """Return how many rows of the athlete's each table holds."""
        async with self._connections.reading() as connection:
            return {
                table.name: await connection.scalar(_count_of(table, athlete_id)) or 0
                for table in _THEIRS
            }

    async def nights(self, athlete_id: int, first: date, last: date) -> Sequence[Night]:
        """Return one night a date, oldest first."""
        table = schema.night
        asked = (
            select(*(column for column in table.c if column.name != "met"))
            .where(
                table.c.athlete_id == athlete_id,
                table.c.local_date.between(first.isoformat(), last.isoformat()),
            )
            .order_by(table.c.local_date)
        )
        async with self._connections.reading() as connection:
            return one_a_date((await connection.execute(asked)).all())


def _of(table: Table, athlete_id: int) -> Select[Any]:
    theirs = select(*_columns(table)).where(table.c.athlete_id == athlete_id)
    return theirs.order_by(*table.primary_key.columns)


def _count_of(table: Table, athlete_id: int) -> Select[Any]:
    return select(func.count()).select_from(table).where(table.c.athlete_id == athlete_id)


def _shown(row: Record, table: Table) -> Mapping[str, object]:
    named = zip(_columns(table), row, strict=True)
    return {column.name: _value(column, value) for column, value in named}


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.name not in SECRETS | {"athlete_id"}]


def _value(column: Column[Any], value: object) -> object:
    if isinstance(value, int) and _is_instant(column):
        return from_stamp(value).isoformat()
    return value


def _is_instant(column: Column[Any]) -> bool:
    is_stamp = column.name == "at" or column.name.endswith(_INSTANTS)
    return is_stamp and isinstance(column.type, BigInteger)
