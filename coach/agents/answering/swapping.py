"""Answers about two days that change places, today and another one mostly."""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.agents.answering import bounds
from coach.agents.answering.amounts import Amount, amount_of_session, duration
from coach.agents.answering.days import days_swapped
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.projecting import (
    Evening,
    apart,
    as_it_stands,
    has_trained,
    last_evening,
)
from coach.agents.answering.question import Asked
from coach.agents.own_plan import wish_of
from coach.agents.sessions import Session
from coach.agents.wording import lowered, whole
from coach.agents.workout_words import amount as amount_words
from coach.domain.wish import DayWish
from coach.science.fitness import DayLoads

_REST: DayLoads = (0.0, 0.0)


def swap(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say what two days would be the other way round, today and another one mostly."""
    first, second = sorted(days_swapped(asked, ground))
    if first > ground.today:
        ours, theirs = (_expected(ground.expected_on(day)) for day in (first, second))
        yield f"Swapped, {_near(ground, first)} would be {theirs}, and {second:%A} {ours}."
    elif (fixed := bounds.set_apart(ground)) is not None:
        yield fixed
        return
    elif has_trained(ground):
        yield "You have trained today already, so today stays where it is."
        return
    else:
        yield from _with_today(second, ground)
    yield "What you do counts in any case, and each day is decided in its morning."


def _with_today(day: date, ground: Ground) -> Iterator[str]:
    other = ground.expected_on(day)
    mine, today = ground.meant_today, amount_words(ground.workout)
    if mine is not None and mine.id != ground.workout.session:
        today = _said(amount_of_session(mine))
    name = _near(ground, day)
    yield f"Swapped, today would be {_expected(other)}, and {name} {today}."
    if other is not None:
        yield _fits(other, ground, (wish_of(ground.today, other), wish_of(day, mine)))
    before = last_evening(ground)
    if before is not None and name == "tomorrow":
        theirs_loads = amount_of_session(other).loads if other else _REST
        yield _both_ways(before, as_it_stands(ground), theirs_loads, day)


def _near(ground: Ground, day: date) -> str:
    return "tomorrow" if day == ground.today + A_DAY else f"{day:%A}"


def _expected(session: Session | None) -> str:
    return "a rest day" if session is None else _said(amount_of_session(session))


def _said(amount: Amount) -> str:
    return f"{duration(amount.minutes or 0)} of {lowered(amount.words)} (load {whole(amount.load)})"


def _fits(session: Session, ground: Ground, days: Sequence[DayWish]) -> str:
    """Say whether today would really be this session, were the days chosen so."""
    if not bounds.holds(ground, amount_of_session(session)):
        return f"That does not fit today: {bounds.limits(ground)}. {bounds.because(ground)}".strip()
    return bounds.instead(ground, session, days) or "It is within today's bounds."


def _both_ways(before: Evening, today: DayLoads, tomorrow: DayLoads, day: date) -> str:
    swapped = before.then(tomorrow).then(today).tsb
    kept = before.then(today).then(tomorrow).tsb
    form, old_form = apart(swapped, kept)
    on = f"On {day + A_DAY:%A} TSB (form)"
    return (
        f"{on} would be {form} either way."
        if form == old_form
        else (f"{on} would be {form}, as planned {old_form}.")
    )
