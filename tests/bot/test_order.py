"""One chat's updates keep their order; another chat never waits for it."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update

from bot.order import InOrderPerChat


def said(update_id: int, chat_id: int) -> Update:
    chat = Chat(chat_id, Chat.PRIVATE)
    message = Message(update_id, datetime.now(UTC), chat, text="hello")
    return Update(update_id, message=message)


class Diary:
    """Notes what began, what ended and what was told to be done."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.done: list[int] = []
        self.slow = asyncio.Event()

    async def slowly(self, name: str) -> None:
        self.lines.append(f"{name} begins")
        await self.slow.wait()
        self.lines.append(f"{name} ends")

    async def quickly(self, name: str) -> None:
        self.lines.append(name)

    async def finished(self, update: Update) -> None:
        self.done.append(update.update_id)


async def run(
    diary: Diary, updates: Sequence[tuple[Update, Awaitable[None]]]
) -> list[asyncio.Task[None]]:
    order = InOrderPerChat(diary.finished)
    tasks = [asyncio.create_task(order.process_update(*one)) for one in updates]
    for _ in range(10):
        await asyncio.sleep(0)
    return tasks


async def test_an_athletes_second_message_waits_for_the_first_and_nobody_elses_does() -> None:
    diary = Diary()

    tasks = await run(
        diary,
        [
            (said(1, chat_id=5), diary.slowly("first")),
            (said(2, chat_id=5), diary.quickly("second")),
            (said(3, chat_id=6), diary.quickly("other")),
        ],
    )
    before = list(diary.lines)
    diary.slow.set()
    await asyncio.gather(*tasks)

    assert before == ["first begins", "other"]
    assert diary.lines == ["first begins", "other", "first ends", "second"]
    assert diary.done == [3, 1, 2]


async def test_a_turn_that_is_cut_off_is_not_marked_as_done() -> None:
    diary = Diary()

    (task,) = await run(diary, [(said(1, chat_id=5), diary.slowly("first"))])
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert diary.done == []


async def test_what_is_no_update_runs_as_it_is() -> None:
    diary = Diary()

    await InOrderPerChat(diary.finished).process_update(object(), diary.quickly("signal"))

    assert diary.lines == ["signal"]
    assert diary.done == []
