"""From the start of the process to its first request for updates, and the memory of the idle bot.

Against a bare bot of the same library, each a process of its own on the local server.
"""

import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

from benchmarks.telegram_process import TelegramProcess, telegram_process

OURS = ("-m", "bot", "run")
BARE = ("-m", "benchmarks.bare_bot")
ROUNDS = 5
SETTLE_SECONDS = 1.0


def run() -> dict[str, float]:
    """Measure both in turns after one start each that counts for nothing; the median counts."""
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        for command in (OURS, BARE):
            await _start(command, Path(folder))
        rounds = [
            (*await _start(OURS, Path(folder)), *await _start(BARE, Path(folder)))
            for _ in range(ROUNDS)
        ]
    seconds, megabytes, bare_seconds, bare_megabytes = (
        statistics.median(figures) for figures in zip(*rounds, strict=True)
    )
    return {
        "start_s": seconds,
        "bare_start_s": bare_seconds,
        "idle_mb": megabytes,
        "bare_idle_mb": bare_megabytes,
        "memory_ratio": megabytes / bare_megabytes,
    }


async def _start(command: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Return the seconds to the first poll and the resident megabytes a second later."""
    async with telegram_process() as telegram:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_BASE_URL": telegram.url,
            "LANTERNE_DATA_DIR": str(folder / "data"),
        }
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=folder, env=environment, stdout=DEVNULL, stderr=PIPE
        )
        try:
            seconds = await _polled(telegram, process) - started
            await asyncio.sleep(SETTLE_SECONDS)
            return seconds, _resident_megabytes(process)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.communicate()


async def _polled(telegram: TelegramProcess, process: Process) -> float:
    """Return when the bot first asked for updates; raises RuntimeError where it ended instead."""
    asking = asyncio.create_task(telegram.ask("polled"))
    ended = asyncio.create_task(process.wait())
    await asyncio.wait({asking, ended}, timeout=30, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if not asking.done():
        asking.cancel()
        assert process.stderr
        raise RuntimeError((await process.stderr.read(10_000)).decode())
    polled_at: float = asking.result()
    return polled_at


def _resident_megabytes(process: Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
