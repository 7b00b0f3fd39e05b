"""The local Bot API server in a process of its own, told what to do over a line of JSON each way.

Times are of the monotonic clock, which processes of one machine share.
"""

import asyncio
import contextlib
import json
import statistics
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.processes import running
from bot.localchat import LocalChat, Person, serve, typed_lines

_PAUSE_SECONDS = 0.005


@dataclass(frozen=True)
class TelegramProcess:
    """A running server; `url` is its root."""

    url: str
    token: str
    _process: Process

    async def ask(self, do: str, **arguments: object) -> Any:  # noqa: ANN401  # JSON
        """Have something done there and return what came of it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **arguments}).encode() + b"\n")
        return json.loads(await self._process.stdout.readline())


@contextlib.asynccontextmanager
async def telegram_process(people: int = 0) -> AsyncIterator[TelegramProcess]:
    """Start a server with people whose private chats are numbered from 1."""
    async with running("benchmarks.telegram_process") as (process, said):
        greeting = json.loads(said)
        telegram = TelegramProcess(greeting["url"], greeting["token"], process)
        await telegram.ask("admit", people=people)
        yield telegram


async def _admit(chat: LocalChat, people: int) -> None:
    for number in range(1, people + 1):
        chat.person(f"Athlete {number}", chat_id=number)


async def _characters(chat: LocalChat) -> float:
    """Return how long the bot's messages are on average."""
    messages = (message for person in chat.people for message in person.room.messages.values())
    return statistics.fmean(len(each.text) for each in messages if each.sender.is_bot)


async def _polled(chat: LocalChat) -> float:
    """Return when the bot first asked for updates."""
    while not chat.world.updates.polls:  # noqa: ASYNC110  # nothing tells of a first poll
        await asyncio.sleep(_PAUSE_SECONDS)
    return time.monotonic()


async def _converse(chat: LocalChat, text: str, people: int) -> float:
    """Have people say the same, a few at once, and return the seconds until all are answered."""
    waiting = iter(chat.people[:people])
    started = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for _ in range(16):
            group.create_task(_say_in_turn(waiting, text))
    return time.monotonic() - started


async def _time_answer(chat: LocalChat, text: str, person: int) -> float:
    """Have one person say something, and return the seconds until it is answered."""
    asking = chat.people[person]
    asking.catch_up()
    started = time.monotonic()
    asking.say(text)
    await asking.hears(seconds=60)
    return time.monotonic() - started


async def _say_in_turn(waiting: Iterator[Person], text: str) -> None:
    for person in waiting:
        person.catch_up()
        person.say(text)
        await person.hears(seconds=60)


_DEEDS: Mapping[str, Callable[..., Awaitable[object]]] = {
    "admit": _admit,
    "characters": _characters,
    "polled": _polled,
    "converse": _converse,
    "time_answer": _time_answer,
}


async def _serve() -> None:
    async with serve() as chat:
        print(json.dumps({"url": chat.url, "token": chat.token}), flush=True)
        async for line in typed_lines():
            told = json.loads(line)
            outcome = await _DEEDS[told.pop("do")](chat, **told)
            print(json.dumps(outcome), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve())
