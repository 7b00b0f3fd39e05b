"""How fast an archive of rides is imported, from the zip to the stored curve, by core.

Against a loop over the same files with the bare decoder, in the same run; rides are generated.
"""

import asyncio
import random
import tempfile
import time
import zipfile
from datetime import time as clock_time
from datetime import timedelta
from pathlib import Path

import fitdecode

from coach.domain.athlete import Thresholds
from coach.history import History
from coach.memory.database import open_memory
from coach.sources.files import FileHarvester, cores
from tests.fit_files import START, Ride, ride

FILES = 160
DECODED_FILES = 20
RIDE_S = 3600
ROUNDS = 2
RIDER = Thresholds(ftp_w=250, lthr_bpm=168, max_heart_rate_bpm=190, resting_heart_rate_bpm=50)


def run() -> dict[str, float]:
    """Measure decoder and import in turns; the best round of each counts."""
    with tempfile.TemporaryDirectory() as folder:
        rides = _rides()
        archive = Path(folder) / "archive.zip"
        _write(archive, rides)
        bare, lean, imported = [], [], []
        for number in range(ROUNDS):
            bare.append(_decode(rides))
            lean.append(_decode_lean(rides))
            imported.append(asyncio.run(_import(archive, Path(folder) / f"{number}.db")))
    by_core = max(imported) / cores()
    return {
        "files_a_second": max(imported),
        "cores": float(cores()),
        "decoder_files_a_second": max(bare),
        "ratio": by_core / max(bare),
        "ratio_without_processor_and_checksum": by_core / max(lean),
    }


def _rides() -> list[bytes]:
    """Return an hour's ride for each day, every one different, with power, pulse and pauses."""
    return [_ride(random.Random(day), day) for day in range(DECODED_FILES)]  # noqa: S311  # no secret


def _ride(chance: random.Random, day: int) -> bytes:
    watts = [max(0, int(chance.gauss(190, 60))) for _ in range(RIDE_S + 1)]
    return ride(
        Ride(
            start=START - timedelta(days=day),
            timer_s=RIDE_S,
            watts=watts.__getitem__,
            bpm=lambda second: 120 + watts[second] // 8,
            pauses=[(1200, 300)],
        )
    )


def _write(path: Path, rides: list[bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(FILES):
            archive.writestr(f"activities/{number}.fit", rides[number % len(rides)])


def _decode(rides: list[bytes]) -> float:
    """Return the files a second of the decoder as it comes, on one core."""
    started = time.perf_counter()
    for content in rides:
        with fitdecode.FitReader(content) as reader:
            for _ in reader:
                pass
    return len(rides) / (time.perf_counter() - started)


def _decode_lean(rides: list[bytes]) -> float:
    """Return the same with the decoder's costly options off, as our reader has them."""
    started = time.perf_counter()
    for content in rides:
        with fitdecode.FitReader(
            content, processor=None, check_crc=fitdecode.CrcCheck.DISABLED
        ) as reader:
            for _ in reader:
                pass
    return len(rides) / (time.perf_counter() - started)


async def _import(archive: Path, database: Path) -> float:
    """Return the files a second of a whole import, workers started anew."""
    async with open_memory(f"sqlite+aiosqlite:///{database}") as memory:
        athlete = await memory.enrol(
            chat_id=None, name="Rider", timezone="Europe/Paris", push_time=clock_time(6, 30)
        )
        started = time.perf_counter()
        reports = [
            report
            async for report in History(memory, FileHarvester()).import_files(
                athlete, [archive], thresholds=RIDER
            )
        ]
        took = time.perf_counter() - started
    assert all(report.activities for report in reports)
    return len(reports) / took


if __name__ == "__main__":
    print(run())
