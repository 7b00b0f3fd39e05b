"""The numbers that stand in a quote, as marks of ten, as hours and as minutes."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OF_TEN = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von|sur|de|su)\s*10\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})\s*(?::|h|hrs?|hours?|std|stunden?)\s*(\d{1,2})\b", re.IGNORECASE)
_MOST_HOURS, _MOST_MINUTES = 16, 480


def marks_in(quote: str) -> frozenset[float]:
    """Return the marks of 0 to 10 that a quote holds; "7/10" is a 7 and no 10."""
    of_ten = [_value(match[1]) for match in _OF_TEN.finditer(quote)]
    return frozenset(mark for mark in of_ten or _numbers(quote) if 0 <= mark <= 10)


def hours_in(quote: str) -> frozenset[float]:
    """Return the hours that a quote may tell: "7.5", "7:30", "7h30"."""
    told = {*_numbers(quote), *(round(minutes / 60, 2) for minutes in _clocks(quote))}
    return frozenset(hours for hours in told if 0 <= hours <= _MOST_HOURS)


def minutes_in(quote: str) -> frozenset[float]:
    """Return the minutes that a quote may tell: "40", "1.5 h", "1:30"."""
    numbers = set(_numbers(quote))
    told = {*numbers, *(number * 60 for number in numbers), *_clocks(quote)}
    return frozenset(minutes for minutes in told if 0 <= minutes <= _MOST_MINUTES)


def _numbers(quote: str) -> Iterator[float]:
    yield from (_value(number) for number in _NUMBER.findall(quote))


def _clocks(quote: str) -> Iterator[float]:
    yield from (int(match[1]) * 60 + int(match[2]) for match in _CLOCK.finditer(quote))


def _value(number: str) -> float:
    return float(number.replace(",", "."))
