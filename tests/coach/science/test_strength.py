"""Strength against the reference sets, ladders and histories."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coach.science import strength
from tests.coach.science.oracle import by_id, oracle

REFERENCE = oracle("strength.json")
FORMULAS: dict[str, Callable[[float, float], float]] = {
    "epley": strength.epley,
    "brzycki": strength.brzycki,
    "max_of_epley_mcglothin_lombardi_rounded": lambda kg, reps: round(
        strength.highest_estimate(kg, reps)
    ),
}


@pytest.mark.parametrize("case", REFERENCE["e1rm"])
def test_a_maximum_is_estimated_as_the_reference_does(case: dict[str, Any]) -> None:
    estimate = FORMULAS[case["formula"]](case["kg"], case["reps"])

    assert estimate == pytest.approx(case["expected"], abs=case["tol_abs"])


def test_the_rpe_chart_is_the_published_one() -> None:
    assert list(strength.RTS_SHARES) == REFERENCE["rpe_table_rts"]["sequence"]


@pytest.mark.parametrize("case", REFERENCE["rpe_table_rts"]["checks"])
def test_a_set_is_its_share_of_the_maximum(case: dict[str, Any]) -> None:
    assert strength.rts_share(case["reps"], case["rpe"]) == case["pct"]


@pytest.mark.parametrize("case", REFERENCE["rpe_table_rts"]["e1rm"])
def test_a_logged_rpe_is_preferred_to_a_formula(case: dict[str, Any]) -> None:
    estimate = strength.estimated_maximum(case["kg"], case["reps"], case["rpe"])

    assert estimate == pytest.approx(case["expected"], abs=case["tol_abs"])


def test_without_rpe_a_single_is_itself_and_more_reps_go_by_epley() -> None:
    assert strength.estimated_maximum(140, 1) == 140
    assert strength.estimated_maximum(100, 5) == pytest.approx(116.67, abs=0.01)
    assert strength.estimated_maximum(60, 15, 10) == strength.epley(60, 15)
    assert strength.rts_share(20, 5) is None


def test_more_than_twelve_reps_say_little_of_a_maximum() -> None:
    assert strength.is_reliable(12)
    assert not strength.is_reliable(13)


@pytest.mark.parametrize("case", REFERENCE["warmup_ladder"], ids=lambda case: case["work_kg"])
def test_the_warm_up_climbs_without_repeats(case: dict[str, Any]) -> None:
    ladder = strength.warm_up(
        case["work_kg"], bar_kg=case["bar_kg"], increment_kg=case["increment"]
    )

    assert [step._asdict() for step in ladder] == [
        {"kg": step["kg"], "reps": step["reps"], "share": step["pct"]} for step in case["expected"]
    ]


@pytest.mark.parametrize("case", REFERENCE["double_progression"]["cases"])
def test_weight_goes_up_only_when_all_sets_are_full(case: dict[str, Any]) -> None:
    inputs, expected = case["inputs"], case["expected"]

    step = strength.double_progression(
        inputs["kg"],
        inputs["sets"],
        rep_range=tuple(inputs["range"]),
        rpe_cap=inputs["rpe_cap"],
        failed_before=inputs["prev_failed"],
        increment_kg=inputs["increment"],
    )

    assert step.action == expected["action"]
    assert step.kg in expected.get("kg_any_of", [expected.get("kg")])
    assert step.target_reps == expected.get("target_reps")


def test_back_off_sets_are_nine_tenths_and_left_out_after_a_limit_set() -> None:
    moderate, limit = REFERENCE["top_backoff"]["cases"]

    assert strength.back_off(moderate["top_kg"], moderate["top_rpe"]) == 125
    assert strength.back_off(limit["top_kg"], limit["top_rpe"]) is None


@pytest.mark.parametrize("case", by_id(REFERENCE["stall"]))
def test_a_lift_stands_still_only_after_enough_tries(case: dict[str, Any]) -> None:
    history, today = case["inputs"]["history"], date.fromisoformat(case["inputs"]["today"])
    days = [date.fromisoformat(day).toordinal() for day, _ in history]

    verdict = strength.stall(days, [kg for _, kg in history], today=today.toordinal())

    assert verdict._asdict() == {
        "stalled": case["expected"]["stalled"],
        "exposures_since_best": case["expected"]["exposures_since_best"],
        "days_best_to_last": case["expected"]["days_best_to_last_exposure"],
        "layoff": case["expected"]["layoff"],
    }


@pytest.mark.parametrize("case", REFERENCE["deload"], ids=lambda case: case["kg"])
def test_a_lighter_week_takes_seven_to_ten_percent_off(case: dict[str, Any]) -> None:
    low, high = case["expected_range"]

    assert low <= strength.deload(case["kg"]) <= high
