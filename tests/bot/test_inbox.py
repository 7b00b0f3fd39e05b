"""An update is stored before it is confirmed, taken once, and taken up again after a crash."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Bot, Chat, Document, Message, Update
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


async def test_a_pasted_key_is_heard_and_not_stored(memory: SqlMemory) -> None:
    queue = queue_over(memory)
    texts = ("here: 3h2j1k4h5g6f7d8s9a0q", "http://localhost/oura?code=c7&state=s8 is it")

    for number, text in enumerate(texts):
        await queue.put(said(number, text))
    heard = [queue.get_nowait() for _ in texts]
    stored = "".join(await memory.undone())

    assert [one.message.text for one in heard if isinstance(one, Update) and one.message] == [
        *texts
    ]
    assert not any(secret in stored for secret in ("3h2j1k4h", "c7", "s8"))
    assert "here: code=hidden" in stored
    assert "code=hidden is it" in stored


async def test_a_file_keeps_its_id_though_it_looks_like_a_key(memory: SqlMemory) -> None:
    queue = queue_over(memory)
    document = Document("BQACAgIAAxkBAAIB3h2j1k4h5g6f7d8s9a0q", "AgAD3h2j1k4h5g6f7d8s9a0q")
    chat = Chat(ADA, Chat.PRIVATE)

    await queue.put(Update(1, message=Message(1, noon(), chat, document=document)))
    (stored,) = await memory.undone()

    assert document.file_id in stored


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
