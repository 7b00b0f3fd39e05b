"""Which languages a message may be in, so that no book is compiled for nobody."""

from pathlib import Path

import pytest

from coach.safety.phrases import Signs, languages_in, signs_of, spoken
from coach.safety.red_flags import languages_of, screen
from coach.safety.symptoms import SymptomClass

SIGNS = """
words = "ich nicht habe mein"
stems = "brust ohnm"
"""


@pytest.mark.parametrize("text", ["Brustschmerzen", "ICH bin müde", "linke Brust", "ohnmächtig"])
def test_a_frequent_word_or_a_grave_stem_shows_the_language(tmp_path: Path, text: str) -> None:
    (tmp_path / "signs.toml").write_text(SIGNS, encoding="utf-8")

    assert signs_of(tmp_path).are_in(spoken([text]))


def test_ordinary_english_opens_no_other_book(tmp_path: Path) -> None:
    (tmp_path / "signs.toml").write_text(SIGNS, encoding="utf-8")

    assert not signs_of(tmp_path).are_in(spoken(["legs are dead after intervals, which was nice"]))


def test_the_english_book_is_always_open() -> None:
    assert languages_of(["xyzzy"]) == ("en",)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("ich habe mein Rad", {"de"}),
        ("I have my bike and ich", set()),
        ("Brustschmerzen", set()),
        ("habe mijn mein fiets is", {"de", "nl"}),
    ],
)
def test_a_text_is_of_the_languages_of_most_of_its_frequent_words(
    text: str, languages: set[str]
) -> None:
    signs = {
        "de": Signs(words=frozenset({"ich", "habe", "mein"})),
        "nl": Signs(words=frozenset({"ik", "mijn", "is"})),
        "en": Signs(words=frozenset({"i", "have", "my", "and"}), always=True),
    }

    assert languages_in(signs, spoken([text])).surely == languages


def test_a_language_far_ahead_leaves_the_others_books_shut() -> None:
    signs = {
        "de": Signs(words=frozenset(["ich", "habe", "mein", "rad", "heute"]), stems=("brust",)),
        "nl": Signs(words=frozenset({"rad"}), stems=("brust",)),
        "en": Signs(words=frozenset({"the"}), always=True),
    }

    sure = languages_in(signs, spoken(["ich habe heute mein Rad und Brustweh"]))
    open_question = languages_in(signs, spoken(["ich habe Brustweh"]))

    assert sure.maybe == {"de", "en"}
    assert open_question.maybe == {"de", "nl", "en"}


def test_words_that_neighbours_share_open_the_book_that_has_most_of_them() -> None:
    signs = {
        "es": Signs(words=frozenset({"hoy"}), shared=frozenset({"un", "de", "la"})),
        "it": Signs(words=frozenset({"oggi"}), shared=frozenset({"un"})),
        "en": Signs(words=frozenset({"the"}), always=True),
    }

    spanish = languages_in(signs, spoken(["un golpe de la tarde"]))
    english = languages_in(signs, spoken(["the tour de force"]))

    assert spanish.maybe == {"es", "en"}
    assert spanish.surely == {"es"}
    assert english.maybe == {"en"}


@pytest.mark.parametrize(
    "text",
    ["se me durmieron las manos con los baches", "precio de infarto la bici nueva",
     "ya estoy recuperado del resfriado", "o teste de covid deu negativo"],
)  # fmt: skip
def test_of_words_that_a_language_knows_its_own_book_is_the_judge(text: str) -> None:
    assert screen([text]) == ()


@pytest.mark.parametrize(
    "text", ["mi suegra con covid", "no tengo fiebre ni nada, estoy muy bien hoy"]
)
def test_what_its_own_language_takes_back_no_other_book_finds(text: str) -> None:
    assert screen([text]) == ()


def test_a_no_of_another_language_takes_nothing_back_in_english() -> None:
    assert SymptomClass.CHEST_PAIN_NOW in screen(["no legs today but my chest hurts right now"])


def test_the_degree_of_a_spanish_keyboard_is_a_degree() -> None:
    assert SymptomClass.FEVER in screen(["tengo 38,4º desde anoche"])


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
