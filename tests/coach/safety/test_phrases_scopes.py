"""How far words that take back reach, on a small book of its own."""

from pathlib import Path

import pytest

from coach.safety.phrases import Phrasebook, compile_book, find

SCOPES = """
[negation]
over = "list"
opens = ["no", "not", "none"]
but_not = ["not only", "no legs"]
closes = ["but"]
restarts = ["i", "still"]
answers = ["no", "none"]
reports = ["yesterday"]

[others]
opens = ["son", "wife"]
not_after = ["with"]
closes = ["i", "me"]
released_by = ["me too"]

[over]
back = "sentence"
reach = 3
opens = ["is gone", "fever gone"]
"""
WORDS = """
joins = "and or nor"
choices = "or nor"
"""
RULES = """
[[rule]]
any = ["fever", "cough", "chills"]
[[rule]]
any = ["not drinking"]
"""


@pytest.fixture
def book(tmp_path: Path) -> Phrasebook:
    (tmp_path / "scopes.toml").write_text(SCOPES, encoding="utf-8")
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    (tmp_path / "ill.toml").write_text('heeds = ["over"]\n' + RULES, encoding="utf-8")
    return compile_book(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "no fever, cough or chills",
        "no fever, cough, chills",
        "Fever? None.",
        "fever: no",
        "Fever? No just tired",
        "Fever? No, legs",
        "my son has fever",
        "the fever is gone",
        "fever gone",
        "the fever's gone",
    ],
)
def test_words_in_a_scope_are_taken_back(book: Phrasebook, text: str) -> None:
    assert find(book, [text])[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "no stress but fever",
        "no stress, fever",
        "no stress, still fever",
        "not only fever",
        "no training and I have fever",
        "I rode with my son, fever since",
        "riding with my son gave chills",
        "my son is ill, me too: fever",
        "No. Fever since yesterday",
        "the climb is gone over. Fever",
        "fever yesterday, none",
        "not drinking",
    ],
)
def test_words_outside_a_scope_count(book: Phrasebook, text: str) -> None:
    assert find(book, [text])[1]
