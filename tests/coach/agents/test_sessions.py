"""The catalogue and its sizes, held to the reference numbers."""

import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coach.agents.catalogue import catalogue, of_stimulus
from coach.agents.sessions import Session, chain, largest, longer, smallest, whole
from coach.domain.decision import Intensity
from coach.safety.limits import Caps

ORACLE = Path(__file__).parents[2] / "oracle" / "sessions.json"


@lru_cache(maxsize=1)
def reference() -> dict[str, dict[str, Any]]:
    document = json.loads(ORACLE.read_text())
    return {row["id"]: row for sport in ("cycling", "running") for row in document[sport]}


def session(name: str, minutes: float | None = None) -> Session:
    return whole(catalogue()[name], minutes)


@pytest.mark.parametrize("name", reference())
def test_a_reference_session_has_its_steps_load_and_class(name: str) -> None:
    row = reference()[name]
    expected = row["expected"]
    built = session(name)

    starts = [round(step.high if step.kind == "cooldown" else step.low, 3) for step in built.steps]

    assert [step.seconds for step in built.steps] == [step["s"] for step in row["steps"]]
    assert starts == [round(step.get("p", step.get("v")), 3) for step in row["steps"]]
    load = expected.get("tss", expected.get("rtss_sum_of_steps"))
    assert built.effort.load == pytest.approx(load, abs=0.5)
    assert built.minutes * 60 == expected["duration_s"]
    assert built.template.intensity == row["intensity_class"]


@pytest.mark.parametrize("name", [n for n, row in reference().items() if "phases" in row])
def test_a_reference_session_has_its_zones_and_phases(name: str) -> None:
    row = reference()[name]
    built = session(name)

    zones = row["expected"]["time_in_zone_s_coggan7"]

    assert built.effort.seconds_in_zones == pytest.approx(zones, abs=2)
    assert list(built.template.phases) == row["phases"]


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_size_is_smaller_than_the_one_before(name: str) -> None:
    sizes = list(chain(session(name)))

    assert all(
        after.minutes < before.minutes and after.effort.load < before.effort.load
        for before, after in pairwise(sizes)
    )


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_step_is_level_or_a_ramp_with_low_before_high(name: str) -> None:
    for size in chain(session(name)):
        assert all(step.seconds > 0 for step in size.steps)
        assert all(step.low <= step.high for step in size.steps)


@pytest.mark.parametrize("name", list(catalogue()))
def test_slightly_more_is_more_but_not_much(name: str) -> None:
    before, after = session(name), longer(catalogue()[name])

    assert before.effort.load <= after.effort.load <= before.effort.load * 1.6
    assert before.minutes <= after.minutes <= before.minutes + 40


def test_repeats_go_before_the_warm_up_shrinks() -> None:
    sizes = [(size.id, size.minutes) for size in chain(session("vo2_5x4"))]

    assert sizes == [
        ("vo2_5x4", 56),
        ("vo2_4x4", 48),
        ("vo2_3x4", 40),
        ("vo2_3x4", 33),
        ("vo2_2x4", 25),
    ]


def test_thirty_five_minutes_hold_three_repeats() -> None:
    fit = largest(session("vo2_5x4"), Caps(minutes=35))

    assert fit is not None
    assert (fit.times, fit.minutes) == (3, 33)
    assert sum(step.seconds for step in fit.steps if step.kind == "work") == 3 * 240


def test_long_blocks_are_shortened_before_they_are_given_up() -> None:
    names = [size.id for size in chain(session("threshold_2x20"))]

    assert names[2:4] == ["threshold_2x15", "threshold_2x10"]


def test_an_endurance_ride_shrinks_by_five_minutes() -> None:
    minutes = [size.minutes for size in chain(session("endurance_60"))]

    assert minutes[:3] == [60, 55, 50]
    assert smallest(session("endurance_60")).minutes == 20


def test_a_load_cap_is_kept_too() -> None:
    fit = largest(session("endurance_90"), Caps(minutes=90, load=45))

    assert fit is not None
    assert fit.effort.load <= 45
    assert fit.id == "endurance_60"


def test_a_test_is_done_whole_or_not_at_all() -> None:
    assert [size.id for size in chain(session("ftp_20min"))] == ["ftp_20min"]
    assert largest(session("ftp_20min"), Caps(minutes=50)) is None


def test_a_long_day_is_filled_with_easy_time_and_loses_it_first() -> None:
    mountain = session("sweetspot_3x10", 180)

    sizes = list(chain(mountain))

    assert mountain.minutes == 180
    assert [size.minutes for size in sizes[:2]] == [180, 175]
    assert sizes[-1].minutes < 60
    assert sum(step.seconds for step in mountain.steps if step.kind == "work") == 1800


def test_a_long_ride_takes_the_minutes_of_the_mission() -> None:
    assert session("long_240", 300).minutes == 300
    assert session("long_240", 300).id == "long_300"


def test_the_catalogue_serves_every_sport_and_class() -> None:
    for sport in ("cycling", "running", "swimming", "rowing"):
        for stimulus in ("endurance", "threshold", "vo2max", "race_pace", "race", "recovery"):
            assert of_stimulus(sport, stimulus), (sport, stimulus)
        classes = {t.intensity for t in catalogue().values() if t.sport == sport}
        assert classes == set(Intensity)


def test_strength_sessions_name_their_lifts() -> None:
    lifting = [t for t in catalogue().values() if t.stimulus.startswith("strength")]

    assert len(lifting) >= 8
    assert all(t.lifts and t.unit == "rpe" for t in lifting)
