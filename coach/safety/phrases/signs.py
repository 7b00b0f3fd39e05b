"""What a language is known by, so that its book is compiled only when somebody writes in it.

Frequent words of its own, and stems of which every grave phrase holds one: a message of one word
("Brustschmerzen") opens the book too.
"""

import tomllib
from collections.abc import Sequence
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict

from coach.safety.phrases.tables import SIGNS
from coach.safety.phrases.text import read


class Signs(BaseModel):
    """The words and stems of one language, folded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: frozenset[str]
    stems: tuple[str, ...]

    def are_in(self, words: frozenset[str]) -> bool:
        """Whether any of the folded words is a sign of the language."""
        return not self.words.isdisjoint(words) or any(
            stem in word for word in words for stem in self.stems
        )


def signs_of(folder: Traversable) -> Signs | None:
    """Return a language's signs; None where its book is always open."""
    file = folder / SIGNS
    if not file.is_file():
        return None
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    split = {key: " ".join(value.split()).split() for key, value in table.items()}
    return Signs.model_validate(split)


def spoken(texts: Sequence[str]) -> frozenset[str]:
    """Return the folded words of some texts."""
    return frozenset(token.word for token in read(texts).tokens)
