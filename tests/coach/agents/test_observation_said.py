"""Which of the athlete's words still hold this morning."""

from dataclasses import replace

import pytest

from coach.agents.said import ILLNESS, said, symptom_words
from coach.agents.symptom_words import WORDS
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Pain, RecentIllness
from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass
from tests.coach.agents.observation_scenes import TODAY, fact

PAIN, SYMPTOM, CLEARED = FactKind.PAIN, FactKind.SYMPTOM, FactKind.CLEARED
FEVER, COLD = SymptomClass.FEVER.value, SymptomClass.ABOVE_NECK_ILLNESS.value
CHEST = SymptomClass.CHEST_PAIN_ON_EFFORT.value


def test_soreness_and_energy_are_of_today_only() -> None:
    yesterday = (
        fact(FactKind.SORENESS, 7, days_ago=1),
        fact(FactKind.ENERGY, 3, days_ago=1),
        fact(FactKind.TIME, 30, days_ago=1),
    )

    holding = said(yesterday, TODAY)

    assert (holding.soreness_0_10, holding.energy_0_10, holding.time_min) == (None, None, None)


def test_the_last_word_of_the_day_counts() -> None:
    facts = (fact(FactKind.ENERGY, 7, at=9), fact(FactKind.ENERGY, 4, at=6))

    assert said(facts, TODAY).energy_0_10 == 7


def test_the_sorest_place_is_told() -> None:
    facts = (
        fact(FactKind.SORENESS, 3, site="back"),
        fact(FactKind.SORENESS, 6, site="legs"),
    )

    holding = said(facts, TODAY)

    assert (holding.soreness_0_10, holding.soreness_site) == (6, "legs")


@pytest.mark.parametrize(("hurt", "fine"), [("left knee", "knee"), ("knee", "left knee")])
def test_a_knee_is_fine_again_with_or_without_its_side(hurt: str, fine: str) -> None:
    facts = (fact(PAIN, 4, days_ago=1, site=hurt), fact(CLEARED, site=fine))

    assert said(facts, TODAY).pain == ()


def test_the_other_knee_still_hurts() -> None:
    facts = (fact(PAIN, 4, days_ago=1, site="left knee"), fact(CLEARED, site="right knee"))

    assert said(facts, TODAY).pain == (Pain(site="left knee", score=4),)


def test_a_bad_night_without_hours_and_little_time_are_passed_on_in_words() -> None:
    facts = (fact(FactKind.SLEEP, quality="poor"), fact(FactKind.TIME, code="less"))

    assert said(facts, TODAY).symptoms == ("slept badly", "short on time today")


def test_the_last_word_on_the_night_counts() -> None:
    facts = (fact(FactKind.SLEEP, quality="poor"), fact(FactKind.SLEEP, 7.5, at=9))

    assert said(facts, TODAY).symptoms == ()


def test_not_sore_at_all_is_an_answer_too() -> None:
    assert said((fact(FactKind.SORENESS, 0),), TODAY).soreness_0_10 == 0


def test_a_knee_that_hurt_yesterday_is_not_forgotten() -> None:
    knee = fact(PAIN, 4, days_ago=1, site="left knee")

    assert said((knee,), TODAY).pain == (Pain(site="left knee", score=4),)


@pytest.mark.parametrize(
    "over",
    [
        fact(PAIN, 0, site="left knee"),
        fact(CLEARED, site="left knee"),
        fact(CLEARED, code="pain"),
    ],
    ids=["0 of 10", "the knee is fine", "the pain is gone"],
)
def test_a_pain_ends_when_the_athlete_says_so(over: Fact) -> None:
    knee = fact(PAIN, 4, days_ago=1, site="left knee")

    assert said((knee, over), TODAY).pain == ()


def test_a_cleared_heart_leaves_the_knee_as_it_was() -> None:
    knee = fact(PAIN, 4, days_ago=1, site="left knee")

    assert said((knee, fact(CLEARED)), TODAY).pain == (Pain(site="left knee", score=4),)


def test_a_doctors_word_said_in_the_same_instant_counts_by_its_order() -> None:
    chest, word = replace(fact(SYMPTOM, code=CHEST), id=1), replace(fact(CLEARED), id=2)
    again = replace(chest, id=3)

    assert said((chest, word), TODAY).symptoms == ()
    assert said((chest, word), TODAY).recent_illness == RecentIllness(
        type=CHEST, days_since_symptom_free=0
    )
    assert said((chest, word, again), TODAY).symptoms == (symptom_words(chest),)


def test_a_pain_without_a_number_is_never_nothing() -> None:
    (pain,) = said((fact(PAIN, site="hip"),), TODAY).pain

    assert 3 <= pain.score <= 5


@pytest.mark.parametrize("code", [FEVER, COLD, CHEST])
def test_illness_and_red_flags_go_on_until_they_are_closed(code: str) -> None:
    symptom = fact(SYMPTOM, days_ago=9, code=code)

    assert said((symptom,), TODAY).symptoms == (symptom_words(symptom),)


@pytest.mark.parametrize(
    "facts",
    [
        (fact(SYMPTOM, days_ago=3, code=CHEST), fact(CLEARED)),
        (fact(SYMPTOM, days_ago=3, code=CHEST), fact(CLEARED, code=CHEST)),
        (fact(SYMPTOM, days_ago=3, code=COLD), fact(FactKind.RECOVERED)),
        (fact(SYMPTOM, days_ago=3, code=FEVER), fact(CLEARED, code="illness")),
        (fact(SYMPTOM, days_ago=3, code=CHEST, closed=1),),
        (fact(SYMPTOM, code=CHEST, closed=0),),
        (fact(SYMPTOM, days_ago=2, words="a bit odd"),),
        (fact(SYMPTOM, days_ago=1, code=SymptomClass.MEDICATION.value),),
        (fact(SYMPTOM, days_ago=14, code=SymptomClass.RECENT_HEAT_ILLNESS.value),),
    ],
    ids=[
        "cleared by a doctor",
        "cleared by name",
        "recovered",
        "illness over",
        "closed",
        "undone",
        "unclear words of days ago",
        "yesterday's question of medicine",
        "heat two weeks ago",
    ],
)
def test_a_symptom_ends_when_it_is_over(facts: tuple[Fact, ...]) -> None:
    assert said(facts, TODAY).symptoms == ()


@pytest.mark.parametrize(
    "word",
    [
        fact(FactKind.RECOVERED),
        fact(CLEARED, code=FEVER),
        fact(CLEARED, site="knee"),
        fact(CLEARED, days_ago=4),
        fact(CLEARED, closed=0),
    ],
    ids=["only recovered", "another thing", "a knee", "cleared before", "clearing undone"],
)
def test_a_red_flag_stays_unless_a_doctor_cleared_it(word: Fact) -> None:
    chest = fact(SYMPTOM, days_ago=3, code=CHEST)

    assert said((chest, word), TODAY).symptoms == (WORDS[SymptomClass.CHEST_PAIN_ON_EFFORT],)


def test_what_has_no_class_is_quoted() -> None:
    assert said((fact(SYMPTOM, words="a bit odd"),), TODAY).symptoms == ("a bit odd",)


def test_every_class_has_words_for_the_morning() -> None:
    assert set(WORDS) == set(SymptomClass)
    assert set(SymptomClass) > ILLNESS


@pytest.mark.parametrize("known", list(SymptomClass))
def test_a_class_known_from_a_button_is_screened_as_that_class(known: SymptomClass) -> None:
    told = said((fact(SYMPTOM, code=known.value, words="by button"),), TODAY).symptoms

    assert screen(told)[0] is known


def test_days_are_counted_from_the_last_symptom() -> None:
    facts = (
        fact(SYMPTOM, days_ago=6, code=FEVER),
        fact(FactKind.RECOVERED, days_ago=2),
    )

    assert said(facts, TODAY).recent_illness == RecentIllness(type=FEVER, days_since_symptom_free=2)


def test_after_a_doctors_clearance_the_return_is_gentle_too() -> None:
    facts = (fact(SYMPTOM, days_ago=9, code=CHEST), fact(CLEARED, days_ago=1))

    assert said(facts, TODAY).recent_illness == RecentIllness(type=CHEST, days_since_symptom_free=1)


def test_recovery_from_an_illness_never_told_counts_too() -> None:
    recovered = said((fact(FactKind.RECOVERED, days_ago=1),), TODAY).recent_illness

    assert recovered == RecentIllness(type=None, days_since_symptom_free=1)


@pytest.mark.parametrize(
    "facts",
    [
        (fact(FactKind.RECOVERED, days_ago=3), fact(SYMPTOM, days_ago=1, code=COLD)),
        (fact(FactKind.RECOVERED, days_ago=14),),
        (fact(CLEARED, code="pain"),),
        (fact(SYMPTOM, days_ago=1, code=FEVER, closed=1), fact(CLEARED)),
        (fact(SYMPTOM, days_ago=1, code=SymptomClass.MEDICATION.value), fact(CLEARED)),
    ],
    ids=["ill again", "long over", "a pain is over", "said by mistake", "a question of medicine"],
)
def test_these_are_no_return_from_illness(facts: tuple[Fact, ...]) -> None:
    assert said(facts, TODAY).recent_illness is None


def test_words_of_tomorrow_are_not_known_today() -> None:
    assert said((fact(FactKind.ENERGY, 2, days_ago=-1),), TODAY).energy_0_10 is None
