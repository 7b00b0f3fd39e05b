"""What today allows at most, in words; the envelope decides, this only reads it."""

from collections.abc import Sequence

from coach.agents.answering.amounts import Amount, duration
from coach.agents.answering.ground import Ground
from coach.agents.mission import plan_day
from coach.agents.own_plan import facts_of_days
from coach.agents.reasoning import decide
from coach.agents.sessions import Session
from coach.agents.wording import capitalized, days, whole
from coach.agents.workout_words import amount as amount_words
from coach.domain.decision import Action, Flag, TrainingDecision
from coach.domain.fact import Fact
from coach.domain.wish import DayWish

HARD = "hard work too"
_EASY_ONLY, _STEADY = 0.76, 0.86
_MOST_REASONS = 2


def set_apart(ground: Ground) -> str | None:
    """Say why today is not to be bargained with, a race or a stop; None on all other days."""
    if Flag.RACE_DAY in ground.decision.flags:
        return "Today is your race: that is the day's work."
    if ground.decision.envelope.max_minutes == 0:
        return f"Not today. {because(ground)}".strip()
    return None


def limits(ground: Ground) -> str:
    """Say the bounds: "at most 60 min and a load of 45"."""
    envelope = ground.decision.envelope
    caps = (
        duration(envelope.max_minutes) if envelope.max_minutes is not None else None,
        f"a load of {whole(envelope.max_load)}" if envelope.max_load is not None else None,
    )
    return "at most " + " and ".join(cap for cap in caps if cap)


def because(ground: Ground) -> str:
    """Say what bounds the day, gravest first: "Yesterday was hard and your HRV is low."."""
    reasons = ground.decision.envelope.reasons[:_MOST_REASONS]
    return capitalized(f"{' and '.join(reasons)}.") if reasons else ""


def holds(ground: Ground, amount: Amount) -> bool:
    """Say whether the envelope has room for so much."""
    envelope = ground.decision.envelope
    room = (
        (amount.minutes, envelope.max_minutes),
        (amount.load, envelope.max_load),
    )
    return all(size is None or cap is None or size <= cap + 1e-6 for size, cap in room)


def may_push(ground: Ground) -> bool:
    """Say whether today may hold more than planned."""
    return Action.PUSH in ground.decision.envelope.allowed_actions


def hardest(ground: Ground) -> str:
    """Say how hard it may get: "easy only", "no harder than sweet spot" or "hard work too"."""
    factor = ground.decision.envelope.max_intensity_factor
    if factor is None or factor > _STEADY:
        return HARD
    return "easy only" if factor <= _EASY_ONLY else "no harder than sweet spot"


def too_late(ground: Ground) -> str | None:
    """Say why more is of no use any more: the taper; None before it."""
    left = ground.morning.days_to_goal
    if ground.morning.phase != "Taper" or not left:
        return None
    goal = ground.morning.plan.goal_name or "your goal"
    return (
        f"{days(left).capitalize()} before {goal} the work is done; more would cost form and could"
        " not become fitness in time."
    )


def instead(ground: Ground, session: Session, days: Sequence[DayWish]) -> str | None:
    """Say what today would become where days are chosen; None where it would be the session."""
    then = today_with(ground, facts_of_days(days)).workout
    if (then.session, then.duration_minutes) == (session.id, session.minutes):
        return None
    return f"Today it would become {amount_words(then)} instead. {because(ground)}".strip()


def today_with(ground: Ground, facts: Sequence[Fact]) -> TrainingDecision:
    """Return today decided with more days chosen; nothing else of the morning changes."""
    there = plan_day(ground.mission, ground.today, (*ground.recollection.facts, *facts))
    plan = ground.morning.plan
    known = {"day_kind", "day_minutes", "tomorrow_kind", "chosen"}
    changed = plan.model_copy(update={name: getattr(there.plan, name) for name in known})
    update = {"plan": changed, "planned_today": there.planned_today}
    return decide(ground.morning.model_copy(update=update))
