"""A phrase book's lexicon: what each written word, run of words or number may stand for.

It is what takes the memory, so that equal sets of keys are one set, and equal words one word.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import TypeAlias

from coach.safety.phrases.pattern import Term

Keys: TypeAlias = frozenset[str]
Words: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Which keys a word, a longer sequence (by its first word) or a number leads to."""

    words: Mapping[str, Keys]
    longer: Mapping[str, Mapping[Words, Keys]]
    ranges: frozenset[tuple[float, float, str]]
    findings: Mapping[str, Keys]

    def vocabulary(self) -> set[str]:
        """Return every single word there is."""
        return set(self.words) | {word for by in self.longer.values() for s in by for word in s}


def lexicon_of(terms: Iterable[Term]) -> Lexicon:
    """Lead from everything that the terms may be to their keys."""
    said: defaultdict[Words, set[str]] = defaultdict(set)
    findings: defaultdict[str, set[str]] = defaultdict(set)
    ranges: set[tuple[float, float, str]] = set()
    for term in terms:
        for sequence in term.sequences:
            said[sequence].add(term.key)
        for finding in term.findings:
            findings[finding].add(term.key)
        ranges |= {(low, high, term.key) for low, high in term.ranges}
    known: dict[Keys, Keys] = {}
    words, longer = dict[str, Keys](), dict[str, dict[Words, Keys]]()
    for sequence, keys in said.items():
        same = known.setdefault(frozenset(keys), frozenset(keys))
        if len(sequence) == 1:
            words[intern(sequence[0])] = same
        else:
            longer.setdefault(sequence[0], {})[tuple(map(intern, sequence))] = same
    found = {name: frozenset(keys) for name, keys in findings.items()}
    return Lexicon(words=words, longer=longer, ranges=frozenset(ranges), findings=found)
