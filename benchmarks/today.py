"""`/today` against a bare handler that answers with a constant text: both poll the local server.

Everybody was briefed this morning already, as at most times of a day.
"""

import asyncio
import tempfile
from pathlib import Path

from benchmarks.athletes import NOW, fill, settings_for
from benchmarks.bare_bot import bare_application, constant_text
from benchmarks.briefing import brief_all
from benchmarks.telegram_process import TelegramProcess, telegram_process
from bot.app import open_bot
from bot.house import open_house
from bot.settings import Settings

ATHLETES = 200
ROUNDS = 3


def run() -> dict[str, float]:
    """Measure both in turns; the best round counts: whatever else runs only adds."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with telegram_process(ATHLETES) as telegram:
            settings = settings_for(telegram.url, telegram.token, Path(folder), ATHLETES)
            await fill(settings, athletes=ATHLETES, days=90)
            await brief_all(settings)
            text = constant_text(round(await telegram.ask("characters")))
            rounds = [
                (await _ours(settings, telegram), await _bare(telegram, text))
                for _ in range(ROUNDS)
            ]
    ours, bare = (min(times) for times in zip(*rounds, strict=True))
    return {
        "answered_a_second": ATHLETES / ours,
        "bare_a_second": ATHLETES / bare,
        "ratio": bare / ours,
    }


async def _ours(settings: Settings, telegram: TelegramProcess) -> float:
    async with (
        open_house(settings, clock=lambda: NOW) as house,
        open_bot(house, limited=False, ticking=False),
    ):
        return await _everybody_asks(telegram)


async def _bare(telegram: TelegramProcess, text: str) -> float:
    application = bare_application(telegram.url, telegram.token, text)
    assert application.updater
    async with application:
        await application.start()
        await application.updater.start_polling()
        seconds = await _everybody_asks(telegram)
        await application.updater.stop()
        await application.stop()
    return seconds


async def _everybody_asks(telegram: TelegramProcess) -> float:
    await telegram.ask("converse", text="/today", people=16)  # connections open, caches warm
    seconds: float = await telegram.ask("converse", text="/today", people=ATHLETES)
    return seconds
