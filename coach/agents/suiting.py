"""Whether a session suits this athlete today: sore and painful parts, equipment, age, yesterday.

It bars sessions and never allows more; how much may be done at all is the envelope's.
"""

from coach.agents.catalogue import Template
from coach.agents.choosing import repeats_yesterday
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
_SORE_LEGS = 5
_HEAVY_AGE = 16
_BIKES = ("bike", "trainer", "bicycle", "turbo", "rollers", "zwift", "ergometer", "power", "smart")
_SENSORS = ("hr", "heart", "strap", "watch", "gps", "cadence", "speed", "computer", "phone")
_GYM = ("barbell", "full_gym", "full gym", "rack", "weights", "gym")
_DUMBBELLS = ("dumbbell", "kettlebell", "hotel", "gym", "weights", "barbell")
_NO_GYM = ("no gym", "no_gym", "bodyweight", "none", "nothing")


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
        gentle = severity == "mild" and template.intensity is Intensity.LOW
        if template.sport == "running" and part == "legs" and not gentle:
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
    there = morning.constraints.equipment
    if there is None:
        return not template.id.startswith(("strength_dumb", "strength_body"))
    words = [word.lower() for word in there]
    if template.sport == "cycling":
        return has_bike(words)
    if template.stimulus.startswith("strength"):
        return _can_lift(template, words)
    return True


def has_bike(words: list[str]) -> bool:
    """Return whether a bike is there: named, or only sensors are told of."""
    if any("no" in word.split("_")[0].split() and "bike" in word for word in words):
        return False
    named = any(bike in word for word in words for bike in _BIKES)
    return named or (all(any(s in word for s in _SENSORS) for word in words) and bool(words))


def _can_lift(template: Template, words: list[str]) -> bool:
    bare = any(no in word for word in words for no in _NO_GYM)
    dumbbells = not bare and any(d in word for word in words for d in _DUMBBELLS)
    gym = not bare and any(g in word for word in words for g in _GYM if "hotel" not in word)
    if template.id == "strength_dumbbell":
        return dumbbells and not gym
    if template.id == "strength_bodyweight":
        return not dumbbells
    if template.id.endswith("light"):
        return gym or dumbbells or template.id == "strength_lower_light"
    return gym
