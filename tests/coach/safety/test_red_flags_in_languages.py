"""What every language keeps besides English: all classes however they are told, and its quiet."""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from coach.safety.phrases import find
from coach.safety.red_flags import languages, languages_of, phrasebook
from coach.safety.symptoms import SymptomClass
from tests.coach.safety.red_flag_messages import ORDINARY, messages, seen

OTHERS = tuple(language for language in languages() if language != "en")
QUIET = {ORDINARY: 200, "denied": 8, "of_others": 8, "supposed": 8, "long_past": 8}
"""How many messages at least hold a book to its quiet, of each kind."""
ENOUGH_A_CLASS = 12


@cache
def told(language: str) -> dict[str, list[str]]:
    file = Path(__file__).parent / f"red_flags_in_{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def meant(language: str, message: str) -> set[str]:
    """Return the classes that the book of one language finds, whatever the others do."""
    _, finds = find(phrasebook(language), [message])
    return {each.rule.name for each in finds if not each.rule.is_finding}


@pytest.mark.parametrize("language", OTHERS)
def test_every_class_has_its_phrase_file_in_every_language(language: str) -> None:
    folder = resources.files("coach.safety.phrases") / language

    missing = [each for each in SymptomClass if not (folder / f"{each.value}.toml").is_file()]

    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("symptom", list(SymptomClass))
def test_every_class_is_seen_however_it_is_told_in_every_language(
    language: str, symptom: SymptomClass
) -> None:
    said = told(language)[symptom.value]

    missed = [message for message in said if symptom not in seen(message)]

    assert len(said) >= ENOUGH_A_CLASS
    assert missed == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("label", "enough"), QUIET.items())
def test_every_book_is_quiet_about_ordinary_talk_and_what_is_taken_back(
    language: str, label: str, enough: int
) -> None:
    said = told(language)[label]

    alarms = [(message, meant(language, message)) for message in said if meant(language, message)]

    assert len(said) >= enough
    assert alarms == []


@pytest.mark.parametrize("language", OTHERS)
def test_ordinary_talk_in_any_language_hardly_ever_alarms_any_book(language: str) -> None:
    said = told(language)[ORDINARY]

    alarms = [(message, seen(message)) for message in said if seen(message)]

    assert len(alarms) <= 0.02 * len(said), alarms


@pytest.mark.parametrize("language", OTHERS)
def test_ordinary_english_hardly_ever_opens_the_book_of_another_language(language: str) -> None:
    english = messages(ORDINARY)

    opened = [message for message in english if language in languages_of([message])]

    assert len(opened) <= 0.01 * len(english), opened
