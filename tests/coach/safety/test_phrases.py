"""How phrase files are read: patterns, spelling, and one clear word about what is written wrong."""

from pathlib import Path

import pytest

from coach.safety.phrases import compile_book, find
from coach.safety.phrases.pattern import endings, pattern, term
from coach.safety.phrases.spelling import slips, speller
from coach.safety.phrases.text import read, words_of
from coach.safety.red_flags import languages, phrasebook


def names(folder: Path, *texts: str) -> list[str]:
    _, finds = find(compile_book(folder), texts)
    return list(dict.fromkeys(each.rule.name for each in finds))


def book_of(folder: Path, rules: str, **files: str) -> Path:
    (folder / "tired.toml").write_text(rules, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_words_are_folded_and_numbers_parted_from_units() -> None:
    tokens = read(["Don't worry: 38,6°C, Fièvre!"]).tokens

    assert [token.word for token in tokens] == ["dont", "worry", "38.6", "deg", "c", "fievre"]
    assert tokens[2].number == 38.6


def test_emoji_and_signs_are_nothing() -> None:
    assert read(["👍" * 4000 + " !!! ..."]).tokens == ()


def test_endings_in_brackets_give_every_form() -> None:
    assert endings("(|pre)faint(ed|ing)") == [
        "fainted",
        "fainting",
        "prefainted",
        "prefainting",
    ]


def test_a_written_phrase_reads_as_a_message_would() -> None:
    assert words_of("Can't Breathe") == words_of("cant breathe") == ("cant", "breathe")


def test_a_term_may_be_words_groups_and_ranges() -> None:
    groups = {"pain": ("hurt(|s)", "@ache"), "ache": ("dull ache",)}

    found = term("@pain|38..40|sore", groups)

    assert found.sequences == {("hurt",), ("hurts",), ("dull", "ache"), ("sore",)}
    assert found.ranges == {(38, 40)}


def test_a_group_that_nobody_defines_is_named() -> None:
    with pytest.raises(KeyError, match="pian"):
        pattern("@pian", {})


def test_near_and_anywhere_are_not_mixed_in_one_pattern() -> None:
    with pytest.raises(ValueError, match="make a finding"):
        pattern("a + b ++ c", {})


def test_a_finding_must_be_made_before_it_is_used(tmp_path: Path) -> None:
    folder = book_of(tmp_path, '[[rule]]\nany = ["#legs"]\n')

    with pytest.raises(ValueError, match="legs"):
        compile_book(folder)


def test_a_misspelt_key_in_a_phrase_file_is_refused(tmp_path: Path) -> None:
    folder = book_of(tmp_path, '[[rule]]\nanny = ["tired"]\n')

    with pytest.raises(ValueError, match="anny"):
        compile_book(folder)


@pytest.mark.parametrize(
    ("written", "text", "matches"),
    [
        ("dead legs", "dead as a legs", True),
        ("dead legs", "dead or so I think legs", False),
        ("dead legs", "legs dead", False),
        ("dead + legs", "my legs are totally dead", True),
        ("dead + legs ~2", "my legs are quite totally dead", False),
        ("dead + legs", "legs are fine. Battery dead", False),
        ("dead ++ legs", "legs are fine. Battery dead", True),
        ("45..60 rpm", "at 50 rpm", True),
        ("45..60 rpm", "at 90 rpm", False),
    ],
)
def test_patterns_hold_words_as_near_as_they_say(
    tmp_path: Path, written: str, text: str, *, matches: bool
) -> None:
    folder = book_of(tmp_path, f'[[rule]]\nany = ["{written}"]\n')

    assert (names(folder, text) == ["tired"]) is matches


def test_a_word_is_known_with_an_apostrophe_and_s(tmp_path: Path) -> None:
    folder = book_of(tmp_path, '[[rule]]\nany = ["battery (is |)dead"]\n')

    assert names(folder, "my battery's dead", "my battery’s dead") == ["tired"]


def test_a_pronoun_stays_one_with_its_apostrophe_and_s(tmp_path: Path) -> None:
    words = 'pronouns = "what"\n'
    folder = book_of(tmp_path, '[[rule]]\nany = ["what for"]\n', words=words)

    assert names(folder, "what's for tomorrow?") == []
    assert names(folder, "what for?") == ["tired"]


def test_a_finding_serves_the_rules_after_it(tmp_path: Path) -> None:
    findings = '[[rule]]\nfinding = "legs"\nany = ["leg(|s)", "quads"]\n'
    folder = book_of(tmp_path, '[[rule]]\nany = ["#legs + dead"]\n', findings=findings)

    assert names(folder, "quads dead") == ["legs", "tired"]


def test_an_idiom_means_nothing_but_in_a_longer_phrase(tmp_path: Path) -> None:
    words = 'idioms = ["dead heat"]\n'
    folder = book_of(tmp_path, '[[rule]]\nany = ["dead", "dead_heat_race"]\n', words=words)

    assert names(folder, "a dead heat") == []
    assert names(folder, "dead heat race") == ["tired"]


def test_a_veto_counts_in_its_own_sentence(tmp_path: Path) -> None:
    folder = book_of(tmp_path, '[[rule]]\nany = ["dead"]\nunless = ["battery"]\n')

    assert names(folder, "battery dead") == []
    assert names(folder, "Battery is fine. I am dead") == ["tired"]


@pytest.mark.parametrize("slip", ["tihgtness", "tightnes", "tigtness", "tiightness", "tightmess"])
def test_one_slip_in_a_long_word_is_mended(slip: str) -> None:
    meant = speller(["tightness"], ordinary=[], slips_of={})

    assert meant(slip) == "tightness"


def test_words_that_only_look_like_slips_stay() -> None:
    meant = speller(["fever", "cough"], ordinary=["fewer", "rough"], slips_of={"coff": "cough"})

    assert [meant(word) for word in ("fewer", "rough", "coff", "fevers", "ox")] == [
        "fewer", "rough", "cough", "fever", "ox",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant", "one"),
    [("pian", "pain", True), ("pain", "pains", True), ("pane", "pain", False), ("", "a", True)],
)
def test_a_slip_is_a_letter_more_less_other_or_two_swapped(
    typed: str, meant: str, *, one: bool
) -> None:
    assert slips(typed, meant) is one


def test_every_language_compiles_and_every_idiom_word_is_lower_case() -> None:
    books = {language: phrasebook(language) for language in languages()}

    assert "en" in books
    assert all(word == word.casefold() for word in books["en"].lexicon.vocabulary())
