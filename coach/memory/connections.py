"""Connections: one that writes, one transaction at a time, and a few that read beside it.

All that is particular to SQLite or to PostgreSQL stands here.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from coach.memory.failures import in_words
from coach.memory.one_visit import OneVisit
from coach.precedence import Turn

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

BUSY_TIMEOUT_S: Final = 10
READERS: Final = 4

_ALL = ("foreign_keys = ON", f"busy_timeout = {BUSY_TIMEOUT_S * 1000}", "synchronous = FULL")
_WRITER = (*_ALL, "journal_mode = WAL", "secure_delete = ON")
_READER = (*_ALL, "query_only = ON")


class Connections:
    """The way to the database. `place` is what a person calls it."""

    def __init__(self, url: URL) -> None:
        """Prepare both kinds of connection; nothing is opened before it is used."""
        self.place = url.database or url.render_as_string()
        self._writer = _engine(url, size=1, pragmas=_WRITER, begin="BEGIN IMMEDIATE")
        self._reader = _engine(url, size=READERS, pragmas=_READER, begin="BEGIN")
        self.in_a_file = url.get_backend_name() == "sqlite"
        self._turn = Turn()
        self._held: tuple[object, AsyncConnection] | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a snapshot to read, or the running transaction of this task."""
        if (held := self._of_this_task()) is not None:
            yield held
            return
        with in_words(self.place):
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Open the one write transaction, or join the running one of this task.

        Committed at the end, rolled back on an error. Who is `giving_way` comes after the others.
        """
        if (held := self._of_this_task()) is not None:
            yield held
            return
        async with self._turn:
            with in_words(self.place):
                async with self._writer.begin() as connection:
                    self._held = (asyncio.current_task(), connection)
                    try:
                        yield connection
                    finally:
                        self._held = None

    @property
    def in_transaction(self) -> bool:
        """Whether this task holds the write transaction."""
        return self._of_this_task() is not None

    async def alone(self, statement: str, *values: str) -> None:
        """Run one statement outside any transaction (VACUUM, a checkpoint)."""
        if self._of_this_task() is not None:
            raise RuntimeError("this cannot be done inside a transaction")
        async with self._turn:
            with in_words(self.place):
                async with self._writer.connect() as connection:
                    driver = (await connection.get_raw_connection()).driver_connection
                    if driver is not None:
                        await driver.execute(statement, values)

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction in which a table may be rebuilt without losing what hangs on it.

        SQLite rebuilds by dropping the old table, and a drop would take the rows that refer to it.
        """
        if self.in_a_file:
            await self.alone("PRAGMA foreign_keys = OFF")
        try:
            async with self.writing() as connection:
                yield connection
        finally:
            if self.in_a_file:
                await self.alone("PRAGMA foreign_keys = ON")

    async def settle(self) -> None:
        """Carry the write-ahead log into the file and empty it, so that what is gone is gone."""
        if self.in_a_file and self._of_this_task() is None:
            await self.alone("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close every connection."""
        await self._reader.dispose()
        await self._writer.dispose()

    def _of_this_task(self) -> AsyncConnection | None:
        """Only one task can hold the writer, so the holder's name is all there is to compare."""
        if self._held is not None and self._held[0] is asyncio.current_task():
            return self._held[1]
        return None


def insert(connection: AsyncConnection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that knows `on_conflict`, in the dialect of the connection."""
    return _insert(connection.dialect.name, table)


def _insert(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # 2 MB that SQLite needs not

        return postgresql.insert(table)
    return sqlite.insert(table)


async def _opened(url: URL) -> OneVisit:
    connection = OneVisit(lambda: sqlite3.connect(url.database or "", isolation_level=None))
    await connection
    return connection


def replacing(
    connection: AsyncConnection, table: Table, columns: Iterable[str]
) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert of these columns that takes the place of a row with the same key."""
    return _replacing(connection.dialect.name, table, frozenset(columns))


@cache  # building one costs more than running it
def _replacing(
    dialect: str, table: Table, columns: frozenset[str]
) -> "sqlite.Insert | postgresql.Insert":
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    values: dict[str, Any] = {name: statement.excluded[name] for name in columns - set(keys)}
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


def _engine(url: URL, *, size: int, pragmas: tuple[str, ...], begin: str) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=size, max_overflow=0)
    # The driver's own guessing of transactions is turned off; BEGIN is said here alone.
    engine = create_async_engine(
        url, pool_size=size, max_overflow=0, async_creator=lambda: _opened(url)
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
