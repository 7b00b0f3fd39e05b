"""How recorded mornings are judged: what a decision lacks against its expectations."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from coach.agents.reasoning import decide
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Morning

HERE = Path(__file__).parent
Expected = Mapping[str, Any]


@lru_cache(maxsize=1)
def given_mornings() -> tuple[dict[str, Any], ...]:
    """Return the judged mornings that were given with the project."""
    return tuple(json.loads((HERE / "mornings.json").read_text())["scenarios"])


@lru_cache(maxsize=1)
def own_mornings() -> tuple[dict[str, Any], ...]:
    """Return our own mornings, with the changes laid over their base."""
    document = json.loads((HERE / "more_mornings.json").read_text())
    return tuple(
        {**row, "inputs": {**document["base"], **row["changes"]}} for row in document["mornings"]
    )


def decided(inputs: Mapping[str, Any]) -> TrainingDecision:
    """Return the decision of a Morning document."""
    return decide(Morning.model_validate(dict(inputs)))


def faults(decision: TrainingDecision, expected: Expected) -> list[str]:
    """Return what stands against the decision, in words; empty is a pass."""
    return [
        *_outside(decision, expected),
        *_over_caps(decision, expected),
        *_missing(decision, expected),
        *_in_words(decision, expected),
    ]


def _outside(decision: TrainingDecision, expected: Expected) -> Iterator[str]:
    if decision.action not in expected["acceptable_actions"]:
        yield f"action {decision.action}"
    if decision.action in expected.get("forbidden_actions", ()):
        yield f"forbidden action {decision.action}"
    if decision.intensity_recommendation not in expected["acceptable_intensity"]:
        yield f"intensity {decision.intensity_recommendation}"
    types = expected.get("types_ok") or expected.get("session_types_ok")
    if types and decision.workout.type not in types:
        yield f"type {decision.workout.type}"


def _over_caps(decision: TrainingDecision, expected: Expected) -> Iterator[str]:
    workout = decision.workout
    for cap, value in (
        ("max_minutes", workout.duration_minutes),
        ("max_tss", workout.estimated_load),
        ("max_if", workout.intensity_factor),
        ("confidence_max", decision.confidence),
    ):
        if value > expected.get(cap, value):
            yield f"{value} is over {cap}"
    if workout.estimated_load < expected.get("min_tss", 0):
        yield f"{workout.estimated_load} is under min_tss"


def _missing(decision: TrainingDecision, expected: Expected) -> Iterator[str]:
    for group in expected.get("flags_required", ()):
        if not set(group) & set(decision.flags):
            yield f"no flag of {group}"
    for flag in set(expected.get("flags_forbidden", ())) & set(decision.flags):
        yield f"forbidden flag {flag}"
    for advice in expected.get("advice_required", ()):
        if advice not in decision.advice:
            yield f"no advice {advice}"


def _in_words(decision: TrainingDecision, expected: Expected) -> Iterator[str]:
    text = decision.model_dump_json().lower()
    for word in (*expected.get("must_not_contain", ()), *expected.get("forbidden_sessions", ())):
        if word in text:
            yield f"says {word}"
    for word in expected.get("must_contain", ()):
        if word.lower() not in text:
            yield f"does not say {word}"
    for name in expected.get("must_not_invent", ()):
        yield from _invented(decision, name)


def _invented(decision: TrainingDecision, name: str) -> Iterator[str]:
    shown = name.removesuffix("_h").lower()
    for line in decision.evidence:
        if line.signal.lower() == shown and line.value != "not known":
            yield f"invents {name}: {line.value}"
