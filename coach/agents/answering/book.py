"""The phrase book of questions: its own tables beside a language's common words."""

from functools import lru_cache
from importlib import resources

from coach.safety.phrases import Phrasebook, compile_book
from coach.safety.red_flags import common_words


@lru_cache(maxsize=16)
def phrasebook(language: str) -> Phrasebook:
    """Return one language's phrase book, compiled at its first use."""
    own = resources.files("coach.agents.answering") / language
    return compile_book(common_words(language), own)
