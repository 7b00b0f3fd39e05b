"""The morning's words made part of its numbers: red flags by class, the rest merged.

Words can only make a told value worse: the worse of two is believed. It parses by the screen and
the listener, and judges nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from coach.agents.lifts import Lift, lift_of
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Morning, Pain
from coach.safety.reading import Reading, read
from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass

try:
    from coach.agents.listening import listen
except ImportError:  # the listener is being written

    def listen(text: str, *, said_at: datetime, local_date: date) -> tuple[Fact, ...]:  # noqa: ARG001, D103  # a stand-in for an hour
        return ()


_UNTOLD_PAIN, _UNTOLD_SORENESS = 4.0, 5.0
# The document carries no date; a fact's day is of no matter here.
_NO_DAY = date(2000, 1, 1)
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING_OF_OWN = re.compile(
    r"^\W*(no|none|nothing|not|never|without|fine|ok(ay)?|all good|healthy|feel(ing)? (good|great"
    r"|fine|well|ok)|my (son|daughter|wife|husband|partner|kid|child|mother|father|friend|team|dog)"
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
    texts = [*morning.symptoms, morning.reply_text or "", *map(_pain_words, morning.pain)]
    spoken = [text for text in texts if text.strip()]
    symptoms = screen(spoken) if spoken else ()
    facts = [fact for text in spoken[: len(morning.symptoms) + 1] for fact in _facts(text)]
    merged = _merge(morning, facts)
    unclear = tuple(text for text in morning.symptoms if _is_unclear(text))
    lift = lift_of(merged)
    reading = read(
        merged,
        symptoms=_with_codes(symptoms, facts),
        unclear=unclear,
        stalled=lift is not None and lift.stalled,
        deload=lift is not None and lift.deload,
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
    match fact.kind:
        case FactKind.PAIN:
            return {"pain": _pains(morning, fact)}
        case FactKind.SORENESS:
            return _soreness(morning, fact)
        case FactKind.ENERGY:
            return _least(morning, "energy_0_10", fact.value)
        case FactKind.SLEEP:
            return _least(morning, "sleep_h", fact.value)
        case FactKind.TIME | FactKind.EQUIPMENT:
            return {"constraints": _constraints(morning, fact)}
        case _:
            return {}


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
    minutes = min(v for v in (limits.time_min, fact.value, 24 * 60) if v is not None)
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
