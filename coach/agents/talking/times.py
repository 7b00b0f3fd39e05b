"""Stretches of time said one way, so that "1:15 h", "1 h 15" and "75 minutes" are one figure."""

import re
from collections.abc import Callable

from coach.agents.proofreading import in_digits

_NUMBER = r"(?<![\w.,:])(\d+(?:\.\d+)?)"
_HOURS, _MINUTES = r"\s?-?h(?:ours?|rs?)?(?!\w)", r"\s?min(?:ute)?s?(?!\w)"
_COMMON = (
    (r"\bthree quarters of an hour\b", "45 min"),
    (r"\ban hour and a half\b|\bone and a half hours\b", "90 min"),
    (r"\bhalf an hour\b|\bhalf hour\b", "30 min"),
    (r"\ban hour\b", "60 min"),
)


def in_minutes(text: str) -> str:
    """Return a text with its hours in minutes; minutes and seconds stay as they are."""
    said = in_digits(text)
    for pattern, minutes in _COMMON:
        said = re.sub(pattern, minutes, said, flags=re.IGNORECASE)
    for pattern, minutes_of in _WRITTEN:
        said = re.sub(pattern, minutes_of, said, flags=re.IGNORECASE)
    return said


def _clock(match: re.Match[str]) -> str:
    return f"{int(match[1]) * 60 + int(match[2])} min"


def _range(match: re.Match[str]) -> str:
    return f"{_whole(match[1])}–{_whole(match[2])} min"


def _hours(match: re.Match[str]) -> str:
    return f"{_whole(match[1])} min"


def _whole(hours: str) -> int:
    return round(float(hours) * 60)


_WRITTEN: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (rf"(?<![\w.,:])(\d+):(\d\d){_HOURS}", _clock),
    (rf"(?<![\w.,:])(\d+)\s?h(?:ours?|rs?)?(?: and)? ?(\d\d?)(?:{_MINUTES}|(?![\w.,:]))", _clock),
    (rf"{_NUMBER}(?:[–-]| to )(\d+(?:\.\d+)?){_HOURS}", _range),
    (rf"{_NUMBER}{_HOURS}", _hours),
)
