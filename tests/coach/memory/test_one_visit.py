"""A statement's one visit to its connection's thread, and whose statements come first."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from coach.memory.database import SqlMemory
from coach.memory.one_visit import OneVisit
from coach.precedence import giving_way


class Counted(OneVisit):
    """Counts how often its thread is visited."""

    visits = 0

    async def _execute(self, fn: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401  # as the library's
        self.visits += 1
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # the library's


@pytest.fixture
async def connection() -> AsyncIterator[Counted]:
    opened = Counted(lambda: sqlite3.connect(":memory:", isolation_level=None))
    await opened
    yield opened
    await opened.close()


async def test_a_question_and_its_rows_take_one_visit(connection: Counted) -> None:
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT 1 AS day UNION SELECT ?", (2,))
        rows = await cursor.fetchall()

    assert list(rows) == [(1,), (2,)]
    assert [column[0] for column in cursor.description] == ["day"]
    assert connection.visits == 1


async def test_many_rows_are_written_in_one_visit(connection: Counted) -> None:
    await connection.execute("CREATE TABLE night (hours REAL)")
    before = connection.visits

    async with connection.cursor() as cursor:
        await cursor.executemany("INSERT INTO night VALUES (?)", [(7.5,), (8.0,)])

    assert cursor.rowcount == 2
    assert connection.visits == before + 1


async def test_a_statement_that_fails_leaves_the_connection_usable(connection: Counted) -> None:
    async with connection.cursor() as cursor:
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            await cursor.execute("SELECT * FROM nowhere")

    async with connection.cursor() as cursor:
        await cursor.execute("SELECT 1")
        rows = await cursor.fetchall()

    assert list(rows) == [(1,)]


async def test_typed_words_are_stored_before_the_harvests_that_came_first(
    memory: SqlMemory,
) -> None:
    order = list[str]()

    async def harvest(name: str) -> None:
        with giving_way():
            async with memory.transaction():
                order.append(name)

    async def type_words() -> None:
        await memory.receive(1, "{}", datetime(2025, 6, 2, 7, tzinfo=UTC))
        order.append("words")

    async with asyncio.TaskGroup() as group, memory.transaction():
        group.create_task(harvest("first harvest"))
        group.create_task(harvest("second harvest"))
        await asyncio.sleep(0)
        group.create_task(type_words())
        await asyncio.sleep(0)

    assert order == ["words", "first harvest", "second harvest"]
