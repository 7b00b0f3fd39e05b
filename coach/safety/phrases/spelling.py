"""Slips of the thumb: the known word that a typed word was meant to be, if it is one slip away.

One letter left out, put in, changed or swapped with its neighbour in words of five letters and
more, two such slips in words of eight; in shorter ones a swap or an s more. Words of the language
that merely look like slips are named by the caller and never changed.
"""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

_ONE_SLIP_FROM = 5
_TWO_SLIPS_FROM = 8


def _shortened(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))} | {word}


def slips(typed: str, meant: str) -> bool:
    """Tell whether two words are one slip apart: a letter more, less, other, or two swapped."""
    if typed[:1] != meant[:1] and len(typed) != len(meant):
        return typed[1:] == meant or typed == meant[1:]
    head = 0
    while head < min(len(typed), len(meant)) and typed[head] == meant[head]:
        head += 1
    a, b = typed[head:], meant[head:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


def _near(typed: str, meant: str) -> bool:
    shorter = min(len(typed), len(meant))
    if shorter < _ONE_SLIP_FROM:
        return sorted(typed) == sorted(meant) and slips(typed, meant)
    return slips(typed, meant) or (shorter >= _TWO_SLIPS_FROM and typed[0] == meant[0])


def _by_shortened(wanted: Collection[str]) -> Mapping[str, str]:
    """Return words by what a letter less leaves of them, as one text: lists would weigh much."""
    words: dict[str, str] = {}
    for word in sorted(wanted):
        if len(word) >= _ONE_SLIP_FROM - 1 and word.isalpha():
            for short in _shortened(word):
                words[short] = f"{words[short]} {word}" if short in words else word
    return words


def speller(
    wanted: Collection[str], *, ordinary: Collection[str], slips_of: Mapping[str, str]
) -> Callable[[str], str]:
    """Return a function that gives the wanted word meant by a typed one, or the word itself.

    `slips_of` names meant words by slips that letters alone do not tell.
    """
    trusted, by_shortened = frozenset(wanted) | frozenset(ordinary), _by_shortened(wanted)

    @lru_cache(maxsize=8192)
    def meant(typed: str) -> str:
        if typed in slips_of:
            return slips_of[typed]
        if typed in trusted or len(typed) < _ONE_SLIP_FROM - 1 or not typed.isalpha():
            return typed
        if typed[-1] == "s" and typed[:-1] in trusted:
            return typed[:-1]
        near = {
            w
            for short in _shortened(typed)
            for w in by_shortened.get(short, "").split()
            if _near(typed, w)
        }
        return min(near, key=lambda w: (not slips(typed, w), w[0] != typed[0], w), default=typed)

    return meant
