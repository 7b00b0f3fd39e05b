"""What of a text is weighed: its words, neighbours and pieces of words, as numbered buckets.

The same for teaching and for reading; changing it means teaching anew.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from zlib import crc32

from coach.safety.phrases.text import Token, read

BUCKETS = 32_768
_PIECES = (3, 4, 5)
_LEAST_TOKENS = 3
_FEVERS = ((35, 44), (97, 108))
"""Degrees that a body may have, in Celsius and in Fahrenheit."""


class Part(NamedTuple):
    """A whole text or one of its sentences: its buckets, each once, and where it stands."""

    buckets: Sequence[int]
    start: int
    end: int


def parts(text: str) -> Iterator[Part]:
    """Yield the whole text and, where there are several, each sentence that says something."""
    tokens = read([text]).tokens
    if not tokens:
        return
    yield _part(tokens)
    sentences = [list(group) for _, group in groupby(tokens, key=lambda token: token.sentence)]
    if len(sentences) > 1:
        yield from (_part(each) for each in sentences if len(each) >= _LEAST_TOKENS)


def _part(tokens: Sequence[Token]) -> Part:
    marks = set(_marks([_word(token) for token in tokens]))
    buckets = sorted({crc32(mark.encode()) % BUCKETS for mark in marks})
    return Part(buckets, tokens[0].start, tokens[-1].end)


def _word(token: Token) -> str:
    """Return a word, or what kind of number it is: only a fever's counts for itself."""
    if token.number is None:
        return token.word
    fever = any(low <= token.number < high for low, high in _FEVERS)
    return f"#{int(token.number)}" if fever else "#"


def _marks(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"w:{word}"
        whole = f"<{word}>"
        for size in _PIECES:
            yield from (whole[i : i + size] for i in range(len(whole) - size + 1))
    yield from (f"{a}_{b}" for a, b in pairwise(words))
    yield from (f"{a}-{b}" for a, b in zip(words, words[2:], strict=False))
