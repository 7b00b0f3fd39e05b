"""The section "Workout": minutes, load, zones in the athlete's own measure, the steps in a line."""

import re

from coach.agents.steps import steps_line
from coach.agents.targets import Ruler, ruler, zone_ranges
from coach.agents.wording import capitalized, lowered, stretch, whole, whole_shares
from coach.domain.briefing import Section
from coach.domain.decision import Flag, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import StepUnit, WorkoutPlan

_SPORT_UNIT: dict[str, StepUnit] = {
    "running": "fraction_threshold_speed",
    "swimming": "fraction_threshold_speed",
    "strength": "rpe",
}
_NO_WALK = frozenset(
    {Flag.MEDICAL_RED_FLAG, Flag.ILLNESS, Flag.FEVER, Flag.INJURY, Flag.SELF_HARM, Flag.RACE_DAY}
)
"""With these a rest day is plain rest; nobody is sent for a walk."""
_LONGEST_NAME = 48
_TIMES = re.compile(r"(?<=\d)x(?=[\d(])")


def workout_section(morning: Morning, decision: TrainingDecision) -> Section:
    """Return the workout, or the rest day."""
    workout = decision.workout
    if is_rest(workout):
        walk = " If you itch: a 20-minute walk." if _NO_WALK.isdisjoint(decision.flags) else ""
        return Section(heading="Workout: rest day", lines=(f"No training.{walk}",))
    reading = _ruler(morning, workout)
    minutes, load = whole(workout.duration_minutes), whole(workout.estimated_load)
    head = f"Duration {minutes} min · Load {load}"
    zones, steps = zones_line(workout, reading), steps_line(workout.steps, reading)
    lines = (head, zones, capitalized(_described(workout)[1]), steps)
    return Section(heading=f"Workout: {name_of(workout)}", lines=tuple(filter(None, lines)))


def is_rest(workout: WorkoutPlan) -> bool:
    """Say whether this is a rest day."""
    return workout.type == "rest" or workout.duration_minutes == 0


def name_of(workout: WorkoutPlan) -> str:
    """Return a short name: the description or what stands before its colon, else the type."""
    return "rest day" if is_rest(workout) else _described(workout)[0]


def _described(workout: WorkoutPlan) -> tuple[str, str]:
    """Return the name, and what a description too long for one tells beyond it (the lifts)."""
    described = _TIMES.sub("×", workout.description.strip().rstrip("."))
    if 0 < len(described) <= _LONGEST_NAME:
        return lowered(described), ""
    name, _, more = described.partition(": ")
    if more and len(name) <= _LONGEST_NAME:
        return lowered(name), more
    return lowered(workout.type.replace("_", " ")), ""


def zones_line(workout: WorkoutPlan, reading: Ruler) -> str:
    """Say the whole minutes in each zone; they add up to the duration."""
    spent = [
        (name, minutes, meaning)
        for name, minutes, meaning in _by_zone(workout, reading)
        if minutes > 0
    ]
    shares = whole_shares(tuple(minutes for _, minutes, _ in spent))
    return " · ".join(
        f"{name} {share} min" + (f" ({meaning})" if meaning else "")
        if share
        else f"{name} {stretch(round(minutes * 60))}"
        for share, (name, minutes, meaning) in zip(shares, spent, strict=True)
    )


def _by_zone(workout: WorkoutPlan, reading: Ruler) -> tuple[tuple[str, float, str], ...]:
    meanings = dict(zip(reading.zones.names, zone_ranges(reading), strict=True))
    return tuple(
        (name, workout.time_in_zones[name], meanings.get(name, ""))
        for name in sorted(workout.time_in_zones)
    )


def gist(morning: Morning, workout: WorkoutPlan) -> str:
    """Say a workout in a few words: "45 min, endurance spin (45 min at 130 W)"."""
    if is_rest(workout):
        return "a rest day"
    steps = steps_line(workout.steps, _ruler(morning, workout))
    return f"{amount(workout)} ({steps})" if steps else amount(workout)


def amount(workout: WorkoutPlan) -> str:
    """Say how much of what: "45 min, endurance spin"."""
    if is_rest(workout):
        return "a rest day"
    minutes = f"{whole(workout.duration_minutes)} min"
    return f"{minutes}, {name_of(workout).removesuffix(f', {minutes}')}"


def _ruler(morning: Morning, workout: WorkoutPlan) -> Ruler:
    default = _SPORT_UNIT.get(morning.sport, "fraction_ftp")
    return ruler(morning, workout.steps[0].unit if workout.steps else default)
