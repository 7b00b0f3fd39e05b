"""A week or a month that is over, in its figures and in plain sentences made of them.

Counts what was; what it teaches is `reflection`'s. Nothing known makes no summary.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from coach.agents.noted import fact_words
from coach.agents.trained import HARD_DAY_LOAD, HARD_DAY_OF_CTL, REST_BELOW_LOAD, is_hard
from coach.agents.wording import capitalized, days, hours, signed, whole
from coach.domain.activity import Activity
from coach.domain.athlete import LoadDay
from coach.domain.briefing import DayEntry
from coach.domain.fact import Fact, FactKind
from coach.domain.night import Night
from coach.domain.summary import Span, Summary

FEWEST_NIGHTS = 3
"""A mean of fewer nights tells nothing."""
_MOST_TROUBLES = 3
_FEWEST_PLANNED = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is known of a span; `loads` begin the day before it, where that is known."""

    span: Span
    first: date
    last: date
    entries: Sequence[DayEntry] = ()
    activities: Sequence[Activity] = ()
    loads: Sequence[LoadDay] = ()
    nights: Sequence[Night] = ()
    facts: Sequence[Fact] = ()

    @property
    def dates(self) -> list[date]:
        """Every day of it."""
        return [self.first + ago * _DAY for ago in range((self.last - self.first).days + 1)]


def span_before(span: Span, today: date) -> tuple[date, date]:
    """Return the first and last day of the newest week or month that is over on `today`."""
    match span:
        case Span.WEEK:
            last = today - timedelta(days=today.weekday() + 1)
            return last - 6 * _DAY, last
        case Span.MONTH:
            last = today.replace(day=1) - _DAY
            return last.replace(day=1), last


def summarise(past: Past, made_at: datetime) -> Summary | None:
    """Return the summary of a span, None where nothing is known of it."""
    inside = {day.local_date: day for day in past.loads if day.local_date >= past.first}
    load = sum(day.load for day in inside.values())
    if not (past.activities or past.entries or past.nights or load):
        return None
    planned, done = _sessions(past)
    counted = Summary(
        span=past.span,
        first=past.first,
        last=past.last,
        made_at=made_at,
        hours=round(sum(one.duration_s for one in past.activities) / 3600, 2),
        load=round(load, 1),
        activities=len(past.activities),
        **_fitness(past),
        hard_days=sum(_is_hard_day(past, inside.get(day), day) for day in past.dates),
        rest_days=sum(_is_rest(inside.get(day)) for day in past.dates) if inside else 0,
        sleep_h=_mean(night.sleep_h for night in past.nights),
        hrv_ms=_mean(night.hrv_ms for night in past.nights),
        planned=len(planned),
        done=done,
        planned_load=round(
            sum(entry.briefing.decision.workout.estimated_load for entry in planned)
        ),
        troubles=tuple(_troubles(past)),
    )
    return counted.model_copy(update={"lines": tuple(_lines(counted))})


def title(summary: Summary) -> str:
    """Say which span it is: "Week of 2 March", "February 2026"."""
    match summary.span:
        case Span.WEEK:
            return f"Week of {summary.first.day} {summary.first:%B}"
        case Span.MONTH:
            return f"{summary.first:%B %Y}"


def in_one_line(summary: Summary) -> str:
    """Say a week in a breath, for the Monday after: "Last week: 7:40 h, load 412, ..."."""
    parts = [f"{hours(summary.hours)} h", f"load {whole(summary.load)}"]
    if summary.planned >= _FEWEST_PLANNED:
        parts.append(f"{summary.done} of {summary.planned} planned sessions done")
    return f"Last week: {', '.join(parts)}"


def _lines(summary: Summary) -> Iterator[str]:
    yield _trained(summary)
    if summary.planned:
        asked = f", which asked for a load of {whole(summary.planned_load)}"
        yield f"Done: {summary.done} of {summary.planned} planned sessions{asked}."
    rested = [
        f"slept {hours(summary.sleep_h)} on average" if summary.sleep_h is not None else "",
        f"HRV {whole(summary.hrv_ms)} ms" if summary.hrv_ms is not None else "",
    ]
    if any(rested):
        yield f"{capitalized(', '.join(filter(None, rested)))}."
    if summary.troubles:
        yield f"{capitalized('; '.join(summary.troubles))}."


def _trained(summary: Summary) -> str:
    if not summary.activities and not summary.load:
        return "No training that I know of."
    sessions = "1 session" if summary.activities == 1 else f"{summary.activities} sessions"
    parts = [f"{hours(summary.hours)} h in {sessions}", f"load {whole(summary.load)}"]
    if summary.ctl is not None:
        change = "" if summary.ctl_change is None else f" ({signed(summary.ctl_change)})"
        parts.append(f"CTL {whole(summary.ctl)}{change}")
    counted = f"{_count(summary.hard_days, 'hard day')} and {_count(summary.rest_days, 'rest day')}"
    return f"{', '.join(parts)}; {counted}."


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'s' * (number != 1)}"


def _fitness(past: Past) -> dict[str, float | None]:
    if not past.loads:
        return {"ctl": None, "ctl_change": None}
    first, last = past.loads[0], past.loads[-1]
    change = last.ctl - first.ctl if first.local_date < past.first else None
    return {"ctl": round(last.ctl, 1), "ctl_change": None if change is None else round(change, 1)}


def _sessions(past: Past) -> tuple[list[DayEntry], int]:
    """Return the days that planned a session, and how many of them saw training."""
    planned = [one for one in past.entries if one.briefing.decision.workout.duration_minutes > 0]
    trained = {one.local_date for one in past.activities if (one.load or 0) >= REST_BELOW_LOAD}
    trained |= {fact.local_date for fact in past.facts if fact.kind is FactKind.DONE}
    return planned, sum(entry.local_date in trained for entry in planned)


def _is_hard_day(past: Past, load: LoadDay | None, day: date) -> bool:
    if load and load.load >= max(HARD_DAY_LOAD, HARD_DAY_OF_CTL * load.ctl):
        return True
    return any(is_hard(one) for one in past.activities if one.local_date == day)


def _is_rest(load: LoadDay | None) -> bool:
    return load is not None and load.load < REST_BELOW_LOAD


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 2) if len(known) >= FEWEST_NIGHTS else None


def _troubles(past: Past) -> Iterator[str]:
    """Yield pains and illnesses with how many days they were told on, the longest first."""
    told: dict[str, set[date]] = {}
    for fact in past.facts:
        if fact.kind in {FactKind.PAIN, FactKind.SYMPTOM} and fact.value != 0:
            name = fact.site if fact.kind is FactKind.PAIN and fact.site else fact_words(fact)
            told.setdefault(name, set()).update(_days_of(fact, past))
    longest = sorted(told.items(), key=lambda item: -len(item[1]))[:_MOST_TROUBLES]
    for name, dates in longest:
        if dates:
            yield f"{name} on {days(len(dates))}"


def _days_of(fact: Fact, past: Past) -> Iterator[date]:
    """Yield the days of the span that a pain or an illness reached, itself closed at its end."""
    end = past.last if fact.closed_on is None else min(past.last, fact.closed_on - _DAY)
    for day in past.dates:
        if fact.local_date <= day <= max(end, fact.local_date):
            yield day
