"""A thousand athletes' morning fetches at once, and how long a `/today` is held up meanwhile.

Every source answers after 200 ms. All are due together: each is asked, its night stored, its
morning decided and sent; the delay is that of an athlete's `/today` who has no source.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from benchmarks.athletes import NOW, fill, make_due, settings_for
from benchmarks.telegram_process import TelegramProcess, telegram_process
from benchmarks.vendor_process import vendor_process
from bot.app import Running, open_bot
from bot.house import House, open_house
from bot.settings import Settings
from coach.domain.connection import Connection, SourceName

ATHLETES = 1000
ASKS_QUIETLY = 40
PAUSE_S = 0.1


def run() -> dict[str, float]:
    """Measure one morning."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with telegram_process(ATHLETES + 1) as telegram, vendor_process() as vendor:
            settings = settings_for(telegram.url, telegram.token, Path(folder), ATHLETES + 1)
            settings = settings.model_copy(update={"intervals_base_url": vendor})
            await fill(settings, athletes=ATHLETES + 1, days=90)
            make_due(settings, athletes=0)
            async with open_house(settings, clock=lambda: NOW) as house:
                await _connect_all(house)
                async with open_bot(house, limited=False, ticking=False) as running:
                    return await _Morning(settings, house, running, telegram).measured()


async def _connect_all(house: House) -> None:
    """Connect everybody but the last, who is not due either; yesterday all was read."""
    yesterday = NOW - timedelta(days=1)
    async with house.memory.transaction():
        for athlete_id in range(1, ATHLETES + 1):
            await house.memory.sources.connect(
                Connection(
                    athlete_id=athlete_id, source=SourceName.INTERVALS, account=f"i{athlete_id}",
                    credentials={"api_key": "k" * 24}, connected_at=yesterday,
                    state_since=yesterday, last_asked_at=yesterday, last_ok_at=yesterday,
                    newest_data_on=yesterday.date(),
                )
            )  # fmt: skip


@dataclass
class _Morning:
    settings: Settings
    house: House
    running: Running
    telegram: TelegramProcess
    busy: list[float] = field(default_factory=list)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def measured(self) -> dict[str, float]:
        """Return the figures; what is quiet is measured first, warmed up."""
        quiet = [await self._today() for _ in range(ASKS_QUIETLY)]
        usual = statistics.median(quiet[ASKS_QUIETLY // 4 :])
        await asyncio.to_thread(make_due, self.settings, athletes=ATHLETES)
        started = time.perf_counter()
        asking = asyncio.create_task(self._ask_on())
        await self._send_all()
        seconds = time.perf_counter() - started
        self._stop.set()
        await asking
        delays = [1000 * (one - usual) for one in self.busy]
        return {
            "seconds": seconds,
            "delay_ms": statistics.quantiles(delays, n=20)[-1],
            "longest_delay_ms": max(delays),
            "today_ms": 1000 * usual,
            "asked": len(delays),
        }

    async def _send_all(self) -> None:
        await self.running.clock.tick()
        while await self.house.memory.in_state("claimed", "sending"):
            await self.running.clock.tick()
        sent = await self.house.memory.in_state("sent")
        assert len(sent) == ATHLETES, f"{len(sent)} mornings were sent"

    async def _ask_on(self) -> None:
        while not self._stop.is_set():
            self.busy.append(await self._today())

    async def _today(self) -> float:
        await asyncio.sleep(PAUSE_S)
        seconds: float = await self.telegram.ask("time_answer", text="/today", person=ATHLETES)
        return seconds
