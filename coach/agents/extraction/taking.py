"""What of a model's reading may count at once: only what makes no day better than it was.

Each fact is tried: the day is decided with it and without. What would widen the bounds, take a flag
away or better the athlete's own word waits for their yes; a symptom is always believed.
"""

from collections.abc import Callable
from datetime import date

from coach.agents.extraction.reading import Extracted
from coach.agents.said import LOOSE_WORDS
from coach.domain.briefing import Briefing
from coach.domain.decision import Envelope, Flag
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Morning

Supposed = Callable[[tuple[Fact, ...], date], Briefing]
"""Decides a day as if more facts had been said; keeps nothing."""

_AGAIN_ILL = frozenset({Flag.RETURN_FROM_ILLNESS})
"""Gives way to the illness itself."""
_IN_NUMBERS = frozenset(LOOSE_WORDS.values())
"""Gives way to a number of the same, which is held against the one before."""


def taken(extracted: Extracted, today: date, supposed: Supposed) -> Extracted:
    """Return the reading with what would make a day better moved to what is offered."""
    kept: tuple[Fact, ...] = ()
    offered = extracted.to_offer
    for fact in extracted.facts:
        days = {today, max(fact.local_date, today)}
        if all(
            is_no_better(supposed(kept, day), supposed((*kept, fact), day), fact) for day in days
        ):
            kept = (*kept, fact)
        else:
            offered = (*offered, fact)
    return Extracted(facts=kept, to_offer=offered)


def is_no_better(before: Briefing, after: Briefing, fact: Fact) -> bool:
    """Whether a day is bounded as much as before, and nothing said before is weakened."""
    was, now = before.decision, after.decision
    lost = set(was.flags) - set(now.flags)
    if fact.kind is FactKind.SYMPTOM:
        lost -= _AGAIN_ILL
    narrower = _is_within(now.envelope, was.envelope)
    return not lost and narrower and _is_no_weaker(before.morning, after.morning)


def _is_within(inner: Envelope, outer: Envelope) -> bool:
    pairs = (
        (inner.max_minutes, outer.max_minutes),
        (inner.max_load, outer.max_load),
        (inner.max_intensity_factor, outer.max_intensity_factor),
    )
    actions = set(inner.allowed_actions) <= set(outer.allowed_actions)
    return actions and all(
        most is None or (size is not None and size <= most) for size, most in pairs
    )


def _is_no_weaker(before: Morning, after: Morning) -> bool:
    """Whether what the athlete said before still stands in full."""
    pains = {pain.site: pain.score for pain in after.pain}
    limits, now = before.constraints, after.constraints
    missing = {one for one in limits.equipment or () if one.startswith("no_")}
    return (
        _is_no_less(after.soreness_0_10, before.soreness_0_10)
        and _is_no_more(after.energy_0_10, before.energy_0_10)
        and _is_no_more(after.sleep_h, before.sleep_h)
        and _is_no_more(now.time_min, limits.time_min)
        and all(pains.get(pain.site, 0) >= pain.score for pain in before.pain)
        and set(before.symptoms) - _IN_NUMBERS <= set(after.symptoms)
        and set(limits.avoid) <= set(now.avoid)
        and missing <= set(now.equipment or ())
    )


def _is_no_more(now: float | None, was: float | None) -> bool:
    return was is None or (now is not None and now <= was)


def _is_no_less(now: float | None, was: float | None) -> bool:
    return was is None or (now is not None and now >= was)
