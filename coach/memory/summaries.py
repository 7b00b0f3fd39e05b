"""Weeks and months that are over, kept as the documents they are."""

from collections.abc import Sequence

from sqlalchemy import select

from coach.domain.summary import Span, Summary
from coach.memory import schema
from coach.memory.codec import Columns, owned
from coach.memory.connections import insert
from coach.memory.shelf import Shelf

_TABLE = schema.summary


class SummaryShelf(Shelf):
    """Implements `notebook_ports.Chronicle`."""

    async def keep_summaries(self, athlete_id: int, summaries: Sequence[Summary]) -> None:
        """Store summaries; one of the same span and first day is replaced."""
        if not summaries:
            return
        async with self._connections.writing() as connection:
            there = select(schema.athlete.c.id).where(schema.athlete.c.id == athlete_id)
            if await connection.scalar(there) is None:
                return  # forgotten meanwhile
            new = insert(connection, _TABLE)
            replaced = new.on_conflict_do_update(
                index_elements=_TABLE.primary_key.columns, set_={"document": new.excluded.document}
            )
            await connection.execute(replaced, [owned(athlete_id, _row(one)) for one in summaries])

    async def summaries(self, athlete_id: int, span: Span, limit: int) -> Sequence[Summary]:
        """Return the newest summaries of a span, at most so many, newest first."""
        newest = (
            select(_TABLE.c.document)
            .where(_TABLE.c.athlete_id == athlete_id, _TABLE.c.span == span.value)
            .order_by(_TABLE.c.first.desc())
            .limit(limit)
        )
        async with self._connections.reading() as connection:
            return [Summary.model_validate_json(one) for one in await connection.scalars(newest)]


def _row(summary: Summary) -> Columns:
    return {
        "span": summary.span.value,
        "first": summary.first.isoformat(),
        "document": summary.model_dump_json(),
    }
