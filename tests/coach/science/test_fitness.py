"""The load curve against the reference series, over every calendar day."""

from collections import defaultdict
from datetime import date
from itertools import islice
from typing import Any

import pytest

from coach.science.fitness import (
    STANDARD,
    Smoothing,
    advance,
    curve,
    every_day,
    history_confidence,
    seed,
    seed_from_hours,
    smoothing,
    unknown_share,
)
from tests.coach.science.oracle import by_id, oracle

PMC = oracle("pmc.json")
RULES = PMC["rules"]


def smoothing_of(inputs: dict[str, Any]) -> Smoothing:
    days = inputs["tau_ctl"], inputs["tau_atl"]
    return smoothing(*days) if inputs["variant"] == "exp" else Smoothing(*(1 / d for d in days))


@pytest.mark.parametrize("case", by_id(PMC["cases"]))
def test_the_curve_is_that_of_the_reference_series(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]

    days = list(
        curve(
            [(load, load) for load in inputs["daily_load"]],
            ctl=inputs["seed_ctl"],
            atl=inputs["seed_atl"],
            k=smoothing_of(inputs),
        )
    )

    tolerance = case["tol_abs"]
    assert [day.ctl for day in days] == pytest.approx(expected["ctl"], abs=tolerance)
    assert [day.atl for day in days] == pytest.approx(expected["atl"], abs=tolerance)
    assert [day.tsb for day in days] == pytest.approx(expected["tsb_morning"], abs=tolerance)
    assert [day.ramp for day in days[6:]] == pytest.approx(expected["ramp7"][6:], abs=tolerance)


@pytest.mark.parametrize("rule", ["multi_session_same_day", "gap_days"])
def test_sessions_of_one_day_add_up_and_days_between_are_rest(rule: str) -> None:
    loads: dict[date, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for day, load in RULES[rule]["sessions"]:
        on = date.fromisoformat(day)
        loads[on] = (loads[on][0] + load, loads[on][1] + load)

    daily = list(every_day(loads, min(loads), max(loads)))

    assert [fitness for fitness, _ in daily] == RULES[rule]["expected_daily"]


def test_a_gap_lets_fitness_fall() -> None:
    gap = RULES["gap_days"]

    *_, last = curve([(load, load) for load in gap["expected_daily"]])

    assert last.ctl == pytest.approx(gap["expected_exp_ctl_last"], abs=1e-6)


def test_a_steady_ramp_has_its_own_form() -> None:
    closed = RULES["closed_forms"]
    ramp = closed[2]

    *_, week_on = islice(curve([(ramp["daily"],) * 2] * 7, ctl=ramp["CTL0"]), 7)

    assert week_on.ramp == pytest.approx(ramp["R"], abs=1e-4)
    assert 7 * ramp["daily"] == pytest.approx(ramp["weekly"], abs=1e-4)


@pytest.mark.parametrize(("what", "after"), [(0, 42), (1, 7)])
def test_after_one_time_constant_two_thirds_are_there(what: int, after: int) -> None:
    *_, last = curve([(100.0, 100.0)] * after)

    value = last.ctl if after == 42 else last.atl

    assert value == pytest.approx(RULES["closed_forms"][what]["exp"], abs=1e-5)


def test_going_on_from_a_stored_day_is_the_same_curve() -> None:
    loads = [(float(day % 5 * 30), float(day % 4 * 30)) for day in range(60)]
    *_, stored = curve(loads[:30], ctl=40, atl=50)

    *_, whole = curve(loads, ctl=40, atl=50)
    *_, continued = curve(loads[30:], ctl=stored.ctl, atl=stored.atl)

    assert continued.ctl == pytest.approx(whole.ctl)
    assert continued.atl == pytest.approx(whole.atl)


def test_strength_tires_but_does_not_build_endurance() -> None:
    ctl, atl = advance(50, 50, fitness_load=0, fatigue_load=80)

    assert ctl == pytest.approx(50 * (1 - STANDARD.fitness))
    assert atl > 50


@pytest.mark.parametrize("case", RULES["cold_start"], ids=lambda case: case["days_of_history"])
def test_a_short_history_leaves_much_unknown(case: dict[str, Any]) -> None:
    days = case["days_of_history"]

    fitness, fatigue = unknown_share(days), unknown_share(days, tau_days=7)

    assert fitness == pytest.approx(case["fraction_of_unknown_ctl_still_in_ctl"], abs=1e-6)
    assert fatigue == pytest.approx(case["fraction_of_unknown_atl_still_in_atl"], abs=1e-6)


@pytest.mark.parametrize(
    ("days", "confidence"), [(0, "low"), (41, "low"), (42, "medium"), (84, "medium"), (85, "high")]
)
def test_confidence_grows_with_the_history(days: int, confidence: str) -> None:
    assert history_confidence(days) == confidence


def test_a_seed_comes_from_weeks_or_from_usual_hours() -> None:
    assert seed([40.0, 0.0, 80.0]) == pytest.approx(40)
    assert seed([]) == 0
    assert seed_from_hours(7) == pytest.approx(50)
