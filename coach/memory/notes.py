"""What was said: facts, and messages word for word; found again by their words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, delete, exists, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.fact import Fact
from coach.domain.quote import Quote, Speaker
from coach.memory import schema, search_index
from coach.memory.codec import Record, fact_of, fact_row, from_stamp, owned, to_stamp
from coach.memory.inbox import empty_inbox
from coach.memory.shelf import Shelf

_FACT, _MESSAGE, _OFFER = schema.fact, schema.message, schema.offer
_SAID = select(_MESSAGE.c.at, _MESSAGE.c.direction, _MESSAGE.c.text, literal(None).label("id"))
_NOTED = select(_FACT.c.said_at, literal("in").label("direction"), _FACT.c.words, _FACT.c.id)


class NotebookShelf(Shelf):
    """Implements `notebook_ports.Notebook` and `notebook_ports.Lookup`."""

    async def note(self, athlete_id: int, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Remember facts and return them with their ids, in their order."""
        if not facts:
            return ()
        statement = insert(_FACT).returning(_FACT.c.id, sort_by_parameter_order=True)
        rows = [owned(athlete_id, fact_row(fact)) for fact in facts]
        async with self._connections.writing() as connection:
            ids = await connection.scalars(statement, rows)
            return [replace(fact, id=row_id) for fact, row_id in zip(facts, ids, strict=True)]

    async def close(self, athlete_id: int, fact_ids: Sequence[int], on: date) -> None:
        """Close this athlete's facts; they stay readable, and a closed one keeps its day."""
        theirs = (_FACT.c.athlete_id == athlete_id, _FACT.c.id.in_(fact_ids))
        closed = update(_FACT).where(*theirs, _FACT.c.closed_on.is_(None))
        async with self._connections.writing() as connection:
            await connection.execute(closed.values(closed_on=on.isoformat()))

    async def write_down(self, athlete_id: int, direction: str, text: str, at: datetime) -> None:
        """Keep a message verbatim; direction is `in` or `out`. Nothing is kept of the forgotten."""
        row = owned(athlete_id, {"direction": direction, "text": text, "at": to_stamp(at)})
        there = exists().where(schema.athlete.c.id == athlete_id)
        kept = select(*(literal(value, _MESSAGE.c[name].type) for name, value in row.items()))
        async with self._connections.writing() as connection:
            await connection.execute(insert(_MESSAGE).from_select(list(row), kept.where(there)))

    async def search(self, athlete_id: int, words: str, limit: int) -> Sequence[Quote]:
        """Return quotes that hold all of the words, newest first; else those with any of them."""
        wanted = search_index.told(words)
        if not wanted:
            return ()
        async with self._connections.reading() as connection:
            search = _Search(connection, athlete_id, limit)
            found = await search.quotes(search_index.with_all, wanted)
            telling = search_index.telling(wanted)
            if found or not telling:
                return found
            return await search.quotes(search_index.with_any, telling)

    async def facts(self, athlete_id: int, first: date, last: date) -> Sequence[Fact]:
        """Return the facts about these days, and older ones that held on `first`, oldest first."""
        since = first.isoformat()
        open_then = or_(_FACT.c.closed_on.is_(None), _FACT.c.closed_on > since)
        held = open_then & or_(schema.IS_STANDING, _FACT.c.until >= since)
        theirs = select(_FACT).where(
            _FACT.c.athlete_id == athlete_id,
            _FACT.c.local_date <= last.isoformat(),
            or_(_FACT.c.local_date >= since, held),
        )
        in_order = theirs.order_by(_FACT.c.local_date, _FACT.c.said_at, _FACT.c.id)
        async with self._connections.reading() as connection:
            return [fact_of(row) for row in await connection.execute(in_order)]

    async def messages(self, athlete_id: int, limit: int | None = None) -> Sequence[Quote]:
        """Return the newest messages, at most so many, oldest first."""
        newest = (
            _SAID.where(_MESSAGE.c.athlete_id == athlete_id)
            .order_by(_MESSAGE.c.at.desc(), _MESSAGE.c.id.desc())
            .limit(limit)
        )
        async with self._connections.reading() as connection:
            rows = (await connection.execute(newest)).all()
        return [_quote_of(row) for row in reversed(rows)]

    async def erase(
        self, athlete_id: int, fact_id: int, *, asked_at: datetime | None = None
    ) -> bool:
        """Delete one fact with the exchange it was read from; from the file's free pages too.

        Offers may tell its words once more: they go along.
        """
        theirs = (_FACT.c.athlete_id == athlete_id) & (_FACT.c.id == fact_id)
        async with self._connections.writing() as connection:
            said_at = await connection.scalar(select(_FACT.c.said_at).where(theirs))
            if said_at is None:
                return False
            moments = [said_at, *([] if asked_at is None else [to_stamp(asked_at)])]
            exchange = (_MESSAGE.c.athlete_id == athlete_id) & _MESSAGE.c.at.in_(moments)
            await connection.execute(delete(_FACT).where(theirs))
            await connection.execute(delete(_OFFER).where(_OFFER.c.athlete_id == athlete_id))
            await connection.execute(delete(_MESSAGE).where(exchange))
            await search_index.clear_deleted(connection)
            await _forget_updates(connection, athlete_id)
        await self._connections.settle()
        return True


async def _forget_updates(connection: AsyncConnection, athlete_id: int) -> None:
    """Drop what is stored of the chat's updates: they tell the words once more."""
    chat = select(schema.athlete.c.chat_id).where(schema.athlete.c.id == athlete_id)
    chat_id = await connection.scalar(chat)
    if chat_id is not None:
        await empty_inbox(connection, chat_id)


class _Search:
    """One search of one athlete's notebook."""

    def __init__(self, connection: AsyncConnection, athlete_id: int, limit: int) -> None:
        self._connection, self._athlete_id, self._limit = connection, athlete_id, limit

    async def quotes(
        self, narrowed: search_index.Narrowed, words: Sequence[str]
    ) -> Sequence[Quote]:
        """Return messages, and facts whose message is not among them, newest first."""
        said = await self._rows(narrowed(_SAID, _MESSAGE, words, self._athlete_id), _MESSAGE.c.at)
        noted = await self._rows(narrowed(_NOTED, _FACT, words, self._athlete_id), _FACT.c.said_at)
        heard = {row[0] for row in said}
        rows = [*said, *(row for row in noted if row[0] not in heard)]
        rows.sort(key=lambda row: row[0], reverse=True)
        return [_quote_of(row) for row in rows[: self._limit]]

    async def _rows(self, question: Select[Any], moment: Any) -> Sequence[Record]:  # noqa: ANN401  # a column
        newest = question.order_by(moment.desc()).limit(self._limit)
        rows: Sequence[Record] = (await self._connection.execute(newest)).all()
        return rows


def _quote_of(row: Record) -> Quote:
    moment, direction, words, fact_id = row
    speaker: Speaker = "athlete" if direction == "in" else "coach"
    return Quote(said_at=from_stamp(moment), speaker=speaker, words=words, fact_id=fact_id)
