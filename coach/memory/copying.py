"""A whole copy of the database in one step, beside a running bot; never over a file."""

import asyncio
import sqlite3
from contextlib import closing
from glob import escape
from pathlib import Path

from coach.errors import OperatorError
from coach.memory.connections import Connections
from coach.memory.failures import in_words
from coach.memory.search_index import CLEAR_DELETED


async def write_copy(connections: Connections, target: Path) -> None:
    """Write a copy that only its owner may read, without the glimpses, which it would outlive.

    Raises OperatorError where the target is there already or cannot be written.
    """
    _reserve(target)
    try:
        # SQLite writes into an empty file, and refuses any other.
        await connections.alone("VACUUM INTO ?", str(target))
        with in_words(str(target)):
            await asyncio.to_thread(_leave_glimpses_out, target)
    except BaseException:
        _drop(target)
        raise


def _reserve(target: Path) -> None:
    try:
        target.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise OperatorError(f"{target} is there already: name a new file for the copy.") from error
    except OSError as error:
        raise OperatorError(
            f"The copy {target} cannot be written ({error.strerror}): "
            "name a file in a folder that is there and may be written."
        ) from error


def _leave_glimpses_out(target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'glimpse'").fetchone():
            copy.execute("DELETE FROM glimpse")
            copy.commit()


def _drop(target: Path) -> None:
    target.unlink(missing_ok=True)


async def forget_in_copies(connections: Connections, athlete_id: int) -> None:
    """Delete an athlete from the copies that upgrades left beside the database, too."""
    if not connections.in_a_file:
        return
    place = Path(connections.place)
    for copy in _copies_of(place):
        with in_words(str(copy)):
            await asyncio.to_thread(_forget, copy, athlete_id)


def _copies_of(place: Path) -> list[Path]:
    return sorted(place.parent.glob(f"{escape(place.name)}.before-*"))


def _forget(path: Path, athlete_id: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("UPDATE inbox SET body = NULL")
        copy.execute("DELETE FROM athlete WHERE id = ?", (athlete_id,))
        copy.execute("DELETE FROM mission WHERE digest NOT IN (SELECT digest FROM athlete_mission)")
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master").fetchall()]
        for command in (CLEAR_DELETED[name] for name in tables if name in CLEAR_DELETED):
            copy.execute(command)
        copy.execute("VACUUM")
