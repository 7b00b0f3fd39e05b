"""Symptoms, pains and illness in the envelope: what a morning may hold with them."""

import pytest

from coach.domain.decision import Action, Advice, Flag, Intensity
from coach.domain.morning import Pain
from coach.safety.body import grade, loads, part_of
from coach.safety.envelope import bound
from coach.safety.health import NAMES
from coach.safety.symptoms import MEANINGS, SymptomClass
from tests.coach.safety.readings import reading


@pytest.mark.parametrize("symptom", SymptomClass)
def test_a_symptom_is_bound_as_its_table_says(symptom: SymptomClass) -> None:
    meaning = MEANINGS[symptom]

    bounds = bound(reading(symptoms=(symptom,)))

    assert set(meaning.flags) <= set(bounds.flags)
    assert set(meaning.advice) <= set(bounds.advice)
    assert bounds.caps.minutes <= (480 if meaning.max_minutes is None else meaning.max_minutes)
    assert not meaning.easy_only or bounds.caps.intensity is Intensity.LOW


@pytest.mark.parametrize("symptom", SymptomClass)
def test_every_symptom_has_a_name_an_athlete_can_read(symptom: SymptomClass) -> None:
    assert NAMES[symptom]
    assert "_" not in NAMES[symptom]


@pytest.mark.parametrize("symptom", [s for s, m in MEANINGS.items() if m.max_minutes == 0])
def test_a_stop_stops_on_a_race_day_too(symptom: SymptomClass) -> None:
    bounds = bound(reading(symptoms=(symptom,), days_to_goal=0, phase="Taper"))

    assert bounds.caps.action is Action.RECOVER
    assert bounds.caps.minutes == 0


def test_a_red_flag_is_not_drowned_in_questions() -> None:
    bounds = bound(
        reading(symptoms=(SymptomClass.CHEST_PAIN_NOW,), unclear=("odd feeling",), readiness=None)
    )

    assert Advice.EMERGENCY_SERVICES_NOW in bounds.advice
    assert Advice.ASK_CLARIFYING not in bounds.advice
    assert "chest pain" in bounds.findings[0].words


def test_a_symptom_of_no_class_eases_and_asks() -> None:
    bounds = bound(reading(unclear=("itchy eyes",)))

    assert bounds.caps.action is Action.EASE
    assert Advice.ASK_CLARIFYING in bounds.advice
    assert "itchy eyes" in bounds.findings[0].words


def test_heat_so_soon_after_a_heat_illness_is_forty_five_minutes() -> None:
    bounds = bound(reading(symptoms=(SymptomClass.RECENT_HEAT_ILLNESS,), temp_c=33))

    assert bounds.caps.minutes == 45
    assert Flag.HEAT in bounds.flags
    assert Advice.STOP_IF_WORSE in bounds.advice


@pytest.mark.parametrize(
    ("score", "kind", "expected"),
    [
        (0, "", "none"),
        (2, "dull", "mild"),
        (3, "dull", "modify"),
        (5, "settles overnight", "modify"),
        (6, "dull", "stop"),
        (3, "sharp on pedalling", "stop"),
        (4, "makes me limp", "stop"),
        (4, "not sharp, just there", "modify"),
        (2, "changes my stride", "stop"),
        (0, "sharp", "none"),
    ],
)
def test_a_pain_is_graded_by_score_and_kind(score: float, kind: str, expected: str) -> None:
    assert grade(Pain(site="knee", score=score, kind=kind)) == expected


@pytest.mark.parametrize(
    ("site", "part"),
    [
        ("left knee", "legs"),
        ("Achilles", "legs"),
        ("shoulder", "upper"),
        ("lower back", "trunk"),
        ("ribs", "trunk"),
        ("head", "unknown"),
        ("unknown", "unknown"),
    ],
)
def test_a_place_belongs_to_a_part(site: str, part: str) -> None:
    assert part_of(site) == part


def test_a_swimmer_loads_the_shoulder_and_a_cyclist_does_not() -> None:
    assert loads("swimming", "upper")
    assert not loads("cycling", "upper")
    assert loads("cycling", "unknown")


def test_a_sharp_knee_stops_a_cyclist_and_spares_a_lifters_arms() -> None:
    knee = Pain(site="knee", score=7, kind="sharp")

    cyclist = bound(reading(pains=(knee,)))
    lifter = bound(reading(sport="strength", pains=(knee,)))

    assert cyclist.caps.minutes == 0
    assert lifter.caps.action is Action.EASE
    assert {Flag.INJURY, Flag.PAIN} <= set(cyclist.flags) & set(lifter.flags)
    assert Advice.SEE_PHYSIO_OR_DOCTOR_IF_PERSISTS in cyclist.advice


def test_a_settling_pain_is_easy_and_a_niggle_takes_the_push() -> None:
    settling = bound(reading(pains=(Pain(site="achilles", score=4),)))
    niggle = bound(reading(pains=(Pain(site="achilles", score=1),)))

    assert settling.caps.action is Action.EASE
    assert niggle.caps.action is Action.MAINTAIN
    assert niggle.advice == ()


@pytest.mark.parametrize(
    ("kind", "days", "minutes", "action"),
    [
        ("fever", 0.5, 0, Action.RECOVER),
        ("flu", 1, 45, Action.EASE),
        ("flu", 3, 45, Action.EASE),
        ("flu", 5, 60, Action.EASE),
        ("cold", 0.5, 45, Action.EASE),
        ("cold", 3, 60, Action.EASE),
        ("cold", 6, 480, Action.MAINTAIN),
        ("chest cold", 3, 45, Action.EASE),
    ],
)
def test_training_comes_back_step_by_step_after_an_illness(
    kind: str, days: float, minutes: float, action: Action
) -> None:
    bounds = bound(reading(illness_type=kind, days_well=days))

    assert (bounds.caps.minutes, bounds.caps.action) == (minutes, action)
    assert Flag.RETURN_FROM_ILLNESS in bounds.flags
    assert Advice.STOP_IF_WORSE in bounds.advice


def test_an_illness_of_long_ago_holds_nothing_back() -> None:
    assert bound(reading(illness_type="flu", days_well=12)).caps.action is Action.PUSH


@pytest.mark.parametrize(
    ("kind", "words"), [("flu", "your illness has hardly ended"), ("fainting", "you were cleared")]
)
def test_the_first_day_back_is_told_apart_by_what_was_left_behind(kind: str, words: str) -> None:
    bounds = bound(reading(illness_type=kind, days_well=0))

    assert any(finding.words.startswith(words) for finding in bounds.findings)
    assert bounds.caps.minutes == 0
