"""Athletes briefed a second, from the due query to the message accepted by the local server.

Against a bare python-telegram-bot loop that sends a constant text of the same length: both with
16 in flight and without a limiter, the local server in a process of its own.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from telegram import Bot

from benchmarks.athletes import NOW, fill, make_due, settings_for
from benchmarks.bare_bot import constant_text
from benchmarks.telegram_process import TelegramProcess, telegram_process
from bot.app import open_bot
from bot.clock import IN_FLIGHT
from bot.house import open_house
from bot.settings import Settings

ATHLETES = 400
ROUNDS = 3


def run() -> dict[str, float]:
    """Measure both in turns; the best round counts: whatever else runs only adds."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with telegram_process(ATHLETES) as telegram:
            settings = settings_for(telegram.url, telegram.token, Path(folder), ATHLETES)
            await fill(settings, athletes=ATHLETES, days=90)
            ours, bare = await _in_turns(settings, telegram)
    return {
        "briefed_a_second": ATHLETES / min(ours),
        "bare_a_second": ATHLETES / min(bare),
        "ratio": min(bare) / min(ours),
    }


async def _in_turns(
    settings: Settings, telegram: TelegramProcess
) -> tuple[list[float], list[float]]:
    ours, bare = [await brief_all(settings)], list[float]()
    text = constant_text(round(await telegram.ask("characters")))
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        for _ in range(ROUNDS):
            bare.append(await _send_all(bot, text))
            ours.append(await brief_all(settings))
    return ours[1:], bare


async def brief_all(settings: Settings) -> float:
    """Return the seconds that one tick takes in which everybody is due."""
    make_due(settings)
    async with (
        open_house(settings, clock=lambda: NOW) as house,
        open_bot(house, limited=False, ticking=False) as running,
    ):
        gc.collect()  # or a full collection falls into every second round, always the same one
        started = time.perf_counter()
        await running.clock.tick()
        seconds = time.perf_counter() - started
        unsent = await house.memory.in_state("claimed", "sending", "unknown", "failed")
        assert not unsent, f"{len(unsent)} pushes were not sent"
    return seconds


async def _send_all(bot: Bot, text: str) -> float:
    waiting = iter(range(1, ATHLETES + 1))
    gc.collect()
    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT):
            group.create_task(_send(bot, waiting, text))
    return time.perf_counter() - started


async def _send(bot: Bot, waiting: Iterator[int], text: str) -> None:
    for chat_id in waiting:
        await bot.send_message(chat_id, text)
