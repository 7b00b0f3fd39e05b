"""How each kind of value in a mission file is read, and in which words it is asked for.

A reader takes what TOML (or the environment, as text) gave and returns the value, or raises
`Unreadable` with what is needed instead.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from missions.mission import BlockedDays, DayOfYear, PlannedDay

Reader = Callable[[Any], Any]

LONGEST_NAME = 120
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK_KINDS = ("rest", "easy", "endurance", "long", "key", "tempo", "strength")
_PACE = re.compile(r"(\d{1,2}):([0-5]\d)(?:\s*/\s*(km|mi|100 ?m))?")
_METRES = {"km": 1000, "mi": 1609.344, "100m": 100}
_YEARS = range(2000, 2100)
_RANGE = re.compile(r"(\S+)\s*(?:\.\.|to|–)\s*(\S+)")


class Unreadable(ValueError):  # noqa: N818  # it is no failure, it says what is needed
    """A value that cannot be used; the message says what is needed."""


def text(value: object) -> str:
    """Read words, on one line and without signs that cannot be seen."""
    if not isinstance(value, str):
        raise Unreadable("words in quotes are needed")
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    if not 0 < len(words) <= LONGEST_NAME:
        raise Unreadable(f"words in quotes are needed, at most {LONGEST_NAME} characters")
    return words


def number(low: float, high: float, unit: str) -> Reader:
    """Make a reader of numbers from `low` to `high`."""

    def read(value: object) -> float:
        found = _as_float(value)
        if found is None or not low <= found <= high:
            raise Unreadable(f"a number from {low:g} to {high:g} is needed ({unit})")
        return found

    return read


def whole(low: int, high: int, unit: str) -> Reader:
    """Make a reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        found = _as_float(value)
        if found is None or found != int(found) or not low <= found <= high:
            raise Unreadable(f"a whole number from {low} to {high} is needed ({unit})")
        return int(found)

    return read


def _as_float(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e9 else None  # also turns away nan and infinity


def yes_or_no(value: object) -> bool:
    """Read true or false."""
    known = {True: True, False: False, "true": True, "false": False}
    if isinstance(value, bool | str) and value in known:
        return known[value]
    raise Unreadable("true or false is needed, without quotes")


def choice(allowed: Iterable[str], prefix: str = "") -> Reader:
    """Make a reader of one of some words; the value carries `prefix` before the word."""
    words = tuple(allowed)

    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return prefix + value
        raise Unreadable(f"{_either(words)} is needed{nearest(value, words)}")

    return read


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def nearest(word: object, known: Iterable[str]) -> str:
    """Return ` (did you mean x?)`, or nothing where nothing is near."""
    found = get_close_matches(str(word).lower(), tuple(known), n=1, cutoff=0.6)
    return f" (did you mean {found[0]}?)" if found else ""


def day(value: object) -> date:
    """Read a date of this century, bare or in quotes."""
    found = value
    if isinstance(value, str):
        with suppress(ValueError):
            found = date.fromisoformat(value.strip())
    if isinstance(found, datetime) or not isinstance(found, date) or found.year not in _YEARS:
        raise Unreadable("a date like 2026-06-21 is needed")
    return found


def day_or_yearly(value: object) -> date | DayOfYear:
    """Read a date, or a month and day that come every year ("06-21")."""
    if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value):
        try:
            found = date.fromisoformat(f"2001-{value}")  # 29 February is no day of every year
        except ValueError:
            raise Unreadable('a month and day like "06-21" is needed') from None
        return DayOfYear(found.month, found.day)
    try:
        return day(value)
    except Unreadable:
        raise Unreadable(
            'a date like 2026-06-21 is needed, or a month and day like "06-21" for every year'
        ) from None


def pace(value: object) -> float:
    """Read a pace as seconds per kilometre: "4:15", "6:50/mi", "1:40/100m", or seconds."""
    match = _PACE.fullmatch(value.strip()) if isinstance(value, str) else None
    seconds = _as_float(value)
    if match:
        metres = _METRES[(match[3] or "km").replace(" ", "")]
        seconds = (int(match[1]) * 60 + int(match[2])) * 1000 / metres
    if seconds is None or not 120 <= seconds <= 2400:
        raise Unreadable('a pace like "4:15" per km, "6:50/mi" or "1:40/100m" is needed')
    return seconds


def blocked_days(value: object) -> tuple[BlockedDays, ...]:
    """Read weekdays, dates and ranges of dates ("2026-08-01 to 2026-08-14")."""
    if not isinstance(value, list):
        raise Unreadable('a list like ["friday", "2026-08-01 to 2026-08-14"] is needed')
    return tuple(_blocked(item) for item in value)


def _blocked(item: object) -> BlockedDays:
    word = str(item).strip().lower()
    if word.removesuffix("s") in WEEKDAYS:
        return BlockedDays(weekday=WEEKDAYS.index(word.removesuffix("s")))
    match = _RANGE.fullmatch(word)
    try:
        first, last = (day(match[1]), day(match[2])) if match else (day(item), day(item))
    except Unreadable:
        first, last = date.max, date.min
    if last < first:
        raise Unreadable(
            f'"{item}" is no weekday, no date and no range like "2026-08-01 to 2026-08-14"'
            f"{nearest(word, WEEKDAYS)}"
        )
    return BlockedDays(first=first, last=last)


def words_of(allowed: Mapping[str, str]) -> Reader:
    """Make a reader of a list of some words, each allowed one with its meaning."""
    one = choice(allowed)

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise Unreadable(f'a list like ["{next(iter(allowed))}"] is needed')
        return tuple(one(item) for item in value)

    return read


def weekday_plan(value: object) -> PlannedDay:
    """Read "rest", "key 60" or { kind = "key", minutes = 60 }."""
    found = value
    if isinstance(value, str):
        found = dict(zip(("kind", "minutes"), value.split(maxsplit=1), strict=False))
    if not isinstance(found, dict) or "kind" not in found or found.keys() - {"kind", "minutes"}:
        raise Unreadable('"rest", "key 60" or { kind = "key", minutes = 60 } is needed')
    minutes = found.get("minutes")
    return PlannedDay(
        kind=choice(WEEK_KINDS)(found["kind"]),
        minutes=None if minutes is None else number(10, 1440, "minutes")(minutes),
    )


def phase_override(value: object) -> date | int:
    """Read the first day of a phase, or its length in whole weeks."""
    try:
        return int(whole(0, 52, "weeks")(value))
    except Unreadable:
        pass
    try:
        return day(value)
    except Unreadable:
        raise Unreadable(
            "its first day like 2026-04-06, or its length in weeks like 6, is needed"
        ) from None
