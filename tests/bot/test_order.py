"""One chat's updates keep their order; another chat never waits for it."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

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


def stops(update_id: int, chat_id: int) -> Sequence[Update]:
    """Return the three ways to stop, as they arrive."""
    chat = Chat(chat_id, Chat.PRIVATE)
    ada = User(chat_id, "Ada", is_bot=False)
    press = CallbackQuery("1", ada, "1", data="stop:7")
    typed = Message(update_id, datetime.now(UTC), chat, text="/stop")
    native = {"stopped_message_generation": {"chat": {"id": chat_id}, "draft_id": 7}}
    return [
        Update(update_id, callback_query=press),
        Update(update_id, message=typed),
        Update(update_id, api_kwargs=native),
    ]


@pytest.mark.parametrize("way", [0, 1, 2])
async def test_a_stop_does_not_wait_for_what_it_is_there_to_end(way: int) -> None:
    diary = Diary()
    stop = stops(2, chat_id=5)[way]

    tasks = await run(
        diary, [(said(1, chat_id=5), diary.slowly("answer")), (stop, diary.quickly("stop"))]
    )
    before = list(diary.lines)
    diary.slow.set()
    await asyncio.gather(*tasks)

    assert before == ["answer begins", "stop"]
    assert diary.done == [2, 1]


async def test_however_much_waits_a_chat_holds_one_place() -> None:
    diary = Diary()
    order = InOrderPerChat(diary.finished)
    many = [(said(n, chat_id=5), diary.slowly(str(n))) for n in range(1, 301)]

    tasks = [asyncio.create_task(order.process_update(*one)) for one in many]
    await asyncio.sleep(0.01)
    held = order.current_concurrent_updates
    diary.slow.set()
    await asyncio.gather(*tasks)

    assert held == 1
    assert diary.done == list(range(1, 301))


async def test_a_fault_in_one_update_loses_none_behind_it() -> None:
    async def fails() -> None:
        raise RuntimeError("a fault of ours")

    diary = Diary()
    tasks = await run(
        diary,
        [
            (said(1, chat_id=5), diary.slowly("first")),
            (said(2, chat_id=5), fails()),
            (said(3, chat_id=5), diary.quickly("third")),
        ],
    )
    diary.slow.set()
    await asyncio.gather(*tasks)

    assert diary.done == [1, 3]


async def test_what_waits_behind_a_turn_that_is_cut_off_is_left_for_a_restart() -> None:
    diary = Diary()

    first, _ = await run(
        diary,
        [
            (said(1, chat_id=5), diary.slowly("first")),
            (said(2, chat_id=5), diary.quickly("second")),
        ],
    )
    first.cancel()
    await asyncio.wait([first])

    assert diary.lines == ["first begins"]
    assert diary.done == []


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
