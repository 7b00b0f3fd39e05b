"""A session as the Decision document shows it: name, type, minutes, load, zones and steps.

The description always fits what is left of the session; targets are worded with the message.
"""

from coach.agents.catalogue import Template
from coach.agents.lifts import Lift
from coach.agents.sessions import Session
from coach.agents.targets import ZONES
from coach.domain.workout import WorkoutPlan
from coach.safety.body import grade
from coach.safety.reading import Reading

_RACES = frozenset({"race", "long_race"})


def workout_of(session: Session, reading: Reading, lift: Lift | None = None) -> WorkoutPlan:
    """Return the session as a document; its zones sum to its minutes."""
    minutes = session.minutes
    return WorkoutPlan(
        session=session.id,
        type=_type(session.template, reading),
        description=describe(session, lift),
        duration_minutes=minutes,
        estimated_load=round(session.effort.load, 1),
        intensity_factor=round(session.effort.intensity_factor, 3),
        time_in_zones=_zones(session, minutes),
        steps=session.steps,
    )


def _type(template: Template, reading: Reading) -> str:
    if template.stimulus == "strength_upper" and any(grade(p) == "stop" for p in reading.pains):
        return "upper_body_pain_free"
    if template.stimulus in _RACES:
        return "race"
    return "strength" if template.lifts else template.stimulus


def _zones(session: Session, minutes: float) -> dict[str, float]:
    """Return minutes by zone; the largest takes what rounding leaves."""
    names = ZONES[session.template.unit].names
    spent = {
        name: round(seconds / 60, 2)
        for name, seconds in zip(names, session.effort.seconds_in_zones, strict=True)
        if seconds > 0
    }
    largest = max(spent, key=lambda name: spent[name])
    spent[largest] = minutes - sum(spent.values()) + spent[largest]
    return spent


def describe(session: Session, lift: Lift | None = None) -> str:
    """Return a short name with what is done: "Sweet spot, 2 × 10 min"."""
    template = session.template
    if template.lifts:
        return f"{template.name}: {_lifts(template, lift)}; {session.times} sets in all"
    if template.stimulus in _RACES:
        return "Race day: a warm-up, then your race"
    if template.flexible or template.fixed:
        return f"{template.name}, {round(session.minutes)} min"
    return f"{template.name}, {session.times} × {_block(template)}"


def _lifts(template: Template, lift: Lift | None) -> str:
    """Name the lifts, the one that was told of first and with its weight."""
    trained = {"strength_lower": "legs", "strength_upper": "upper"}.get(template.stimulus)
    if lift is None or (trained is not None and lift.part not in {trained, "unknown"}):
        return ", ".join(template.lifts)
    others = [name for name in template.lifts if name not in lift.name and lift.name not in name]
    return ", ".join((lift.words, *others))


def _block(template: Template) -> str:
    seconds = sum(step[0] for step in template.on) * template.on_times
    if template.on_times > 1 and seconds < 900 and len(template.on) > 1 and template.on[0][0] < 60:
        on, off = (int(step[0]) for step in template.on)
        return f"({template.on_times} × {on}/{off} s)"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d} min" if rest else f"{minutes} min"
