"""Recalling a batch of athletes' mornings with a handful of queries, however long their history.

Every query asks for bounded windows of all athletes of one date at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.athlete import Athlete, LoadDay
from coach.domain.briefing import DayEntry
from coach.domain.load_day import reach_back, window
from coach.domain.recollection import Recollection
from coach.memory import schema
from coach.memory.codec import Record, athlete_of, entry_of, fact_of
from coach.memory.curve import curve_days, kept_days
from coach.memory.nights import one_a_date
from coach.memory.records import activity_of
from coach.memory.shelf import Shelf

LOAD_DAYS = 42
NIGHT_DAYS = 61
ACTIVITY_DAYS = 14
FACT_DAYS = 14
RECENT_ENTRIES = 7
_ENTRY_DAYS = 61  # decided days older than this are not looked for

_DAY = timedelta(days=1)
_Rows = Mapping[int, Sequence[Record]]


class RecallShelf(Shelf):
    """Implements `ports.Diary.recall`."""

    async def recall(self, days: Mapping[int, date]) -> Mapping[int, Recollection]:
        """Return what is known of each athlete (by id) on their given local date.

        An id that there is not is left out.
        """
        by_date: dict[date, list[int]] = defaultdict(list)
        for athlete_id, day in days.items():
            by_date[day].append(athlete_id)
        recalled: dict[int, Recollection] = {}
        async with self._connections.reading() as connection:
            for day, ids in by_date.items():
                recalled |= await _Morning(connection, day, ids).recollections()
        return recalled


@dataclass(frozen=True)
class _Morning:
    """One date's question about some athletes."""

    connection: AsyncConnection
    today: date
    ids: Sequence[int]

    async def recollections(self) -> Mapping[int, Recollection]:
        athletes = await self._athletes()
        missions = await self._missions(athletes.values())
        loads, first_days = await self._loads(), await self._first_days()
        nights = await self._of_dates(schema.night, self.today - (NIGHT_DAYS - 1) * _DAY)
        activities = await self._of_dates(schema.activity, self.today - ACTIVITY_DAYS * _DAY)
        facts, entries = await self._facts(), await self._entries()
        return {
            athlete_id: Recollection(
                athlete=athlete,
                local_date=self.today,
                mission_text=missions.get(athlete.mission_digest or ""),
                loads=loads.get(athlete_id, ()),
                nights=one_a_date(nights.get(athlete_id, ())),
                activities=tuple(map(activity_of, activities.get(athlete_id, ()))),
                facts=tuple(map(fact_of, facts.get(athlete_id, ()))),
                history_days=self._days_since(first_days.get(athlete_id)),
                today=next((e for e in entries[athlete_id] if e.local_date == self.today), None),
                recent=tuple(e for e in entries[athlete_id] if e.local_date < self.today),
            )
            for athlete_id, athlete in athletes.items()
        }

    async def _athletes(self) -> Mapping[int, Athlete]:
        wanted = select(schema.athlete).where(schema.athlete.c.id.in_(self.ids))
        return {row.id: athlete_of(row) for row in await self.connection.execute(wanted)}

    async def _missions(self, athletes: Iterable[Athlete]) -> Mapping[str, str]:
        digests = {athlete.mission_digest for athlete in athletes if athlete.mission_digest}
        table = schema.mission
        rows = await self.connection.execute(select(table).where(table.c.digest.in_(digests)))
        return {row.digest: row.text for row in rows}

    async def _loads(self) -> Mapping[int, tuple[LoadDay, ...]]:
        first, last = self.today - LOAD_DAYS * _DAY, self.today - _DAY
        kept = await kept_days(self.connection, self.ids, reach_back(first), last)
        return {
            athlete_id: tuple(window(curve_days(rows), first, last))
            for athlete_id, rows in kept.items()
        }

    async def _first_days(self) -> Mapping[int, str]:
        table = schema.load_curve
        first = (
            select(table.c.local_date)
            .where(table.c.athlete_id == schema.athlete.c.id)
            .order_by(table.c.local_date)
            .limit(1)
            .scalar_subquery()
        )
        wanted = select(schema.athlete.c.id, first).where(schema.athlete.c.id.in_(self.ids))
        rows = await self.connection.execute(wanted)
        return {row[0]: row[1] for row in rows if row[1] is not None}

    async def _of_dates(self, table: Table, first: date) -> _Rows:
        columns = [column for column in table.c if column.name != "met"]
        return await self._grouped(
            select(*columns)
            .where(
                table.c.athlete_id.in_(self.ids),
                table.c.local_date.between(first.isoformat(), self.today.isoformat()),
            )
            .order_by(table.c.athlete_id, table.c.local_date)
        )

    async def _facts(self) -> _Rows:
        """Return the facts of the last days, and older ones that still hold."""
        table = schema.fact
        open_still = or_(table.c.closed_on.is_(None), table.c.closed_on > self.today.isoformat())
        since = (self.today - (FACT_DAYS - 1) * _DAY).isoformat()
        mine = table.c.athlete_id.in_(self.ids)
        recent = mine & table.c.local_date.between(since, self.today.isoformat())
        older = mine & schema.IS_STANDING & open_still & (table.c.local_date < since)
        both = select(table).where(recent).union_all(select(table).where(older))
        rows = (await self.connection.execute(both)).all()
        return _by_athlete(sorted(rows, key=lambda row: (row.local_date, row.said_at, row.id)))

    async def _entries(self) -> Mapping[int, Sequence[DayEntry]]:
        """Return today's entry and the earlier ones, newest first, in their newest versions."""
        table = schema.day
        keys = (
            select(table.c.id, table.c.athlete_id, table.c.local_date)
            .where(
                table.c.athlete_id.in_(self.ids),
                table.c.local_date > (self.today - _ENTRY_DAYS * _DAY).isoformat(),
                table.c.local_date <= self.today.isoformat(),
            )
            .order_by(table.c.athlete_id, table.c.local_date.desc(), table.c.version.desc())
        )
        wanted = _newest(await self.connection.execute(keys), self.today.isoformat())
        order = (table.c.athlete_id, table.c.local_date.desc())
        rows = await self._grouped(select(table).where(table.c.id.in_(wanted)).order_by(*order))
        return defaultdict(
            tuple, {key: tuple(map(entry_of, theirs)) for key, theirs in rows.items()}
        )

    async def _grouped(self, statement: Select[Any]) -> _Rows:
        return _by_athlete(await self.connection.execute(statement))

    def _days_since(self, first: str | None) -> int:
        return 0 if first is None else max((self.today - date.fromisoformat(first)).days, 0)


def _by_athlete(rows: Iterable[Record]) -> _Rows:
    groups: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        groups[row.athlete_id].append(row)
    return groups


def _newest(keys: Iterable[Record], today: str) -> Sequence[int]:
    """Return the ids of each day's newest version: today's and the `RECENT_ENTRIES` before it."""
    wanted, seen = [], set[tuple[int, str]]()
    earlier: dict[int, int] = defaultdict(int)
    for row_id, athlete_id, local_date in keys:
        if (athlete_id, local_date) in seen or earlier[athlete_id] == RECENT_ENTRIES:
            continue
        seen.add((athlete_id, local_date))
        earlier[athlete_id] += local_date < today
        wanted.append(row_id)
    return wanted
