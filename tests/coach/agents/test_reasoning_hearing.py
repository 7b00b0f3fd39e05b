"""Words become numbers: the worse of what was told and what is said is believed."""

from typing import Any

import pytest

from coach.agents.hearing import Heard, hear
from coach.domain.morning import Morning, Pain
from coach.safety.symptoms import SymptomClass
from tests.agent_scenarios.generated import FRESH


def heard(**changes: Any) -> Heard:  # noqa: ANN401  # any key of a Morning
    return hear(Morning.model_validate({**FRESH, **changes}))


def test_silence_changes_nothing() -> None:
    morning = Morning.model_validate(FRESH)

    assert hear(morning).morning is morning


def test_a_pain_in_words_is_a_pain() -> None:
    (pain,) = heard(reply_text="left knee hurts, 6/10").morning.pain

    assert "knee" in pain.site
    assert pain.score == 6


def test_a_milder_word_does_not_lower_a_pain() -> None:
    known = [{"site": "knee", "score": 5, "kind": ""}]

    morning = heard(pain=known, reply_text="knee 2/10").morning

    assert morning.pain == (Pain(site="knee", score=5),)


@pytest.mark.parametrize(
    ("known", "words", "expected"), [(9, "totally exhausted", 3), (1, "totally exhausted", 1)]
)
def test_the_lower_energy_is_believed(known: float, words: str, expected: float) -> None:
    energy = heard(energy_0_10=known, reply_text=words).morning.energy_0_10

    assert energy is not None
    assert energy <= expected


def test_feeling_great_does_not_raise_a_told_energy() -> None:
    assert heard(energy_0_10=4, reply_text="feeling great").morning.energy_0_10 == 4


def test_the_shorter_night_is_believed() -> None:
    assert heard(sleep_h=7.5, reply_text="I slept 4 hours").morning.sleep_h == 4
    assert heard(sleep_h=3.5, reply_text="I slept 7 hours").morning.sleep_h == 3.5


def test_a_bad_night_without_hours_is_remembered() -> None:
    assert heard(reply_text="slept badly").reading.slept_badly
    assert not heard(reply_text="slept well").reading.slept_badly


def test_time_there_is_is_a_limit() -> None:
    assert heard(reply_text="only 35 minutes today").reading.time_min == 35
    limits = {"time_min": 30}
    assert heard(constraints=limits, reply_text="only 35 minutes today").reading.time_min == 30


def test_gear_in_words_joins_what_is_known() -> None:
    there = heard(reply_text="no bike today").morning.constraints.equipment

    assert there == ("no_bike",)


def test_an_illness_that_is_over_is_a_recent_one() -> None:
    reading = heard(reply_text="my cold is over since yesterday").reading

    assert reading.days_well == 1


def test_red_flags_come_from_symptoms_reply_and_pains() -> None:
    told = heard(symptoms=["chest pain during the ride"])
    said = heard(reply_text="I fainted after the climb")
    placed = heard(pain=[{"site": "calf", "score": 5, "kind": "swollen and warm"}])

    assert SymptomClass.CHEST_PAIN_ON_EFFORT in told.reading.symptoms
    assert SymptomClass.FAINTING in said.reading.symptoms
    assert SymptomClass.CALF_SWELLING in placed.reading.symptoms


UNKNOWN = ("strange humming in my ears", "itchy eyes", "not feeling like myself")


@pytest.mark.parametrize("words", UNKNOWN)
def test_a_symptom_that_nobody_knows_is_unclear(words: str) -> None:
    assert heard(symptoms=[words]).reading.unclear == (words,)


@pytest.mark.parametrize(
    "words",
    [
        "none",
        "no symptoms",
        "my son has a rash",
        "feeling good",
        "legs are tired",
        "runny nose",
        "",
    ],
)
def test_nothing_of_the_athletes_own_or_known_is_not_unclear(words: str) -> None:
    assert heard(symptoms=[words]).reading.unclear == ()


def test_two_sorenesses_keep_the_worse() -> None:
    assert heard(soreness_0_10=8, reply_text="legs a bit heavy").reading.soreness == 8
    assert (heard(soreness_0_10=1, reply_text="legs are dead").reading.soreness or 0) >= 7
