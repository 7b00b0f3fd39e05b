"""Days ahead as the mission plans them, in words; what a day brings is decided in its morning."""

from collections.abc import Iterator
from datetime import date, timedelta

from coach.agents.answering.amounts import duration
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.question import Asked
from coach.agents.wording import capitalized, weekday
from missions import PlanOfDay, standing
from missions.mission import Kind

KINDS: dict[Kind | None, str] = {
    "rest": "a rest day", "easy": "an easy day", "endurance": "an endurance day",
    "long": "a long day", "key": "a key day, hard", "tempo": "a tempo day",
    "strength": "a strength day", "race": "race day", "stage_flat": "a flat stage",
    "stage_hilly": "a hilly stage", "stage_mountain": "a mountain stage",
    "stage_time_trial": "a time trial", None: "a day your mission leaves to me",
}  # fmt: skip
DEMANDING: dict[Kind | None, str] = {
    "key": "key session", "long": "long day", "race": "race", "tempo": "tempo",
    "stage_hilly": "stage", "stage_mountain": "stage", "stage_time_trial": "time trial",
}  # fmt: skip
_MOVED: dict[str | None, frozenset[Kind | None]] = {
    "long": frozenset({"long"}), "rest": frozenset({"rest"}), "key": frozenset({"key", "tempo"}),
    "strength": frozenset({"strength"}), None: frozenset(),
}  # fmt: skip
"""The kinds of day that a moved session is looked for on."""
_WEEK = timedelta(days=7)
_SATURDAY = 5


def day_asked(asked: Asked, ground: Ground) -> date | None:
    """Return the day ahead that was asked about, None where none was; a weekday is the next one."""
    today = ground.today
    if "after_tomorrow" in asked.days:
        return today + 2 * A_DAY
    if "tomorrow" in asked.days:
        return today + A_DAY
    if asked.weekday is not None:
        return today + ((asked.weekday - today.weekday()) % 7) * A_DAY
    if "weekend" in asked.days:
        return today + ((_SATURDAY - today.weekday()) % 7) * A_DAY
    return None


def days_swapped(asked: Asked, ground: Ground) -> tuple[date, date]:
    """Return the days that are to change places: two that were named, or the moved session's own.

    Where nothing else is said today changes, with the day that was named or with tomorrow.
    """
    today, named = ground.today, days_named(asked, ground)
    if len(named) > 1:
        return named[0], named[1]
    to = named[0] if named else today + A_DAY
    ahead = (day for day, plan in coming(ground, today, _WEEK) if plan.kind in _MOVED[asked.moved])
    source = next((day for day in ahead if day != to), today)
    return source, to if to != source else today + A_DAY


def days_named(asked: Asked, ground: Ground) -> list[date]:
    """Return the days that were named, in their order; a weekday is the next one."""
    return [_named_day(name, ground.today) for name in asked.named_days]


def _named_day(name: str, today: date) -> date:
    near = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
    ahead = near[name] if name in near else (int(name) - today.weekday()) % 7
    return today + ahead * A_DAY


def said_of(plan: PlanOfDay) -> str:
    """Say what the mission plans: "a key day, hard, about 75 min", "closed by your mission"."""
    if plan.blocked:
        return "closed for training by your mission"
    kind = KINDS[plan.kind]
    name = f": {plan.name}" if plan.name else ""
    return f"{kind}{name}, about {duration(plan.minutes)}" if plan.minutes else f"{kind}{name}"


def line_of(ground: Ground, day: date) -> str:
    """Say a day with its date: "Tomorrow, Thursday 12 March: a key day, hard, about 75 min."."""
    softer = f"; {why} makes it less" if (why := softened(ground, day)) else ""
    return f"{capitalized(named(ground, day))}: {said_of(ground.planned_on(day))}{softer}."


def softened(ground: Ground, day: date) -> str | None:
    """Say what will cut a training day of the mission's week: the taper or a recovery week."""
    here = standing(ground.mission, day)
    if ground.planned_on(day).kind in {"rest", "race"}:
        return None
    if here.phase == "Taper":
        return "the taper"
    return "your recovery week" if here.recovery_week else None


def named(ground: Ground, day: date) -> str:
    """Say a date: "tomorrow, Thursday 12 March"."""
    ahead = (day - ground.today).days
    near = {0: "today, ", 1: "tomorrow, "}.get(ahead, "")
    return f"{near}{weekday(day)}"


def coming(ground: Ground, first: date, span: timedelta) -> Iterator[tuple[date, PlanOfDay]]:
    """Yield the days from `first` on with their plans."""
    for ahead in range(span.days):
        day = first + ahead * A_DAY
        yield day, ground.planned_on(day)


def next_demanding(ground: Ground, first: date, *, within: timedelta = _WEEK) -> str | None:
    """Say the biggest day soon, a race or a long day first: "Saturday's long day"."""
    found = [
        (day, plan.kind)
        for day, plan in coming(ground, first, within)
        if plan.kind in DEMANDING and not softened(ground, day)
    ]
    big = [each for each in found if each[1] in {"race", "long", "stage_mountain"}] or found
    if not big:
        return None
    day, kind = big[0]
    name = "Tomorrow" if day == ground.today + A_DAY else f"{day:%A}"
    return f"{name}'s {DEMANDING[kind]}"
