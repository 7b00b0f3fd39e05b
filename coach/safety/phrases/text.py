"""Words as they were typed, taken apart: tokens with their sentence, segment and place.

Knows no language: folding case and accents, dropping apostrophes, splitting numbers from units.
A segment is what stands between commas, colons, dashes and the like; a sentence ends at . ! ? or a
line's end; emoji and other signs are nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ELIDED = "l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull|coll|quell|quest"
"""Before an apostrophe they are words of their own: l'estomac, j'ai, dell'anca."""
_PIECE = re.compile(
    r"(?P<clock>\d{1,2}:\d\d(?!\d))"
    r"|(?P<number>\d{1,9}(?:[.,]\d{1,3})?)"
    rf"|(?P<elided>\b(?i:{_ELIDED})(?=['’‘`´][^\W\d_]))"
    r"|(?P<word>[^\W\d_ªº]+(?:['’‘`´][^\W\d_]+)*)"  # apostrophes as phones type them
    r"|(?P<pause>,|;|:|\(|\)|\[|\]|–|—|\"|\||…|\.\.+|(?<=\s)-(?=\s))"  # dashes too
    r"|(?P<stop>[.!?\n])"
    r"|(?P<sign>[°ºª%/&+~])"
)
_SIGNS = {"°": "deg", "º": "deg", "ª": "deg", "&": "and", "+": "and"}
_LONGEST_WORD = 24
_STRETCHED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. `start` and `end` are places in text number `text`."""

    word: str
    number: float | None
    text: int
    sentence: int
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All tokens of some texts, with the sentences that end in a question mark."""

    texts: tuple[str, ...]
    tokens: tuple[Token, ...]
    questions: frozenset[int]


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word in lower case without accents, apostrophes and stretched letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in plain if letter.isalnum())
    return _STRETCHED.sub(r"\1\1", letters)[:_LONGEST_WORD]


def words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a written phrase, as `read` would find them in a message."""
    words = phrase.split(" ")
    if all(word.isalpha() for word in words):
        return tuple(fold(word) for word in words)
    return tuple(token.word for token in read([phrase]).tokens)


def read(texts: Sequence[str]) -> Reading:
    """Take texts apart; each text begins a sentence of its own."""
    tokens: list[Token] = []
    questions: set[int] = set()
    sentence = segment = 0
    for number, text in enumerate(texts):
        sentence, segment = sentence + 1, segment + 1
        for piece in _PIECE.finditer(text):
            if piece.lastgroup == "stop":
                if piece.group() == "?":
                    questions.add(sentence)
                sentence, segment = sentence + 1, segment + 1
            elif piece.lastgroup == "pause":
                segment += 1
            else:
                tokens.append(_token(piece, number, sentence, segment))
    return Reading(texts=tuple(texts), tokens=tuple(tokens), questions=frozenset(questions))


def _token(piece: re.Match[str], text: int, sentence: int, segment: int) -> Token:
    raw, value = piece.group(), None
    match piece.lastgroup:
        case "number":
            value = float(raw.replace(",", "."))
            word = raw.replace(",", ".")
        case "word" | "elided":
            word = fold(raw)
        case _:
            word = _SIGNS.get(raw, raw)
    return Token(word, value, text, sentence, segment, piece.start(), piece.end())
