"""The load curve as it is kept: one row for every calendar day from the first known to the last.

Carried on from the earliest day that changed; nothing is written for days of rest after the last.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import BindParameter, bindparam, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.activity import DayLoad, LoadSource, Sport
from coach.domain.load_day import (
    SEED_DAYS,
    CurveDay,
    State,
    Trained,
    carry_on,
    known_loads,
    state_before,
)
from coach.memory import schema
from coach.memory.codec import Columns, Record
from coach.memory.connections import replacing
from coach.memory.records import day_load_of

_TABLE = schema.load_curve
_DAY = timedelta(days=1)
_KEPT = (
    _TABLE.c.athlete_id, _TABLE.c.local_date,
    _TABLE.c.fitness_load, _TABLE.c.fatigue_load, _TABLE.c.ctl, _TABLE.c.atl,
)  # fmt: skip
_BETWEEN = (
    select(*_KEPT)
    .where(
        _TABLE.c.athlete_id.in_(bindparam("ids", expanding=True)),
        _TABLE.c.local_date.between(bindparam("first"), bindparam("last")),
    )
    .order_by(_TABLE.c.athlete_id, _TABLE.c.local_date)
)

_WHOSE: BindParameter[int] = bindparam("whose")
_DONE, _OWN = schema.activity, schema.wellness_load
_EDGES = select(
    *(
        select(edge(table.c.local_date)).where(table.c.athlete_id == _WHOSE).scalar_subquery()
        for table in (_DONE, _OWN, _TABLE)
        for edge in (func.min, func.max)
    )
)
"""The first and the last date of each table; every end is one look-up."""
_LAST_BEFORE = (
    select(*_KEPT)
    .where(_TABLE.c.athlete_id == _WHOSE, _TABLE.c.local_date < bindparam("day"))
    .order_by(_TABLE.c.local_date.desc())
    .limit(1)
)
_TRAINED = select(_DONE.c.local_date, _DONE.c.sport, _DONE.c.load, _DONE.c.load_source).where(
    _DONE.c.athlete_id == _WHOSE, _DONE.c.local_date >= bindparam("first")
)
_COVERED = select(_OWN).where(_OWN.c.athlete_id == _WHOSE, _OWN.c.local_date >= bindparam("first"))


class _Span(NamedTuple):
    first: date
    last: date


async def kept_days(
    connection: AsyncConnection, ids: Sequence[int], first: date, last: date
) -> Mapping[int, Sequence[Record]]:
    """Return the kept rows between two dates by athlete, or the last one before them."""
    asked = {"ids": ids, "first": first.isoformat(), "last": last.isoformat()}
    found = (await connection.execute(_BETWEEN, asked)).all()
    rows = {whose: list(theirs) for whose, theirs in groupby(found, key=itemgetter(0))}
    for athlete_id in set(ids) - rows.keys():
        if (last_one := await _last_before(connection, athlete_id, first)) is not None:
            rows[athlete_id] = [last_one]
    return rows


def curve_days(rows: Iterable[Record]) -> Sequence[CurveDay]:
    """Return the days of rows of `kept_days`."""
    return [CurveDay(date.fromisoformat(day), *state) for _, day, *state in rows]


async def redraw(connection: AsyncConnection, athlete_id: int, since: date) -> None:
    """Bring the kept curve up to date after loads from `since` on have changed."""
    edges = (await connection.execute(_EDGES, {"whose": athlete_id})).one()
    known, drawn = _span(edges[:4]), _span(edges[4:])
    if drawn is not None and not _within(drawn, known):
        await _erase_outside(connection, athlete_id, known)
    if known is None:
        return
    begin, before = await _where_to_begin(connection, athlete_id, since, known, drawn)
    loads, own = await _loads_since(connection, athlete_id, begin)
    days = carry_on(loads, begin, known.last, before=before or state_before(loads, own))
    rows = [_row(athlete_id, day) for day in days]
    if rows:
        await connection.execute(replacing(connection, _TABLE, rows[0]), rows)


async def _where_to_begin(
    connection: AsyncConnection, athlete_id: int, since: date, known: _Span, drawn: _Span | None
) -> tuple[date, State | None]:
    """Return the first day to draw, and the state before it where that is not a beginning.

    Whatever changes the first weeks changes where the curve began, and so all of it.
    """
    if drawn is None or drawn.first != known.first:
        return known.first, None
    begin = min(since, drawn.last + _DAY)
    if begin < known.first + SEED_DAYS * _DAY:
        return known.first, None
    before = await _last_before(connection, athlete_id, begin)
    return (begin, State(before.ctl, before.atl)) if before else (known.first, None)


def _span(edges: Iterable[str | None]) -> _Span | None:
    ends = [end for end in edges if end is not None]
    return _Span(date.fromisoformat(min(ends)), date.fromisoformat(max(ends))) if ends else None


async def _last_before(connection: AsyncConnection, athlete_id: int, day: date) -> Record | None:
    asked = {"whose": athlete_id, "day": day.isoformat()}
    return (await connection.execute(_LAST_BEFORE, asked)).one_or_none()


async def _loads_since(
    connection: AsyncConnection, athlete_id: int, first: date
) -> tuple[Mapping[date, tuple[float, float]], Mapping[date, DayLoad]]:
    asked = {"whose": athlete_id, "first": first.isoformat()}
    covered = await connection.execute(_COVERED, asked)
    own = {one.local_date: one for one in map(day_load_of, covered)}
    activities = [
        Trained(
            date.fromisoformat(day), Sport(sport), load, None if source is None else _SOURCE[source]
        )
        for day, sport, load, source in await connection.execute(_TRAINED, asked)
    ]
    return known_loads(activities, own), own


_SOURCE = {source.value: source for source in LoadSource}


def _within(drawn: _Span, known: _Span | None) -> bool:
    return known is not None and known.first <= drawn.first and drawn.last <= known.last


async def _erase_outside(connection: AsyncConnection, athlete_id: int, known: _Span | None) -> None:
    erased = delete(_TABLE).where(_TABLE.c.athlete_id == athlete_id)
    if known is not None:
        dates = _TABLE.c.local_date
        outside = or_(dates < known.first.isoformat(), dates > known.last.isoformat())
        erased = erased.where(outside)
    await connection.execute(erased)


def _row(athlete_id: int, day: CurveDay) -> Columns:
    return {
        "athlete_id": athlete_id,
        "local_date": day.local_date.isoformat(),
        "fitness_load": day.fitness_load,
        "fatigue_load": day.fatigue_load,
        "ctl": day.ctl,
        "atl": day.atl,
    }
