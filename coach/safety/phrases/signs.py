"""What a language is known by, so that its book is compiled only when somebody writes in it.

Frequent words of its own, and stems of which every grave phrase holds one: a message of one word
("Brustschmerzen") opens the book too. One language's book may always be open.
"""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict

from coach.safety.phrases.tables import SIGNS
from coach.safety.phrases.text import read

_LEAST_WORDS = 2


class Signs(BaseModel):
    """The words and stems of one language, folded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: frozenset[str]
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
    listed = {key: " ".join(table.get(key, "").split()).split() for key in ("words", "stems")}
    return Signs.model_validate(table | listed)


def spoken(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded words of some texts."""
    return frozenset(token.word for token in read(texts).tokens)


def own_languages(signs: Mapping[str, Signs], words: frozenset[str]) -> frozenset[str]:
    """Return the languages of which most frequent words are there; none where that is not clear.

    Neighbours may share the lead; whose book is always open is never one of them.
    """
    counts = {language: len(its.words & words) for language, its in signs.items()}
    most = max(counts.values(), default=0)
    leading = frozenset(language for language, count in counts.items() if count == most)
    clear = most >= _LEAST_WORDS and not any(signs[language].always for language in leading)
    return leading if clear else frozenset()
