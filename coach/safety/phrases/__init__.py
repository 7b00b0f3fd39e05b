"""Phrase files and their matcher: what athletes say, as data by language; knows no class."""

from coach.safety.phrases.book import Phrasebook, compile_book
from coach.safety.phrases.matcher import Find, find, only_denied, taken_back
from coach.safety.phrases.signs import Signs, languages_in, signs_of, spoken
from coach.safety.phrases.text import Reading, read

__all__ = [
    "Find", "Phrasebook", "Reading", "Signs", "compile_book", "find", "languages_in", "only_denied",
    "read", "signs_of", "spoken", "taken_back",
]  # fmt: skip
