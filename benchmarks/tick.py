"""What a tick costs when nobody of 100,000 athletes is due."""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.athletes import NOW, fill, settings_for
from benchmarks.telegram_process import telegram_process
from bot.app import open_bot
from bot.house import open_house

ATHLETES = 100_000
TICKS = 300


def run() -> dict[str, float]:
    """Measure many ticks; the median counts."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with telegram_process() as telegram:
            settings = settings_for(telegram.url, telegram.token, Path(folder), 1)
            await fill(settings, athletes=ATHLETES, days=0)
            _spread_over_the_next_day(Path(folder) / "lanterne.db")
            async with (
                open_house(settings, clock=lambda: NOW) as house,
                open_bot(house, limited=False, ticking=False) as running,
            ):
                ticks = [await _timed(running.clock.tick()) for _ in range(TICKS)]
    return {
        "tick_ms": 1000 * statistics.median(ticks),
        "tick_p95_ms": 1000 * statistics.quantiles(ticks, n=20)[-1],
    }


def _spread_over_the_next_day(path: Path) -> None:
    begin = int((NOW + timedelta(hours=1)).timestamp()) * 1_000_000
    day = 86_400 * 1_000_000
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE athlete SET next_push_at = ? + id * ? / ?", (begin, day, ATHLETES))
        database.commit()


async def _timed(tick: Awaitable[None]) -> float:
    started = time.perf_counter()
    await tick
    return time.perf_counter() - started
