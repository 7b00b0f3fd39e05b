"""Every key of a mission changes what an athlete is told, or what training counts for."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from coach.agents.communication import brief
from coach.agents.mission import describe, plan_day, thresholds
from coach.agents.reasoning import decide
from coach.domain.morning import Morning
from missions import MissionConfig, parse
from missions.schema import LISTS, TABLES, TOP
from tests.agent_scenarios.generated import FRESH

WEEKS = (
    date(2026, 1, 12), date(2026, 4, 20), date(2026, 4, 27),
    date(2026, 5, 11), date(2026, 6, 1), date(2026, 6, 29),
)  # fmt: skip
MISSION = """\
id = "alps"
name = "Alps"
sport = "cycling"
start_date = 2026-01-05
goal_event = "the Marmotte"
goal_date = 2026-07-05
[targets]
[constraints]
equipment = ["power_meter", "hr_strap"]
[athlete]
ftp = 250
lthr = 165
threshold_pace = "4:15"
[week]
tuesday = "key 75"
sunday = "long 120"
[phases]
[[events]]
name = "Hill climb"
date = 2026-04-26
[[stages]]
date = 2026-07-04
kind = "mountain"
[[stages]]
date = 2026-07-05
kind = "flat"
"""
RUNNING = MISSION.replace('"cycling"', '"running"')
ROWING = MISSION.replace('"cycling"', '"rowing"')
BY_HEART = MISSION.replace('["power_meter", "hr_strap"]', '["hr_strap"]')
ONE_DAY = MISSION.partition("[[stages]]")[0]
BY_WEIGHT = MISSION.replace("ftp = 250", "ftp_per_kg = 3\nweight = 70")
MORNINGS: tuple[dict[str, Any], ...] = (
    {**FRESH, "rhr_bpm": 52, "ctl": 60, "atl": 55, "tsb": 5},
    {**FRESH, "readiness": 66, "rhr_bpm": 52, "ctl": 60, "atl": 78, "tsb": -18},
)
CHANGES: dict[str, tuple[str, str]] = {
    "id": (MISSION, '"andes"'), "name": (MISSION, '"Andes"'), "sport": (MISSION, '"rowing"'),
    "start_date": (MISSION, "2026-02-02"), "goal_event": (MISSION, '"the Étape"'),
    "goal_date": (ONE_DAY, "2026-07-04"),
    "targets.ctl_peak": (MISSION, "50"), "targets.long_ride_minutes": (MISSION, "300"),
    "targets.long_run_minutes": (RUNNING, "200"), "targets.long_session_minutes": (ROWING, "200"),
    "targets.stage_climb_minutes": (MISSION, "100"),
    "targets.threshold_interval_min": (MISSION, "20"),
    "constraints.min_readiness": (MISSION, "70"), "constraints.max_rhr": (MISSION, "50"),
    "constraints.min_tsb": (MISSION, "-10"), "constraints.minutes_a_day": (MISSION, "45"),
    "constraints.days_blocked": (MISSION, '["tuesday"]'),
    "constraints.equipment": (MISSION, '["hr_strap"]'), "constraints.indoor": (MISSION, "true"),
    "athlete.ftp": (MISSION, "300"), "athlete.lthr": (BY_HEART, "150"),
    "athlete.ftp_per_kg": (BY_WEIGHT, "4"), "athlete.weight": (BY_WEIGHT, "80"),
    "athlete.max_heart_rate": (MISSION, "190"), "athlete.resting_heart_rate": (MISSION, "45"),
    "athlete.threshold_pace": (RUNNING, '"5:15"'),
    "athlete.age": (MISSION, "50"), "athlete.sex": (MISSION, '"f"'),
    **{f"week.{day}": (MISSION, '"strength 45"') for day in TABLES["week"]},
    "phases.base": (MISSION, "6"), "phases.build": (MISSION, "10"), "phases.peak": (MISSION, "3"),
    "phases.taper": (MISSION, "1"), "phases.recovery_every": (MISSION, "0"),
    "events.name": (MISSION, '"Sprint"'), "events.date": (MISSION, "2026-05-03"),
    "events.priority": (MISSION, '"B"'), "events.minutes": (MISSION, "240"),
    "events.sport": (MISSION, '"running"'),
    "stages.date": (MISSION, "2026-07-03"), "stages.kind": (MISSION, '"time_trial"'),
    "stages.name": (MISSION, '"Ventoux"'), "stages.minutes": (MISSION, "120"),
}  # fmt: skip
"""Each key, the mission it is tried in, and its other value."""


def changed(text: str, key: str, value: str) -> str:
    """Return the mission with a key set to another value, in the first table of its name."""
    table, _, name = key.rpartition(".")
    lines = [*text.splitlines(), "["]
    begin = next(n for n, line in enumerate(lines) if line.strip("[]") == table) + 1 if table else 0
    end = next(n for n in range(begin, len(lines)) if lines[n].startswith("["))
    kept = [line for line in lines[begin:end] if not line.startswith(f"{name} =")]
    return "\n".join([*lines[:begin], f"{name} = {value}", *kept, *lines[end:-1]])


def told(text: str) -> Iterator[object]:
    """Yield what loads are measured by, what the mission says, and each morning's message."""
    mission = parse(text)
    yield thresholds(mission), mission.id
    for monday in WEEKS:
        for offset in range(7):
            yield from told_on(mission, monday + timedelta(days=offset))


def told_on(mission: MissionConfig, day: date) -> Iterator[object]:
    """Yield a day's countdown, and its message on a fresh and on a tired morning."""
    plan = plan_day(mission, day)
    planned = {field.name: getattr(plan, field.name) for field in fields(plan)}
    limits = plan.constraints.model_copy(update={"temp_c": 36 if day.weekday() == 1 else None})
    yield describe(mission, day)[:1]
    for known in MORNINGS:
        morning = Morning.model_validate({**known, **planned, "constraints": limits})
        yield brief(morning, decide(morning), local_date=day, mission_id=mission.id).text


def test_every_key_there_is_is_tried() -> None:
    nested = {**TABLES, **LISTS}
    keys = {*TOP, *(f"{table}.{key}" for table in nested for key in nested[table])}

    assert set(CHANGES) == keys


@pytest.mark.parametrize("key", CHANGES)
def test_a_key_of_the_mission_changes_what_is_told(key: str) -> None:
    text, value = CHANGES[key]

    assert any(a != b for a, b in zip(told(text), told(changed(text, key, value)), strict=True))
