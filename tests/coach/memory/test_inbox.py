"""Updates: none is lost, none is dealt with twice."""

from datetime import timedelta
from pathlib import Path

from coach.memory.database import SqlMemory
from tests.memories import SIX, fresh_memory


async def test_an_update_is_stored_once(memory: SqlMemory) -> None:
    first = await memory.receive(7, "hello", SIX)

    again = await memory.receive(7, "hello", SIX)

    assert (first, again) == (True, False)
    assert await memory.undone() == ["hello"]


async def test_what_was_dealt_with_does_not_come_back(memory: SqlMemory) -> None:
    await memory.receive(7, "hello", SIX)

    await memory.done(7, SIX)

    assert await memory.undone() == []
    assert await memory.receive(7, "hello", SIX) is False


async def test_a_restart_finds_what_was_not_dealt_with_oldest_first(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        await memory.receive(9, "third", SIX + timedelta(seconds=1))
        await memory.receive(8, "second", SIX)
        await memory.receive(7, "first", SIX)
        await memory.receive(6, "done", SIX)
        await memory.done(6, SIX)

    async with fresh_memory(tmp_path) as memory:
        waiting = await memory.undone()

    assert waiting == ["first", "second", "third"]


async def test_a_body_that_was_dealt_with_is_dropped(memory: SqlMemory, tmp_path: Path) -> None:
    await memory.receive(7, "my knee hurts", SIX)

    await memory.done(7, SIX)

    copy = tmp_path / "copy.db"
    await memory.backup(copy)
    assert b"my knee hurts" not in _bytes(copy)


def _bytes(path: Path) -> bytes:
    return path.read_bytes()
