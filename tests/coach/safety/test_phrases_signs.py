"""Which languages a message may be in, so that no book is compiled for nobody."""

from pathlib import Path

import pytest

from coach.safety.phrases import signs_of, spoken

SIGNS = """
words = "ich nicht habe mein"
stems = "brust ohnm"
"""


@pytest.mark.parametrize("text", ["Brustschmerzen", "ICH bin müde", "linke Brust", "ohnmächtig"])
def test_a_frequent_word_or_a_grave_stem_shows_the_language(tmp_path: Path, text: str) -> None:
    (tmp_path / "signs.toml").write_text(SIGNS, encoding="utf-8")

    signs = signs_of(tmp_path)

    assert signs is not None
    assert signs.are_in(spoken([text]))


def test_ordinary_english_opens_no_other_book(tmp_path: Path) -> None:
    (tmp_path / "signs.toml").write_text(SIGNS, encoding="utf-8")

    signs = signs_of(tmp_path)

    assert signs is not None
    assert not signs.are_in(spoken(["legs are dead after the intervals, which was nice"]))


def test_a_language_without_signs_is_always_open(tmp_path: Path) -> None:
    assert signs_of(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("J'ai mal à l’estomac", {"j", "ai", "mal", "a", "l", "estomac"}),
        ("dolore all'anca", {"dolore", "all", "anca"}),
        ("I don't, that's all", {"i", "dont", "thats", "all"}),
    ],
)
def test_words_before_an_apostrophe_are_words_of_their_own(text: str, words: set[str]) -> None:
    assert spoken([text]) == words
