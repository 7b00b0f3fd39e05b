"""The reason in the athlete's "you": the two or three signals that decided, and what it serves.

It words findings and the goal; it weighs nothing.
"""

from collections.abc import Iterator, Sequence

from coach.domain.decision import Action, Intensity
from coach.domain.morning import Morning
from coach.domain.workout import WorkoutPlan
from coach.safety.envelope import Bounds
from coach.safety.health import ENDS_TALK
from coach.safety.limits import ANYTHING
from coach.safety.reading import Reading
from coach.safety.rule import Finding, signed

_MOST = 3
_NOT_SAID = frozenset({"completeness", "night_part"})
_STIMULUS = {
    "vo2max": "your highest aerobic power", "threshold": "the pace you can hold for an hour",
    "sweet_spot": "lasting power", "tempo": "lasting power", "endurance": "endurance",
    "long": "endurance for long days", "anaerobic": "short, hard efforts",
    "sprints": "quick legs", "race_pace": "race pace without the tiredness",
    "recovery": "recovery", "strength": "strength", "openers": "fresh, awake legs",
}  # fmt: skip


def reason(
    morning: Morning, reading: Reading, *, bounds: Bounds, action: Action,
    intensity: Intensity, workout: WorkoutPlan, contradictory: bool,
) -> str:  # fmt: skip
    """Return the reason in two to four sentences."""
    told = _deciding(bounds, action, intensity)
    sentences = [_sentence([finding.words for finding in told])] if told else []
    if told and told[0].weight == ENDS_TALK:
        sentences.append("That is for a doctor to judge, not for a training plan")
        return _joined(sentences)
    if not told:
        sentences.append(_all_well(reading))
    if contradictory:
        sentences.append(_between(reading, action))
    sentences.append(_purpose(morning, reading, action, workout))
    return _joined(sentences)


def _deciding(bounds: Bounds, action: Action, intensity: Intensity) -> Sequence[Finding]:
    """Return the findings that hold the day where it is, the weightiest of each signal."""
    held = [f for f in bounds.findings if f.caps != ANYTHING and f.signal not in _NOT_SAID]
    by_action = [f for f in held if f.caps.action.rank <= action.rank < Action.MAINTAIN.rank]
    by_intensity = [
        f for f in held
        if f.caps.intensity.rank <= intensity.rank and f.caps.intensity is not Intensity.HIGH
    ]  # fmt: skip
    chosen = by_action or by_intensity or [f for f in held if f.weight >= _STRONG_ENOUGH]
    chosen = sorted(chosen, key=lambda f: (f.caps.action.rank, -f.weight))
    first = {finding.signal: finding for finding in reversed(chosen)}
    kept = [finding for finding in chosen if first[finding.signal] is finding]
    return kept[:1] if kept and kept[0].weight == ENDS_TALK else kept[:_MOST]


_STRONG_ENOUGH = 5


def _sentence(clauses: Sequence[str]) -> str:
    if len(clauses) == 1:
        return clauses[0]
    return f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in sentences if text)


def _all_well(reading: Reading) -> str:
    """Name the two signals that let the work stand."""
    return _sentence(list(_good_news(reading))[:_MOST]) or "nothing stands against the plan"


def _good_news(reading: Reading) -> Iterator[str]:
    if reading.readiness is not None:
        yield f"your readiness is {reading.readiness:.0f}"
    if reading.hrv7 == "within":
        yield "your HRV is in its band"
    if reading.tsb is not None:
        tired = "the tiredness of good training" if reading.tsb < -10 else "which is fine"
        yield f"your form (TSB) is {signed(reading.tsb)}, {tired}"


def _between(reading: Reading, action: Action) -> str:
    if action.rank >= Action.MAINTAIN.rank or (reading.energy or 0) >= 8:
        return (
            "what you feel and what was measured do not agree, so start easy and look again "
            "after the warm-up"
        )
    return "not everything agrees this morning, so I take the safer of the two"


def _purpose(morning: Morning, reading: Reading, action: Action, workout: WorkoutPlan) -> str:
    goal = morning.plan.goal_name or "your goal"
    if reading.race_day and action.rank >= Action.MAINTAIN.rank:
        return "nerves before a start are normal; warm up, trust the work you did and race"
    if reading.taper and action is not Action.RECOVER:
        return _taper(morning, goal, action)
    match action:
        case Action.RECOVER:
            return _rest(workout, goal)
        case Action.EASE:
            return f"an easy day now keeps the hard days hard, and those are what {goal} needs"
        case Action.MAINTAIN:
            return f"{_plan_words(morning)} builds {_gain(workout)} for {goal}"
        case Action.PUSH:
            return f"today you can take a little more than planned: it builds {_gain(workout)}"


def _rest(workout: WorkoutPlan, goal: str) -> str:
    if workout.duration_minutes:
        return f"loosen up and no more: rest is what makes you fitter for {goal} today"
    return f"nothing you could train today would bring you closer to {goal} than a day off"


def _plan_words(morning: Morning) -> str:
    return f"in your {morning.phase} phase the planned session" if morning.phase else "the session"


def _gain(workout: WorkoutPlan) -> str:
    return _STIMULUS.get(workout.type, "fitness")


def _taper(morning: Morning, goal: str, action: Action) -> str:
    days = morning.days_to_goal
    left = "Taper" if days is None else f"Taper, {days} day{'' if days == 1 else 's'} from {goal}"
    if action is Action.EASE:
        return (
            f"you are in the {left}: the work is done, and shedding fatigue is what makes you fast"
        )
    return (
        f"you are in the {left}: the work is done, so it stays short and a little sharp; more "
        "would cost form and could not become fitness in time"
    )
