"""SQLite's driver with one visit to the connection's thread for each statement, not three or four.

Every visit waits for a turn of the event loop, which under load costs more than the statement.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import aiosqlite
from aiosqlite.context import contextmanager

_CHUNK = 64


class OneVisit(aiosqlite.Connection):
    """A connection whose cursors read their rows where they run the statement."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        """Take what opens the connection, in its own thread; a thread that ends with the bot."""
        super().__init__(connector, _CHUNK)
        thread: Any = getattr(self, "_thread", self)  # before 0.22 it was a thread itself
        thread.daemon = True

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        """Return a cursor that visits the thread only to run."""
        return _WholeCursor(self)

    async def visit(self, function: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401  # whatever it returns
        """Call a function of the open connection in its thread."""
        return await self._execute(function, self._conn, *arguments)  # type: ignore[no-untyped-call]  # the library's


class _WholeCursor(aiosqlite.Cursor):
    """Closing it costs nothing: a statement that was read to its end holds nothing."""

    def __init__(self, connection: OneVisit) -> None:
        self.iter_chunk_size, self._visited = _CHUNK, connection
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "_WholeCursor":
        self._cursor, self._rows = await self._visited.visit(_run, sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "_WholeCursor":
        self._cursor = await self._visited.visit(_run_many, sql, parameters)
        return self

    async def fetchall(self) -> Iterable[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []


def _run(
    connection: sqlite3.Connection, sql: str, parameters: Iterable[Any]
) -> tuple[sqlite3.Cursor, list[Any]]:
    cursor = connection.execute(sql, parameters)  # type: ignore[arg-type]  # a sequence, or a mapping
    return cursor, cursor.fetchall()


def _run_many(
    connection: sqlite3.Connection, sql: str, parameters: Iterable[Iterable[Any]]
) -> sqlite3.Cursor:
    return connection.executemany(sql, parameters)  # type: ignore[arg-type]  # sequences, or mappings
