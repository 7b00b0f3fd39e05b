"""Answers about days to come: tomorrow, the week, the next rest, hard day, phase and race."""

from collections.abc import Iterator
from datetime import date, timedelta

from coach.agents.answering.days import (
    DEMANDING,
    coming,
    day_asked,
    line_of,
    named,
    next_demanding,
    said_of,
    softened,
)
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.projecting import as_it_stands, last_evening
from coach.agents.answering.question import Asked
from coach.agents.wording import capitalized, days, weekday, whole
from coach.agents.workout_words import amount
from coach.domain.decision import Flag
from missions import standing
from missions.phases import monday
from missions.races import races

_DECIDED = "What exactly is decided in the morning, from your night and how you feel."
_LOOK_AHEAD = timedelta(days=28)
_WEEKS_AHEAD = 16
_MOST_RACES = 3


def tomorrow(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say what the mission plans for the day asked about, the next one where none was named."""
    day = day_asked(asked, ground) or ground.today + A_DAY
    if day == ground.today:
        yield f"That is today: {ground.decision.action}, {amount(ground.workout)}."
        return
    yield line_of(ground, day)
    if "weekend" in asked.days and asked.weekday is None:
        yield line_of(ground, day + A_DAY)
    before = last_evening(ground)
    racing = Flag.RACE_DAY in ground.decision.flags
    if before is not None and day == ground.today + A_DAY and not racing:
        form = whole(before.then(as_it_stands(ground)).tsb)
        yield f"After today as it stands, its TSB (form) begins at {form}."
    yield _DECIDED


def week_ahead(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the next seven days in one line."""
    said = [f"Today {amount(ground.workout)}"]
    for day, plan in coming(ground, ground.today + A_DAY, timedelta(days=6)):
        kind = "closed" if plan.blocked else (plan.kind or "open").removeprefix("stage_")
        minutes = f" {whole(plan.minutes)} min" if plan.minutes else ""
        said.append(f"{day:%a} {kind.replace('_', ' ')}{minutes}")
    yield " · ".join(said)
    if (keep := next_demanding(ground, ground.today + A_DAY)) is not None:
        yield f"{keep} is the one to be fresh for."
    softer = softened(ground, ground.today + A_DAY)
    less = f"{capitalized(softer)} makes it less. " if softer else ""
    yield f"{less}Each day is decided in its morning."


def rest_day(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the next day of rest."""
    if ground.workout.duration_minutes == 0:
        yield "Today is one."
    for day, plan in coming(ground, ground.today + A_DAY, _LOOK_AHEAD):
        if plan.kind == "rest":
            closed = ", closed by your mission" if plan.blocked else ""
            yield f"Your next rest day is {weekday(day)}, {_in(ground, day)}{closed}."
            break
    else:
        yield "Your mission names no rest day; I give you one when your body asks for it."
    since = ground.morning.days_since_rest
    if since is not None and ground.recollection.loads and ground.workout.duration_minutes:
        yield f"Your last one was {days(since)} ago."


def hard_day(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the next demanding days of the mission."""
    found = [
        (day, plan)
        for day, plan in coming(ground, ground.today + A_DAY, _LOOK_AHEAD)
        if plan.kind in DEMANDING
    ]
    if not found:
        yield "Your mission names no hard days; I choose them by how fresh you are."
        return
    (day, plan), *others = found
    yield f"Next is {named(ground, day)}: {said_of(plan)}."
    if others:
        day, plan = others[0]
        yield f"Then {weekday(day)}: {said_of(plan)}."
    yield _DECIDED


def recovery_week(_: Asked, ground: Ground) -> Iterator[str]:
    """Say when the next recovery week begins, or until when this one goes."""
    here = standing(ground.mission, ground.today)
    first = monday(ground.today)
    if here.recovery_week:
        yield f"This is your recovery week, until {weekday(first + 6 * A_DAY)}."
    weeks = _WEEKS_AHEAD if here.days_to_goal is None else here.days_to_goal // 7
    mondays = (first + week * 7 * A_DAY for week in range(1, weeks + 1))
    found = next((day for day in mondays if standing(ground.mission, day).recovery_week), None)
    if found is not None:
        yield f"The next recovery week begins on {weekday(found)}, {_in(ground, found)}."
    elif not here.recovery_week:
        before = f"before {here.goal_name}" if here.goal_name else "in the next months"
        yield f"None {before}. Now: {here.words}."
    if here.next_phase in {"Peak", "Taper"} and here.days_to_next_phase is not None:
        yield f"{here.next_phase}, with less volume, begins in {days(here.days_to_next_phase)}."


def next_phase(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the phase of today and when the next begins."""
    here = standing(ground.mission, ground.today)
    yield f"Now: {here.words}."
    ahead = [span for span in here.ahead if span.first > ground.today]
    if ahead:
        yield "Then: " + " · ".join(
            f"{span.phase} from {weekday(span.first)}, {_in(ground, span.first)}" for span in ahead
        )
    elif here.next_phase and here.days_to_next_phase is not None:
        yield f"{here.next_phase} begins in {days(here.days_to_next_phase)}."
    if here.days_to_goal:
        yield f"{days(here.days_to_goal).capitalize()} to {here.goal_name}."


def race(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the races ahead, the goal first in its place in time."""
    ahead = [each for each in races(ground.mission, ground.today) if each.last >= ground.today]
    if not ahead:
        yield "Your mission has no race with a date; it keeps you fit for its own sake."
        yield "A goal_event and a goal_date in the mission change that, and bring a taper."
        return
    for each in ahead[:_MOST_RACES]:
        when = "today" if each.first <= ground.today else _in(ground, each.first)
        yield f"{capitalized(each.name)}: {weekday(each.first)} {each.first.year}, {when}."


def _in(ground: Ground, day: date) -> str:
    return f"in {days((day - ground.today).days)}"
