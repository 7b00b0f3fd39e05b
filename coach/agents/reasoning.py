"""The decision of a day: read, bound, choose, plan and explain; one morning in, one decision out.

Rules alone; a model may later propose, inside the same envelope. Pure: no clock, no chance.
"""

from coach.agents.choosing import planned, repeats_yesterday
from coach.agents.confidence import confidence
from coach.agents.describing import workout_of
from coach.agents.evidence import ledger
from coach.agents.hearing import hear
from coach.agents.planning import WorkoutPlanner
from coach.agents.reasons import Case, reason
from coach.agents.rules import act, flags_of
from coach.agents.votes import contradictory
from coach.domain.decision import Action, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY
from coach.safety.envelope import allowed, bound
from coach.safety.reading import Reading


class ReasoningAgent:
    """The original's name for the one who decides."""

    def __init__(self, planner: WorkoutPlanner | None = None) -> None:
        """Take the planner to use."""
        self._planner = planner or WorkoutPlanner()

    def decide(self, morning: Morning) -> TrainingDecision:
        """Return the whole decision: action, reason, workout, evidence and envelope."""
        heard = hear(morning)
        morning, reading = heard.morning, heard.reading
        choice, bounds = planned(morning), bound(reading)

        def redecide(changed: Reading) -> Action:
            return act(allowed(changed), choice.template)

        action = act(bounds.caps, choice.template)
        session = self._planner.session(morning, reading, action, bounds)
        workout = REST_DAY if session is None else workout_of(session, reading, heard.lift)
        intensity = Intensity.LOW if session is None else session.template.intensity
        apart = contradictory(reading, bounds.caps)
        again = choice.template is not None and repeats_yesterday(morning, choice.template)
        flags = flags_of(bounds, choice, reading, contradictory=apart)
        return TrainingDecision(
            action=action,
            reason=reason(
                Case(
                    morning=morning, reading=reading, bounds=bounds, action=action,
                    intensity=intensity, template=choice.template, workout=workout,
                    lift=heard.lift, flags=flags, repeats=again,
                )
            ),
            intensity_recommendation=intensity,
            flags=flags,
            confidence=confidence(morning, reading, contradictory=apart),
            advice=bounds.advice,
            workout=workout,
            evidence=ledger(morning, reading, bounds=bounds, action=action, redecide=redecide),
            envelope=bounds.envelope,
        )  # fmt: skip


def decide(morning: Morning) -> TrainingDecision:
    """Return the decision of a morning by rules."""
    return ReasoningAgent().decide(morning)
