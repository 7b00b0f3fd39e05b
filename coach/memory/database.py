"""Opening the memory: the file is made or checked, its tables are made or brought up to date."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from coach.errors import OperatorError
from coach.memory import schema
from coach.memory.calls import CallShelf
from coach.memory.connections import Connections
from coach.memory.days import DaysShelf
from coach.memory.deliveries import DeliveryShelf
from coach.memory.dumping import DumpShelf
from coach.memory.glimpses import GlimpseShelf
from coach.memory.inbox import InboxShelf
from coach.memory.night_details import NightDetailShelf
from coach.memory.notes import NotebookShelf
from coach.memory.offers import OfferShelf
from coach.memory.recall import RecallShelf
from coach.memory.roster import RosterShelf
from coach.memory.sealing import Sealing
from coach.memory.shelf import utc_now
from coach.memory.sources import SourceShelf
from coach.memory.summaries import SummaryShelf
from coach.memory.training import TrainingShelf
from coach.memory.waiting import WaitingShelf

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class SqlMemory(
    TrainingShelf, RosterShelf, DaysShelf, RecallShelf, NotebookShelf, SummaryShelf, DeliveryShelf,
    WaitingShelf, InboxShelf, GlimpseShelf, CallShelf, DumpShelf, OfferShelf, NightDetailShelf,
):  # fmt: skip
    """The whole memory in one SQL database; implements the memory's side of all `coach/*ports.py`.

    `sources` implements `source_ports.Connections`; its calls join the memory's transactions.
    """

    def __init__(
        self,
        connections: Connections,
        clock: Callable[[], datetime] = utc_now,
        sealing: Sealing | None = None,
    ) -> None:
        """Take the connections, the clock, and what seals credentials."""
        super().__init__(connections, clock)
        self.sources = SourceShelf(connections, clock, sealing)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Open one write transaction for the calls of this task inside."""
        async with self._connections.writing():
            yield

    async def backup(self, target: Path) -> None:
        """Write a whole copy in one step, beside whatever is running; never over a file.

        Raises OperatorError where the copy cannot be made.
        """
        from coach.memory.copying import write_copy  # noqa: PLC0415  # few starts make a copy

        await write_copy(self._connections, target)


def open_memory(
    url: str, *, clock: Callable[[], datetime] = utc_now, sealing: Sealing | None = None
) -> AbstractAsyncContextManager[SqlMemory]:
    """Return the opened memory at a database URL, such as `sqlite:///data/coach.db`.

    A new file gets its tables, an older one is brought up to date. Without `sealing`, credentials
    are sealed with the key file's. Raises OperatorError, on entering, for whatever the person who
    runs the bot must mend.
    """
    return _opened(url, clock, sealing)


@asynccontextmanager
async def _opened(
    url: str, clock: Callable[[], datetime], sealing: Sealing | None
) -> AsyncIterator[SqlMemory]:
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _prepare_file(Path(address.database or ""))
    connections = Connections(address)
    try:
        await _prepare_tables(connections)
        yield SqlMemory(connections, clock, sealing)
    finally:
        await connections.close()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise OperatorError(
            "DATABASE_URL is no database address: take one like sqlite:///data/coach.db."
        ) from error
    backend = address.get_backend_name()
    if backend not in _DRIVERS:
        raise OperatorError(
            f"DATABASE_URL names {backend!r}: only sqlite and postgresql are known."
        )
    if backend == "postgresql" and find_spec("asyncpg") is None:
        raise OperatorError(
            "DATABASE_URL names PostgreSQL, whose driver is missing: pip install asyncpg."
        )
    if backend == "sqlite" and address.database in (None, "", ":memory:"):
        raise OperatorError("DATABASE_URL names no file: the coach's memory needs one to last.")
    return address.set(drivername=_DRIVERS[backend])


def _prepare_file(path: Path) -> None:
    """Make the file for its owner alone, and tell early what would stop every write."""
    folder = path.parent
    if not folder.is_dir():
        raise OperatorError(f"The folder {folder} is not there: make it, then start again.")
    if path.is_dir():
        raise OperatorError(f"{path} is a folder: DATABASE_URL must name a file.")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise OperatorError(
            f"The database {path} cannot be written ({error.strerror}): "
            "give the user that runs lanterne the right to write the file and its folder."
        ) from error


async def _prepare_tables(connections: Connections) -> None:
    async with connections.reading() as connection:
        found = await connection.run_sync(_revision)
    if found == schema.REVISIONS[-1]:
        return
    if found is not None and found not in schema.REVISIONS:
        raise OperatorError(
            f"The database {connections.place} is from a newer version of Lanterne Rouge: "
            "update the program, or name another database in DATABASE_URL."
        )
    if found is None:
        async with connections.writing() as connection:
            await connection.run_sync(_create, connections.place)
        return
    await _copy_before_upgrade(connections)
    async with connections.rebuilding() as connection:
        await connection.run_sync(_upgrade)


async def _copy_before_upgrade(connections: Connections) -> None:
    """Keep the older database beside the new one: a file `coach.db.before-0002` is the way back."""
    if not connections.in_a_file:
        return
    from coach.memory.copying import write_copy  # noqa: PLC0415  # few starts make a copy

    target = Path(f"{connections.place}.before-{schema.REVISIONS[-1]}")
    if not _is_there(target):
        await write_copy(connections, target)


def _is_there(path: Path) -> bool:
    return path.exists()


def _revision(connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none yet."""
    if not inspect(connection).has_table(schema.version.name):
        return None
    revision: str | None = connection.scalar(select(schema.version.c.version_num))
    return revision


def _create(connection: Connection, place: str) -> None:
    """Make all tables at once, as the migrations would have made them one by one."""
    if _revision(connection) is not None:
        return  # another program made them a moment ago
    if inspect(connection).get_table_names():
        raise OperatorError(
            f"{place} holds the tables of another program: name another file in DATABASE_URL."
        )
    schema.metadata.create_all(connection, checkfirst=False)
    schema.version.create(connection)
    connection.execute(schema.version.insert(), {"version_num": schema.REVISIONS[-1]})


def _upgrade(connection: Connection) -> None:
    from coach.memory.upgrading import upgrade  # noqa: PLC0415  # Alembic is slow to import

    upgrade(connection)
