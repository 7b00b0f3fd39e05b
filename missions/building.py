"""From checked values to the mission; thresholds are checked against each other on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from missions.lines import Path
from missions.mission import (
    TRAINING_PHASES,
    Event,
    Limits,
    MissionConfig,
    Person,
    PhasePlan,
    PlannedDay,
    Stage,
    Targets,
)
from missions.readers import WEEKDAYS
from missions.reading import Reading

_LONG = ("long_ride_minutes", "long_run_minutes", "long_session_minutes")
_PERSON = {
    "ftp": "ftp_w",
    "lthr": "lthr_bpm",
    "max_heart_rate": "max_heart_rate_bpm",
    "resting_heart_rate": "resting_heart_rate_bpm",
    "threshold_pace": "threshold_pace_s_per_km",
    "weight": "weight_kg",
}
_MOST_WATTS_PER_KG = 7.0
"""More than any rider has held for an hour: one of the two numbers is mistyped."""


def build(reading: Reading, text: str) -> MissionConfig:
    """Build the mission; thresholds that contradict each other are added to the faults."""
    top, tables = reading.tables[""], reading.tables
    stages = tuple(sorted((_stage(entry) for entry in reading.lists["stages"]), key=_by_date))
    mission = MissionConfig(
        **{"id": "", "name": "", **top, "goal_event": top.get("goal_event", top.get("name"))},
        targets=_targets(tables["targets"], reading),
        constraints=Limits(**tables["constraints"]),
        athlete=_person(tables["athlete"], reading),
        week=tuple(tables["week"].get(weekday, PlannedDay()) for weekday in WEEKDAYS),
        phases=_phases(tables["phases"]),
        events=tuple(sorted((Event(**entry) for entry in reading.lists["events"]), key=_by_date)),
        stages=stages,
        text=text,
    )
    if stages and mission.goal_date is None:
        mission = replace(mission, goal_date=stages[-1].date)
    return mission


def _by_date(entry: Event | Stage) -> date:
    return entry.date


def _renamed(values: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(key, key): value for key, value in values.items()}


def _targets(values: dict[str, Any], reading: Reading) -> Targets:
    named = [key for key in _LONG if key in values]
    for key in named[1:]:
        reading.fault(("targets", key), f"{named[0]} and {key} say the same: keep one")
    return Targets(**_renamed(values, dict.fromkeys(_LONG, "long_minutes")))


def _stage(entry: dict[str, Any]) -> Stage:
    kind = entry["kind"]
    return Stage(**{**entry, "kind": kind if kind == "rest" else f"stage_{kind}"})


def _phases(values: dict[str, Any]) -> PhasePlan:
    named = {phase: values[phase.lower()] for phase in TRAINING_PHASES if phase.lower() in values}
    return PhasePlan(overrides=named, recovery_every=values.get("recovery_every"))


def _person(values: dict[str, Any], reading: Reading) -> Person:
    known = dict(values)
    per_kg, weight = known.pop("ftp_per_kg", None), known.get("weight")
    if per_kg is not None and "ftp" in known:
        reading.fault(("athlete", "ftp_per_kg"), "ftp and ftp_per_kg say the same: keep one")
    elif per_kg is not None and weight is None:
        reading.fault(("athlete", "ftp_per_kg"), "ftp_per_kg needs weight beside it")
    elif per_kg is not None:
        known["ftp"] = per_kg * weight
    for path, sentence in _implausible(known):
        reading.fault(path, sentence)
    return Person(**_renamed(known, _PERSON))


def _implausible(values: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    ftp, weight = values.get("ftp"), values.get("weight")
    if ftp and weight and ftp / weight > _MOST_WATTS_PER_KG:
        yield (
            ("athlete", "ftp"),
            f"{ftp:g} W at {weight:g} kg is {ftp / weight:.1f} W/kg, more than anyone holds",
        )
    beats = [(key, values.get(key)) for key in ("resting_heart_rate", "lthr", "max_heart_rate")]
    known = [(key, value) for key, value in beats if value is not None]
    for (lower, low), (higher, high) in pairwise(known):
        if low >= high:
            yield ("athlete", lower), f"{lower} {low:g} must be under {higher} {high:g}"
