"""The harvester: many files at once, each in a worker process with a deadline, none lost."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.ports import Harvest, Harvester
from coach.sources.files import FileHarvester
from tests.coach.sources.orders import READ_AT, RIDER
from tests.coach.sources.slow_readers import die_of_deadly_ones, hang_on_slow_ones
from tests.fit_files import Ride, ride

ARCHIVE_INDEX = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
    '1,"May 4, 2025, 7:00:00 AM",Dawn,Ride,600,4800,activities/1.fit\n'
    '2,"May 5, 2025, 7:00:00 AM",Turbo,Ride,600,4800,\n'
    '3,"May 6, 2025, 7:00:00 AM",Lost,Ride,600,4800,activities/3.fit\n'
)


async def harvested(harvester: Harvester, paths: Sequence[Path]) -> dict[str, Harvest]:
    """Return all harvests by the file's name."""
    read = harvester.read(paths, thresholds=RIDER, timezone="Europe/Paris")
    return {Path(harvest.file).name: harvest async for harvest in read}


async def test_a_folder_is_read_with_each_file_answered_for(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.fit").write_bytes(ride(Ride(timer_s=60 + number)))
    (tmp_path / "broken.fit").write_bytes(b"rubbish")
    (tmp_path / "empty.fit").touch()
    harvester = FileHarvester(workers=1, clock=lambda: READ_AT)

    harvests = await harvested(harvester, [tmp_path])

    assert harvester.count([tmp_path]) == len(harvests) == 7
    assert harvests["4.fit"].activities[0].duration_s == 64
    assert harvests["4.fit"].activities[0].provenance.fetched_at == READ_AT
    assert harvests["broken.fit"].refused is not None
    assert harvests["empty.fit"].refused is not None


async def test_a_stravas_archive_is_joined_with_its_index(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("activities/1.fit", ride(Ride(watts=lambda _: 200)))
        archive.writestr("activities/unlisted.fit", ride())
        archive.writestr("activities.csv", ARCHIVE_INDEX)

    harvests = await harvested(FileHarvester(workers=1), [path])

    index = harvests["activities.csv"]
    assert [activity.name for activity in index.activities] == ["Turbo", "Lost"]
    assert index.warning is not None
    assert index.warning.startswith("1 of the files that it names is missing")
    assert harvests["1.fit"].activities[0].name == "Dawn"
    assert harvests["unlisted.fit"].activities[0].name is None


async def test_a_file_that_hangs_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "slow.fit").write_bytes(ride(Ride(timer_s=60)))
    (tmp_path / "good.fit").write_bytes(ride(Ride(timer_s=60)))
    harvester = FileHarvester(reader=hang_on_slow_ones, deadline_s=3, workers=1)

    harvests = await harvested(harvester, [tmp_path])

    assert harvests["good.fit"].activities
    assert "took too long" in str(harvests["slow.fit"].refused)


async def test_a_file_that_ends_its_reader_takes_no_other_with_it(tmp_path: Path) -> None:
    (tmp_path / "deadly.fit").write_bytes(ride(Ride(timer_s=60)))
    (tmp_path / "good.fit").write_bytes(ride(Ride(timer_s=60)))
    harvester = FileHarvester(reader=die_of_deadly_ones, workers=1)

    harvests = await harvested(harvester, [tmp_path])

    assert harvests["good.fit"].activities
    assert "ended the reader" in str(harvests["deadly.fit"].refused)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="looks for workers in /proc")
async def test_an_import_that_is_broken_off_keeps_what_was_yielded(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(ride(Ride(timer_s=60)))
    (tmp_path / "slow.fit").write_bytes(ride(Ride(timer_s=60)))
    harvester = FileHarvester(reader=hang_on_slow_ones, workers=1)
    read = harvester.read([tmp_path], thresholds=RIDER, timezone="UTC")

    first = await anext(read)
    await read.aclose()

    assert first.activities
    assert not _children_that_sleep()


def _children_that_sleep() -> list[str]:
    """Return worker processes of ours that are still caught in a file."""
    return [
        entry.name
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _parent_of(entry) == os.getpid() and _is_worker(entry)
    ]


def _parent_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0


def _is_worker(process: Path) -> bool:
    try:
        return b"to_process" in (process / "cmdline").read_bytes()
    except OSError:
        return False
