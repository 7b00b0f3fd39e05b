"""The goal on another day: whether it can be moved there, and what that does to the phases."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from coach.agents.answering.ground import Ground
from coach.agents.offers.errors import NotOfferedError
from coach.agents.own_plan import BY_YES
from coach.agents.wording import capitalized, days, weekday
from coach.domain.fact import Fact, FactKind
from coach.domain.wish import MovingGoal
from missions import MissionConfig, MissionError, goal_day, moved, standing
from missions.races import Race, races

_FURTHEST = timedelta(days=730)
_MATTERS = ("Peak", "Taper")


def move(ground: Ground, to: date) -> MovingGoal:
    """Return the goal moved to a day; raises NotOfferedError."""
    if not ground.today < to <= ground.today + _FURTHEST:
        raise NotOfferedError("A goal lies ahead, at most two years.")
    was, race = _mission_s_own(ground), _goal(ground.mission, ground.today)
    if was is None or race is None:
        raise NotOfferedError(
            "Your mission has no goal with a date ahead of it; whoever runs me sets one there."
        )
    if race.first == to:
        raise NotOfferedError(f"{capitalized(race.name)} stands on that day already.")
    _moved(ground.mission, to)
    return MovingGoal(to=to, was=was)


def shift(ground: Ground, by: timedelta) -> MovingGoal:
    """Return the goal moved by some days; raises NotOfferedError."""
    race = _goal(ground.mission, ground.today)
    return move(ground, race.first + by if race else ground.today + by)


def check_goal(ground: Ground, wish: MovingGoal) -> None:
    """See that the goal can still be moved; raises NotOfferedError."""
    if move(ground, wish.to).was != wish.was:
        raise NotOfferedError("Your mission has another goal by now.")


def fact_of_goal(wish: MovingGoal, *, today: date, said_at: datetime) -> Fact:
    """Return the fact that moves the goal."""
    return Fact(
        kind=FactKind.GOAL,
        local_date=today,
        said_at=said_at,
        words=BY_YES,
        code=wish.to.isoformat(),
        quality=wish.was,
    )


def goal_words(ground: Ground, wish: MovingGoal) -> Iterator[str]:
    """Say from when to when, and what that makes of today and of the last weeks."""
    new, today = _moved(ground.mission, wish.to), ground.today
    race = _goal(ground.mission, today)
    if race is None:
        return
    ahead = days((wish.to - today).days)
    yield f"Move {race.name}: from {_dated(race.first)} to {_dated(wish.to)}, in {ahead}."
    here, then = standing(ground.mission, today), standing(new, today)
    same = "stays" if here.words == then.words else f"becomes {then.words}, instead of"
    yield f"Today {same} {here.words}."
    late = [span for span in then.ahead if span.phase in _MATTERS and span.first > today]
    if late:
        yield f"{' and '.join(f'{s.phase} from {weekday(s.first)}' for s in late)}."


def _mission_s_own(ground: Ground) -> str | None:
    """Return the goal's day as the operator's file has it, also where it was moved before."""
    here = goal_day(ground.mission)
    moves = (f for f in ground.recollection.facts if f.kind is FactKind.GOAL and f.code == here)
    return next((fact.quality for fact in moves if fact.closed_on is None), here)


def _goal(mission: MissionConfig, today: date) -> Race | None:
    return next((r for r in races(mission, today) if r.planned and r.first > today), None)


def _moved(mission: MissionConfig, to: date) -> MissionConfig:
    try:
        return moved(mission, to)
    except MissionError as error:
        raise NotOfferedError(f"The goal cannot be moved there: {error.faults[0]}") from error


def _dated(day: date) -> str:
    return f"{weekday(day)} {day.year}"
