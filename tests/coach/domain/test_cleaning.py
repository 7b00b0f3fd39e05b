"""A Morning document from outside: nulls anywhere are missing, words may be in any case."""

import math
from typing import Any

import pytest
from pydantic import ValidationError

from coach.domain.morning import Morning, PlanContext


@pytest.mark.parametrize(
    "document",
    [
        {key: None for key in Morning.model_fields if key != "sport"},
        {"hrv": {"roll7": None, "day": None, "today_ms": None}},
        {"constraints": {"time_min": None, "equipment": None}},
        {"pain": None, "symptoms": [None]},
        {"pain": [None]},
        {"yesterday": {"type": None, "load": None}},
        {"plan": {"recent_sessions": None, "day_kind": None}},
        {"readiness": math.nan, "ctl": math.inf},
        {},
    ],
)
def test_null_is_missing_wherever_it_stands(document: dict[str, Any]) -> None:
    assert Morning.model_validate(document) == Morning()


def test_a_pain_without_a_place_keeps_its_score() -> None:
    morning = Morning.model_validate({"pain": [{"site": None, "score": 4, "kind": None}]})

    assert (morning.pain[0].site, morning.pain[0].score) == ("unknown", 4)


def test_a_single_pain_symptom_or_piece_of_gear_may_stand_alone() -> None:
    morning = Morning.model_validate(
        {
            "pain": {"site": "knee", "score": 3},
            "symptoms": "runny nose",
            "constraints": {"equipment": "hr_strap"},
        }
    )

    assert morning.pain[0].site == "knee"
    assert morning.symptoms == ("runny nose",)
    assert morning.constraints.equipment == ("hr_strap",)


def test_a_set_without_rpe_stays_a_set() -> None:
    morning = Morning.model_validate({"strength": {"lift": "squat", "sets": [[8, None], [7, 9]]}})

    assert morning.strength is not None
    assert morning.strength.sets == ((8, None), (7, 9))


@pytest.mark.parametrize(
    ("told", "meant"), [("Bike", "cycling"), ("RUNNING", "running"), ("swim", "swimming")]
)
def test_a_sport_may_be_told_as_people_say_it(told: str, meant: str) -> None:
    assert Morning.model_validate({"sport": told}).sport == meant


def test_phase_and_bands_are_read_in_any_case() -> None:
    morning = Morning.model_validate({"phase": "taper", "hrv": {"roll7": "Below", "day": "normal"}})

    assert morning.phase == "Taper"
    assert (morning.hrv.roll7, morning.hrv.day) == ("below", "within")


def test_the_original_name_of_readiness_is_taken() -> None:
    assert Morning.model_validate({"readiness_score": 76}).readiness == 76
    assert Morning.model_validate({"readiness_score": 76, "readiness": 80}).readiness == 80


@pytest.mark.parametrize(
    "document",
    [
        {"readiness": "high"},
        {"sport": "chess"},
        {"phase": "Holiday"},
        {"hrv": "fine"},
        {"hrv": {"roll7": "sideways"}},
        {"pain": [{"score": "bad"}]},
        {"hard_days_in_row": 1.5},
        {"symptoms": 7},
    ],
)
def test_a_wrong_type_is_refused_and_named(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as error:
        Morning.model_validate(document)

    assert error.value.errors()[0]["loc"][0] == next(iter(document))


def test_values_made_in_code_pass_untouched() -> None:
    plan = PlanContext(goal_name="Marmotte", recent_sessions=("vo2_5x4",))

    assert Morning(readiness=70, plan=plan).plan is plan
