"""Finding words again: all that is particular to SQLite's FTS5, for another database to replace.

The index has no text of its own: triggers keep it in step with the tables it is made from, so that
what is deleted there is found no more. Each entry holds its athlete as a word, so that a search
never walks through another's.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import DDL, Integer, MetaData, Select, Table, event, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

MOST_WORDS = 8
_WORD = re.compile(r"\w+")
_TELLING = 4
"""From so many letters on a word may be looked for alone."""
Narrowed = Callable[[Select[Any], Table, Sequence[str], int], Select[Any]]
"""A question narrowed to one athlete's rows with certain words."""

_SEARCHED = (("message", "text"), ("fact", "words"))

CLEAR_DELETED = {
    f"{table}_search": f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')"  # noqa: S608  # our own names
    for table, _ in _SEARCHED
}
"""What writes each index anew, by its name."""

_INDEX = """CREATE VIRTUAL TABLE {table}_search USING fts5(
athlete_id, {column}, content='{table}', content_rowid='id',
tokenize='porter unicode61 remove_diacritics 2')"""
_ENTER = """CREATE TRIGGER {table}_entered AFTER INSERT ON {table} BEGIN
INSERT INTO {table}_search (rowid, athlete_id, {column})
VALUES (new.id, new.athlete_id, new.{column}); END"""
_LEAVE = """CREATE TRIGGER {table}_left AFTER DELETE ON {table} BEGIN
INSERT INTO {table}_search ({table}_search, rowid, athlete_id, {column})
VALUES ('delete', old.id, old.athlete_id, old.{column}); END"""
_CHANGE = """CREATE TRIGGER {table}_changed AFTER UPDATE OF {column} ON {table} BEGIN
INSERT INTO {table}_search ({table}_search, rowid, athlete_id, {column})
VALUES ('delete', old.id, old.athlete_id, old.{column});
INSERT INTO {table}_search (rowid, athlete_id, {column})
VALUES (new.id, new.athlete_id, new.{column}); END"""


def made_with(metadata: MetaData) -> None:
    """Make the index whenever these tables are made."""
    for table, column in _SEARCHED:
        for statement in (_INDEX, _ENTER, _LEAVE, _CHANGE):
            made = DDL(statement.format(table=table, column=column))  # type: ignore[no-untyped-call]  # the library's
            event.listen(metadata, "after_create", made.execute_if(dialect="sqlite"))


def is_of_index(name: str | None) -> bool:
    """Whether a table belongs to the index, and so to no table in code."""
    return any((name or "").startswith(f"{table}_search") for table, _ in _SEARCHED)


async def clear_deleted(connection: AsyncConnection) -> None:
    """Write the index anew without what was deleted: until then its old pieces hold the words.

    A newer SQLite could overwrite each entry by itself, but an older one could not open the file
    from then on.
    """
    if connection.dialect.name == "sqlite":
        for command in CLEAR_DELETED.values():
            await connection.exec_driver_sql(command)


def told(words: str) -> tuple[str, ...]:
    """Return the words worth looking for, each once, in lower case."""
    found = dict.fromkeys(word.lower() for word in _WORD.findall(words))
    longer = [word for word in found if len(word) > 2]
    return tuple(longer or found)[:MOST_WORDS]


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words that tell something even alone."""
    return tuple(word for word in words if len(word) >= _TELLING)


def with_all(rows: Select[Any], table: Table, words: Sequence[str], athlete_id: int) -> Select[Any]:
    """Return the question narrowed to an athlete's rows that hold all of the words."""
    return _narrowed(rows, table, words, athlete_id, " AND ")


def with_any(rows: Select[Any], table: Table, words: Sequence[str], athlete_id: int) -> Select[Any]:
    """Return the question narrowed to an athlete's rows that hold one of the words at least."""
    return _narrowed(rows, table, words, athlete_id, " OR ")


def _narrowed(
    rows: Select[Any], table: Table, words: Sequence[str], athlete_id: int, joined: str
) -> Select[Any]:
    column = dict(_SEARCHED)[table.name]
    either = joined.join(f'"{word}"*' for word in words)
    wanted = f'athlete_id : "{athlete_id}" AND {column} : ({either})'
    index = f"SELECT rowid FROM {table.name}_search WHERE {table.name}_search MATCH :wanted"  # noqa: S608  # our own names
    found = text(index).bindparams(wanted=wanted).columns(rowid=Integer).subquery()
    return rows.where(table.c.id.in_(select(found.c.rowid)), table.c.athlete_id == athlete_id)
