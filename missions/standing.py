"""Where a day stands in its mission: the phase, in words too, and the countdown; never negative."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from missions.mission import MissionConfig, PhaseName
from missions.phases import (
    SHORT_TAPER_DAYS,
    Span,
    is_recovery_week,
    recovery_every,
    rolling,
    spans,
)
from missions.races import Race, race_on, races

TRANSITION_DAYS = 28
"""How long easy weeks may follow a goal before training starts anew."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One day's place in its mission.

    `days_to_goal` counts to `goal_name`, is 0 on the day of a race, and None inside a stage race
    and where nothing is ahead. `words` says the phase to the athlete; `ahead` are the phases of
    the plan that the day stands in.
    """

    phase: PhaseName
    words: str
    next_phase: PhaseName | None = None
    days_to_next_phase: int | None = None
    days_to_goal: int | None = None
    goal_name: str | None = None
    recovery_week: bool = False
    race: Race | None = None
    ahead: tuple[Span, ...] = ()


def standing(mission: MissionConfig, today: date) -> Standing:
    """Return where today stands: in a race, before the start, on the way to a goal, or after it."""
    all_races = races(mission, today)
    if race := race_on(all_races, today):
        return _racing(race, today)
    if mission.start_date and today < mission.start_date:
        return _before_start(mission, mission.start_date, today, all_races)
    goals = [race for race in all_races if race.priority == "A"]
    ahead = next((race for race in goals if race.first > today), None)
    behind = next((race for race in reversed(goals) if race.last < today), None)
    if behind and today < _training_again(behind, ahead):
        return _transition(behind, ahead, today)
    found = _toward(mission, today, behind, ahead) if ahead else _goalless(mission, today, behind)
    return _short_taper(found, all_races, today)


def days(count: int) -> str:
    """Say "1 day" or "12 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def _racing(race: Race, today: date) -> Standing:
    """Stand in a race; inside a stage race nothing is counted down, each stage is its own task."""
    stages = [stage.date for stage in race.stages if stage.kind != "rest"]
    if not race.stages:
        words = f"Race day: {race.name}"
    elif today in stages:
        words = f"{race.name}: stage {stages.index(today) + 1} of {len(stages)}"
    else:
        words = f"{race.name}: rest day between the stages"
    return Standing(
        phase="Race",
        words=words,
        days_to_goal=None if race.stages else 0,
        goal_name=race.name,
        race=race,
    )


def _before_start(
    mission: MissionConfig, start: date, today: date, all_races: tuple[Race, ...]
) -> Standing:
    wait = (start - today).days
    ahead = next((race for race in all_races if race.priority == "A" and race.first > today), None)
    plan = (
        spans(mission, ahead, start)
        if ahead
        else rolling(recovery_every(mission), start, start)[:1]
    )
    return Standing(
        phase="Transition",
        words=f"Easy days: the mission starts in {days(wait)}",
        next_phase=plan[0].phase if plan else None,
        days_to_next_phase=(plan[0].first - today).days if ahead and plan else wait,
        days_to_goal=(ahead.first - today).days if ahead else None,
        goal_name=ahead.name if ahead else None,
        ahead=plan,
    )


def _training_again(behind: Race, ahead: Race | None) -> date:
    """Return the day on which easy weeks after a goal end: the nearer the next goal, the sooner."""
    gap = (ahead.first - behind.last).days if ahead else 365
    easy = TRANSITION_DAYS if gap > 112 else 7 if gap > 35 else 2
    return behind.last + timedelta(days=1 + easy)


def _transition(behind: Race, ahead: Race | None, today: date) -> Standing:
    begins = _training_again(behind, ahead)
    ago = days((today - behind.last).days)
    return Standing(
        phase="Transition",
        words=f"Transition: {behind.name} was {ago} ago",
        next_phase="Base" if ahead is None else None,
        days_to_next_phase=(begins - today).days if ahead is None else None,
        days_to_goal=(ahead.first - today).days if ahead else None,
        goal_name=ahead.name if ahead else None,
    )


def _toward(mission: MissionConfig, today: date, behind: Race | None, goal: Race) -> Standing:
    again = _training_again(behind, goal) if behind else date.min
    begin = max(mission.start_date or date.min, again)
    plan = spans(mission, goal, None if begin == date.min else begin)
    found = _outside(plan, today)
    for index, span in enumerate(plan):
        if span.first <= today < span.end:
            recovery = is_recovery_week(recovery_every(mission), today, plan)
            following = plan[index + 1] if index + 1 < len(plan) else None
            found = _inside(span, following, today, recovery=recovery)
    return replace(found, days_to_goal=(goal.first - today).days, goal_name=goal.name, ahead=plan)


def _outside(plan: tuple[Span, ...], today: date) -> Standing:
    """Stand in days that an override left before the first phase."""
    if not plan:
        return Standing(phase="Base", words="Base")
    return Standing(
        phase="Transition",
        words=f"Easy days before {plan[0].phase}",
        next_phase=plan[0].phase,
        days_to_next_phase=(plan[0].first - today).days,
    )


def _inside(here: Span, following: Span | None, today: date, *, recovery: bool) -> Standing:
    return Standing(
        phase=here.phase,
        words=here.phase + here.week_of(today) + (", recovery week" if recovery else ""),
        next_phase=following.phase if following else None,
        days_to_next_phase=(here.end - today).days if following else None,
        recovery_week=recovery,
    )


def _goalless(mission: MissionConfig, today: date, behind: Race | None) -> Standing:
    since = _training_again(behind, None) if behind else mission.start_date
    here, following, recovery = rolling(recovery_every(mission), today, since)
    found = _inside(here, following, today, recovery=recovery)
    words = found.words
    if behind:
        ago = days((today - behind.last).days)
        words += f", keeping fit: {behind.name} was {ago} ago and no new goal is set"
    return replace(found, words=words, ahead=(here, following))


def _short_taper(found: Standing, all_races: tuple[Race, ...], today: date) -> Standing:
    """Put a B race's week of taper over the phase it falls in; a goal's own taper stays."""
    race = next(
        (
            race
            for race in all_races
            if race.priority == "B" and 0 < (race.first - today).days <= SHORT_TAPER_DAYS
        ),
        None,
    )
    if race is None or found.phase in {"Taper", "Race"}:
        return found
    return replace(
        found,
        phase="Taper",
        words=f"Short taper for {race.name}",
        next_phase=None,
        days_to_next_phase=None,
        days_to_goal=(race.first - today).days,
        goal_name=race.name,
        recovery_week=False,
        race=race,
    )
