"""Whatever is proposed, what is decided lies in the envelope."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.agents.reasoning import decide
from coach.domain.decision import Action, Advice, Envelope, Flag, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY, Step, WorkoutPlan
from coach.safety.clamp import clamp, dispose
from tests.agent_scenarios.generated import FRESH, MORNINGS, Inputs


def ride(minutes: float, load: float, factor: float) -> WorkoutPlan:
    return WorkoutPlan(
        session="proposed",
        type="vo2max",
        description="As proposed",
        duration_minutes=minutes,
        estimated_load=load,
        intensity_factor=factor,
        time_in_zones={"Z2": minutes},
        steps=(Step(kind="steady", seconds=60, low=0.6, high=0.6, unit="fraction_ftp"),),
    )


def proposal(action: Action, workout: WorkoutPlan) -> TrainingDecision:
    return TrainingDecision(
        action=action,
        reason="Because the model says so.",
        intensity_recommendation=Intensity.HIGH,
        flags=(),
        confidence=0.99,
        workout=workout,
        envelope=Envelope(allowed_actions=tuple(Action)),
        proposed_by="provider:model",
    )


PROPOSALS = st.builds(
    proposal,
    st.sampled_from(Action),
    st.builds(
        ride,
        st.integers(0, 400).map(float),
        st.integers(0, 500).map(float),
        st.integers(0, 130).map(lambda hundredths: hundredths / 100),
    ),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(MORNINGS, PROPOSALS)
def test_no_proposal_leaves_the_envelope(inputs: Inputs, proposed: TrainingDecision) -> None:
    rules = decide(Morning.model_validate(inputs))

    final = dispose(proposed, rules)

    envelope, workout = rules.envelope, final.workout
    assert final.action in envelope.allowed_actions
    assert workout.duration_minutes <= _cap(envelope.max_minutes)
    assert workout.estimated_load <= _cap(envelope.max_load)
    assert workout.intensity_factor <= _cap(envelope.max_intensity_factor)
    assert set(rules.flags) <= set(final.flags)
    assert set(rules.advice) <= set(final.advice)
    assert final.confidence <= rules.confidence


def _cap(value: float | None) -> float:
    return float("inf") if value is None else value + 0.06


@settings(max_examples=100, deadline=None, derandomize=True)
@given(MORNINGS)
def test_the_rules_own_decision_passes_uncut(inputs: Inputs) -> None:
    rules = decide(Morning.model_validate(inputs))

    final = dispose(rules, rules)

    assert final == rules


def test_a_hard_proposal_on_a_feverish_morning_becomes_rest() -> None:
    rules = decide(Morning.model_validate({**FRESH, "symptoms": ["fever 38.6"]}))

    final = dispose(proposal(Action.PUSH, ride(60, 90, 0.95)), rules)

    assert final.action is Action.RECOVER
    assert final.workout == REST_DAY
    assert final.intensity_recommendation is Intensity.LOW
    assert final.clamped
    assert Flag.FEVER in final.flags
    assert Advice.REST_UNTIL_FEVER_FREE_24_48H in final.advice


def test_a_proposal_inside_the_envelope_stays_as_it_is() -> None:
    rules = decide(Morning.model_validate(FRESH))

    final = dispose(proposal(Action.MAINTAIN, ride(70, 60, 0.8)), rules)

    assert final.workout.session == "proposed"
    assert final.action is Action.MAINTAIN
    assert not final.clamped
    assert final.proposed_by == "provider:model"


def test_an_easy_action_with_a_hard_session_gets_the_rules_session() -> None:
    rules = decide(Morning.model_validate({**FRESH, "soreness_0_10": 8}))

    final = dispose(proposal(Action.EASE, ride(60, 90, 0.9)), rules)

    assert final.workout == rules.workout
    assert final.intensity_recommendation is Intensity.LOW
    assert final.clamped


def test_without_a_fallback_too_much_is_a_rest_day() -> None:
    envelope = Envelope(allowed_actions=(Action.RECOVER, Action.EASE), max_minutes=30)

    final = clamp(proposal(Action.PUSH, ride(60, 30, 0.6)), envelope)

    assert final.workout == REST_DAY
    assert final.action is Action.RECOVER
    assert final.clamped
