"""From an action to a workout: the planned session, cut down a ladder until it fits the envelope.

Each rung is bounded by what the rung above would have been on a better morning, so that a worse
signal never gives more minutes, load or intensity. Loads and zones come from the steps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from coach.agents.catalogue import catalogue
from coach.agents.choosing import Choice, planned
from coach.agents.describing import workout_of
from coach.agents.sessions import Session, largest, longer, smallest, whole
from coach.agents.suiting import possible, spares
from coach.domain.decision import Action, Intensity
from coach.domain.morning import Morning, TrainedSport
from coach.domain.workout import REST_DAY, WorkoutPlan
from coach.safety.envelope import Bounds
from coach.safety.limits import OF_ACTION, Caps
from coach.safety.reading import Reading

_PUSHABLE = frozenset({
    "long", "tempo", "sweet_spot", "threshold", "vo2max", "anaerobic", "strength_full",
})  # fmt: skip
# An easy day is four fifths of what would have been, a recovering one half.
_SHARE = {Action.RECOVER: 0.5, Action.EASE: 0.8, Action.MAINTAIN: 1.0, Action.PUSH: 1.0}
# So much is short already, and stays: (minutes, load).
_SHORT = {Action.RECOVER: (20, 12), Action.EASE: (45, 30)}
_MODERATE: dict[TrainedSport, tuple[str, ...]] = {
    "cycling": ("sweetspot_3x10", "tempo_2x20"),
    "running": ("run_steady_2x15",),
    "swimming": ("swim_tempo_4x6",),
    "rowing": ("row_tempo_3x12",),
    "strength": ("strength_full",),
}
_LOW: dict[TrainedSport, tuple[str, ...]] = {
    "cycling": ("endurance_60", "recovery_40"),
    "running": ("run_easy_45", "run_recovery_30", "run_walk_30", "crosstrain_40"),
    "swimming": ("swim_endurance_45", "swim_easy_30", "swim_technique_20", "crosstrain_40"),
    "rowing": ("row_endurance_45", "row_easy_30"),
    "strength": (),
}
_OPENERS: dict[TrainedSport, tuple[str, ...]] = {
    "cycling": ("openers_45", "openers_30"),
    "running": ("run_openers_25",),
    "swimming": ("swim_taper_6x50",),
    "rowing": ("row_taper_3x4",),
    "strength": (),
}
_STRENGTH = (
    "strength_lower", "strength_upper", "strength_dumbbell", "strength_bodyweight",
    "strength_light", "strength_lower_light", "strength_upper_light",
)  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """One rung: a session that may be cut to size, or (not `usable`) only bounds what follows."""

    start: Session
    usable: bool = True
    suits: bool = True


class WorkoutPlanner:
    """The original's name for the one who turns a decision into a workout."""

    def plan(
        self, morning: Morning, reading: Reading, action: Action, bounds: Bounds
    ) -> WorkoutPlan:
        """Return the workout of the day inside the bounds; a rest day where nothing fits."""
        session = self.session(morning, reading, action, bounds)
        return REST_DAY if session is None else workout_of(session, reading)

    def session(
        self, morning: Morning, reading: Reading, action: Action, bounds: Bounds
    ) -> Session | None:
        """Return the session of the day, cut to size; None is a rest day."""
        choice, caps = planned(morning), bounds.caps
        if choice.template is None or caps.minutes <= 0:
            return None
        if action is Action.PUSH:
            return more_of(choice, morning, reading, caps)
        sharp = reading.taper and choice.template.intensity is Intensity.HIGH
        rungs = _possible(_ladder(morning, choice, action, sharp=sharp), morning, reading)
        return _descend(rungs, action, bounds, Caps(minutes=choice.minutes or inf))


def more_of(choice: Choice, morning: Morning, reading: Reading, caps: Caps) -> Session | None:
    """Return slightly more than what was planned, where the day has room for it."""
    chosen = morning.plan.chosen or _is_stage(morning)  # it is as long as it is meant to be
    if choice.template is None or choice.template.stimulus not in _PUSHABLE or chosen:
        return None
    more = longer(choice.template, choice.minutes)
    if more == whole(choice.template, choice.minutes):
        return None
    fits = _allowed(more, caps) and more.fits(caps) and _suits(more, morning, reading)
    return more if fits else None


def _is_stage(morning: Morning) -> bool:
    return (morning.plan.day_kind or "").startswith("stage")


def _possible(ladder: Iterator[Rung], morning: Morning, reading: Reading) -> Iterator[Rung]:
    """Yield what was planned, which always bounds the rest, and the rungs there is the gear for."""
    yield replace(first := next(ladder), suits=_suits(first.start, morning, reading))
    for rung in ladder:
        if possible(rung.start.template, morning):
            yield replace(rung, suits=spares(rung.start.template, reading))


def _suits(session: Session, morning: Morning, reading: Reading) -> bool:
    return possible(session.template, morning) and spares(session.template, reading)


def _descend(rungs: Iterable[Rung], action: Action, bounds: Bounds, room: Caps) -> Session | None:
    """Return the first rung that is allowed and suits; the harder ones above it bound it."""
    final, below = bounds.caps.meet(OF_ACTION[action]), None
    passed: set[Intensity] = set()
    for rung in rungs:
        level = rung.start.template.intensity
        if rung.usable and level.rank <= final.intensity.rank:
            below = below or final.meet(_shared(room, action))
            fit = largest(rung.start, below)
            if fit is not None and rung.suits and _allowed(fit, final):
                return fit
            below = below.meet(_size(fit or smallest(rung.start)))
        elif level not in passed:
            # What a better morning would have got bounds this one, under that morning's caps.
            upper = bounds.without_easing(level).meet(room)
            room = room.meet(_size(largest(rung.start, upper) or smallest(rung.start)))
            passed |= {level} if rung.suits else set()
    return None


def _size(session: Session) -> Caps:
    return Caps(minutes=session.minutes, load=session.effort.load)


def _shared(room: Caps, action: Action) -> Caps:
    """Return a part of the room; what is short already stays as it is."""
    share, (minutes, load) = _SHARE[action], _SHORT.get(action, (0, 0))
    return Caps(
        minutes=max(room.minutes * share, min(room.minutes, minutes)),
        load=max(room.load * share, min(room.load, load)),
    )


def _allowed(session: Session, caps: Caps) -> bool:
    return (
        session.template.intensity.rank <= caps.intensity.rank
        and session.effort.intensity_factor <= caps.intensity_factor + 1e-6
    )


def _ladder(morning: Morning, choice: Choice, action: Action, *, sharp: bool) -> Iterator[Rung]:
    """Yield rungs from what was planned down to a little mobility; `sharp` keeps to openers."""
    template = choice.template
    if template is None:
        return
    base, sport = whole(template, choice.minutes), morning.sport
    eve = morning.days_to_goal == 1 or (sharp and morning.days_to_goal == 2)
    yield Rung(base, usable=action.rank >= Action.MAINTAIN.rank and not eve)
    if (eve or sharp) and action.rank >= Action.MAINTAIN.rank:
        yield from (Rung(whole(catalogue()[name])) for name in _OPENERS[sport])
    if template.intensity is not Intensity.LOW:
        names = (name for name in _MODERATE[sport] if name != template.id)
        yield from (Rung(whole(catalogue()[name])) for name in names)
    low = (catalogue()[name] for name in _LOW[sport])
    gentle = template.stimulus == "recovery"  # a recovery day never turns into an endurance ride
    yield from (
        Rung(whole(each, base.minutes))
        for each in low
        if not (gentle and each.stimulus == "endurance")
    )
    yield from (Rung(whole(catalogue()[name])) for name in _STRENGTH)
    yield Rung(whole(catalogue()["mobility_20"]))
