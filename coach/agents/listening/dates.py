"""The days that a message names: "Thursday to Sunday", "3-10 August", "next week", "on Mondays".

Reads dates only; what happens on them is read elsewhere. Every day meant lies today or later; an
end that is not told gives no span.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from coach.agents.wording import MONTHS, WEEKDAYS

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LONGEST = timedelta(days=366)
_JUST_PAST = timedelta(days=60)
"""A date so little past is not next year's."""
_WEEKDAYS = tuple(name[:3].lower() for name in WEEKDAYS)
_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "seven": 7, "ten": 10, "couple of": 2, "a couple of": 2}  # fmt: skip

_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b(?!\s*\d+\s*(?:km|h|min|w)\b)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_NUMBER = r"(?:[0-3]?[0-9])(?:st|nd|rd|th)?\b"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\btil\b|\bthrough\b|\bthru\b)\s*"
_TILL = r"\b(?:until|till|til|through|thru|up to)\s+"
_POINT = (
    rf"(?:\d{{4}}-\d\d-\d\d|{_NUMBER}\.?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_NUMBER}"
    rf"|(?:(?:next|this|coming)\s+)?{_WEEKDAY}|the day after tomorrow|tomorrow|today|tonight)"
)
_MANY = r"(?:\d{1,2}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, or one weekday (0 is Monday) of every week from `first` on.

    `start` and `end` say where in the message they are named.
    """

    first: date
    last: date | None
    start: int
    end: int
    weekday: int | None = None


def spans(text: str, today: date) -> tuple[Span, ...]:
    """Return the spans a message names, in its order; of two that overlap the longer words."""
    found: list[Span] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            free = all(match.end() <= one.start or match.start() >= one.end for one in found)
            span = read(match, today) if free else None
            if span is not None:
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


def _at(match: re.Match[str], first: date | None, last: date | None) -> Span | None:
    """Return the span of a match; none where its days make no sense."""
    if first is None or last is None or not first <= last <= first + _LONGEST:
        return None
    return Span(first, last, match.start(), match.end())


def _of_weekdays(match: re.Match[str], today: date) -> Span:
    weekday = _WEEKDAYS.index(match["day"][:3].lower())
    return Span(today, None, match.start(), match.end(), weekday)


def _days_of_month(match: re.Match[str], today: date) -> Span | None:
    """Read "3-10 August", "3 August to 10 August", "August 3-10"."""
    last_month = match["month"] or match["month_before"]
    first_month = match["month_of_first"] or last_month
    last = _dated(match["last"], last_month, today)
    if last is None:
        return None
    first = _dated(match["first"], first_month, last - 300 * _DAY)
    return _at(match, max(first, today) if first else None, last)


def _range(match: re.Match[str], today: date) -> Span | None:
    first = _point(match["first"], today)
    return _at(match, first, _point(match["last"], first) if first else None)


def _until(match: re.Match[str], today: date) -> Span | None:
    return _at(match, today, _point(match["last"], today))


def _one(match: re.Match[str], today: date) -> Span | None:
    if match["open"]:
        return None
    day = _point(match["point"], today)
    return _at(match, day, day)


def _counted(match: re.Match[str], today: date) -> Span | None:
    count = _COUNTS.get(match["count"].lower()) or int(match["count"])
    length = count * (_WEEK if match["unit"].lower().startswith("week") else _DAY)
    return _at(match, today, today + length - _DAY)


def _named(match: re.Match[str], today: date) -> Span | None:
    """Read "this week", "next weekend", "next month"."""
    monday = today - today.weekday() * _DAY
    is_next = match["which"].lower() == "next"
    match match["span"].lower():
        case "week":
            first = monday + _WEEK if is_next else today
            last = monday + (2 if is_next else 1) * _WEEK - _DAY
        case "weekend":
            saturday = monday + 5 * _DAY + (_WEEK if is_next else 0 * _DAY)
            first, last = max(saturday, today), saturday + _DAY
        case _:
            first = (today.replace(day=1) + 32 * _DAY).replace(day=1) if is_next else today
            last = first.replace(day=monthrange(first.year, first.month)[1])
    return _at(match, first, last)


def _point(words: str, today: date) -> date | None:
    """Return the day that a word or a date names, the next one from `today` on."""
    said = words.lower().strip()
    if said in _RELATIVE:
        return today + _RELATIVE[said] * _DAY
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return _iso(said, today)
    if (number := re.search(r"\d+", said)) is not None:
        return _dated(number[0], re.sub(r"\d+(st|nd|rd|th)?|[. ]|\bof\b", "", said), today)
    return _weekday(said, today)


_RELATIVE = {"today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2}


def _weekday(said: str, today: date) -> date:
    name = said.rsplit(maxsplit=1)[-1][:3]
    if said.startswith("next"):
        monday = today - today.weekday() * _DAY + _WEEK
        return monday + _WEEKDAYS.index(name) * _DAY
    return today + (_WEEKDAYS.index(name) - today.weekday()) % 7 * _DAY


def _iso(said: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day >= today else None


def _dated(number: str, month: str, today: date) -> date | None:
    """Return the next such day of a month from `today` on; none for one just past, or 31 June."""
    day, of = int(re.sub(r"\D", "", number)), _MONTHS.index(month[:3].lower()) + 1
    for year in (today.year, today.year + 1):
        if 1 <= day <= monthrange(year, of)[1]:
            found = date(year, of, day)
            if found >= today:
                return found
            if today - found <= _JUST_PAST:
                return None
    return None


_Read = Callable[[re.Match[str], date], Span | None]
_OF_FIRST = rf"(?:\.?\s+(?:of\s+)?(?P<month_of_first>{_MONTH}))?"
_BEFORE = r"(?P<open>\b(?:from|since|as of|starting|last|every|before|after)\s+)?"
_WRITTEN: tuple[tuple[tuple[str, ...], _Read], ...] = (
    ((r"\b(?:on |every )?(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days\b",), _of_weekdays),
    ((rf"\bevery (?P<day>{_WEEKDAY})",), _of_weekdays),
    (
        (
            rf"\b(?:from\s+)?(?P<month_before>)(?P<first>{_NUMBER}){_OF_FIRST}{_TO}",
            rf"(?P<last>{_NUMBER})\.?\s+(?:of\s+)?(?P<month>{_MONTH})",
        ),
        _days_of_month,
    ),
    (
        (
            rf"\b(?:from\s+)?(?P<month_before>{_MONTH})\s+(?P<first>{_NUMBER})",
            rf"(?P<month_of_first>){_TO}(?P<month>{_MONTH}\s+)?(?P<last>{_NUMBER})",
        ),
        _days_of_month,
    ),
    (
        (
            rf"\b(?:from\s+)?(?P<first>{_POINT})(?:{_TO}|\s+and\s+|\s*&\s*)",
            rf"(?P<last>{_POINT})",
        ),
        _range,
    ),
    ((_TILL, rf"(?:and including\s+)?(?P<last>{_POINT})"), _until),
    ((r"\b(?P<which>next|this|the|coming)\s+(?P<span>weekend|week|month)\b",), _named),
    (
        (
            r"\b(?:for (?:the (?:next )?)?|the next )",
            rf"(?P<count>{_MANY})\s+(?P<unit>days?|weeks?)\b",
        ),
        _counted,
    ),
    ((_BEFORE, rf"(?:\bon\s+)?\b(?P<point>{_POINT})"), _one),
)
"""How days are written, and who reads them; what stands first is looked for first."""

_FORMS = tuple((re.compile("".join(parts), re.IGNORECASE), read) for parts, read in _WRITTEN)
