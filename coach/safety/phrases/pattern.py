"""The small grammar of the phrase files: from a written pattern to what the matcher looks for.

word(|s|ed)          a word with its endings; `heart_attack` is two words side by side
@pain  #chest_pain   a group of words; a finding made by an earlier rule
38..42.9             any number in that range
a|b|@c               one of these
a b c                in this order, at most two other words between neighbours
a + b + c            in any order, each at most eight words from the first (`~5`: five)
a ++ b               anywhere in all that was said
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from coach.safety.phrases.text import words_of

Order = Literal["phrase", "near", "anywhere"]
NEAR_WORDS = 8
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)")
_WINDOW = re.compile(r"\s~(\d+)$")
_JOINS = re.compile(r" \+\+? ")


@dataclass(frozen=True, slots=True)
class Term:
    """One place in a pattern: what may stand there, as word sequences, ranges and findings."""

    key: str
    sequences: frozenset[tuple[str, ...]] = frozenset()
    ranges: frozenset[tuple[float, float]] = frozenset()
    findings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms and how they must stand to each other; `window` counts words from the first term."""

    terms: tuple[Term, ...]
    order: Order
    window: int = NEAR_WORDS


def endings(written: str) -> list[str]:
    """Return all forms of a phrase whose brackets hold alternatives: `faint(|ed)` gives two."""
    head, opens, rest = written.partition("(")
    if not opens:
        return [written]
    inside, tail = _bracket(rest)
    ends = endings(tail)
    forms = [form for choice in _parts(inside, "|") for form in endings(choice)]
    return [head + form + end for form in forms for end in ends]


def _bracket(rest: str) -> tuple[str, str]:
    """Return what an opened bracket holds, with the brackets in it, and what follows it."""
    depth = 1
    for i, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return rest[:i], rest[i + 1 :]
    raise ValueError(f"a bracket is not closed before {rest!r}")


def split(text: str, mark: str) -> list[str]:
    """Split at a mark wherever it stands outside brackets; nothing between two marks is no part."""
    return [part for part in _parts(text, mark) if part]


def _parts(text: str, mark: str) -> list[str]:
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


@cache
def sequences(written: str) -> frozenset[tuple[str, ...]]:
    """Return the word sequences of one written phrase with all its forms."""
    forms = (words_of(form.replace("_", " ")) for form in endings(written))
    return frozenset(form for form in forms if form)


Groups = Mapping[str, tuple[str, ...]]


def term(written: str, groups: Groups) -> Term:
    """Compile one term; a KeyError names a group that no file defines."""
    found: set[tuple[str, ...]] = set()
    ranges: set[tuple[float, float]] = set()
    findings: set[str] = set()
    for part in split(written, "|"):
        if part.startswith("@"):
            group = _group(groups[part[1:]], groups)
            found |= group.sequences
            ranges |= group.ranges
            findings |= group.findings
        elif part.startswith("#"):
            findings.add(part[1:])
        elif span := _RANGE.fullmatch(part):
            ranges.add((float(span[1]), float(span[2])))
        else:
            found |= sequences(part)
    return Term(written, frozenset(found), frozenset(ranges), frozenset(findings))


def _group(words: tuple[str, ...], groups: Groups) -> Term:
    nests = any("@" in word for word in words)
    return _union(words, groups) if nests else group_of(words)


@cache
def group_of(words: tuple[str, ...]) -> Term:
    """Compile a group that names no other, once however many rules use it."""
    return _union(words, {})


def _union(words: tuple[str, ...], groups: Groups) -> Term:
    inner = [term(word.replace(" ", "_"), groups) for word in words]
    return Term(
        "",
        frozenset(sequence for each in inner for sequence in each.sequences),
        frozenset(span for each in inner for span in each.ranges),
        frozenset(finding for each in inner for finding in each.findings),
    )


def pattern(written: str, groups: Groups) -> Pattern:
    """Compile one pattern; a ValueError says what is written wrong."""
    window = _WINDOW.search(written)
    text = written[: window.start()] if window else written
    if " + " in text and " ++ " in text:
        raise ValueError(f"{written!r} mixes + and ++: make a finding of the part with +")
    order: Order = "anywhere" if " ++ " in text else "near" if " + " in text else "phrase"
    parts = split(text, " ") if order == "phrase" else _JOINS.split(text)
    terms = tuple(term(part.strip().replace(" ", "_"), groups) for part in parts)
    return Pattern(terms, order, int(window[1]) if window else NEAR_WORDS)
