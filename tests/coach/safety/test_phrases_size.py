"""How large a phrase may be: one that unfolds into too many forms weighs more than a book."""

from collections.abc import Iterator
from importlib import resources

import pytest

from coach.safety.phrases import tables
from coach.safety.phrases.pattern import endings, pattern, split
from coach.safety.red_flags import common_words, languages

MOST_FORMS = 4000
SCOPED = ("opens", "but_not", "not_after", "closes", "restarts", "answers", "reports")


def written(language: str) -> Iterator[str]:
    """Yield each phrase of a language's files as it is written; those of a pattern one by one."""
    read = tables.load(common_words(language), resources.files("coach.safety.phrases") / language)
    groups = dict(read.words.words)
    for file in read.files.values():
        groups |= file.words
    unfilled = dict.fromkeys(groups, ())
    for row in (row for file in read.files.values() for row in file.rule):
        yield from (each.key for any_of in row.any for each in pattern(any_of, unfilled).terms)
        yield from (*row.unless, *row.unless_anywhere)
    for group in groups.values():
        yield from group
    for scope in read.scopes.values():
        for part in SCOPED:
            yield from getattr(scope, part)
    yield from read.words.idioms


def forms(phrase: str) -> int:
    return sum(len(endings(part)) for part in split(phrase, "|"))


@pytest.mark.parametrize("language", languages())
def test_no_phrase_unfolds_into_more_than_some_thousand_forms(language: str) -> None:
    phrases = set(written(language))

    large = [phrase for phrase in phrases if forms(phrase) > MOST_FORMS]

    assert len(phrases) > 1000
    assert large == []


def test_a_bracket_in_a_bracket_is_one_choice_more_and_must_be_closed() -> None:
    assert endings("(eat(|s)|bing(e|ed)) late") == [
        "eat late",
        "eats late",
        "binge late",
        "binged late",
    ]
    with pytest.raises(ValueError, match="not closed"):
        endings("(eat(|s) late")
