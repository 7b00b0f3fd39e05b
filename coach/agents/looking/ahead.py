"""Days ahead as sheets: what another day than the planned one would change, and the mission."""

from collections.abc import Iterator
from datetime import date, timedelta

from coach.agents.answering import Asked, Ground, bounds
from coach.agents.answering.amounts import Amount, amount_of, amount_of_session
from coach.agents.answering.days import line_of
from coach.agents.answering.ground import A_DAY
from coach.agents.answering.projecting import (
    NO_LOADS,
    Evening,
    apart,
    as_it_stands,
    last_evening,
    tenth,
    trained_today,
)
from coach.agents.looking.arguments import WhatIf
from coach.agents.looking.sheet import Row, Sheet, fault, row
from coach.agents.mission import describe
from coach.agents.wording import MINUS, tidy, weekday, whole
from coach.agents.workout_words import amount as amount_words
from coach.domain.quoting import clean
from coach.science.fitness import DayLoads

MOST_AHEAD = 13
_MORNINGS = 3
_LISTED_DAYS, _LONGEST_LINE = 10, 300
_REST: DayLoads = (0.0, 0.0)


def what_if(asked: WhatIf, ground: Ground) -> Sheet:
    """Return the mornings after a day done otherwise, beside those of the plan as it stands."""
    before = last_evening(ground)
    if before is None:
        return fault(NO_LOADS)
    ahead = (asked.day - ground.today).days
    if not 0 <= ahead <= MOST_AHEAD:
        last = ground.today + timedelta(days=MOST_AHEAD)
        return fault(f"day: from {ground.today} to {last} can be counted")
    supposed = _amount(asked, ground)
    told = {
        "day": weekday(asked.day),
        "instead": "rest" if supposed is None else supposed.words,
        "load": whole(supposed.load if supposed else 0),
        "planned": _planned(asked.day, ground),
        "planned load": whole(_loads(asked.day, ground)[1]),
    }
    if asked.day == ground.today:
        told["today's bounds"] = _verdict(supposed, ground)
    rows = tuple(_mornings(asked.day, supposed, before, ground))
    return Sheet(told=told, rows=rows)


def _amount(asked: WhatIf, ground: Ground) -> Amount | None:
    """Return what would be done; None is rest."""
    if not (asked.load or asked.minutes):
        return None
    meant = Asked(minutes=asked.minutes, load=asked.load, effort=asked.kind, sport=asked.sport)
    return amount_of(meant, ground)


def _planned(day: date, ground: Ground) -> str:
    if day == ground.today:
        done = trained_today(ground)[1]
        said = amount_words(ground.workout)
        return f"{said}; done today already: load {whole(done)}" if done else said
    session = ground.expected_on(day)
    return "rest" if session is None else amount_of_session(session).words


def _loads(day: date, ground: Ground) -> DayLoads:
    """Return a day's loads as things stand."""
    if day == ground.today:
        return as_it_stands(ground)
    session = ground.expected_on(day)
    return _REST if session is None else amount_of_session(session).loads


def _mornings(day: date, supposed: Amount | None, before: Evening, ground: Ground) -> Iterator[Row]:
    planned = changed = before
    for ahead in range((day - ground.today).days + _MORNINGS):
        this = ground.today + ahead * A_DAY
        usual = _loads(this, ground)
        planned = planned.then(usual)
        changed = changed.then(_instead(supposed, ground, this) if this == day else usual)
        if this >= day:
            yield _morning(this + A_DAY, planned, changed)


def _instead(supposed: Amount | None, ground: Ground, day: date) -> DayLoads:
    """Return the loads of a changed day; what was done today already stays done."""
    done = trained_today(ground) if day == ground.today else _REST
    fitness, fatigue = _REST if supposed is None else supposed.loads
    return done[0] + fitness, done[1] + fatigue


def _morning(day: date, planned: Evening, changed: Evening) -> Row:
    form, usual = apart(changed.tsb, planned.tsb)
    return row(
        morning_of=weekday(day),
        TSB=form,
        TSB_as_planned=usual,
        TSB_difference=_difference(form, usual),
        CTL=tenth(changed.ctl),
        CTL_as_planned=tenth(planned.ctl),
        ATL=tenth(changed.atl),
        ATL_as_planned=tenth(planned.atl),
    )


def _difference(one: str, other: str) -> str:
    """Return the difference of two numbers as they are said, so that all three fit together."""
    first, second = (float(said.replace(MINUS, "-")) for said in (one, other))
    said = tidy(first - second)
    return said if said.startswith(MINUS) else f"+{said}"


def _verdict(supposed: Amount | None, ground: Ground) -> str:
    """Say whether today has room for it; the envelope decides, this only reads it."""
    if supposed is None:
        return "rest is always within them"
    if (fixed := bounds.set_apart(ground)) is not None:
        return fixed
    room = "within them" if bounds.holds(ground, supposed) else "beyond them"
    return f"{room}: {bounds.limits(ground)}, {bounds.hardest(ground)}. {bounds.because(ground)}"


def mission(ground: Ground) -> Sheet:
    """Return the mission in its own lines, and the next days as it plans them."""
    coming = [line_of(ground, ground.today + ahead * A_DAY) for ahead in range(1, _LISTED_DAYS + 1)]
    lines = [clean(line, _LONGEST_LINE) for line in describe(ground.mission, ground.today)]
    return Sheet(told={"mission": lines, "days": coming})
