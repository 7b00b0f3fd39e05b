"""Fresh memories for tests: an empty database, copied from one made once a run."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from coach.memory.database import SqlMemory, open_memory
from coach.memory.shelf import utc_now

_EMPTY: list[bytes] = []


def address_of(path: Path) -> str:
    """Return the URL of a database file."""
    return f"sqlite+aiosqlite:///{path}"


@asynccontextmanager
async def fresh_memory(
    folder: Path, *, clock: Callable[[], datetime] = utc_now, name: str = "coach.db"
) -> AsyncIterator[SqlMemory]:
    """Open an empty memory in a folder (`tmp_path`); a file that is there already is opened."""
    path = folder / name
    if _EMPTY and not path.exists():
        path.write_bytes(_EMPTY[0])
    made = not path.exists()
    if made:
        async with open_memory(address_of(path)):
            pass  # closing carries the write-ahead log into the file
        _EMPTY.append(path.read_bytes())
    async with open_memory(address_of(path), clock=clock) as memory:
        yield memory
