"""What there is to train with, and the session that it allows."""

import pytest

from coach.agents.gear import EVERYTHING, gear_of
from tests.agent_scenarios.generated import FRESH
from tests.agent_scenarios.judge import decided


@pytest.mark.parametrize(
    ("equipment", "bike"),
    [
        (["hr_strap"], True),
        (["no_power_meter"], True),
        (["trainer"], True),
        (["bike", "power_meter"], True),
        (["hotel gym with an exercise bike"], True),
        (["no_bike"], False),
        (["hotel_gym"], False),
        (["trainer", "hotel_gym"], False),
        (["dumbbells"], False),
        ([], False),
    ],
)
def test_a_bike_is_there_or_not(equipment: list[str], *, bike: bool) -> None:
    assert ("cycling" in gear_of(equipment).sports) is bike


@pytest.mark.parametrize(
    ("equipment", "barbell", "dumbbells"),
    [
        (["gym"], True, True),
        (["hotel_gym"], False, True),
        (["dumbbells"], False, True),
        (["bodyweight"], False, False),
        (["no_gym"], False, False),
        (["hr_strap"], True, True),
        ([], False, False),
    ],
)
def test_weights_are_there_or_not(equipment: list[str], *, barbell: bool, dumbbells: bool) -> None:
    gear = gear_of(equipment)

    assert (gear.barbell, gear.dumbbells) == (barbell, dumbbells)


def test_nothing_told_is_everything_there() -> None:
    assert gear_of(None) == EVERYTHING


@pytest.mark.parametrize(
    ("equipment", "session"),
    [
        (["hotel_gym"], "strength_dumbbell"),
        (["gym"], "strength_lower"),
        (["no_bike", "bodyweight"], "strength_bodyweight"),
        ([], "strength_bodyweight"),
    ],
)
def test_without_a_bike_a_cyclist_lifts(equipment: list[str], session: str) -> None:
    inputs = {**FRESH, "constraints": {"equipment": equipment}}

    decision = decided(inputs)

    assert decision.workout.session == session
    assert decision.workout.type == "strength"


@pytest.mark.parametrize("equipment", [["hr_strap"], ["no_power_meter"], ["bike"]])
def test_no_power_meter_no_word_of_it(equipment: list[str]) -> None:
    inputs = {**FRESH, "ftp_w": 260, "lthr_bpm": 165, "constraints": {"equipment": equipment}}

    text = decided(inputs).model_dump_json().lower()

    assert "watt" not in text
    assert " w " not in text
