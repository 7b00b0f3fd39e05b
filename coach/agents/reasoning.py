"""The decision of a day: read, bound, choose, plan and explain; one morning in, one decision out.

By rules alone, which also say what else would be allowed. Pure: no clock, no chance.
"""

from collections.abc import Mapping
from typing import Protocol

from coach.agents.case import Case
from coach.agents.choosing import planned, repeats_yesterday
from coach.agents.confidence import confidence
from coach.agents.describing import workout_of
from coach.agents.evidence import ledger
from coach.agents.hearing import Heard, hear
from coach.agents.planning import WorkoutPlanner, more_of
from coach.agents.reasons import reason
from coach.agents.rules import act, flags_of
from coach.agents.sessions import Session
from coach.agents.votes import contradictory
from coach.domain.decision import Action, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY
from coach.safety.envelope import Bounds, allowed, bound
from coach.safety.limits import Caps
from coach.safety.reading import Reading


class _Redecide(Protocol):
    """Decides the action of a reading, of at most `most`."""

    def __call__(self, reading: Reading, *, most: Action = Action.PUSH) -> Action: ...


class ReasoningAgent:
    """The original's name for the one who decides."""

    def __init__(self, planner: WorkoutPlanner | None = None) -> None:
        """Take the planner to use."""
        self._planner = planner or WorkoutPlanner()

    def decide(self, morning: Morning) -> TrainingDecision:
        """Return the whole decision: action, reason, workout, evidence and envelope."""
        heard = hear(morning)
        bounds = bound(heard.reading)
        redecide = _redecider(heard.morning)
        case = self._planned(heard, bounds, redecide(heard.reading))
        return _decision(case).model_copy(update={"evidence": ledger(case, redecide)})

    def options(self, morning: Morning) -> Mapping[Action, TrainingDecision]:
        """Return what each action would mean today inside the bounds, without its evidence.

        Only those are options that have a workout of their own; resting always is one.
        """
        heard = hear(morning)
        bounds = bound(heard.reading)
        redecide = _redecider(heard.morning)
        cases = (
            self._planned(heard, bounds, action)
            for action in bounds.envelope.allowed_actions
            if redecide(heard.reading, most=action) is action
        )
        return {
            case.action: _decision(case)
            for case in cases
            if case.action is Action.RECOVER or case.workout != REST_DAY
        }

    def _planned(self, heard: Heard, bounds: Bounds, action: Action) -> Case:
        session = self._planner.session(heard.morning, heard.reading, action, bounds)
        return _case(heard, bounds, action, session)


def _decision(case: Case) -> TrainingDecision:
    """Return a case as a decision; its evidence is not told yet."""
    return TrainingDecision(
        action=case.action,
        reason=reason(case),
        intensity_recommendation=case.intensity,
        flags=case.flags,
        confidence=confidence(
            case.morning, case.reading, contradictory=_apart(case.reading, case.bounds)
        ),
        advice=case.bounds.advice,
        workout=case.workout,
        envelope=case.bounds.envelope,
    )


def _redecider(morning: Morning) -> _Redecide:
    """Return what decides the action of this morning for any reading of it."""
    choice = planned(morning)

    def redecide(reading: Reading, *, most: Action = Action.PUSH) -> Action:
        caps = allowed(reading)
        if most is not Action.PUSH:
            caps = caps.meet(Caps(action=most))
        more = caps.action is Action.PUSH and more_of(choice, morning, reading, caps)
        return act(caps, choice.template, room_for_more=bool(more))

    return redecide


def _case(heard: Heard, bounds: Bounds, action: Action, session: Session | None) -> Case:
    choice = planned(heard.morning)
    template = choice.template
    return Case(
        morning=heard.morning,
        reading=heard.reading,
        bounds=bounds,
        action=action,
        intensity=Intensity.LOW if session is None else session.template.intensity,
        template=template,
        workout=REST_DAY if session is None else workout_of(session, heard.reading, heard.lift),
        lift=heard.lift,
        flags=flags_of(bounds, choice, heard.reading, contradictory=_apart(heard.reading, bounds)),
        repeats=template is not None and repeats_yesterday(heard.morning, template),
    )


def _apart(reading: Reading, bounds: Bounds) -> bool:
    return contradictory(reading, bounds.caps)


def decide(morning: Morning) -> TrainingDecision:
    """Return the decision of a morning by rules."""
    return ReasoningAgent().decide(morning)
