"""One lift's next step: more weight, the same, a stall or a lighter week; from what was told of it.

The formulas are the science of strength; which session it goes into is chosen elsewhere.
"""

from dataclasses import dataclass

from coach.domain.morning import Morning, StrengthHistory
from coach.safety.body import Part, grade, part_of
from coach.science.strength import deload, double_progression, stall

_HARD_RPE = 9.0
_FALLEN_SHARE = 0.95
_RANGE = (5, 8)
_WEEK_DAYS = 7.0
_PARTS: tuple[tuple[Part, tuple[str, ...]], ...] = (
    ("legs", ("squat", "deadlift", "lunge", "leg", "hinge", "thrust", "calf", "step")),
    ("upper", ("bench", "press", "row", "pull", "curl", "dip", "chin", "push", "lat", "fly")),
)


@dataclass(frozen=True, kw_only=True)
class Lift:
    """What a lift asks for. `words` is a clause for the description, `why` one for the reason."""

    name: str
    part: Part
    stalled: bool = False
    deload: bool = False
    words: str
    why: str


def lift_of(morning: Morning) -> Lift | None:
    """Return the next step of the lift that was told, None without one or where it would hurt."""
    lift = lift_told(morning.strength)
    return None if lift is None or _hurts(morning, lift.part) else lift


def lift_told(history: StrengthHistory | None) -> Lift | None:
    """Return the next step of a lift, whether it hurts or not: a lighter week stays one."""
    if history is None or not history.lift:
        return None
    name = history.lift.replace("_", " ").lower()
    return _from_sets(name, history) if history.sets else _from_maxima(name, history)


def part_of_lift(name: str) -> Part:
    """Return the part of the body that a lift trains."""
    return next((part for part, words in _PARTS if any(w in name for w in words)), "unknown")


def _hurts(morning: Morning, part: Part) -> bool:
    return any(
        grade(pain) in {"stop", "modify"} and part_of(pain.site) in {part, "trunk", "unknown"}
        for pain in morning.pain
    )


def _from_sets(name: str, history: StrengthHistory) -> Lift:
    low, high = history.range or _RANGE
    kg = history.kg or 0.0
    step = double_progression(kg, history.sets, rep_range=(low, high))
    at = f" at {step.kg:g} kg" if history.kg else ""
    count = len(history.sets)
    if step.action == "increase":
        more = at or " with a little more weight"
        words = f"{name} {count} × {low}{more}"
        why = f"every set of your {name} reached {high} repetitions, so the weight goes up"
    else:
        words = f"{name} {count} × {low}–{high}{at}"
        why = f"your {name} keeps its weight until every set reaches {high} repetitions"
    return Lift(name=name, part=part_of_lift(name), words=words, why=why)


def _from_maxima(name: str, history: StrengthHistory) -> Lift | None:
    maxima = history.e1rm
    if not maxima:
        return None
    days = _days(len(maxima), history.weeks)
    flat = stall(days, maxima, today=days[-1])
    fallen = flat.exposures_since_best >= 2 and maxima[-1] < _FALLEN_SHARE * max(maxima)
    spent = flat.stalled and (history.last_rpe or 0) >= _HARD_RPE
    lighter = f" at {deload(history.kg):g} kg" if history.kg else " with 8 % less weight"
    if spent or fallen:
        why = f"your {name} has stood still at high effort, so this week is lighter"
        words = f"{name}{lighter}, half the sets"
    elif flat.stalled:
        why = f"your {name} has not moved for {flat.exposures_since_best} sessions"
        words = f"{name} with another range of repetitions"
    else:
        why, words = "", name
    return Lift(
        name=name, part=part_of_lift(name), stalled=flat.stalled, deload=spent or fallen,
        words=words, why=why,
    )  # fmt: skip


def _days(count: int, weeks: float | None) -> list[float]:
    """Return day numbers of the exposures, spread evenly over the weeks (one a week if untold)."""
    span = (weeks or max(count - 1, 1)) * _WEEK_DAYS
    return [index * span / max(count - 1, 1) for index in range(count)]
