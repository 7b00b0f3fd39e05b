"""An update is stored before it is confirmed, taken once, and taken up again after a crash."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Bot, Chat, Message, Update
from telegram.error import NetworkError

from bot.inbox import StoredQueue
from coach.memory.database import SqlMemory
from handlers.access import Door
from tests.memories import fresh_memory

ADA, STRANGER = 5, 6
BOT = Bot("123456:abcdefghijklmnopqrstuvwxyz")


def noon() -> datetime:
    return datetime(2026, 3, 11, 12, 0, tzinfo=UTC)


def said(update_id: int, text: str = "hello", chat_id: int = ADA) -> Update:
    chat = Chat(chat_id, Chat.PRIVATE)
    return Update(update_id, message=Message(update_id, noon(), chat, text=text))


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[SqlMemory]:
    async with fresh_memory(tmp_path) as opened:
        yield opened


def queue_over(memory: SqlMemory, door: Door | None = None) -> StoredQueue:
    return StoredQueue(memory, door or Door(allowed=[ADA], admitted=[]), noon)


async def test_the_same_update_twice_is_taken_once(memory: SqlMemory) -> None:
    queue = queue_over(memory)

    await queue.put(said(1))
    await queue.put(said(1))

    assert queue.qsize() == 1


async def test_what_a_crash_left_undone_is_taken_up_in_order(memory: SqlMemory) -> None:
    before, after = queue_over(memory), queue_over(memory)
    for number in (1, 2, 3):
        await before.put(said(number, f"message {number}"))
    await before.finish(said(2))

    await after.restore(BOT)
    await after.put(said(1))

    taken = [after.get_nowait() for _ in range(after.qsize())]
    assert [u.message.text for u in taken if isinstance(u, Update) and u.message] == [
        "message 1",
        "message 3",
    ]


async def test_an_update_that_cannot_be_stored_is_asked_for_again(
    memory: SqlMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> bool:
        raise OSError("no space left on device")

    monkeypatch.setattr(memory, "receive", full)
    queue = queue_over(memory)

    with pytest.raises(NetworkError):
        await queue.put(said(1))

    assert queue.empty()


async def test_a_stranger_who_was_told_costs_nothing_more(memory: SqlMemory) -> None:
    door = Door(allowed=[ADA], admitted=[])
    queue = queue_over(memory, door)
    door.first_knock(STRANGER)

    await queue.put(said(1, chat_id=STRANGER))

    assert queue.empty()
    assert await memory.undone() == []


async def test_the_librarys_own_signals_pass(memory: SqlMemory) -> None:
    queue = queue_over(memory)

    await queue.put(signal := object())

    assert queue.get_nowait() is signal
