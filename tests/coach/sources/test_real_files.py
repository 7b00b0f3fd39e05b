"""Real files of real devices against what those devices say of themselves.

They lie beside the project and are never copied into it; without them these tests are skipped.
"""

import json
from datetime import datetime
from functools import cache
from statistics import fmean
from typing import Any

import pytest

from coach.domain.activity import Activity, LoadSource, Sport
from coach.ports import Harvest
from coach.sources.reading import read_piece
from tests.coach.sources.orders import REAL_FILES, needs_real_files, order

pytestmark = [needs_real_files, pytest.mark.shared]

NO_METER = (None, 0)
BIGGEST = "4078723797.fit"
ELEMNT = "2019-02-17-062644-ELEMNT-297E-195-0.fit"


@cache
def harvest(path: str) -> Harvest:
    """Return what one of the files holds."""
    return read_piece(order(REAL_FILES / path))


def one(path: str) -> Activity:
    """Return the only activity of a file."""
    (activity,) = harvest(path).activities
    return activity


def sessions() -> list[tuple[str, int, dict[str, Any]]]:
    """Return (file, number of the session, what the device says of it)."""
    truth = REAL_FILES / "fit" / "ground_truth.json"
    if not truth.is_file():
        return []
    told = json.loads(truth.read_text())
    return [(file, number, one) for file in told for number, one in enumerate(told[file])]


@pytest.mark.parametrize(("file", "number", "told"), sessions())
def test_times_and_ground_are_the_devices_to_the_second(
    file: str, number: int, told: dict[str, Any]
) -> None:
    activity = harvest(f"fit/{file}").activities[number]

    assert activity.start == datetime.fromisoformat(told["start_time"])
    assert activity.duration_s == pytest.approx(told["total_timer_time"], abs=1)
    assert activity.elapsed_s == pytest.approx(told["total_elapsed_time"], abs=1)
    assert (activity.distance_m or 0) == pytest.approx(told["total_distance"], abs=1)


@pytest.mark.parametrize(("file", "number", "told"), sessions())
def test_averages_are_the_devices_and_never_zero(
    file: str, number: int, told: dict[str, Any]
) -> None:
    activity = harvest(f"fit/{file}").activities[number]

    if told.get("avg_power") in NO_METER:
        assert activity.average_power_w is None
    else:
        assert activity.average_power_w == told["avg_power"]
    if told.get("avg_heart_rate") not in NO_METER:
        assert activity.average_heart_rate_bpm == told["avg_heart_rate"]
    assert activity.average_heart_rate_bpm != 0


def test_a_triathlon_is_five_activities() -> None:
    sports = [activity.sport for activity in harvest("fit/sample_mulitple_header.fit").activities]

    assert sports == [
        Sport.SWIMMING, Sport.TRANSITION, Sport.CYCLING, Sport.TRANSITION, Sport.RUNNING
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "watts", "tolerance"), [(BIGGEST, 267, 0.01), (ELEMNT, 157, 0.03)]
)
def test_normalized_power_is_near_the_devices(file: str, watts: int, tolerance: float) -> None:
    assert one(f"fit/{file}").normalized_power_w == pytest.approx(watts, rel=tolerance)


def test_pauses_are_not_filled_with_zeros() -> None:
    assert one(f"fit/{ELEMNT}").normalized_power_w == pytest.approx(153.3, abs=0.5)


def test_rides_without_power_are_weighed_by_heart_rate() -> None:
    ride, same_ride = one("fit/4801048867.fit"), one("gpx/4801048867_strava.gpx")

    assert ride.load_source is LoadSource.HEART_RATE
    assert same_ride.load == pytest.approx(ride.load, rel=0.02)


def test_a_file_of_misaligned_fields_is_read_without_a_sound() -> None:
    activity = one("fit/coros-pace-2-cycling-misaligned-fields.fit")

    assert activity.normalized_power_w is None
    assert activity.average_heart_rate_bpm == pytest.approx(132, abs=1)


def test_heart_rate_of_a_foot_pods_file_comes_from_its_records() -> None:
    activity = one("fit/developer-types-sample.fit")

    assert activity.average_heart_rate_bpm == pytest.approx(130.8, abs=0.1)
    assert activity.average_power_w == 218


def test_a_file_cut_off_says_how_much_was_read() -> None:
    warning = harvest("fit/activity-unexpected-eof.fit").warning

    assert warning == "the file is cut off: 14 of its records were read"


def test_a_planned_workout_is_refused() -> None:
    refused = harvest("fit/WorkoutRepeatSteps.fit").refused

    assert refused == "this is a planned workout, not a recorded activity"


@pytest.mark.parametrize(
    ("file", "seconds", "metres"),
    [
        ("tcx/sample.tcx", 8187.22, 64670.19),
        ("tcx/3173437224.tcx", 3510, 4508.5),
        ("gpx/4801048867_strava.gpx", 5158, 36322.9),
    ],
)
def test_tcx_and_gpx_have_their_own_totals(file: str, seconds: float, metres: float) -> None:
    activity = one(file)

    assert activity.duration_s == pytest.approx(seconds, abs=1)
    assert activity.distance_m == pytest.approx(metres, abs=1)


@pytest.mark.parametrize("kind", ["readiness", "sleep"])
def test_years_of_oura_are_a_night_a_day(kind: str) -> None:
    nights = harvest(f"oura/daily_{kind}_2018-2024.json").nights

    scores = [night.readiness or night.sleep_score for night in nights]
    assert len({night.local_date for night in nights}) == 2141
    assert all(score is not None for score in scores)


def test_ouras_sleep_gives_the_long_sleeps_variability() -> None:
    nights = harvest("oura/multiple_sleep.json").nights

    known = [night.hrv_ms for night in nights if night.hrv_ms is not None]
    assert len(nights) == 22
    assert fmean(known) == pytest.approx(37.91, abs=0.01)
    assert all(night.resting_heart_rate_bpm != 255 for night in nights)


def test_exports_of_intervals_icu_are_read_row_by_row() -> None:
    activities = harvest("intervals/activities_export.csv").activities
    wellness = harvest("intervals/wellness_export.csv")

    assert [activity.load_source for activity in activities[:2]] == [
        LoadSource.VENDOR,
        LoadSource.DURATION,
    ]
    assert len(wellness.nights) == len(wellness.day_loads) == 14


def test_answers_of_stravas_api_are_refused() -> None:
    refused = harvest("strava/activity.3.json").refused

    assert refused is not None
    assert "archive" in refused
