"""The load curve as a sheet: day by day for four weeks, by the week beyond."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from coach.agents.looking.sheet import Row, Sheet, covers, day_of, row
from coach.agents.wording import signed, whole
from coach.domain.athlete import LoadDay

MOST_DAYS = 366
DAILY_DAYS = 28


def load_curve(curve: Sequence[LoadDay], today: date) -> Sheet:
    """Return the days' loads, CTL, ATL, TSB and ramp, with the highest and lowest of them."""
    if not curve:
        return Sheet(told={"known": "no training of these days is known"})
    first, last = curve[0], curve[-1]
    told = {
        "covers": covers(first.local_date, last.local_date, today),
        "whole load": whole(sum(day.load for day in curve)),
        "highest CTL": _at(curve, lambda day: day.ctl, today, best=max),
        "lowest CTL": _at(curve, lambda day: day.ctl, today, best=min),
        "lowest TSB": _at(curve, lambda day: day.tsb, today, best=min),
        "CTL change": signed(last.ctl - first.ctl),
        "note": "CTL and ATL at the end of the day, TSB of its morning, ramp over 7 days",
    }
    daily = len(curve) <= DAILY_DAYS
    return Sheet(told=told, rows=tuple(_days(curve, today) if daily else _weeks(curve, today)))


def _at(
    curve: Sequence[LoadDay],
    value: Callable[[LoadDay], float],
    today: date,
    *,
    best: Callable[..., LoadDay],
) -> str:
    found = best(curve, key=value)
    return f"{whole(value(found))} on {day_of(found.local_date, today)}"


def _days(curve: Sequence[LoadDay], today: date) -> Iterator[Row]:
    for day in curve:
        yield row(day=day_of(day.local_date, today), load=whole(day.load), **_state(day))


def _weeks(curve: Sequence[LoadDay], today: date) -> Iterator[Row]:
    """Yield each week's whole load, and fitness and form of its last day."""
    for monday, days in groupby(curve, key=_monday):
        week = list(days)
        load = whole(sum(day.load for day in week))
        last = week[-1]
        named = day_of(monday, today)
        yield row(week_of=named, load=load, CTL=whole(last.ctl), TSB=whole(last.tsb))


def _monday(day: LoadDay) -> date:
    return day.local_date - timedelta(days=day.local_date.weekday())


def _state(day: LoadDay) -> dict[str, str]:
    return {
        "CTL": whole(day.ctl), "ATL": whole(day.atl), "TSB": whole(day.tsb),
        "ramp": signed(day.ramp),
    }  # fmt: skip
