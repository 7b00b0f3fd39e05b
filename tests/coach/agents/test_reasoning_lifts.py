"""What a lift asks for next: more weight, patience, another stimulus or a lighter week."""

from typing import Any

import pytest

from coach.agents.lifts import Lift, lift_of, part_of_lift
from coach.domain.decision import Action, Flag
from coach.domain.morning import Morning
from tests.agent_scenarios.generated import FRESH
from tests.agent_scenarios.judge import decided


def lift(history: dict[str, Any], **changes: Any) -> Lift | None:  # noqa: ANN401  # any key
    return lift_of(Morning.model_validate({"strength": history, **changes}))


def sets(*done: tuple[float, float], kg: float | None = 60) -> dict[str, Any]:
    return {
        "lift": "bench press",
        "sets": [list(each) for each in done],
        "range": [8, 12],
        "kg": kg,
    }


def maxima(*kilos: float, **more: float) -> dict[str, Any]:
    return {"lift": "squat", "e1rm": list(kilos), "weeks": len(kilos) - 1, **more}


def test_all_sets_at_the_top_raise_the_weight() -> None:
    step = lift(sets((12, 8), (12, 8), (12, 8.5)))

    assert step is not None
    assert step.words == "bench press 3 × 8 at 62.5 kg"
    assert "the weight goes up" in step.why


def test_sets_short_of_the_top_keep_the_weight() -> None:
    step = lift(sets((12, 8), (10, 9), (9, 9)))

    assert step is not None
    assert step.words == "bench press 3 × 8–12 at 60 kg"


def test_the_top_at_full_effort_keeps_the_weight() -> None:
    step = lift(sets((12, 9.5), (12, 10)))

    assert step is not None
    assert "at 60 kg" in step.words


def test_without_a_weight_there_is_a_little_more() -> None:
    step = lift(sets((12, 8), (12, 8), kg=None))

    assert step is not None
    assert step.words == "bench press 2 × 8 with a little more weight"


@pytest.mark.parametrize(
    ("history", "stalled", "lighter"),
    [
        (maxima(100, 102, 104, 106), False, False),
        (maxima(100, 103, 102.5, 102, 102.5), True, False),
        (maxima(100, 103, 102, 102, 101, last_rpe=9.5), True, True),
        (maxima(100, 104, 103, 98), True, True),
        (maxima(100, 102, 101), False, False),
        (maxima(100, 102, 104, 101), False, False),
    ],
)
def test_a_lift_stalls_or_moves(history: dict[str, Any], *, stalled: bool, lighter: bool) -> None:
    step = lift(history)

    assert step is not None
    assert (step.stalled, step.deload) == (stalled, lighter)


def test_a_lighter_week_names_its_weight() -> None:
    step = lift(maxima(100, 98, 97, 97, last_rpe=9.5, kg=80))

    assert step is not None
    assert step.words == "squat at 72.5 kg, half the sets"


def test_a_lift_that_would_hurt_is_not_talked_of() -> None:
    pain = [{"site": "shoulder", "score": 4, "kind": "on pressing"}]

    assert lift(sets((12, 8)), pain=pain) is None
    assert lift(maxima(100, 102), pain=pain) is not None


def test_no_lift_is_no_lift() -> None:
    assert lift_of(Morning()) is None
    assert lift({"lift": "squat"}) is None
    assert lift({"e1rm": [100, 101]}) is None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("back squat", "legs"),
        ("overhead press", "upper"),
        ("leg press", "legs"),
        ("plank", "unknown"),
    ],
)
def test_a_lift_trains_a_part(name: str, part: str) -> None:
    assert part_of_lift(name) == part


def test_a_deload_makes_a_strength_day_easy() -> None:
    decision = decided(
        {
            **FRESH,
            "sport": "strength",
            "planned_today": "strength_full",
            "strength": maxima(180, 178, 176, 175, last_rpe=9.5),
        }
    )

    assert decision.action is Action.EASE
    assert {Flag.STALL, Flag.DELOAD} <= set(decision.flags)
    assert "squat with 8 % less weight" in decision.workout.description
    assert "this week is lighter" in decision.reason


def test_a_cyclists_ride_is_not_described_by_a_lift() -> None:
    decision = decided({**FRESH, "strength": sets((12, 8), (12, 8))})

    assert decision.workout.type == "vo2max"
    assert "bench" not in decision.reason
