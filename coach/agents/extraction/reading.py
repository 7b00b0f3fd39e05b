"""A model's whole answer to a message: what of it is new, and what only the athlete may say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.agents.extraction.checking import Message, fact_of, folded
from coach.domain.fact import Fact, FactKind
from coach.domain.told import ToldFacts

MOST_FACTS = 6
_ENDINGS = frozenset({FactKind.CLEARED, FactKind.RECOVERED})


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """Facts to be noted, and facts that wait for the athlete's yes."""

    facts: tuple[Fact, ...] = ()
    to_offer: tuple[Fact, ...] = ()


def read(answer: ToldFacts, message: Message, noted: Sequence[Fact]) -> Extracted:
    """Return what an answer tells beyond what is noted; what ends something is only offered."""
    facts = tuple(_new(answer, message, noted))
    return Extracted(
        facts=tuple(fact for fact in facts if fact.kind not in _ENDINGS),
        to_offer=tuple(fact for fact in facts if fact.kind in _ENDINGS),
    )


def _new(answer: ToldFacts, message: Message, noted: Sequence[Fact]) -> Iterator[Fact]:
    known = list(noted)
    for told in answer.facts[:MOST_FACTS]:
        fact = fact_of(told, message)
        if fact is not None and not any(_is_told(fact, other) for other in known):
            known.append(fact)
            yield fact


def _is_told(fact: Fact, other: Fact) -> bool:
    """Whether another fact tells it already."""
    overlaps = _overlap(fact.words, other.words)
    if fact.kind is FactKind.NOTE:
        return overlaps
    if fact.kind is not other.kind:
        return False
    if fact.kind in {FactKind.SYMPTOM, FactKind.EQUIPMENT}:
        return fact.code == other.code
    same_place = None in {fact.site, other.site} or fact.site == other.site
    same_day = fact.local_date == other.local_date and fact.until == other.until
    same = same_day and (fact.value, fact.code) == (other.value, other.code)
    return same_place and (overlaps or same)


def _overlap(one: str, other: str) -> bool:
    first, second = folded(one), folded(other)
    return first in second or second in first
