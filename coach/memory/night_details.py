"""What wearables say beside nights: a row a day and source, in which the newest word stands."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.night import NightDetail
from coach.memory import schema
from coach.memory.codec import Columns, Record, owned
from coach.memory.connections import insert
from coach.memory.records import provenance_of, provenance_row
from coach.memory.shelf import Shelf

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_TABLE = schema.night_detail
_KEYS = ("athlete_id", "local_date", "origin")
_MEASURES = ("temperature_trend_c", "stress_high_min", "recovery_high_min", "stress_summary")
_SAID = ("contributors", *_MEASURES)
_TOLD_BY = ("fetched_at", "vendor_id", "file")


class NightDetailShelf(Shelf):
    """Implements `notebook_ports.NightBook.night_details`."""

    async def night_details(
        self, athlete_id: int, first: date, last: date
    ) -> Sequence[NightDetail]:
        """Return what was said beside the nights of some days, oldest first."""
        days = _TABLE.c.local_date.between(first.isoformat(), last.isoformat())
        theirs = select(_TABLE).where(_TABLE.c.athlete_id == athlete_id, days)
        in_order = theirs.order_by(_TABLE.c.local_date, _TABLE.c.origin)
        async with self._connections.reading() as connection:
            return [_detail_of(row) for row in await connection.execute(in_order)]


async def keep_details(
    connection: AsyncConnection, athlete_id: int, details: Iterable[NightDetail]
) -> None:
    """Store details; what a newer one does not say stays, and what is as before is not written."""
    rows = [owned(athlete_id, _detail_row(detail)) for detail in details]
    if rows:
        await connection.execute(_keeping(connection), rows)


def _keeping(connection: AsyncConnection) -> "sqlite.Insert | postgresql.Insert":
    statement = insert(connection, _TABLE)
    newest = {name: func.coalesce(statement.excluded[name], _TABLE.c[name]) for name in _SAID}
    is_news = or_(*(_TABLE.c[name].is_distinct_from(newest[name]) for name in _SAID))
    told_by = {name: statement.excluded[name] for name in _TOLD_BY}
    return statement.on_conflict_do_update(
        index_elements=_KEYS, set_=newest | told_by, where=is_news
    )


def _detail_row(detail: NightDetail) -> Columns:
    return {
        "local_date": detail.local_date.isoformat(),
        "contributors": json.dumps(dict(detail.contributors)) if detail.contributors else None,
        **{name: getattr(detail, name) for name in _MEASURES},
        **provenance_row(detail.provenance),
    }


def _detail_of(row: Record) -> NightDetail:
    contributors = json.loads(row.contributors) if row.contributors else {}
    return NightDetail(
        local_date=date.fromisoformat(row.local_date),
        contributors=tuple(contributors.items()),
        temperature_trend_c=row.temperature_trend_c,
        stress_high_min=row.stress_high_min,
        recovery_high_min=row.recovery_high_min,
        stress_summary=row.stress_summary,
        provenance=provenance_of(row),
    )
