"""A red flag ends training talk; safety speaks in fixed sentences, whoever proposed the day."""

import re

import pytest

from coach.agents.advice import (
    INSTEAD,
    SENTENCES,
    advice_lines,
    ends_training_talk,
    safety_lines,
)
from coach.agents.communication import brief
from coach.domain.decision import Advice, Flag, TrainingDecision
from coach.safety.symptoms import MEANINGS, SymptomClass
from tests.coach.agents.mornings import A_DAY, a_decision, a_morning, a_rest

CHEST_PAIN = a_rest(
    flags=(Flag.MEDICAL_RED_FLAG, Flag.CHEST_PAIN),
    advice=(Advice.URGENT_MEDICAL, Advice.STOP_TRAINING),
    reason="Your numbers are great, keep pushing.",
)
SELF_HARM = a_rest(
    flags=(Flag.SELF_HARM,), advice=(Advice.CRISIS_LINE,), reason="Come on, training helps."
)


def message(decision: TrainingDecision) -> str:
    """Return the text of a decision's message."""
    return brief(a_morning(), decision, local_date=A_DAY, mission_id=None).text


def test_a_red_flag_speaks_of_help_and_of_nothing_else() -> None:
    text = message(CHEST_PAIN)

    today = text.partition("Today: recover\n")[2]
    assert today.startswith("Please stop training for now. See a doctor today")
    assert "When a doctor has cleared you, tell me" in today
    assert today.endswith("Workout: rest day\nNo training.")


@pytest.mark.parametrize("decision", [CHEST_PAIN, SELF_HARM])
def test_with_a_red_flag_no_reason_and_no_countdown_is_heard(decision: TrainingDecision) -> None:
    text = message(decision)

    assert decision.reason not in text
    assert "Marmotte" not in text
    assert "Intensity" not in text
    assert "walk" not in text


def test_an_emergency_says_first_to_call() -> None:
    decision = a_rest(
        flags=(Flag.MEDICAL_RED_FLAG, Flag.EMERGENCY),
        advice=(Advice.STOP_TRAINING, Advice.EMERGENCY_SERVICES_NOW),
    )

    assert next(safety_lines(decision)).startswith("Call your emergency number (112 or 911) now.")


def test_thoughts_of_self_harm_are_met_with_people_not_plans() -> None:
    lines = list(safety_lines(SELF_HARM))

    assert len(lines) == 1
    assert "crisis line in your country" in lines[0]
    assert "doctor has cleared you" not in message(SELF_HARM)


def test_self_harm_with_an_emergency_says_both() -> None:
    decision = a_rest(
        flags=(Flag.SELF_HARM, Flag.MEDICAL_RED_FLAG, Flag.EMERGENCY),
        advice=(Advice.EMERGENCY_SERVICES_NOW, Advice.CRISIS_LINE, Advice.STOP_TRAINING),
    )

    first, second = safety_lines(decision)

    assert first == SENTENCES[Advice.CRISIS_LINE]
    assert second.startswith("Call your emergency number")


@pytest.mark.parametrize("symptom", [each for each in SymptomClass if MEANINGS[each].ends_talk])
def test_every_symptom_that_ends_the_talk_does_so_in_the_message(symptom: SymptomClass) -> None:
    meaning = MEANINGS[symptom]
    decision = a_rest(flags=meaning.flags, advice=meaning.advice)

    assert ends_training_talk(decision)
    assert "No training." in message(decision)
    assert re.search(r"doctor|emergency number|crisis line", message(decision))


@pytest.mark.parametrize("symptom", [each for each in SymptomClass if not MEANINGS[each].ends_talk])
def test_every_other_symptom_leaves_the_plan_to_talk_about(symptom: SymptomClass) -> None:
    meaning = MEANINGS[symptom]
    decision = a_decision(flags=meaning.flags, advice=meaning.advice)

    assert not ends_training_talk(decision)
    assert "Intensity low" in message(decision)


def test_bone_pain_in_the_leg_leaves_the_arms_to_train() -> None:
    meaning = MEANINGS[SymptomClass.BONE_PAIN]

    decision = a_decision(flags=meaning.flags, advice=meaning.advice)

    assert not ends_training_talk(decision)
    assert "needs a doctor before any more load" in message(decision)


@pytest.mark.parametrize(
    ("flags", "advice", "said"),
    [
        ((Flag.MEDICATION,), Advice.SEE_DOCTOR, "doctor or pharmacist"),
        ((Flag.DISORDERED_EATING,), Advice.SEE_DOCTOR, "deserves real support"),
        ((Flag.ILLNESS,), Advice.SEE_DOCTOR, "If the illness lasts or worsens"),
        ((Flag.OVERREACHING,), Advice.SEE_DOCTOR, "A decline over weeks"),
        ((Flag.HEAT,), Advice.SEE_DOCTOR, "Please let a doctor look at this."),
        (
            (Flag.ASK_CLARIFYING, Flag.MEDICAL_RED_FLAG),
            Advice.ASK_CLARIFYING,
            "only when you press or move there",
        ),
        ((Flag.ASK_CLARIFYING,), Advice.ASK_CLARIFYING, "Tell me more"),
        ((Flag.MISSING_DATA,), Advice.ASK_CLARIFYING, "How did you sleep"),
        ((Flag.MISSING_DATA, Flag.DATA_QUALITY), Advice.ASK_CLARIFYING, "look at your sensor"),
    ],
)
def test_advice_says_what_it_is_about(flags: tuple[Flag, ...], advice: Advice, said: str) -> None:
    (line,) = advice_lines(a_decision(flags=flags, advice=(advice,)))

    assert said in line


def test_two_concerns_for_one_doctor_are_both_spoken() -> None:
    decision = a_decision(flags=(Flag.ILLNESS, Flag.MEDICATION), advice=(Advice.SEE_DOCTOR,))

    assert len(list(advice_lines(decision))) == 2


def test_who_rests_is_not_told_to_stop() -> None:
    decision = a_rest(flags=(Flag.ILLNESS,), advice=(Advice.STOP_IF_WORSE,))

    assert list(advice_lines(decision)) == []


def test_every_advice_has_a_sentence_without_alarm() -> None:
    assert set(SENTENCES) == set(Advice)
    for sentence in (*SENTENCES.values(), *INSTEAD.values()):
        assert sentence.endswith((".", "?"))
        assert "!" not in sentence
