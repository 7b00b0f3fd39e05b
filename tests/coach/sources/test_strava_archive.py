"""Strava's bulk archive: an index with its traps, and what it adds to the files that it names."""

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.domain.activity import LoadSource, Origin, Sport
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources import csv_tables
from coach.sources.reading import read_listing, read_piece
from coach.sources.strava_archive import Listing
from tests.coach.sources.orders import context, order
from tests.fit_files import Ride, ride

COLUMNS = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Relative Effort,"
    "Filename,Elapsed Time,Moving Time,Distance,Average Heart Rate,Average Watts,"
    "Weighted Average Power,Perceived Exertion,Training Load"
)
MANUAL = '7,"Apr 30, 2021, 11:30:45 PM",Turbo,Ride,3600,30.00,88,,3600.0,3500.0,30000.0,,,,,'
FILED = '8,"May 1, 2021, 6:00:00 AM",Dawn,Run,1800,6.1,,activities/9.fit.gz,1800,1700,6100,150,,,6,'


def index(*rows: str) -> bytes:
    """Return an activities.csv."""
    return "\n".join((COLUMNS, *rows)).encode()


def listing(*rows: str) -> Listing:
    """Return what an index says."""
    return csv_tables.read_listing(index(*rows), context("activities.csv"))


def test_a_manual_activity_has_no_file_and_still_counts() -> None:
    found = listing(MANUAL, FILED)

    (activity,) = found.harvest.activities
    assert activity.name == "Turbo"
    assert activity.provenance.origin is Origin.STRAVA_ARCHIVE
    assert activity.provenance.vendor_id == "7"
    assert list(found.listed) == ["activities/9.fit.gz"]


def test_a_row_whose_date_cannot_be_read_is_said_to_be_left_out() -> None:
    found = listing(MANUAL, MANUAL.replace("Apr 30, 2021", "Someday"))

    assert len(found.harvest.activities) == 1
    assert found.harvest.warning == "1 row has a date that could not be read, and is left out"


def test_dates_are_utc_and_the_day_is_the_athletes() -> None:
    (activity,) = listing(MANUAL).harvest.activities

    assert activity.start == datetime(2021, 4, 30, 23, 30, 45, tzinfo=UTC)
    assert activity.local_date == date(2021, 5, 1)  # past midnight in Paris


@pytest.mark.parametrize(
    "written",
    [
        '"Apr 30, 2021, 11:30:45\u202fPM"',
        '"30 Apr 2021, 23:30:45"',
        "2021-04-30 23:30:45",
        '"Apr 30, 2021, 23:30:45"',
    ],
)
def test_dates_are_read_however_strava_writes_them(written: str) -> None:
    row = MANUAL.replace('"Apr 30, 2021, 11:30:45 PM"', written)

    (activity,) = listing(row).harvest.activities

    assert activity.start == datetime(2021, 4, 30, 23, 30, 45, tzinfo=UTC)


def test_of_two_columns_of_one_name_the_second_is_in_metres_and_seconds() -> None:
    (activity,) = listing(MANUAL).harvest.activities

    assert activity.distance_m == 30000
    assert (activity.duration_s, activity.elapsed_s) == (3500, 3600)


def test_kilometres_are_told_from_metres_where_there_is_only_one_column() -> None:
    old = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
    row = '7,"Apr 30, 2021, 11:30:45 PM",Ride,Ride,3600,30.5,'

    found = csv_tables.read_listing((old + row).encode(), context("activities.csv"))

    assert found.harvest.activities[0].distance_m == 30500


def test_relative_effort_is_the_vendors_load_and_training_load_beats_it() -> None:
    (effort,) = listing(MANUAL).harvest.activities
    (load,) = listing(MANUAL + "95").harvest.activities

    assert (effort.load, effort.load_source) == (88, LoadSource.VENDOR)
    assert load.load == 95


def test_the_index_alone_gives_every_summary() -> None:
    harvest = csv_tables.read(index(MANUAL, FILED), context("activities.csv"))

    assert [activity.sport for activity in harvest.activities] == [Sport.CYCLING, Sport.RUNNING]


def test_an_index_in_another_language_is_refused_with_the_remedy() -> None:
    german = (
        "Aktivitäts-ID,Aktivitätsdatum,Name,Typ,Beschreibung,Verstrichene Zeit,Distanz,Datei\n1,"
    )

    with pytest.raises(AthleteError, match="not in English"):
        csv_tables.read(german.encode(), context("activities.csv"))


def test_a_table_of_nobodys_is_refused() -> None:
    with pytest.raises(AthleteError, match="neither"):
        csv_tables.read(b"a,b\n1,2", context("bikes.csv"))


def test_an_index_without_activities_is_refused() -> None:
    with pytest.raises(AthleteError, match="lists no activity"):
        csv_tables.read(index("1,never,x,Ride,,,,,,,,,,,,"), context("activities.csv"))


def filed(folder: Path, content: bytes) -> Harvest:
    """Read a file that the index lists."""
    path = folder / "9.fit.gz"
    path.write_bytes(gzip.compress(content, mtime=0))
    listed = listing(FILED).listed["activities/9.fit.gz"]
    return read_piece(replace(order(path), listed=listed))


def test_the_index_adds_name_id_and_feel_to_a_recording(tmp_path: Path) -> None:
    harvest = filed(tmp_path, ride(Ride(sport=1, bpm=lambda _: 150)))

    (activity,) = harvest.activities
    assert (activity.name, activity.rpe_0_10) == ("Dawn", 6)
    assert activity.provenance.vendor_id == "8"
    assert activity.duration_s == 600  # the recording's own
    assert activity.load_source is LoadSource.HEART_RATE


def test_the_index_speaks_where_the_recording_measured_nothing(tmp_path: Path) -> None:
    harvest = filed(tmp_path, ride(Ride(sport=0)))

    (activity,) = harvest.activities
    assert activity.sport is Sport.RUNNING
    assert activity.load_source is LoadSource.HEART_RATE  # from the index's average


def test_a_broken_file_is_replaced_by_its_summary_and_said(tmp_path: Path) -> None:
    harvest = filed(tmp_path, b"no FIT at all")

    assert harvest.refused is None
    assert harvest.activities[0].name == "Dawn"
    assert harvest.warning is not None
    assert "its summary in activities.csv was used" in harvest.warning


def test_a_file_of_several_sessions_keeps_them_all(tmp_path: Path) -> None:
    later = Ride(start=datetime(2025, 5, 4, 9, tzinfo=UTC), sport=1)

    harvest = filed(tmp_path, ride(Ride(), later))

    origins = {activity.provenance.origin for activity in harvest.activities}
    assert len(harvest.activities) == 2
    assert origins == {Origin.STRAVA_ARCHIVE}


def test_a_broken_index_is_a_refusal_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "activities.csv"
    path.write_bytes(b"a,b,c,d,e,f,g,h,i\n1")

    found = read_listing(order(path))

    assert found.harvest.refused is not None
    assert not found.listed
