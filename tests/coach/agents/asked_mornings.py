"""Mornings that a model is asked about: a decided day, and what is remembered around it."""

from datetime import UTC, date, datetime
from typing import Any

from coach.agents.communication import brief
from coach.agents.reasoning import ReasoningAgent
from coach.domain.activity import Activity, Origin, Provenance, Sport
from coach.domain.athlete import Athlete, LoadDay
from coach.domain.briefing import Briefing
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Morning
from coach.domain.recollection import PlannedDay, Recollection
from tests.agent_scenarios.generated import FRESH

WEDNESDAY = date(2026, 3, 11)
TUESDAY = date(2026, 3, 10)
SAID_AT = datetime(2026, 3, 10, 19, tzinfo=UTC)
TIRED: dict[str, Any] = FRESH | {
    "readiness": 68,
    "hrv": {"roll7": "below", "day": "within", "roll7_ms": 52, "band_low_ms": 55,
            "band_high_ms": 68},
    "sleep_h": 6.5,
    "plan": {"goal_name": "the Marmotte", "phase_words": "Build, week 3 of 4"},
}  # fmt: skip
"""A morning that holds back the planned intervals."""


def a_day(**changes: object) -> Briefing:
    """Return a tired Wednesday, decided by rules."""
    morning = Morning.model_validate(TIRED | changes)
    decision = ReasoningAgent().decide(morning)
    return brief(morning, decision, local_date=WEDNESDAY, mission_id=None)


def remembered(*, said: str = "legs heavy after work", name: str = "Col de Vence") -> Recollection:
    """Return what memory holds around it."""
    provenance = Provenance(origin=Origin.UPLOAD, fetched_at=SAID_AT, file="ride.fit")
    ride = Activity(
        sport=Sport.CYCLING, start=SAID_AT, local_date=TUESDAY, duration_s=3600, elapsed_s=3600,
        load=58, load_source=None, name=name, provenance=provenance,
    )  # fmt: skip
    planned = PlannedDay(
        local_date=TUESDAY, version=1, sport="cycling", session="threshold_2x20",
        estimated_load=75, intensity_factor=0.9,
    )  # fmt: skip
    return Recollection(
        athlete=Athlete(id=7, name="Ada"),
        local_date=WEDNESDAY,
        loads=(LoadDay(local_date=TUESDAY, load=58, ctl=60, atl=56, tsb=4, ramp=3),),
        activities=(ride,),
        facts=(Fact(kind=FactKind.NOTE, local_date=TUESDAY, said_at=SAID_AT, words=said, id=1),),
        recent=(planned,),
    )
