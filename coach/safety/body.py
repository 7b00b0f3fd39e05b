"""Where it hurts and what loads it: parts of the body, sports, and how grave a pain is.

Knows the words for places and kinds of pain; symptoms of illness are read elsewhere.
"""

import re
from typing import Literal

from coach.domain.morning import Pain, TrainedSport

Part = Literal["legs", "upper", "trunk", "unknown"]
Grade = Literal["stop", "modify", "mild", "none"]

_PLACES: dict[Part, tuple[str, ...]] = {
    "legs": (
        "knee", "achilles", "calf", "calves", "shin", "tibia", "fibula", "ankle", "foot", "feet",
        "heel", "toe", "hamstring", "quad", "thigh", "hip", "groin", "glute", "leg", "itb",
        "it band", "plantar", "patell", "metatars", "femur", "adductor",
    ),
    "upper": (
        "shoulder", "elbow", "wrist", "hand", "finger", "thumb", "arm", "bicep", "tricep", "pec",
        "collar", "clavicle", "neck", "rotator",
    ),
    "trunk": (
        "back", "rib", "spine", "lumbar", "core", "abdom", "oblique", "chest", "sacr", "pelvi",
    ),
}  # fmt: skip
_LOADED: dict[TrainedSport, frozenset[Part]] = {
    "cycling": frozenset({"legs", "trunk", "unknown"}),
    "running": frozenset({"legs", "trunk", "unknown"}),
    "swimming": frozenset({"upper", "trunk", "unknown"}),
    "rowing": frozenset({"legs", "upper", "trunk", "unknown"}),
    "strength": frozenset({"legs", "upper", "trunk", "unknown"}),
}
_STOPPING = re.compile(
    r"(?<!not )(?<!no )(?<!never )\b"
    r"(sharp|stabb|shooting|limp|lock(s|ed|ing)|giv(es|ing) way|swollen|alter"
    r"|chang(es|ing) (my|the|your) |can'?t (bear|put|walk|bend|lift))"
)


def part_of(site: str) -> Part:
    """Return the part of the body that a place belongs to."""
    place = site.lower()
    return next((p for p, words in _PLACES.items() if any(w in place for w in words)), "unknown")


def loads(sport: TrainedSport, part: Part) -> bool:
    """Return whether the sport loads this part; an unknown place is loaded by all."""
    return part in _LOADED[sport]


def grade(pain: Pain) -> Grade:
    """Return what a pain asks for: over 5, sharp or altering movement stops (Silbernagel 2007)."""
    if pain.score > 5 or (pain.score > 0 and _STOPPING.search(pain.kind.lower())):
        return "stop"
    if pain.score > 2:
        return "modify"
    return "mild" if pain.score > 0 else "none"
