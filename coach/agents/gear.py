"""What there is to train with today, from the words of a mission, a document or a reply.

Where only sensors are told of, or only what is missing, the rest is taken to be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.domain.morning import TrainedSport

_SENSORS = ("hr", "heart", "strap", "watch", "gps", "cadence", "speed", "computer", "phone",
            "power_meter", "power meter", "powermeter")  # fmt: skip
_OF_SPORT: dict[TrainedSport, tuple[str, ...]] = {
    "cycling": ("bike", "trainer", "bicycle", "turbo", "rollers", "zwift", "ergometer"),
    "rowing": ("row", "erg", "concept", "boat"),
    "swimming": ("pool", "swim", "open water", "lake", "sea"),
}
_BARBELLS = ("barbell", "gym", "rack", "weights")
_DUMBBELLS = ("dumbbell", "kettlebell", "gym", "weights", "hotel")
_NONE = ("no ", "no_", "without")


@dataclass(frozen=True)
class Gear:
    """What can be trained; `barbell` is a gym with one."""

    sports: frozenset[TrainedSport]
    barbell: bool
    dumbbells: bool


EVERYTHING = Gear(frozenset({"cycling", "rowing", "swimming", "running"}), True, True)  # noqa: FBT003  # named by the class


def gear_of(equipment: Iterable[str] | None) -> Gear:
    """Return the gear; None is everything, an empty list is nothing but the body."""
    if equipment is None:
        return EVERYTHING
    words = [word.strip().lower() for word in equipment]
    lacking = [word for word in words if word.startswith(_NONE)]
    there = [word for word in words if word not in lacking]
    told = [word for word in there if not _among(word, _SENSORS)]
    if any("hotel" in word for word in told):
        told = [word for word in told if "trainer" not in word]  # it stands at home
    presumed = not told and bool(words)
    found: set[TrainedSport] = {"running"}
    for sport, names in _OF_SPORT.items():
        if _there(names, told, lacking, presumed=presumed):
            found.add(sport)
    return Gear(
        sports=frozenset(found),
        barbell=_there(_BARBELLS, _without_hotels(told), lacking, presumed=presumed),
        dumbbells=_there(_DUMBBELLS, told, lacking, presumed=presumed),
    )


def _there(names: tuple[str, ...], told: list[str], lacking: list[str], *, presumed: bool) -> bool:
    if any(_among(word, names) for word in lacking):
        return False
    return presumed or any(_among(word, names) for word in told)


def _without_hotels(told: list[str]) -> list[str]:
    return [word for word in told if "hotel" not in word]


def _among(word: str, names: tuple[str, ...]) -> bool:
    return any(name in word for name in names)
