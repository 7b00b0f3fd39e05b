"""The red-flag screen in French and Italian: every class told, little in ordinary talk."""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from coach.safety.phrases import find
from coach.safety.red_flags import languages_of, phrasebook, screen
from coach.safety.symptoms import SymptomClass
from tests.coach.safety.red_flag_messages import ORDINARY, messages, seen

S = SymptomClass
LANGUAGES = ("fr", "it")
QUIET = (ORDINARY, "denied", "of_others", "supposed", "long_past")


@cache
def told(language: str) -> dict[str, list[str]]:
    file = Path(__file__).parent / f"red_flags_in_{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def meant(language: str, message: str) -> set[str]:
    """Return the classes that the book of one language finds, whatever the others do."""
    _, finds = find(phrasebook(language), [message])
    return {each.rule.name for each in finds if not each.rule.is_finding}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", list(SymptomClass))
def test_each_symptom_is_seen_in_french_and_italian(language: str, symptom: SymptomClass) -> None:
    sentences = told(language)[symptom.value]

    missed = [sentence for sentence in sentences if symptom not in seen(sentence)]

    assert len(sentences) >= 6
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", QUIET)
def test_a_book_is_quiet_about_ordinary_talk_and_what_is_taken_back(
    language: str, label: str
) -> None:
    sentences = told(language)[label]

    alarms = [(sentence, meant(language, sentence)) for sentence in sentences]

    assert len(sentences) >= 9
    assert [alarm for alarm in alarms if alarm[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_french_and_italian_hardly_ever_alarm_any_book(language: str) -> None:
    sentences = told(language)[ORDINARY]

    alarms = [(sentence, seen(sentence)) for sentence in sentences if seen(sentence)]

    assert len(sentences) >= 150
    assert len(alarms) <= 0.03 * len(sentences), alarms


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", list(SymptomClass))
def test_each_class_has_its_phrase_file_in_french_and_italian(
    language: str, symptom: SymptomClass
) -> None:
    folder = resources.files("coach.safety.phrases") / language

    assert (folder / f"{symptom.value}.toml").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_talk_hardly_ever_opens_a_french_or_italian_book(language: str) -> None:
    english = messages(ORDINARY)

    opened = [sentence for sentence in english if language in languages_of([sentence])]

    assert len(opened) <= 0.005 * len(english), opened


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("hier en montée j'ai eu mal à la poitrine, c'est passé", S.CHEST_PAIN_ON_EFFORT),
        ("j'ai mal à la poitrine depuis la montée", S.CHEST_PAIN_NOW),
        ("mal à la poitrine au toucher après les pompes", S.AMBIGUOUS_CHEST),
        ("ieri in salita mi faceva male il petto, poi è passato", S.CHEST_PAIN_ON_EFFORT),
        ("mi fa male il petto da ieri, non passa", S.CHEST_PAIN_NOW),
        ("male al petto se premo, ieri panca", S.AMBIGUOUS_CHEST),
    ],
)
def test_pain_in_the_chest_is_told_apart_in_french_and_italian(
    message: str, expected: SymptomClass
) -> None:
    found = [symptom for symptom in screen([message]) if "chest" in symptom.value]

    assert found == [expected]


@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("pas de fièvre mais douleur à la poitrine depuis hier", S.CHEST_PAIN_NOW),
        ("jamais eu mal à la poitrine comme ça", S.CHEST_PAIN_ON_EFFORT),
        ("ma femme a la gastro et maintenant moi aussi", S.BELOW_NECK_ILLNESS),
        ("mon fils a de la fièvre et j'ai mal à la gorge", S.ABOVE_NECK_ILLNESS),
        ("la douleur à la poitrine ne passe pas", S.CHEST_PAIN_NOW),
        ("niente febbre ma dolore al petto da ieri", S.CHEST_PAIN_NOW),
        ("mai avuto un dolore al petto così", S.CHEST_PAIN_NOW),
        ("mia moglie ha l'influenza e adesso anch'io", S.BELOW_NECK_ILLNESS),
        ("mio figlio ha la febbre e ho mal di gola", S.ABOVE_NECK_ILLNESS),
        ("il dolore al petto non passa", S.CHEST_PAIN_NOW),
    ],
)
def test_a_no_or_another_in_the_same_breath_does_not_hide_what_is_the_athletes(
    message: str, symptom: SymptomClass
) -> None:
    assert symptom in screen([message])
