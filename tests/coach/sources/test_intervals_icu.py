"""intervals.icu's exports: the site's own loads, its stubs for Strava, and its wellness days."""

import json
from datetime import UTC, date, datetime

import pytest

from coach.domain.activity import DayLoad, LoadSource, Origin, Sport
from coach.ports import Harvest
from coach.sources import csv_tables, json_documents
from tests.coach.sources.orders import context

COLUMNS = (
    "id,start_date_local,name,type,moving_time,distance,elapsed_time,average_heartrate,"
    "icu_average_watts,icu_normalized_watts,icu_training_load,icu_rpe,start_date,timezone,source"
)


def activities(*rows: str) -> Harvest:
    """Return the harvest of an export as the site writes it, with its byte-order mark."""
    content = "\ufeff" + "\r\n".join((COLUMNS, *rows)) + "\r\n"
    return csv_tables.read(content.encode(), context("activities.csv"))


def wellness(*rows: str) -> Harvest:
    """Return the harvest of a wellness export."""
    header = "date,weight,restingHR,hrv,readiness,sleepSecs,sleepScore,ctl,atl,ctlLoad,atlLoad"
    return csv_tables.read("\n".join((header, *rows)).encode(), context("wellness.csv"))


def test_a_row_is_an_activity_with_the_sites_own_load() -> None:
    harvest = activities(
        "i77,2026-03-14T18:06:31,Evening ride,VirtualRide,3600,30000,3700,140,180,195,62,,,,"
    )

    (activity,) = harvest.activities
    assert activity.sport is Sport.CYCLING
    assert (activity.duration_s, activity.elapsed_s, activity.distance_m) == (3600, 3700, 30000)
    assert (activity.average_power_w, activity.normalized_power_w) == (180, 195)
    assert (activity.load, activity.load_source) == (62, LoadSource.VENDOR)
    assert activity.provenance.origin is Origin.INTERVALS
    assert activity.provenance.vendor_id == "i77"


def test_a_row_without_the_sites_load_is_only_a_guess() -> None:
    harvest = activities("1,2026-03-14T18:06:31,Gym,WeightTraining,3600,0,3600,120,,,,6,,,")

    (activity,) = harvest.activities
    assert activity.load_source is LoadSource.DURATION
    assert activity.rpe_0_10 == 6
    assert activity.distance_m is None


def test_a_load_of_zero_is_the_sites_word() -> None:
    (activity,) = activities("1,2026-03-14T18:06:31,Walk,Walk,600,0,600,,,,0,,,,").activities

    assert (activity.load, activity.load_source) == (0, LoadSource.VENDOR)


def test_local_time_is_the_athletes_or_the_rows_own_zone() -> None:
    harvest = activities(
        "1,2026-03-14T00:30:00,Night,Run,600,,600,,,,9,,,,",
        "2,2026-03-14T00:30:00,Night,Run,600,,600,,,,9,,,(GMT+09:00) Asia/Tokyo,",
        "3,2026-03-14T00:30:00,Night,Run,600,,600,,,,9,,2026-03-13T23:30:00Z,,",
        "4,2026-03-14T00:30:00,Night,Run,600,,600,,,,9,,,Nowhere/Atall,",
    )

    starts = [activity.start for activity in harvest.activities]
    assert starts == [
        datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
        datetime(2026, 3, 13, 15, 30, tzinfo=UTC),
        datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
        datetime(2026, 3, 13, 23, 30, tzinfo=UTC),
    ]
    assert {activity.local_date for activity in harvest.activities} == {date(2026, 3, 14)}


def test_stravas_stubs_are_counted_and_never_rides_of_zero_watts() -> None:
    harvest = activities(
        "1,2026-03-14T18:00:00,,,,,,,,,,,,,STRAVA",
        "2,2026-03-13T18:00:00,Ride,Ride,3600,,3600,,,,50,,,,GARMIN",
    )

    assert len(harvest.activities) == 1
    assert harvest.warning is not None
    assert harvest.warning.startswith("1 activity came to intervals.icu from Strava")


def test_nothing_but_stubs_is_refused_with_the_remedy() -> None:
    harvest = activities("1,2026-03-14T18:00:00,,,,,,,,,,,,,STRAVA")

    assert harvest.refused is not None
    assert "Strava's own archive" in harvest.refused


def test_a_day_is_a_night_and_the_sites_loads() -> None:
    harvest = wellness("2026-03-13,71.5,51,61.0,76,26400,79,60,70,40,55")

    (night,) = harvest.nights
    assert night.local_date == date(2026, 3, 13)
    assert (night.readiness, night.sleep_score, night.hrv_ms) == (76, 79, 61)
    assert night.sleep_h == pytest.approx(7.333, abs=0.001)
    assert (night.resting_heart_rate_bpm, night.weight_kg) == (51, 71.5)
    assert harvest.day_loads == (
        DayLoad(local_date=date(2026, 3, 13), fitness_load=40, fatigue_load=55, ctl=60, atl=70),
    )


def test_a_rest_day_is_a_load_of_zero_and_a_blank_is_unknown() -> None:
    harvest = wellness("2026-03-13,,,,,,,60,70,0.0,0.0", "2026-03-12,,50,,,,,60,70,,")

    assert [day.local_date.day for day in harvest.day_loads] == [13]
    assert [night.local_date.day for night in harvest.nights] == [12]


def test_zeros_and_sentinels_of_a_night_are_none() -> None:
    (night,) = wellness("2026-03-13,0,255,0,0,0,0,,,,", "2026-03-12,70,,,,,,,,,").nights

    assert night.local_date.day == 12


def test_an_export_without_values_is_refused() -> None:
    assert wellness("2026-03-13,,,,,,,,,,").refused == "this wellness export holds no values"
    assert activities("x,,,,,,,,,,,,,,").refused is not None


def test_the_sites_json_says_the_same_as_its_csv() -> None:
    rows = [
        {
            "id": "i1:2",
            "start_date_local": "2026-04-13T07:30:00",
            "type": "Ride",
            "moving_time": 5400,
            "icu_training_load": 65,
            "icu_weighted_avg_watts": 202,
        }
    ]

    harvest = json_documents.read(json.dumps(rows).encode(), context())

    (activity,) = harvest.activities
    assert (activity.load, activity.normalized_power_w) == (65, 202)
    assert activity.local_date == date(2026, 4, 13)


def test_the_sites_wellness_json_is_read_by_its_date() -> None:
    day = {"id": "2026-04-13", "ctl": 72.5, "ctlLoad": 65, "atlLoad": 66, "hrv": 48.1}

    harvest = json_documents.read(json.dumps(day).encode(), context())

    assert harvest.nights[0].hrv_ms == 48.1
    assert harvest.day_loads[0].fatigue_load == 66
