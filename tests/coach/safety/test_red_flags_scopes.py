"""What takes a symptom back: denial, other people, what-ifs, long ago; and what does not."""

import pytest

from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass as S

NOUNS = {
    "chest pain": S.CHEST_PAIN_NOW,
    "shortness of breath at rest": S.BREATHLESS_AT_REST,
    "slurred speech": S.STROKE_SIGNS,
    "throat swelling": S.ANAPHYLAXIS,
    "heat stroke": S.HEAT_STROKE,
    "thunderclap headache": S.THUNDERCLAP_HEADACHE,
    "blood in my urine": S.COUGHING_OR_PASSING_BLOOD,
    "asthma attack": S.SEVERE_ASTHMA,
    "dark urine": S.DARK_URINE,
    "suicidal thoughts": S.SELF_HARM,
    "fainting": S.FAINTING,
    "concussion": S.HEAD_INJURY,
    "palpitations": S.PALPITATIONS,
    "unusual shortness of breath on easy rides": S.NEW_BREATHLESSNESS,
    "calf swelling": S.CALF_SWELLING,
    "bone pain": S.BONE_PAIN,
    "saddle numbness": S.BACK_PAIN_NEUROLOGICAL,
    "purging": S.DISORDERED_EATING,
    "fever": S.FEVER,
    "vomiting": S.BELOW_NECK_ILLNESS,
    "diarrhoea": S.BELOW_NECK_ILLNESS,
    "sore throat": S.ABOVE_NECK_ILLNESS,
    "runny nose": S.ABOVE_NECK_ILLNESS,
}


@pytest.mark.parametrize(("noun", "symptom"), NOUNS.items())
def test_a_symptom_by_name_is_flagged(noun: str, symptom: S) -> None:
    assert symptom in screen([noun])


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "denial",
    [
        "no {}",
        "No {}, feeling great",
        "without any {}",
        "I haven't had any {}",
        "never had {}",
        "denies {}",
        "{}? none",
        "{}: no",
        "no fever, {} or cramps",
        "I don't have {}",
        "no sign of {} today",
    ],
)
def test_a_denied_symptom_is_none(denial: str, noun: str) -> None:
    assert screen([denial.format(noun)]) == ()


@pytest.mark.parametrize("noun", NOUNS)
def test_a_denial_ends_at_but(noun: str) -> None:
    assert NOUNS[noun] in screen([f"no cramps but {noun} today"])


@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("no fever but chest pain since yesterday", S.CHEST_PAIN_NOW),
        ("no better, still chest pain", S.CHEST_PAIN_NOW),
        ("not only a fever but a chesty cough", S.FEVER),
        ("never had chest pain like this before", S.CHEST_PAIN_ON_EFFORT),
        ("no fever, chest pain since yesterday", S.CHEST_PAIN_NOW),
        ("chest pain? no idea why, it hurts in my chest", S.CHEST_PAIN_NOW),
        ("didn't sleep because of the fever", S.FEVER),
        ("the cough is not getting better, very chesty", S.BELOW_NECK_ILLNESS),
        ("no warning, I just fainted", S.FAINTING),
        ("I don't want to live anymore", S.SELF_HARM),
        ("haven't had my period for months", S.ENERGY_DEFICIENCY),
    ],
)
def test_a_no_beside_a_symptom_does_not_always_deny_it(message: str, symptom: S) -> None:
    assert symptom in screen([message])


@pytest.mark.parametrize(
    "person",
    ["my son", "my wife", "A teammate", "she", "my dad", "someone in our group", "half the office"],
)
def test_other_peoples_symptoms_are_not_the_athletes(person: str) -> None:
    told = [f"{person} had chest pain", f"{person} fainted yesterday", f"{person} has a fever"]

    assert [screen([message]) for message in told] == [(), (), ()]


@pytest.mark.parametrize(
    "message",
    [
        "my son has fever and now me too",
        "my wife has fever, I have it too",
        "my daughter has a fever and so do I",
        "kids had a fever all week, now I've got it",
        "my wife says I have a fever",
    ],
)
def test_an_illness_caught_from_others_is_the_athletes(message: str) -> None:
    assert S.FEVER in screen([message])


@pytest.mark.parametrize(
    "message",
    [
        "should I stop if I get chest pain?",
        "what if I faint on the climb?",
        "had covid last year",
        "I fainted once as a kid",
        "had pneumonia three years ago",
        "cold is gone, feeling good",
        "had the flu three weeks ago",
        "my first ride after the flu",
        "how do I avoid getting a cold?",
    ],
)
def test_what_if_long_ago_and_over_are_no_symptoms(message: str) -> None:
    assert screen([message]) == ()


@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("is it ok to train with a fever?", S.FEVER),
        ("chest pain last year and again today", S.CHEST_PAIN_NOW),
        ("I fainted three weeks ago on a ride", S.FAINTING),
        ("heat exhaustion two weeks ago", S.RECENT_HEAT_ILLNESS),
        ("can I take ibuprofen before the race?", S.MEDICATION),
        ("cold is gone but now I am vomiting", S.BELOW_NECK_ILLNESS),
    ],
)
def test_a_question_and_a_past_that_matters_still_count(message: str, symptom: S) -> None:
    assert symptom in screen([message])


@pytest.mark.parametrize(
    ("slip", "symptom"),
    [
        ("chest tihgtness", S.CHEST_PAIN_NOW),
        ("chset pian", S.CHEST_PAIN_NOW),
        ("diahrrea since yesterday", S.BELOW_NECK_ILLNESS),
        ("palpatations and dizy", S.PALPITATIONS),
        ("cant breath lying down", S.BREATHLESS_AT_REST),
        ("feaver", S.FEVER),
        ("concusion", S.HEAD_INJURY),
        ("CHEST PAINNNN!!!", S.CHEST_PAIN_NOW),
    ],
)
def test_slips_of_the_thumb_are_understood(slip: str, symptom: S) -> None:
    assert symptom in screen([slip])
