"""Nights, a wellness export's day loads and facts as they come in; only what is new is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.activity import DayLoad, Origin
from coach.domain.fact import Fact
from coach.domain.night import Night
from coach.memory import schema
from coach.memory.codec import Columns, Record, fact_of, fact_row, owned
from coach.memory.connections import insert
from coach.memory.nights import filled
from coach.memory.records import day_load_of, day_load_row, night_of, night_row
from coach.ports import Harvest

_NightKey = tuple[date, Origin]


class Arrivals:
    """What is stored of the dates of some harvests, and what they add to it."""

    def __init__(
        self,
        nights: Mapping[_NightKey, Night],
        loads: Mapping[date, DayLoad],
        facts: Iterable[Fact],
    ) -> None:
        """Take what is stored."""
        self._nights, self._loads = dict(nights), dict(loads)
        self._facts = {_said(fact) for fact in facts}
        self._new_nights: dict[_NightKey, Night] = {}
        self._new_loads: dict[date, DayLoad] = {}
        self._new_facts: list[Fact] = []
        self._news = 0

    @property
    def redraw_since(self) -> date | None:
        """The earliest day whose load has changed."""
        return min(self._new_loads, default=None)

    def take(self, harvest: Harvest) -> bool:
        """Take in one harvest; tell whether it brought anything new."""
        before = self._news
        for night in harvest.nights:
            self._take_night(night)
        for own in harvest.day_loads:
            if self._loads.get(own.local_date) != own:
                self._loads[own.local_date] = self._new_loads[own.local_date] = own
                self._news += 1
        for fact in harvest.facts:
            if _said(fact) not in self._facts:
                self._facts.add(_said(fact))
                self._new_facts.append(fact)
                self._news += 1
        return self._news > before

    async def write(self, connection: AsyncConnection, athlete_id: int) -> None:
        """Store what is new."""
        nights = [night_row(night) for night in self._new_nights.values()]
        await _put(connection, schema.night, [owned(athlete_id, row) for row in nights])
        loads = [day_load_row(own) for own in self._new_loads.values()]
        await _put(connection, schema.wellness_load, [owned(athlete_id, row) for row in loads])
        if self._new_facts:
            rows = [owned(athlete_id, fact_row(fact)) for fact in self._new_facts]
            await connection.execute(schema.fact.insert(), rows)

    def _take_night(self, night: Night) -> None:
        """Join a source's newer word with its older one; other sources keep their own."""
        key = (night.local_date, night.provenance.origin)
        stored = self._nights.get(key)
        joined = night if stored is None else filled(night, stored)
        if stored is None or replace(joined, provenance=stored.provenance) != stored:
            self._nights[key] = self._new_nights[key] = joined
            self._news += 1


async def open_arrivals(
    connection: AsyncConnection, athlete_id: int, harvests: Sequence[Harvest]
) -> Arrivals:
    """Read what is stored of the dates that these harvests speak of."""

    async def stored(table: Table, dates: Sequence[date]) -> Sequence[Record]:
        if not dates:
            return ()
        within = table.c.local_date.between(min(dates).isoformat(), max(dates).isoformat())
        asked = select(table).where(table.c.athlete_id == athlete_id, within)
        return (await connection.execute(asked)).all()

    nights = [night.local_date for harvest in harvests for night in harvest.nights]
    loads = [own.local_date for harvest in harvests for own in harvest.day_loads]
    facts = [fact.local_date for harvest in harvests for fact in harvest.facts]
    known = [night_of(row) for row in await stored(schema.night, nights)]
    own = [day_load_of(row) for row in await stored(schema.wellness_load, loads)]
    return Arrivals(
        {(night.local_date, night.provenance.origin): night for night in known},
        {one.local_date: one for one in own},
        [fact_of(row) for row in await stored(schema.fact, facts)],
    )


async def _put(connection: AsyncConnection, table: Table, rows: Sequence[Columns]) -> None:
    """Write rows over those of the same key."""
    if not rows:
        return
    statement = insert(connection, table)
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {name: statement.excluded[name] for name in rows[0].keys() - set(keys)}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=values), rows
    )


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.local_date, fact.words, fact.value, fact.site, fact.code
