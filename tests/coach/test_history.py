"""Files into the history: told one by one, kept in batches, broken off and taken up again."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import history
from coach.domain.athlete import Athlete, Thresholds
from coach.history import History
from coach.memory.database import SqlMemory
from coach.ports import FileReport, Harvest
from tests.memories import MONDAY, fresh_memory, night, ride, someone

FOLDER = [Path("archive")]


class Shelf:
    """A harvester that reads what it is given, and may break off."""

    def __init__(self, *harvests: Harvest, breaks_after: int | None = None) -> None:
        self.harvests = harvests
        self.breaks_after = breaks_after
        self.asked: list[tuple[Sequence[Path], Thresholds, str]] = []
        self.closed = False

    def count(self, paths: Sequence[Path]) -> int:
        return len(self.harvests) if paths else 0

    async def read(
        self, paths: Sequence[Path], *, thresholds: Thresholds, timezone: str
    ) -> AsyncIterator[Harvest]:
        self.asked.append((paths, thresholds, timezone))
        try:
            for number, harvest in enumerate(self.harvests):
                if number == self.breaks_after:
                    raise KeyboardInterrupt
                yield harvest
        finally:
            self.closed = True


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[SqlMemory]:
    async with fresh_memory(tmp_path) as memory:
        yield memory


@pytest.fixture
async def anna(memory: SqlMemory) -> Athlete:
    return await someone(memory)


def _rides(count: int) -> list[Harvest]:
    days = (MONDAY - timedelta(days=day) for day in range(count))
    return [Harvest(file=f"{day}.fit", activities=(ride(day),)) for day in days]


async def _import(memory: SqlMemory, athlete: Athlete, shelf: Shelf) -> list[FileReport]:
    reports: list[FileReport] = []
    await _import_into(reports, memory, athlete, shelf)
    return reports


async def _import_into(
    reports: list[FileReport], memory: SqlMemory, athlete: Athlete, shelf: Shelf
) -> None:
    imports = History(memory, shelf).import_files(athlete, FOLDER, thresholds=Thresholds())
    async for report in imports:
        reports.append(report)  # noqa: PERF401  # what came before a break is wanted too


async def test_each_file_is_reported_in_its_order(memory: SqlMemory, anna: Athlete) -> None:
    shelf = Shelf(
        Harvest(file="ride.fit", activities=(ride(),)),
        Harvest(file="copy.fit", activities=(ride(),)),
        Harvest(file="wellness.csv", nights=(night(hrv_ms=50.0),)),
        Harvest(file="photo.fit", refused="it is a JPEG picture"),
        Harvest(file="empty.csv"),
    )

    reports = await _import(memory, anna, shelf)

    assert reports == [
        FileReport(file="ride.fit", status="imported", activities=(ride(),)),
        FileReport(file="copy.fit", status="duplicate", activities=(ride(),)),
        FileReport(file="wellness.csv", status="imported", nights=1),
        FileReport(file="photo.fit", status="refused", reason="it is a JPEG picture"),
        FileReport(file="empty.csv", status="refused", reason=history.NOTHING_IN_IT),
    ]


async def test_a_warning_is_passed_on_beside_what_was_read(
    memory: SqlMemory, anna: Athlete
) -> None:
    cut_off = Harvest(file="ride.fit", activities=(ride(),), warning="the file is cut off")

    (report,) = await _import(memory, anna, Shelf(cut_off))

    assert (report.status, report.reason) == ("imported", "the file is cut off")


async def test_files_are_read_with_the_athletes_thresholds_and_zone(
    memory: SqlMemory, anna: Athlete
) -> None:
    shelf, thresholds = Shelf(), Thresholds(ftp_w=250)

    imports = History(memory, shelf).import_files(anna, FOLDER, thresholds=thresholds)
    _ = [report async for report in imports]

    assert shelf.asked == [(FOLDER, thresholds, "Europe/Berlin")]


async def test_what_was_reported_stays_when_the_import_breaks_off(
    memory: SqlMemory, anna: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "BATCH_FILES", 2)
    rides = _rides(9)
    reported: list[FileReport] = []

    with pytest.raises(KeyboardInterrupt):
        await _import_into(reported, memory, anna, Shelf(*rides, breaks_after=7))
    again = await _import(memory, anna, Shelf(*rides))

    statuses = [report.status for report in again]
    assert [report.file for report in reported] == [one.file for one in rides[:6]]
    assert statuses == ["duplicate"] * 6 + ["imported"] * 3
    assert len(await memory.activities(anna.id, date.min, date.max)) == 9


async def test_an_import_that_is_given_up_stops_its_reader(
    memory: SqlMemory, anna: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "BATCH_FILES", 1)
    shelf = Shelf(*_rides(3))
    imports = History(memory, shelf).import_files(anna, FOLDER, thresholds=Thresholds())

    async with aclosing(imports):
        await anext(imports)

    assert shelf.closed


async def test_slow_files_are_kept_as_they_come(
    memory: SqlMemory, anna: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "BATCH_SECONDS", 0.0)
    kept: list[int] = []

    async for _ in History(memory, Shelf(*_rides(3))).import_files(
        anna, FOLDER, thresholds=Thresholds()
    ):
        kept.append(len(await memory.activities(anna.id, date.min, date.max)))  # noqa: PERF401  # counted after each

    assert kept == [1, 2, 3]
