"""The red-flag screen in Spanish and Portuguese: every class told, nothing in ordinary talk."""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from coach.safety.phrases import find
from coach.safety.red_flags import languages_of, phrasebook
from coach.safety.symptoms import SymptomClass
from tests.coach.safety.red_flag_messages import ORDINARY, SETS, seen

LANGUAGES = ("es", "pt")
TAKEN_BACK = ("denied", "of_others", "supposed", "long_past")


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
def test_every_symptom_is_seen_in_each_language(language: str, symptom: SymptomClass) -> None:
    messages = told(language)[symptom.value]

    missed = [message for message in messages if symptom not in seen(message)]

    assert len(messages) >= 12
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_talk_in_each_language_alarms_nobody(language: str) -> None:
    messages = told(language)[ORDINARY]

    alarms = [message for message in messages if meant(language, message)]

    assert len(messages) >= 200
    assert alarms == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", TAKEN_BACK)
def test_what_is_taken_back_in_each_language_alarms_nobody(language: str, label: str) -> None:
    messages = told(language)[label]

    alarms = [message for message in messages if meant(language, message)]

    assert len(messages) >= 8
    assert alarms == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symptom", list(SymptomClass))
def test_every_class_has_its_phrase_file_in_each_language(
    language: str, symptom: SymptomClass
) -> None:
    folder = resources.files("coach.safety.phrases") / language

    assert (folder / f"{symptom.value}.toml").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_talk_hardly_ever_opens_the_book_of_another_language(language: str) -> None:
    folder = Path(__file__).parent
    tables = [tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in SETS]
    english = [message for table in tables for message in table.get(ORDINARY, ())]

    opened = [message for message in english if language in languages_of([message])]

    assert len(english) >= 200
    assert len(opened) <= 0.01 * len(english), opened
