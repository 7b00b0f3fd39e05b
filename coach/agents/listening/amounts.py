"""Amounts in a message: minutes, marks of ten, and the day since when.

Numbers come from digits or from the tables' number words, units from the tables.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from coach.agents.listening.page import Page
from coach.safety.phrases import Find

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_MINUTES_AN_HOUR = 60
_MOST_HOURS = 24
_WEEK = 7
_LEAST_MINUTES = 10
_RPE_REACH = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the places of its words; `bare` has neither unit nor scale."""

    value: float
    span: tuple[int, ...]
    bare: bool = False


def numbers(page: Page) -> dict[int, Amount]:
    """Return every number by the place it begins at."""
    told = {
        i: Amount(token.number, (i,))
        for i, token in enumerate(page.reading.tokens)
        if token.number is not None
    }
    for word in page.named("number"):
        told[word.span[0]] = Amount(word.rule.value or 0, word.span)
    for half in page.named("and_a_half"):
        for first, whole in list(told.items()):
            if whole.span[-1] + 1 == half.span[0]:
                told[first] = Amount(whole.value + 0.5, (*whole.span, *half.span))
    return told


def durations(page: Page) -> list[Amount]:
    """Return all spans of time in minutes: `40 min`, `1h30`, `an hour and a half`, `5:30 h`."""
    spans = [Amount(each.rule.value or 0, each.span) for each in page.named("span")]
    longest = [a for a in spans if not any(set(a.span) < set(b.span) for b in spans)]
    units = {each.span[0]: each for each in page.named("unit", "joined_unit")}
    known = numbers(page)
    found = [timed for number in known.values() if (timed := _timed(number, units, page))]
    return _joined([*longest, *found], known, page)


def _timed(number: Amount, units: dict[int, Find], page: Page) -> Amount | None:
    unit = units.get(number.span[-1] + 1)
    if unit is None or unit.rule.value is None:
        return None
    tokens = page.reading.tokens
    apart = tokens[unit.span[0]].start - tokens[number.span[-1]].end
    if unit.rule.name == "joined_unit" and apart:
        return None
    minutes = number.value * unit.rule.value
    span = (*number.span, *unit.span)
    return Amount(minutes, span) if minutes <= _MOST_HOURS * _MINUTES_AN_HOUR else None


def _joined(found: list[Amount], known: dict[int, Amount], page: Page) -> list[Amount]:
    """Join hours with the minutes right after them: `1h30`, `1 hour 15 min`."""
    joined: list[Amount] = []
    for each in sorted(found, key=lambda amount: amount.span):
        if joined and each.span[0] == joined[-1].span[-1] + 1 and each.value < _MINUTES_AN_HOUR:
            last = joined.pop()
            joined.append(Amount(last.value + each.value, (*last.span, *each.span)))
        else:
            joined.append(_with_tail(each, known, page))
    return joined


def _with_tail(amount: Amount, known: dict[int, Amount], page: Page) -> Amount:
    tail = known.get(amount.span[-1] + 1)
    tokens = page.reading.tokens
    if (
        tail is None
        or tail.value >= _MINUTES_AN_HOUR
        or amount.value % _MINUTES_AN_HOUR
        or not (tokens[tail.span[0]].start == tokens[amount.span[-1]].end or _closes(tail, page))
    ):
        return amount
    return Amount(amount.value + tail.value, (*amount.span, *tail.span))


def _closes(tail: Amount, page: Page) -> bool:
    """Tell whether a number that stands apart can be minutes: "1 hr 15", and nothing after it."""
    tokens, after = page.reading.tokens, tail.span[-1] + 1
    ends = after == len(tokens) or tokens[after].segment != tokens[tail.span[0]].segment
    return ends and tail.value >= _LEAST_MINUTES


def clocks(page: Page) -> list[Amount]:
    """Return what is written like a clock, `5:30`, in minutes."""
    return [
        Amount(int(found[1]) * _MINUTES_AN_HOUR + int(found[2]), (i,))
        for i, token in enumerate(page.reading.tokens)
        if (found := _CLOCK.fullmatch(token.word))
    ]


def marks(page: Page) -> list[Amount]:
    """Return marks from 0 to 10: `6/10`, `9 of 10`, `RPE 7`, and bare numbers without a unit."""
    scales = {each.span[0]: each for each in page.named("of_ten")}
    owned = {i for each in page.named("no_score") for i in each.span}
    counted = _counted(page)
    efforts = {i for each in page.named("rpe") for i in each.span}
    found: list[Amount] = []
    for number in numbers(page).values():
        after = number.span[-1] + 1
        if not 0 <= number.value <= 10:
            continue
        if after in scales:
            found.append(Amount(number.value, (*number.span, *scales[after].span)))
        elif after not in owned and not {number.span[0] - 1, number.span[0]} & (owned | counted):
            bare = efforts.isdisjoint(range(number.span[0] - _RPE_REACH, number.span[0]))
            found.append(Amount(number.value, number.span, bare=bare))
    tens = {i for each in found if not each.bare for i in each.span}
    return [each for each in found if not each.bare or tens.isdisjoint(each.span)]


def _counted(page: Page) -> set[int]:
    """Return number words that count places and mark none: "one calf", "two knees"."""
    places = {each.span[0] for each in page.named("joint", "muscle")}
    return {n.span[0] for n in page.named("number") if n.span[-1] + 1 in places}


def since(page: Page, found: Find, today: date) -> date:
    """Return the day that a sentence counts from: `since Monday`, `for 2 days`; else today."""
    for day in page.beside(found, "weekday"):
        back = (today.weekday() - int(day.rule.value or 0)) % _WEEK
        return _back(today, back)
    units = {each.span[0]: each for each in page.beside(found, "day_unit")}
    for number in numbers(page).values():
        unit = units.get(number.span[-1] + 1)
        if unit is not None:
            return _back(today, int(number.value * (unit.rule.value or 1)))
    for day in page.beside(found, "days_ago"):
        return _back(today, int(day.rule.value or 0))
    return today


def _back(today: date, days: int) -> date:
    return today - timedelta(days=min(days, (today - date.min).days))
