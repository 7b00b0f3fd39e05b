"""Whatever is proposed, what is decided lies in the envelope; a model proposes, this disposes.

The rules' own decision of the same morning is the measure: its flags and advice always stay.
"""

from coach.domain.decision import Action, Envelope, Intensity, TrainingDecision
from coach.domain.workout import REST_DAY, WorkoutPlan
from coach.safety.limits import OF_ACTION, Caps

# What the hardest class of an intensity factor is; the athlete reads the class, not the factor.
_MODERATE_FROM, _HIGH_FROM = 0.76, 0.84


def clamp(
    proposal: TrainingDecision, envelope: Envelope, *, fallback: WorkoutPlan = REST_DAY
) -> TrainingDecision:
    """Return the proposal cut to the envelope, marked `clamped` where anything had to give.

    A workout that is too much gives way to `fallback`, and to a rest day where that is too much
    as well. The envelope's own actions are ordered from least to most.
    """
    action = _action(proposal.action, envelope)
    limit = _limit(action, envelope)
    workout = next((plan for plan in (proposal.workout, fallback) if _fits(plan, limit)), REST_DAY)
    if workout == REST_DAY and envelope.allowed_actions:
        action = min(action, Action.RECOVER, key=lambda each: each.rank)
    intensity = min(proposal.intensity_recommendation, _hardest(limit), key=lambda each: each.rank)
    final = proposal.model_copy(
        update={
            "action": action,
            "workout": workout,
            "envelope": envelope,
            "intensity_recommendation": intensity,
        }
    )
    unchanged = final == proposal.model_copy(update={"envelope": envelope})
    return final.model_copy(update={"clamped": not unchanged})


def dispose(proposal: TrainingDecision, rules: TrainingDecision) -> TrainingDecision:
    """Return a proposal within the rules' decision: no flag or advice of theirs is lost."""
    final = clamp(proposal, rules.envelope, fallback=rules.workout)
    missing = not {*rules.flags} <= {*final.flags} or not {*rules.advice} <= {*final.advice}
    return final.model_copy(
        update={
            "flags": tuple(dict.fromkeys((*rules.flags, *final.flags))),
            "advice": tuple(dict.fromkeys((*rules.advice, *final.advice))),
            "evidence": rules.evidence,
            "confidence": min(final.confidence, rules.confidence),
            "clamped": final.clamped or missing,
        }
    )


def _action(proposed: Action, envelope: Envelope) -> Action:
    most = max(envelope.allowed_actions, key=lambda each: each.rank, default=Action.RECOVER)
    return min(proposed, most, key=lambda each: each.rank)


def _limit(action: Action, envelope: Envelope) -> Caps:
    own = Caps(
        minutes=_or_endless(envelope.max_minutes),
        load=_or_endless(envelope.max_load),
        intensity_factor=_or_endless(envelope.max_intensity_factor),
    )
    return own.meet(OF_ACTION[action])


def _or_endless(value: float | None) -> float:
    return float("inf") if value is None else value


def _fits(plan: WorkoutPlan, limit: Caps) -> bool:
    return limit.hold(
        minutes=plan.duration_minutes,
        load=plan.estimated_load,
        intensity_factor=plan.intensity_factor,
    )


def _hardest(limit: Caps) -> Intensity:
    if limit.intensity_factor < _MODERATE_FROM:
        return Intensity.LOW
    hardest = Intensity.MODERATE if limit.intensity_factor <= _HIGH_FROM + 0.01 else Intensity.HIGH
    return min(hardest, limit.intensity, key=lambda each: each.rank)
