"""`lanterne export`: all that is remembered of one athlete, as files that other programs read."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import House, open_house
from bot.wrong import CallError
from coach.domain.athlete import Athlete
from coach.domain.briefing import DayEntry
from coach.domain.fact import Fact
from coach.domain.night import Night

FIRST = date(1970, 1, 1)
STEP = timedelta(days=10)
"""Shorter than the windows of a recollection, so that no word falls between two."""

Rows = Sequence[Mapping[str, object]]


def export_athlete(athlete_id: int | None, to: Path | None) -> None:
    """Write the files into a new folder or a zip; raises CallError where it is there already."""
    settings = quiet_settings()

    async def work() -> tuple[str, Mapping[str, str]]:
        async with open_house(settings) as house:
            athlete = await whose(house, athlete_id)
            today = house.now().astimezone(ZoneInfo(athlete.timezone)).date()
            return f"lanterne-{athlete.id}-{today}", await _files(house, athlete, today)

    name, files = finish(work())
    target = to or Path(name)
    if target.exists():
        raise CallError(f"{target} is there already: name a new folder or .zip with --to.")
    _write(target, files)
    typer.echo(f"{len(files)} files were written to {target}.")


async def _files(house: House, athlete: Athlete, today: date) -> Mapping[str, str]:
    memory = house.memory
    entries = await memory.entries(athlete.id, FIRST, today)
    curve = await memory.curve(athlete.id, None, today)
    activities = await memory.activities(athlete.id, FIRST, today)
    firsts = [days[0].local_date for days in (entries, curve, activities) if days]
    nights, facts = await _said_and_slept(house, athlete.id, min([*firsts, today]), today)
    return {
        "reasoning_log.csv": _table([_reasoned(entry) for entry in entries]),
        "days.jsonl": "".join(f"{entry.briefing.model_dump_json()}\n" for entry in entries),
        "activities.csv": _table(_flat(activities)),
        "nights.csv": _table(_flat(nights)),
        "facts.csv": _table(_flat(facts)),
        "load.csv": _table(_flat(curve)),
        "athlete.json": json.dumps(asdict(athlete), default=str, indent=2),
        "mission.toml": house.mission.text,
    }


async def _said_and_slept(
    house: House, athlete_id: int, first: date, today: date
) -> tuple[Sequence[Night], Sequence[Fact]]:
    """Walk through the days; each recollection holds the nights and words before it."""
    nights: dict[date, Night] = {}
    facts: dict[int | None, Fact] = {}
    day = first
    while True:
        recalled = (await house.memory.recall({athlete_id: day}))[athlete_id]
        nights |= {night.local_date: night for night in recalled.nights}
        facts |= {fact.id: fact for fact in recalled.facts}
        if day >= today:
            break
        day = min(day + STEP, today)
    return sorted(nights.values(), key=lambda n: n.local_date), list(facts.values())


def _reasoned(entry: DayEntry) -> Mapping[str, object]:
    """Return one row of the original's reasoning log."""
    decision, morning = entry.briefing.decision, entry.briefing.morning
    return {
        "date": entry.local_date, "made_at": entry.made_at, "version": entry.version,
        "readiness": morning.readiness, "ctl": morning.ctl, "atl": morning.atl,
        "tsb": morning.tsb, "phase": morning.phase, "days_to_goal": morning.days_to_goal,
        "action": decision.action, "intensity": decision.intensity_recommendation,
        "confidence": decision.confidence, "flags": " ".join(decision.flags),
        "reason": decision.reason, "workout": decision.workout.session,
        "minutes": decision.workout.duration_minutes, "load": decision.workout.estimated_load,
        "proposed_by": decision.proposed_by, "clamped": decision.clamped,
        "mission": entry.mission_digest,
    }  # fmt: skip


def _flat(values: Iterable[Any]) -> Rows:
    """Return dataclasses as rows; an inner one's fields stand beside the others."""
    return [_flat_one(value) for value in values]


def _flat_one(value: Any) -> Mapping[str, object]:  # noqa: ANN401  # any of our dataclasses
    row: dict[str, object] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if is_dataclass(inner):
            row |= _flat_one(inner)
        else:
            row[field.name] = inner.isoformat() if isinstance(inner, (date, datetime)) else inner
    return row


def _table(rows: Rows) -> str:
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def _write(target: Path, files: Mapping[str, str]) -> None:
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return
    target.mkdir(parents=True)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8")
