"""TCX files: laps and their sum, pauses, extensions, and files that are something else."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.activity import Activity, LoadSource, Sport
from coach.errors import AthleteError
from coach.sources import tcx
from tests.coach.sources.orders import context

START = datetime(2025, 5, 4, 7, 0, tzinfo=UTC)
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase '
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
    'xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
)


def lap(
    at: int, seconds: int, *, bpm: int = 0, watts: int | None = None, totals: bool = True
) -> str:
    """Return a lap with a point each second, starting `at` seconds after the start."""
    points = "".join(_point(at + second, bpm, watts) for second in range(0, seconds + 1, 5))
    start = (START + timedelta(seconds=at)).isoformat()
    summary = f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>" if totals else ""
    summary += f"<DistanceMeters>{seconds * 8}</DistanceMeters>" if totals else ""
    return f'<Lap StartTime="{start}">{summary}<Track>{points}</Track></Lap>'


def _point(at: int, bpm: int, watts: int | None) -> str:
    time = (START + timedelta(seconds=at)).isoformat().replace("+00:00", "Z")
    beat = f"<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm>" if bpm else ""
    power = "" if watts is None else f"<ns3:TPX><ns3:Watts>{watts}</ns3:Watts></ns3:TPX>"
    return (
        f"<Trackpoint><Time>{time}</Time><DistanceMeters>{at * 8}</DistanceMeters>{beat}"
        f"<Extensions>{power}</Extensions></Trackpoint>"
    )


def document(*laps: str, sport: str = "Biking", notes: str = "") -> bytes:
    """Return a file with one activity of these laps."""
    start = START.isoformat()
    notes = f"<Notes>{notes}</Notes>" if notes else ""
    activity = f'<Activity Sport="{sport}"><Id>{start}</Id>{"".join(laps)}{notes}</Activity>'
    return f"{HEAD}<Activities>{activity}</Activities></TrainingCenterDatabase>".encode()


def one(content: bytes) -> Activity:
    """Return the only activity of a file."""
    (activity,) = tcx.read(content, context("ride.tcx")).activities
    return activity


def test_laps_are_summed() -> None:
    activity = one(document(lap(0, 300), lap(300, 600)))

    assert activity.sport is Sport.CYCLING
    assert activity.start == START
    assert (activity.duration_s, activity.elapsed_s) == (900, 900)
    assert activity.distance_m == 7200


def test_a_pause_between_laps_is_elapsed_time_only() -> None:
    activity = one(document(lap(0, 300, bpm=150), lap(900, 300, bpm=150)))

    assert (activity.duration_s, activity.elapsed_s) == (600, 1200)
    assert activity.average_heart_rate_bpm == 150


def test_watts_in_extensions_give_a_load_of_power() -> None:
    activity = one(document(lap(0, 3600, watts=250)))

    assert activity.average_power_w == 250
    assert activity.load == pytest.approx(100)
    assert activity.load_source is LoadSource.POWER


def test_no_sensors_are_no_zeros() -> None:
    activity = one(document(lap(0, 600, watts=0)))

    assert activity.average_power_w is None
    assert activity.average_heart_rate_bpm is None


def test_laps_without_totals_are_measured_by_their_points() -> None:
    activity = one(document(lap(0, 600, totals=False)))

    assert activity.duration_s == pytest.approx(600)
    assert activity.distance_m == 4800


def test_an_averages_only_lap_counts_by_its_averages() -> None:
    summary = (
        f'<Lap StartTime="{START.isoformat()}"><TotalTimeSeconds>1800</TotalTimeSeconds>'
        "<AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm><Extensions>"
        "<ns3:LX><ns3:AvgWatts>200</ns3:AvgWatts></ns3:LX></Extensions></Lap>"
    )

    activity = one(document(summary))

    assert activity.average_power_w == 200
    assert activity.average_heart_rate_bpm == 150


def test_several_activities_in_one_file_are_all_read() -> None:
    first = document(lap(0, 300))
    second = document(lap(900, 600), sport="Running")
    both = first.replace(
        b"</Activities></TrainingCenterDatabase>",
        second[second.index(b"<Activity ") :],
    )

    harvest = tcx.read(both, context())

    assert [activity.sport for activity in harvest.activities] == [Sport.CYCLING, Sport.RUNNING]
    assert harvest.activities[1].start == START + timedelta(seconds=900)


def test_stravas_blanks_before_the_first_line_do_no_harm() -> None:
    activity = one(b"          " + document(lap(0, 300)))

    assert activity.duration_s == 300


def test_a_file_cut_off_gives_what_it_holds_and_says_so() -> None:
    content = document(lap(0, 300), lap(300, 600))

    harvest = tcx.read(content[: len(content) * 2 // 3], context())

    assert 500 < harvest.activities[0].duration_s < 700
    assert harvest.warning is not None
    assert "cut off" in harvest.warning


def test_notes_are_its_name() -> None:
    activity = one(document(lap(0, 300), notes="  Over the pass "))

    assert activity.name == "Over the pass"


@pytest.mark.parametrize(
    ("element", "what"),
    [("Workouts", "planned workout"), ("Courses", "course"), ("Folders", "no recorded activity")],
)
def test_a_file_that_is_no_activity_is_refused_by_its_name(element: str, what: str) -> None:
    content = f"{HEAD}<{element}></{element}></TrainingCenterDatabase>".encode()

    with pytest.raises(AthleteError, match=what):
        tcx.read(content, context())


def test_a_file_of_nothing_but_its_head_is_refused() -> None:
    with pytest.raises(AthleteError, match="before its first point"):
        tcx.read(HEAD.encode(), context())


def test_a_file_that_declares_entities_is_refused() -> None:
    bomb = document(lap(0, 60)).replace(b"<Training", b'<!DOCTYPE x [<!ENTITY a "b">]><Training', 1)

    with pytest.raises(AthleteError, match="entities"):
        tcx.read(bomb, context())
