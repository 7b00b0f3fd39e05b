"""Days in an answer held against the calendar: a weekday with its date, today, its neighbours."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from coach.agents.wording import MONTHS, WEEKDAYS

_DAY, _MONTH = "|".join(WEEKDAYS), "|".join(MONTHS)
_DATED = re.compile(
    rf"\b({_DAY}),? (?:the )?(?:(\d\d?)(?:st|nd|rd|th)?(?: of)? ({_MONTH})"
    rf"|({_MONTH}) (\d\d?)(?:st|nd|rd|th)?)(?:,? (\d{{4}}))?",
    re.IGNORECASE,
)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NAMED = re.compile(
    rf"\b({'|'.join(_NEAR)})(?:,| is| was| \(|, which is)? ?({_DAY})\b", re.IGNORECASE
)


def wrong_days(text: str, today: date) -> Iterator[str]:
    """Yield what the calendar contradicts: "Wednesday 10 March", "tomorrow is Sunday"."""
    for match in _DATED.finditer(text):
        number, month = match[2] or match[5], match[3] or match[4]
        day = _nearest(int(number), month, match[6], today)
        if day is None or WEEKDAYS[day.weekday()].lower() != match[1].lower():
            yield f"{match[0]} is no day of the calendar"
    for match in _NAMED.finditer(text):
        meant = today + timedelta(days=_NEAR[match[1].lower()])
        if WEEKDAYS[meant.weekday()].lower() != match[2].lower():
            yield f"{match[1].lower()} is not {match[2]}"


def _nearest(number: int, month: str, year: str | None, today: date) -> date | None:
    """Return the date of that day and month that is nearest to today; None for no date at all."""
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    place = [each.lower() for each in MONTHS].index(month.lower()) + 1
    found = [day for each in years if (day := _date(each, place, number))]
    return min(found, key=lambda day: abs(day - today), default=None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
