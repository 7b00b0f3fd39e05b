"""What the athlete said that still holds this morning: the facts of today and the open ones.

Knows facts and dates; how far a fact changes the day is decided elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from coach.agents.symptom_words import WORDS
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Pain, RecentIllness
from coach.safety.symptoms import MEANINGS, SymptomClass

UNTIL_CLOSED = None

SEEN_FOR_DAYS: Mapping[FactKind, int | None] = {
    FactKind.SORENESS: 1,
    FactKind.ENERGY: 1,
    FactKind.SLEEP: 1,
    FactKind.TIME: 1,
    FactKind.EQUIPMENT: 1,
    FactKind.DONE: 1,
    FactKind.NOTE: 1,
    FactKind.TRAVEL: 1,
    FactKind.PLAN: 1,
    FactKind.GOAL: UNTIL_CLOSED,
    FactKind.PREFERENCE: UNTIL_CLOSED,
    FactKind.PAIN: UNTIL_CLOSED,
    FactKind.SYMPTOM: UNTIL_CLOSED,
    FactKind.CLEARED: 14,
    FactKind.RECOVERED: 14,
}
"""Days that a fact counts, its own day being the first; red flags, illness and pain go on.

One that was told until a day counts until then.
"""

SYMPTOM_SEEN_FOR_DAYS: Mapping[str | None, int] = {
    None: 2,  # words of no class: today's and last night's
    SymptomClass.MEDICATION: 1,
    SymptomClass.RECENT_HEAT_ILLNESS: 14,
}
"""The symptoms that end by themselves."""

ILLNESS = frozenset(
    {SymptomClass.FEVER, SymptomClass.BELOW_NECK_ILLNESS, SymptomClass.ABOVE_NECK_ILLNESS}
)
_CLASSES = frozenset(SymptomClass)
AVOID = "avoid"
"""The quality of a preference against something."""
_UNTOLD_PAIN = 4.0  # how bad was not said: taken as the middle, never as nothing

LOOSE_WORDS: Mapping[tuple[FactKind, str], str] = {
    (FactKind.SLEEP, "poor"): "slept badly",
    (FactKind.TIME, "less"): "short on time today",
}
"""What is said without a number and has no key of its own in the Morning."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What holds this morning; None and empty where nothing was said."""

    soreness_0_10: float | None = None
    soreness_site: str | None = None
    energy_0_10: float | None = None
    sleep_h: float | None = None
    time_min: float | None = None
    travelling: bool = False
    avoid: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    pain: tuple[Pain, ...] = ()
    symptoms: tuple[str, ...] = ()
    recent_illness: RecentIllness | None = None


NOTHING_SAID = Said()


def said(facts: Sequence[Fact], today: date) -> Said:
    """Return what holds on the morning of `today`; of one kind the last word counts."""
    if not facts:
        return NOTHING_SAID
    told = _told(facts, today)
    held = _holding(told, today)
    soreness = max(
        _last_by_site(held, FactKind.SORENESS), key=lambda fact: fact.value or 0, default=None
    )
    return Said(
        soreness_0_10=soreness.value if soreness else None,
        soreness_site=soreness.site if soreness else None,
        energy_0_10=_last_value(held, FactKind.ENERGY),
        sleep_h=_last_value(held, FactKind.SLEEP),
        time_min=_last_value(held, FactKind.TIME),
        travelling=any(_of(held, FactKind.TRAVEL)),
        avoid=_unique(_avoided(held, today)),
        equipment=_unique(fact.code or fact.words for fact in _of(held, FactKind.EQUIPMENT)),
        pain=tuple(_pain(f) for f in _last_by_site(held, FactKind.PAIN) if f.value != 0),
        symptoms=_unique((*map(symptom_words, _of(held, FactKind.SYMPTOM)), *_loose(held))),
        recent_illness=_recent_illness(told, held, today),
    )


def holding(facts: Iterable[Fact], today: date) -> list[Fact]:
    """Return the facts that hold on the morning of `today`, in the order they were said."""
    return _holding(_told(facts, today), today)


def _told(facts: Iterable[Fact], today: date) -> list[Fact]:
    past = (fact for fact in facts if fact.local_date <= today)
    return sorted(past, key=lambda fact: (fact.said_at, inf if fact.id is None else fact.id))


def _holding(told: Sequence[Fact], today: date) -> list[Fact]:
    return [
        fact
        for place, fact in enumerate(told)
        if _holds(fact, today) and not any(_ends(word, fact) for word in told[place + 1 :])
    ]


def symptom_words(fact: Fact) -> str:
    """Return words that the red-flag screen reads as the fact's class; the quote without one."""
    return WORDS[SymptomClass(fact.code)] if fact.code in _CLASSES else fact.words


def _avoided(held: Iterable[Fact], today: date) -> list[str]:
    """Return the stimuli that the athlete does not want today; the last word on each counts."""
    wanted: dict[str, bool] = {}
    for fact in _of(held, FactKind.PREFERENCE):
        if fact.code and fact.value in (None, today.weekday()):
            wanted[fact.code] = fact.quality == AVOID
    return [code for code, avoided in wanted.items() if avoided]


def _loose(holding: Iterable[Fact]) -> list[str]:
    """Return what was said without a number, in words that are heard again with the morning."""
    last = {fact.kind: fact for fact in holding}.values()
    told = {(fact.kind, fact.code or fact.quality) for fact in last if fact.value is None}
    return [words for key, words in LOOSE_WORDS.items() if key in told]


def _holds(fact: Fact, today: date) -> bool:
    if fact.closed_on is not None and fact.closed_on <= today:
        return False
    if fact.until is not None:
        return today <= fact.until
    days = SEEN_FOR_DAYS[fact.kind]
    if fact.kind is FactKind.SYMPTOM:
        days = SYMPTOM_SEEN_FOR_DAYS.get(fact.code, UNTIL_CLOSED)
    return days is None or (today - fact.local_date).days < days


def _ends(word: Fact, fact: Fact) -> bool:
    """Whether a later word ends a fact: cleared by name or place, recovered from an illness."""
    if word.closed_on is not None:
        return False
    if fact.kind is FactKind.PAIN:
        return word.kind is FactKind.CLEARED and (
            word.code == FactKind.PAIN if word.site is None else _same_place(word.site, fact.site)
        )
    if fact.kind is not FactKind.SYMPTOM or word.site is not None:
        return False
    ill = fact.code is None or fact.code in ILLNESS
    if word.kind is FactKind.RECOVERED:
        return ill
    named = word.code in (None, fact.code) or (ill and word.code in (*ILLNESS, "illness"))
    return word.kind is FactKind.CLEARED and named


def _same_place(one: str, other: str | None) -> bool:
    """Whether one names the other's place, with or without its side ("knee", "left knee")."""
    first, second = set(one.split()), set((other or "").split())
    return bool(second) and (first <= second or second <= first)


def _recent_illness(
    told: Sequence[Fact], holding: Sequence[Fact], today: date
) -> RecentIllness | None:
    """Return what was left behind in the last two weeks, unless the athlete is ill again."""
    if any(fact.code in ILLNESS for fact in _of(holding, FactKind.SYMPTOM)):
        return None
    for place, word in reversed(tuple(enumerate(told))):
        ended = [fact for fact in _of(told[:place], FactKind.SYMPTOM) if _left_behind(word, fact)]
        if _holds(word, today) and (word.kind is FactKind.RECOVERED or ended):
            return RecentIllness(
                type=ended[-1].code if ended else word.code,
                days_since_symptom_free=(today - word.local_date).days,
            )
    return None


def _left_behind(word: Fact, fact: Fact) -> bool:
    """Whether a later word ended an illness or a red flag that was not merely said by mistake."""
    meaning = MEANINGS[SymptomClass(fact.code)] if fact.code in _CLASSES else None
    grave = fact.code is None or fact.code in ILLNESS or (meaning is not None and meaning.ends_talk)
    mistaken = fact.closed_on == fact.local_date
    return grave and not mistaken and _ends(word, fact)


def _pain(fact: Fact) -> Pain:
    score = _UNTOLD_PAIN if fact.value is None else fact.value
    return Pain(site=fact.site or "unknown", score=score, kind=fact.quality or "")


def _last_by_site(facts: Iterable[Fact], kind: FactKind) -> list[Fact]:
    """Return the last word on each place."""
    return list({fact.site: fact for fact in _of(facts, kind)}.values())


def _last_value(facts: Iterable[Fact], kind: FactKind) -> float | None:
    values = [fact.value for fact in _of(facts, kind) if fact.value is not None]
    return values[-1] if values else None


def _of(facts: Iterable[Fact], kind: FactKind) -> list[Fact]:
    return [fact for fact in facts if fact.kind is kind]


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
