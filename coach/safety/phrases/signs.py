"""What a language is known by, so that its book is compiled only when somebody writes in it.

Frequent words of its own, and stems of which every grave phrase holds one: a message of one word
("Brustschmerzen") opens the book too. One language's book may always be open.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from coach.safety.phrases.tables import SIGNS
from coach.safety.phrases.text import read

_LISTS = ("words", "shared", "stems")
_LEAST_WORDS, _MANY_WORDS, _FAR_AHEAD = 2, 4, 3
"""Frequent words that make a language sure, and that leave others out which have so many fewer."""


class Signs(BaseModel):
    """The words and stems of one language, folded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: frozenset[str]
    shared: frozenset[str] = frozenset()
    """Frequent words that neighbours have too: they make a language surer, and open its book only
    where it has most of them."""
    stems: tuple[str, ...] = ()
    always: bool = False
    """Whether the book is open whatever is written."""

    def are_in(self, words: frozenset[str]) -> bool:
        """Whether any of the folded words is a sign of the language."""
        return (
            self.always
            or not self.words.isdisjoint(words)
            or any(stem in word for word in words for stem in self.stems)
        )


def signs_of(folder: Traversable) -> Signs:
    """Return a language's signs."""
    table = tomllib.loads((folder / SIGNS).read_text(encoding="utf-8"))
    listed = {key: " ".join(table.get(key, "").split()).split() for key in _LISTS}
    return Signs.model_validate(table | listed)


def spoken(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded words of some texts."""
    return frozenset(token.word for token in read(texts).tokens)


class Languages(NamedTuple):
    """The languages that words may be in, and those of them that they surely are in."""

    maybe: frozenset[str]
    surely: frozenset[str]


def languages_in(signs: Mapping[str, Signs], words: frozenset[str]) -> Languages:
    """Return the languages of which signs are there, and those of which most frequent words are.

    Neighbours may share the lead. Whose book is always open is never sure, and any other that is
    far ahead leaves no doubt about the rest.
    """
    maybe = frozenset(language for language, its in signs.items() if its.are_in(words))
    counts = {each: len((its.words | its.shared) & words) for each, its in signs.items()}
    always = frozenset(language for language, its in signs.items() if its.always)
    most = max(counts.values(), default=0)
    leading = frozenset(each for each, count in counts.items() if most and count == most)
    if not always.isdisjoint(leading):
        return Languages(maybe, frozenset())
    maybe |= leading
    if most < _LEAST_WORDS:
        return Languages(maybe, frozenset())
    near = frozenset(each for each, count in counts.items() if count > most - _FAR_AHEAD)
    return Languages(always | (near if most >= _MANY_WORDS else maybe), leading)
