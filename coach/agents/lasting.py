"""Facts that reach over days or weekdays, in words: "no bike until Sunday", "no VO2 on Mondays"."""

from collections.abc import Mapping
from datetime import date, timedelta

from coach.agents.wording import WEEKDAYS, tidy, weekday
from coach.domain.fact import Fact, FactKind
from coach.domain.quoting import quoted

_SESSIONS: Mapping[str, str] = {
    "vo2max": "VO2max", "sweet_spot": "sweet spot", "anaerobic": "hill repeats",
    "long": "long sessions", "strength": "strength training",
}  # fmt: skip
_NEAR = timedelta(days=6)
"""So far on a weekday's name alone is clear."""


def lasting_words(fact: Fact) -> str:
    """Say what holds, without its days; a preference with its weekday."""
    match fact.kind:
        case FactKind.PREFERENCE:
            return _preference(fact)
        case FactKind.TRAVEL:
            return "away from home"
        case FactKind.TIME:
            return _minutes(fact)
        case FactKind.EQUIPMENT if fact.code:
            return fact.code.replace("_", " ")
        case _:
            return quoted(fact.words)


def span_words(first: date, last: date, today: date) -> str:
    """Say its days: " on Thursday", " until Sunday", " from Thursday to Sunday"."""
    if first == last:
        return " today" if first == today else f" on {_day(first, today)}"
    if first <= today:
        return f" until {_day(last, today)}"
    return f" from {_day(first, today)} to {_day(last, today)}"


def _minutes(fact: Fact) -> str:
    if not fact.value:
        return "no training"
    return f"at most {tidy(fact.value)} min" + (" a day" if fact.until != fact.local_date else "")


def _preference(fact: Fact) -> str:
    name = _SESSIONS.get(fact.code or "", fact.code or "")
    days = "" if fact.value is None else f" on {WEEKDAYS[int(fact.value) % 7]}s"
    return f"you like {name}{days}" if fact.quality == "like" else f"no {name}{days}"


def _day(day: date, today: date) -> str:
    return f"{day:%A}" if timedelta(0) <= day - today <= _NEAR else weekday(day)
