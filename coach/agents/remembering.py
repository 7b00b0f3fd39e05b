"""What is known of an athlete, in plain words: for them to read, correct or have forgotten.

Knows facts and dates; what a fact does to a day is decided elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coach.agents.lasting import span_words
from coach.agents.noted import fact_words
from coach.agents.said import holding
from coach.agents.wording import capitalized, weekday
from coach.domain.fact import Fact, FactKind

NOTES_DAYS = 90
"""Notes older than this are found by searching only."""
_LAST_WORDS = frozenset({FactKind.CLEARED, FactKind.RECOVERED, FactKind.DONE})
_MEASURES = frozenset({
    FactKind.ENERGY, FactKind.SLEEP, FactKind.TIME, FactKind.SORENESS, FactKind.PAIN,
})  # fmt: skip
_YEAR_DAYS = 300


class Group(StrEnum):
    """The headings, in their order."""

    HOLDS = "Holds now"
    COMING = "Coming"
    NOTES = "You also told me"


@dataclass(frozen=True, kw_only=True)
class Known:
    """One thing known: "left knee 4/10, since Monday 9 March", and the words it is from."""

    fact_id: int
    group: Group
    words: str
    quote: str | None


def known(facts: Iterable[Fact], today: date) -> tuple[Known, ...]:
    """Return what is known from stored facts, by group, the newest of each first."""
    facts = tuple(facts)
    states = [fact for fact in holding(facts, today) if _is_state(fact)]
    newest = {_measure(fact): fact for fact in states}
    held = [fact for fact in states if newest[_measure(fact)] is fact]
    before = [fact for fact in states if fact not in held]
    coming = [fact for fact in facts if fact.local_date > today and fact.closed_on is None]
    notes = [*before, *(fact for fact in facts if fact not in held and _is_note(fact, today))]
    grouped = ((Group.HOLDS, held), (Group.COMING, coming), (Group.NOTES, notes))
    return tuple(one for group, members in grouped for one in _listed(group, members, today))


def _is_state(fact: Fact) -> bool:
    return fact.kind is not FactKind.NOTE and fact.kind not in _LAST_WORDS


def _measure(fact: Fact) -> object:
    """Return what a fact measures, of which the last word counts; the fact where it does not."""
    if fact.kind not in _MEASURES or fact.value is None or fact.until is not None:
        return fact
    return fact.kind, fact.site


def _is_note(fact: Fact, today: date) -> bool:
    recent = timedelta(0) <= today - fact.local_date <= timedelta(days=NOTES_DAYS)
    return fact.kind is FactKind.NOTE and fact.closed_on is None and recent


def _listed(group: Group, facts: Sequence[Fact], today: date) -> list[Known]:
    ordered = sorted(facts, key=lambda fact: fact.said_at, reverse=group is not Group.COMING)
    return [_known(group, fact, fact.id, today) for fact in ordered if fact.id is not None]


def _known(group: Group, fact: Fact, fact_id: int, today: date) -> Known:
    said, words = fact.words.strip(), fact_words(fact)
    if fact.kind is FactKind.TIME and fact.until is None:
        words = words.removesuffix(" today")  # its day follows
    return Known(
        fact_id=fact_id,
        group=group,
        words=capitalized(f"{words}{_when(fact, group, today)}"),
        quote=said if said and not said.startswith("by button") else None,
    )


def _when(fact: Fact, group: Group, today: date) -> str:
    day = day_words(fact.local_date, today)
    if fact.until is not None:
        return span_words(fact.local_date, fact.until, today)
    if fact.kind in {FactKind.PREFERENCE, FactKind.GOAL}:
        return ""
    if group is Group.HOLDS and fact.kind in {FactKind.PAIN, FactKind.SYMPTOM}:
        return f", since {day}"
    return f", {day}"


def day_words(day: date, today: date) -> str:
    """Say a day: "today", "Monday 9 March", with the year where it is far off."""
    if day == today:
        return "today"
    year = f" {day.year}" if abs((today - day).days) > _YEAR_DAYS else ""
    return f"{weekday(day)}{year}"
