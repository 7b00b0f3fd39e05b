"""Nights, a wellness export's day loads and facts as they come in; only what is new is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.activity import DayLoad, Origin
from coach.domain.fact import Fact
from coach.domain.night import Night
from coach.memory import schema
from coach.memory.codec import Columns, Record, fact_of, fact_row, owned
from coach.memory.connections import replacing
from coach.memory.nights import filled
from coach.memory.records import day_load_of, day_load_row, night_measures, night_of, night_row
from coach.memory.words import Word, digest, heard, with_word, word_of, words_of, words_text
from coach.ports import Harvest

_Key = TypeVar("_Key")
_Thing = TypeVar("_Thing")


@dataclass
class _Kept(Generic[_Key, _Thing]):
    """Things by key with the words met of each, and which of them have changed."""

    stored: dict[_Key, tuple[_Thing, tuple[Word, ...]]]
    changed: set[_Key] = field(default_factory=set)

    def get(self, key: _Key) -> _Thing | None:
        return self.stored[key][0] if key in self.stored else None

    def has_heard(self, key: _Key, word: Word) -> bool:
        return key in self.stored and heard(self.stored[key][1], word)

    def put(self, key: _Key, thing: _Thing, word: Word) -> bool:
        """Keep a thing with the word that told it; tell whether it is another than before."""
        before = self.get(key)
        met = self.stored[key][1] if key in self.stored else ()
        self.stored[key] = thing, with_word(met, word)
        self.changed.add(key)
        return thing != before

    def news(self) -> Iterable[tuple[_Thing, Columns]]:
        """Return what has changed, with its column of words."""
        for key in self.changed:
            thing, met = self.stored[key]
            yield thing, {"met": words_text(met)}


class Arrivals:
    """What is stored of the dates of some harvests, and what they add to it."""

    def __init__(
        self, nights: Iterable[Record], loads: Iterable[Record], facts: Iterable[Record]
    ) -> None:
        """Take what is stored."""
        known = [(night_of(row), words_of(row.met)) for row in nights]
        own = [(day_load_of(row), words_of(row.met)) for row in loads]
        self._nights = _Kept({_night_key(one[0]): one for one in known})
        self._loads = _Kept({one[0].local_date: one for one in own})
        self._said = {_said(fact_of(row)) for row in facts}
        self._new_facts: list[Fact] = []
        self.redraw_since: date | None = None

    def take(self, harvest: Harvest) -> bool:
        """Take in one harvest; tell whether it brought anything new."""
        nights = [self._take_night(night) for night in harvest.nights]
        loads = [self._take_load(own, harvest.file) for own in harvest.day_loads]
        facts = [self._take_fact(fact) for fact in harvest.facts]
        return any((*nights, *loads, *facts))

    async def write(self, connection: AsyncConnection, athlete_id: int) -> None:
        """Store what is new."""
        nights = [night_row(night) | met for night, met in self._nights.news()]
        await _put(connection, schema.night, [owned(athlete_id, row) for row in nights])
        loads = [day_load_row(own) | met for own, met in self._loads.news()]
        await _put(connection, schema.wellness_load, [owned(athlete_id, row) for row in loads])
        if self._new_facts:
            rows = [owned(athlete_id, fact_row(fact)) for fact in self._new_facts]
            await connection.execute(schema.fact.insert(), rows)

    def _take_night(self, night: Night) -> bool:
        """Join a source's newer word with its older one; other sources keep their own."""
        key, word = _night_key(night), word_of(night.provenance, night_measures(night))
        if self._nights.has_heard(key, word):
            return False
        stored = self._nights.get(key)
        joined = night if stored is None else filled(night, stored)
        if stored is not None and night_measures(joined) == night_measures(stored):
            joined = stored
        return self._nights.put(key, joined, word)

    def _take_load(self, own: DayLoad, file: str) -> bool:
        word = Word(Origin.INTERVALS.value, None, file, digest(day_load_row(own)))
        if self._loads.has_heard(own.local_date, word):
            return False
        changed = self._loads.put(own.local_date, own, word)
        if changed:
            self.redraw_since = min(self.redraw_since or own.local_date, own.local_date)
        return changed

    def _take_fact(self, fact: Fact) -> bool:
        if _said(fact) in self._said:
            return False
        self._said.add(_said(fact))
        self._new_facts.append(fact)
        return True


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
    return Arrivals(
        await stored(schema.night, nights),
        await stored(schema.wellness_load, loads),
        await stored(schema.fact, facts),
    )


async def _put(connection: AsyncConnection, table: Table, rows: Sequence[Columns]) -> None:
    """Write rows over those of the same key."""
    if not rows:
        return
    await connection.execute(replacing(connection, table, rows[0]), rows)


def _night_key(night: Night) -> tuple[date, Origin]:
    return night.local_date, night.provenance.origin


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.local_date, fact.words, fact.value, fact.site, fact.code
