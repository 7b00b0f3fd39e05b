"""The morning's words made part of its numbers: red flags by class, the rest merged.

Words can only make a told value worse: the worse of two is believed. It parses by the screen and
the listener, and judges nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from coach.agents.lifts import Lift, lift_of, lift_told
from coach.agents.listening import listen
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Morning, Pain, RecentIllness
from coach.safety.reading import Reading, read
from coach.safety.red_flags import screen, sightings
from coach.safety.symptoms import SymptomClass

_UNTOLD_PAIN, _UNTOLD_SORENESS, _SHORT_OF_TIME_MIN = 4.0, 5.0, 45.0
# The document carries no date; a fact's day is of no matter here.
_NO_DAY = date(2000, 1, 1)
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING_OF_OWN = re.compile(
    r"^\W*((no|none|nothing|fine|ok|okay|all good|healthy|well)\W*$"
    r"|(no|not|never|without)( any)? (symptom|pain|fever|chest|cough|cold|ill|sick|issue|problem)"
    r"|feel(ing)? (good|great|fine|well|ok)"
    r"|my (son|daughter|wife|husband|partner|kid|child|mother|father|friend|team|dog)"
    r"|(he|she|they)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """The morning with its words merged in, as the rules read it, and its lift's next step."""

    morning: Morning
    reading: Reading
    lift: Lift | None = None


def hear(morning: Morning) -> Heard:
    """Return the morning with what its words say."""
    said = [text for text in (*morning.symptoms, morning.reply_text or "") if text.strip()]
    screened = [*said, *filter(None, map(_pain_words, morning.pain))]
    symptoms = tuple(each.symptom for each in sightings(screened)) if screened else ()
    facts = [fact for text in said for fact in _facts(text)]
    merged = _merge(morning, facts)
    unclear = tuple(text for text in morning.symptoms if _is_unclear(text))
    lift, told = lift_of(merged), lift_told(merged.strength)
    reading = read(
        merged,
        symptoms=_with_codes(symptoms, facts),
        unclear=unclear,
        stalled=told is not None and told.stalled,
        deload=told is not None and told.deload,
        slept_badly=any(f.kind is FactKind.SLEEP and f.quality == "poor" for f in facts),
    )
    return Heard(merged, reading, lift)


def _pain_words(pain: Pain) -> str:
    return f"{pain.site} pain, {pain.kind}" if pain.score > 0 and pain.site != "unknown" else ""


def _facts(text: str) -> tuple[Fact, ...]:
    return listen(text, said_at=_NO_MOMENT, local_date=_NO_DAY)


def _with_codes(
    symptoms: tuple[SymptomClass, ...], facts: Iterable[Fact]
) -> tuple[SymptomClass, ...]:
    codes = {fact.code for fact in facts if fact.kind is FactKind.SYMPTOM}
    return tuple(each for each in SymptomClass if each in symptoms or each.value in codes)


def _is_unclear(text: str) -> bool:
    """Return whether a told symptom is of no class and no fact: then it holds back, and I ask."""
    if not text.strip() or _NOTHING_OF_OWN.search(text) or screen([text]):
        return False
    return not any(fact.kind is not FactKind.NOTE for fact in _facts(text))


def _merge(morning: Morning, facts: Iterable[Fact]) -> Morning:
    changes: dict[str, Any] = {}
    for fact in facts:
        current = morning.model_copy(update=changes)
        changes |= _change(current, fact)
    return morning.model_copy(update=changes) if changes else morning


def _change(morning: Morning, fact: Fact) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if fact.local_date > _NO_DAY:
        return changes  # of a day to come
    match fact.kind:
        case FactKind.PAIN:
            changes = {"pain": _pains(morning, fact)}
        case FactKind.SORENESS:
            changes = _soreness(morning, fact)
        case FactKind.ENERGY:
            changes = _least(morning, "energy_0_10", fact.value)
        case FactKind.SLEEP:
            changes = _least(morning, "sleep_h", fact.value)
        case FactKind.TIME | FactKind.EQUIPMENT:
            changes = {"constraints": _constraints(morning, fact)}
        case FactKind.RECOVERED if morning.recent_illness is None:
            days = (_NO_DAY - fact.local_date).days
            changes = {"recent_illness": RecentIllness(days_since_symptom_free=max(days, 0))}
    return changes


def _soreness(morning: Morning, fact: Fact) -> dict[str, Any]:
    told = _UNTOLD_SORENESS if fact.value is None else fact.value
    if (morning.soreness_0_10 or 0) >= told:
        return {}
    return {"soreness_0_10": told, "soreness_site": fact.site or morning.soreness_site}


def _least(morning: Morning, name: str, told: float | None) -> dict[str, Any]:
    known = getattr(morning, name)
    if told is None or (known is not None and known <= told):
        return {}
    return {name: told}


def _constraints(morning: Morning, fact: Fact) -> object:
    limits = morning.constraints
    if fact.kind is FactKind.EQUIPMENT:
        there = (*(limits.equipment or ()), fact.code or fact.words)
        return limits.model_copy(update={"equipment": there})
    told = _SHORT_OF_TIME_MIN if fact.value is None else fact.value
    minutes = told if limits.time_min is None else min(limits.time_min, told)
    return limits.model_copy(update={"time_min": minutes})


def _pains(morning: Morning, fact: Fact) -> tuple[Pain, ...]:
    site = fact.site or "unknown"
    told = Pain(
        site=site,
        score=_UNTOLD_PAIN if fact.value is None else fact.value,
        kind=fact.quality or "",
    )
    same = [pain for pain in morning.pain if pain.site in site or site in pain.site]
    if any(pain.score >= told.score for pain in same) and not told.kind:
        return morning.pain
    return (*morning.pain, told)
