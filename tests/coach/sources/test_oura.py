"""Oura's documents: one night a day, sentinels that are no values, and documents of no use."""

import json
from datetime import date
from typing import Any

import pytest

from coach.domain.activity import Origin
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources import json_documents
from tests.coach.sources.orders import context


def sleep(**values: Any) -> dict[str, Any]:  # noqa: ANN401  # a document holds anything
    """Return a sleep document of a good night."""
    return {
        "day": "2026-03-13",
        "type": "long_sleep",
        "bedtime_start": "2026-03-12T23:00:00+01:00",
        "total_sleep_duration": 27000,
        "average_hrv": 52,
        "lowest_heart_rate": 47,
        **values,
    }


def readiness(score: int | None, day: str = "2026-03-13") -> dict[str, Any]:
    """Return a daily readiness document."""
    return {
        "day": day,
        "score": score,
        "contributors": {"recovery_index": 80, "hrv_balance": None},
        "temperature_deviation": -0.2,
    }


def daily_sleep(score: int) -> dict[str, Any]:
    """Return a daily sleep document."""
    return {"day": "2026-03-13", "score": score, "contributors": {"total_sleep": 90}}


def read(document: object) -> Harvest:
    """Return the harvest of a JSON file."""
    return json_documents.read(json.dumps(document).encode(), context("oura.json"))


def test_the_documents_of_one_day_are_one_night() -> None:
    harvest = read([sleep(), readiness(81), daily_sleep(77)])

    (night,) = harvest.nights
    assert night.local_date == date(2026, 3, 13)
    assert (night.readiness, night.sleep_score, night.sleep_h) == (81, 77, 7.5)
    assert (night.hrv_ms, night.resting_heart_rate_bpm) == (52, 47)
    assert night.temperature_deviation_c == -0.2
    assert night.provenance.origin is Origin.OURA


@pytest.mark.parametrize(
    "wrap",
    [
        lambda documents: documents,
        lambda documents: {"data": documents, "next_token": None},
        lambda documents: {"_status": 200, "body": {"data": documents}},
        lambda documents: {"daily_readiness": documents, "daily_sleep": []},
        lambda documents: documents[0],
    ],
)
def test_documents_are_found_in_whatever_they_came(wrap: Any) -> None:  # noqa: ANN401  # functions
    harvest = read(wrap([readiness(81)]))

    assert harvest.nights[0].readiness == 81


def test_a_pulse_of_255_is_no_pulse() -> None:
    (night,) = read([sleep(lowest_heart_rate=255, average_hrv=None)]).nights

    assert night.resting_heart_rate_bpm is None
    assert night.hrv_ms is None
    assert night.sleep_h == 7.5


def test_naps_are_no_night_and_the_longest_sleep_speaks() -> None:
    nap = sleep(type="sleep", total_sleep_duration=40000, average_hrv=99)
    short = sleep(total_sleep_duration=5000, average_hrv=30)

    (night,) = read([nap, sleep(), short]).nights

    assert night.hrv_ms == 52


def test_a_balance_score_is_never_taken_for_milliseconds() -> None:
    document = readiness(81)
    document["contributors"]["hrv_balance"] = 85

    (night,) = read([document]).nights

    assert night.hrv_ms is None


def test_readiness_inside_the_sleep_document_counts_where_there_is_no_other() -> None:
    (night,) = read([sleep(readiness={"score": 66, "temperature_deviation": 0.1})]).nights

    assert (night.readiness, night.temperature_deviation_c) == (66, 0.1)


def test_a_day_without_a_score_is_unknown() -> None:
    nights = read([readiness(None), readiness(70, "2026-03-14")]).nights

    assert [night.readiness for night in nights] == [None, 70]


def test_other_documents_are_refused_by_what_they_lack() -> None:
    harvest = read({"data": [{"day": "2026-03-13", "level": "adequate"}]})

    assert harvest.refused is not None
    assert "nothing of a night" in harvest.refused


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ({"body": {"detail": "Forbidden"}}, "Forbidden"),
        ({"data": []}, "empty answer"),
        ([{"id": 1, "resource_state": 2, "start_date_local": "2026-03-13T08:00:00Z"}], "archive"),
        ([{"start_date_local": "2026-03-13T08:00:00", "category": "WORKOUT"}], "planned"),
        ({"hello": "world"}, "no document"),
        ("just words", "empty answer"),
    ],
)
def test_json_of_another_kind_is_refused_in_words(document: object, what: str) -> None:
    with pytest.raises(AthleteError, match=what):
        read(document)


def test_json_that_is_cut_off_is_refused() -> None:
    with pytest.raises(AthleteError, match="cut off"):
        json_documents.read(b'{"data": [{"day": ', context())
