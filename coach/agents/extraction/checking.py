"""One thing told, made a fact where it stands in the message: its quote, numbers, codes, days.

Whatever cannot be shown to stand there is refused, or told without its number.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coach.agents.extraction.numbers import hours_in, marks_in, minutes_in
from coach.domain.fact import LIKELY, Fact, FactKind
from coach.domain.told import Degree, Told
from coach.safety.body import part_of
from coach.safety.symptoms import SymptomClass

_LONGEST_QUOTE, _LONGEST_SITE = 300, 30
_FURTHEST = timedelta(days=366)
_SITE = re.compile(r"[a-z][a-z -]*")
_SIDES = frozenset({
    "left", "right", "both", "upper", "lower", "inner", "outer", "front", "side", "top", "mid",
    "of", "the", "and", "muscle", "muscles", "tendon", "joint", "bone", "bones", "body", "whole",
    "band", "head", "face", "jaw", "tooth", "teeth", "eye", "eyes", "ear", "nose", "throat",
    "stomach", "belly", "sternum", "buttock", "buttocks", "bottom", "sit", "tail", "tailbone",
    "coccyx", "sole", "arch", "nail", "skin", "kidney", "bladder", "lat", "lats", "trap", "traps",
})  # fmt: skip
"""Words of places beside the parts that sports load."""
_CLASSES = frozenset(SymptomClass)
EQUIPMENT = frozenset({
    "no_power_meter", "no_hr_strap", "trainer", "no_trainer", "hotel_gym", "gym", "no_gym",
    "no_bike", "dumbbells", "bodyweight",
})  # fmt: skip
STIMULI = frozenset({
    "vo2max", "threshold", "sweet_spot", "tempo", "sprints", "anaerobic", "long", "strength",
    "training",
})  # fmt: skip
_WORTH: Mapping[FactKind, Mapping[Degree, float]] = {
    FactKind.SORENESS: {"slight": 3, "clear": 5, "strong": 8},
    FactKind.PAIN: {"slight": 3, "clear": 4, "strong": 6},
    FactKind.ENERGY: {"slight": 4, "clear": 3, "strong": 2},
}
"""What a word without a number is worth, as the listener's own tables have it."""

_TELLS_NOTHING = frozenset({
    "a", "about", "again", "am", "and", "are", "as", "at", "be", "can", "coach", "could", "ctl",
    "day", "did", "do", "does", "doing", "for", "form", "from", "going", "has", "have", "hi", "how",
    "i", "i'm", "if", "in", "is", "it", "me", "my", "now", "of", "on", "or", "ride", "run", "shall",
    "should", "tell", "that", "the", "then", "this", "to", "today", "tomorrow", "train", "training",
    "tsb", "was", "we", "week", "what", "what's", "when", "which", "why", "will", "workout",
    "would", "you", "your",
})  # fmt: skip
"""Words of questions: a quote of nothing else says nothing of anybody's body."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """The athlete's words, and when they were said."""

    text: str
    today: date
    said_at: datetime

    def holds(self, quote: str) -> bool:
        """Whether a quote stands in the words, whatever its capitals and spaces."""
        return bool(folded(quote)) and folded(quote) in folded(self.text)


def folded(text: str) -> str:
    """Return words as they are compared."""
    return " ".join(text.replace("’", "'").split()).casefold()


def fact_of(told: Told, message: Message) -> Fact | None:
    """Return the fact, None where it is refused; a symptom is only likely, the screen saw none."""
    quote = " ".join(told.quote.split())
    words = set(re.findall(r"[\w']+", folded(quote)))
    if len(quote) > _LONGEST_QUOTE or not message.holds(quote) or words <= _TELLS_NOTHING:
        return None
    fact = made(told, quote, message)
    is_symptom = fact is not None and fact.kind is FactKind.SYMPTOM
    return replace(fact, quality=LIKELY) if fact is not None and is_symptom else fact


def made(told: Told, words: str, message: Message) -> Fact | None:
    """Return the fact that words tell, wherever they are from; None where they do not tell it."""
    if not _are_days(told, message):
        return None
    kind = FactKind(told.kind)
    bare = Fact(kind=kind, local_date=message.today, said_at=message.said_at, words=words)
    return _MAKERS[kind](told, bare)


_Maker = Callable[[Told, Fact], Fact | None]
"""Makes the whole fact of a bare one, which is dated today and holds the quote."""


def _are_days(told: Told, message: Message) -> bool:
    """Whether the days are near, and in their order."""
    days = [day for day in (told.first, told.last) if day is not None]
    near = all(abs(day - message.today) <= _FURTHEST for day in days)
    return near and days == sorted(days)


def _scored(told: Told, bare: Fact) -> Fact | None:
    """Return a mark of today: the number told, else what the degree is worth."""
    value = told.value if told.value in marks_in(bare.words) else None
    if value is None and told.degree is not None:
        value = _WORTH[bare.kind][told.degree]
    if bare.kind is FactKind.PAIN:
        quality = "sharp" if told.quality == "sharp" else None
        hurt = replace(bare, value=value, site=_site(told, bare), quality=quality)
        return None if value == 0 else hurt
    if value is None or not _is_today(told, bare):
        return None
    return replace(bare, value=value, site=_site(told, bare))


def _slept(told: Told, bare: Fact) -> Fact | None:
    hours = told.value if told.value in hours_in(bare.words) else None
    quality = told.quality if told.quality in {"poor", "good"} else None
    if not _is_today(told, bare) or (hours is None and quality is None):
        return None
    return replace(bare, value=hours, quality=quality)


def _symptom(told: Told, bare: Fact) -> Fact | None:
    return replace(bare, code=told.code) if told.code in _CLASSES else None


def _time(told: Told, bare: Fact) -> Fact | None:
    known = told.value is not None and (not told.value or told.value in minutes_in(bare.words))
    return _lasting(told, replace(bare, value=told.value)) if known else None


def _equipment(told: Told, bare: Fact) -> Fact | None:
    return _lasting(told, replace(bare, code=told.code)) if told.code in EQUIPMENT else None


def _travel(told: Told, bare: Fact) -> Fact | None:
    return None if told.last is None else _lasting(told, bare)


def _preference(told: Told, bare: Fact) -> Fact | None:
    every = told.weekday is None or 0 <= told.weekday <= 6
    if told.code not in STIMULI or told.quality not in {"avoid", "like"} or not every:
        return None
    if told.code == "training" and (told.weekday is None or told.quality == "like"):
        return None
    return replace(bare, code=told.code, quality=told.quality, value=told.weekday)


def _done(told: Told, bare: Fact) -> Fact | None:
    value = told.value if told.value in marks_in(bare.words) else None
    return replace(bare, value=value) if _is_today(told, bare) else None


def _cleared(told: Told, bare: Fact) -> Fact | None:
    """Return what is over, by its place or its class: a bare "I am fine" ends nothing."""
    site, code = _site(told, bare), told.code if told.code in _CLASSES else None
    return replace(bare, site=site, code=code) if site or code else None


def _recovered(told: Told, bare: Fact) -> Fact | None:
    since = told.first or bare.local_date
    return replace(bare, local_date=since) if since <= bare.local_date else None


def _note(_: Told, bare: Fact) -> Fact | None:
    return bare


_MAKERS: Mapping[FactKind, _Maker] = {
    FactKind.SORENESS: _scored, FactKind.ENERGY: _scored, FactKind.PAIN: _scored,
    FactKind.SLEEP: _slept, FactKind.SYMPTOM: _symptom, FactKind.TIME: _time,
    FactKind.EQUIPMENT: _equipment, FactKind.TRAVEL: _travel, FactKind.PREFERENCE: _preference,
    FactKind.DONE: _done, FactKind.CLEARED: _cleared, FactKind.RECOVERED: _recovered,
    FactKind.NOTE: _note,
}  # fmt: skip


def _site(told: Told, bare: Fact) -> str | None:
    """Return the place, where it is one: parts of a body and their sides, or words of the quote."""
    site = " ".join((told.site or "").lower().split())
    if not _SITE.fullmatch(site) or len(site) > _LONGEST_SITE:
        return None
    known = _SIDES | set(re.findall(r"[a-z]+", bare.words.lower()))
    words = re.findall("[a-z]+", site)
    return site if all(word in known or part_of(word) != "unknown" for word in words) else None


def _is_today(told: Told, bare: Fact) -> bool:
    return told.first in {None, bare.local_date}


def _lasting(told: Told, fact: Fact) -> Fact | None:
    """Return the fact with its days, None where they are past; one of today alone has no end."""
    today = fact.local_date
    first, last = told.first or today, told.last or told.first or today
    if first < today:
        return None
    return fact if last == today else replace(fact, local_date=first, until=last)
