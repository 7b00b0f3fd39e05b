"""Whether a session suits this athlete today: sore and painful parts, equipment, age, yesterday.

It bars sessions and never allows more; how much may be done at all is the envelope's.
"""

from coach.agents.catalogue import Template
from coach.agents.choosing import repeats_yesterday
from coach.agents.gear import Gear, gear_of
from coach.domain.decision import Intensity
from coach.domain.morning import Morning
from coach.safety.body import Part, grade, part_of
from coach.safety.reading import Reading

_USES: dict[str, frozenset[Part]] = {
    "strength_full": frozenset({"legs", "upper", "trunk"}),
    "strength_lower": frozenset({"legs", "trunk"}),
    "strength_upper": frozenset({"upper", "trunk"}),
    "strength_light": frozenset({"legs", "upper", "trunk"}),
}
# What a sport loads with every step or stroke: hurting, it trains something else.
_STRIKES: dict[str, Part] = {"running": "legs", "swimming": "upper"}
_SORE_LEGS = 5
_HEAVY_AGE = 16


def possible(template: Template, morning: Morning) -> bool:
    """Return whether there is the gear for it, the age, and no repeat of yesterday's stimulus."""
    too_young = template.id == "strength_heavy" and (morning.age or 99) < _HEAVY_AGE
    return (
        _has_gear(template, morning) and not repeats_yesterday(morning, template) and not too_young
    )


def spares(template: Template, reading: Reading) -> bool:
    """Return whether it leaves painful and sore parts alone."""
    return _spares_pain(template, reading) and _spares_sore_legs(template, reading)


def _spares_pain(template: Template, reading: Reading) -> bool:
    for pain in reading.pains:
        part, severity = part_of(pain.site), grade(pain)
        slow = template.intensity is Intensity.LOW or template.sport != "running"
        gentle = severity == "mild" and slow
        if _STRIKES.get(template.sport) == part and not gentle:
            return False
        uses = _USES.get(template.stimulus, frozenset())
        if severity != "mild" and uses and (part in uses or part == "unknown"):
            return False
    return True


def _spares_sore_legs(template: Template, reading: Reading) -> bool:
    """Sore or freshly trained legs lift nothing; the envelope keeps them from intervals."""
    sore = reading.sore_legs and (reading.soreness or 0) >= _SORE_LEGS
    return not (sore or reading.legs_lifted) or "legs" not in _USES.get(
        template.stimulus, frozenset()
    )


def _has_gear(template: Template, morning: Morning) -> bool:
    gear = gear_of(morning.constraints.equipment)
    if template.lifts:
        return _can_lift(template, gear)
    return template.sport == "strength" or template.sport in gear.sports


def _can_lift(template: Template, gear: Gear) -> bool:
    """Return whether the weights are there; each session has its own kind of gym."""
    match template.id:
        case "strength_dumbbell":
            return gear.dumbbells and not gear.barbell
        case "strength_bodyweight":
            return not gear.dumbbells and not gear.barbell
        case "strength_lower_light":
            return True
        case "strength_light" | "strength_upper_light":
            return gear.barbell or gear.dumbbells
        case _:
            return gear.barbell
