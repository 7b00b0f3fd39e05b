"""Workouts in intervals.icu's notation: the oracle's sessions, repeats, ramps, paces and feel."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.workout import REST_DAY, Step, StepKind, StepUnit, WorkoutPlan
from coach.exports.intervals_text import intervals_text

ORACLE = Path(__file__).parents[2] / "oracle"
SESSIONS: dict[str, Any] = {
    one["id"]: one for one in json.loads((ORACLE / "sessions.json").read_text())["cycling"]
}
FILES = sorted(path.stem for path in (ORACLE / "files").glob("*.txt"))


def plan(*steps: Step) -> WorkoutPlan:
    """Return a workout of these steps."""
    minutes = sum(step.seconds for step in steps) / 60
    return WorkoutPlan(
        session="any", type="any", description="Any", duration_minutes=minutes,
        estimated_load=50, intensity_factor=0.8, time_in_zones={}, steps=steps,
    )  # fmt: skip


def step(
    seconds: int,
    low: float,
    high: float | None = None,
    kind: StepKind = "work",
    unit: StepUnit = "fraction_ftp",
) -> Step:
    """Return one step, steady where no other end is given."""
    return Step(kind=kind, seconds=seconds, low=low, high=high or low, unit=unit)


def from_oracle(row: dict[str, Any]) -> Step:
    """Return the step that a row of the session catalogue stands for."""
    start, end = row["p"], row.get("to", row["p"])
    kind: StepKind = "cooldown" if end < start else "work"
    return step(row["s"], min(start, end), max(start, end), kind)


def seconds_in(text: str) -> int:
    """Return the time of a written workout, as the site would count it."""
    total = 0
    for paragraph in text.split("\n\n"):
        times = re.match(r"(\d+)x\n", paragraph)
        found = re.findall(r"(\d+)(m|s)(?![a-z])", paragraph)
        seconds = sum(int(count) * (60 if unit == "m" else 1) for count, unit in found)
        total += seconds * (int(times[1]) if times else 1)
    return total


@pytest.mark.parametrize("name", FILES)
def test_the_oracles_sessions_are_written_as_the_oracle_writes_them(name: str) -> None:
    rows = SESSIONS[name]["steps"]

    text = intervals_text(plan(*map(from_oracle, rows)))

    assert text == (ORACLE / "files" / f"{name}.txt").read_text().strip()


def test_a_run_is_written_in_percent_of_threshold_pace() -> None:
    easy = step(600, 0.75, kind="warmup", unit="fraction_threshold_speed")

    assert intervals_text(plan(easy)) == "- 10m 75% Pace"


def test_what_goes_by_feel_has_no_target_to_chase() -> None:
    lifting = step(2700, 6, 8, unit="rpe")

    assert intervals_text(plan(lifting)) == "- RPE 6 to 8 45m"


def test_half_minutes_and_half_percents_survive() -> None:
    assert intervals_text(plan(step(90, 1.125))) == "- 1m30s 112.5%"


def test_a_rest_day_is_no_workout() -> None:
    assert intervals_text(REST_DAY) == ""


@given(
    on=st.integers(1, 600),
    off=st.integers(1, 600),
    times=st.integers(1, 20),
    last_off=st.booleans(),
)
def test_no_second_is_lost_in_a_block(on: int, off: int, times: int, last_off: bool) -> None:  # noqa: FBT001  # hypothesis names it
    steps = [
        step(600, 0.5, 0.7, "warmup"),
        *[step(on, 1.1), step(off, 0.5, kind="recovery")] * times,
    ]
    steps = steps if last_off else steps[:-1]

    text = intervals_text(plan(*steps))

    assert seconds_in(text) == sum(one.seconds for one in steps)
