"""What was said: facts, and messages word for word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import insert, update

from coach.domain.fact import Fact
from coach.memory import schema
from coach.memory.codec import fact_row, owned, to_stamp
from coach.memory.shelf import Shelf


class NotebookShelf(Shelf):
    """Implements `ports.Notebook`."""

    async def note(self, athlete_id: int, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Remember facts and return them with their ids, in their order."""
        if not facts:
            return ()
        statement = insert(schema.fact).returning(schema.fact.c.id, sort_by_parameter_order=True)
        rows = [owned(athlete_id, fact_row(fact)) for fact in facts]
        async with self._connections.writing() as connection:
            ids = await connection.scalars(statement, rows)
            return [replace(fact, id=row_id) for fact, row_id in zip(facts, ids, strict=True)]

    async def close(self, athlete_id: int, fact_ids: Sequence[int], on: date) -> None:
        """Close this athlete's facts; they stay readable, and a closed one keeps its day."""
        table = schema.fact
        async with self._connections.writing() as connection:
            await connection.execute(
                update(table)
                .where(
                    table.c.athlete_id == athlete_id,
                    table.c.id.in_(fact_ids),
                    table.c.closed_on.is_(None),
                )
                .values(closed_on=on.isoformat())
            )

    async def write_down(self, athlete_id: int, direction: str, text: str, at: datetime) -> None:
        """Keep a message verbatim; direction is `in` or `out`."""
        row = {"direction": direction, "text": text, "at": to_stamp(at)}
        async with self._connections.writing() as connection:
            await connection.execute(insert(schema.message), [owned(athlete_id, row)])
