"""The red-flag screen: which classes of symptoms an athlete's words mean; no model, no network.

The words are the phrase files, a folder for each language; this file knows only their names.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from coach.safety.phrases import Phrasebook, compile_book, find
from coach.safety.symptoms import SymptomClass

_FILES = "coach.safety.phrases"


def screen(texts: Sequence[str]) -> tuple[SymptomClass, ...]:
    """Return the classes that the texts together mean, gravest first, each once.

    Denied symptoms, other people's, supposed ones and those of long ago mean none.
    """
    meant = {name for language in languages() for name in _named(language, tuple(texts))}
    return tuple(each for each in SymptomClass if each.value in meant)


def _named(language: str, texts: tuple[str, ...]) -> set[str]:
    book = phrasebook(language)
    _, finds = find(book, texts)
    names = {each.rule.name for each in finds if not each.rule.is_finding}
    return {name for name in names if not names.intersection(book.yields.get(name, ()))}


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages there are phrase files for."""
    folder = resources.files(_FILES)
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if (entry / "words.toml").is_file())
    )


@lru_cache(maxsize=16)
def phrasebook(language: str) -> Phrasebook:
    """Return one language's phrase book, compiled at its first use."""
    return compile_book(resources.files(_FILES) / language)
