"""What ten years of history cost against ninety days, an athlete briefed."""

import asyncio
import tempfile
from pathlib import Path

from benchmarks.athletes import fill, settings_for
from benchmarks.briefing import brief_all
from benchmarks.telegram_process import TelegramProcess, telegram_process
from bot.settings import Settings

ATHLETES = 60
ROUNDS = 7
YEARS_DAYS = 3653


def run() -> dict[str, float]:
    """Measure both in turns; the best round counts: whatever else runs only adds."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with telegram_process(ATHLETES) as telegram:
            short = await _filled(telegram, Path(folder) / "short", 90)
            long = await _filled(telegram, Path(folder) / "long", YEARS_DAYS)
            rounds = [(await brief_all(short), await brief_all(long)) for _ in range(ROUNDS)]
    days_90, years_10 = (min(times) for times in zip(*rounds, strict=True))
    return {
        "days_90_ms": 1000 * days_90 / ATHLETES,
        "years_10_ms": 1000 * years_10 / ATHLETES,
        "ratio": years_10 / days_90,
    }


async def _filled(telegram: TelegramProcess, folder: Path, days: int) -> Settings:
    settings = settings_for(telegram.url, telegram.token, folder, ATHLETES)
    await fill(settings, athletes=ATHLETES, days=days)
    return settings
