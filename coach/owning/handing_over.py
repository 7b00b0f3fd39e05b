"""All that is remembered of one athlete, as files that other programs read.

Knows ports only. What has no file of its own goes out as its table, so that nothing is left out.
"""

import asyncio
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from coach.agents.own_mission import own_mission
from coach.domain.athlete import Athlete
from coach.domain.briefing import DayEntry
from coach.notebook_ports import Everything, Lookup, Nights
from coach.ports import Diary, TrainingLog
from missions import MissionConfig

FIRST, LAST = date(1970, 1, 1), date(9999, 12, 31)
_STRETCH = timedelta(days=60)
"""So many days' documents are read at a time; in between others have their turn."""
_SHOWN = frozenset({"activity", "night", "fact", "load_curve"})
"""Tables that have a better file."""
_NAMES = {
    "message": "messages", "push": "pushes", "connection": "connections", "summary": "summaries",
    "day": "day_versions", "athlete_mission": "missions", "wellness_load": "day_loads",
    "model_call": "model_calls", "offer": "offers",
    "night_detail": "night_details",
}  # fmt: skip

Rows = Sequence[Mapping[str, object]]


class Kept(TrainingLog, Diary, Lookup, Nights, Everything, Protocol):
    """The parts of memory that are handed over."""


async def files_of(
    memory: Kept, athlete: Athlete, mission_text: str, now: datetime
) -> Mapping[str, str]:
    """Return the files' texts by their names; years are written in a thread."""
    today = athlete.date_at(now)
    tables = await memory.rows(athlete.id)
    entries = await _entries(memory, athlete.id, tables["day"], today)
    digests = [str(row["digest"]) for row in tables["athlete_mission"]]
    missions = {digest[:12]: await memory.mission_text(digest) for digest in digests}
    values: Mapping[str, Iterable[Any]] = {
        "activities.csv": await memory.activities(athlete.id, FIRST, LAST),
        "nights.csv": await memory.nights(athlete.id, FIRST, LAST),
        "facts.csv": await memory.facts(athlete.id, FIRST, LAST),
        "load.csv": await memory.curve(athlete.id, None, today),
    }
    return {
        "athlete.json": json.dumps(asdict(athlete), default=str, indent=2),
        "mission.toml": mission_text,
        **{f"mission_{digest}.toml": text or "" for digest, text in missions.items()},
        **await asyncio.to_thread(_written, entries, values, tables),
    }


async def mission_of(
    memory: Lookup, athlete: Athlete, mission: MissionConfig, now: datetime
) -> MissionConfig:
    """Return the mission as this athlete has it today."""
    today = athlete.date_at(now)
    return own_mission(mission, await memory.facts(athlete.id, today, today), today)


async def archive_of(files: Mapping[str, str]) -> bytes:
    """Return the files as a zip archive."""
    return await asyncio.to_thread(_zipped, files)


def name_of(athlete: Athlete, now: datetime) -> str:
    """Return what the files are called together: `lanterne-1-2026-03-11`."""
    return f"lanterne-{athlete.id}-{athlete.date_at(now)}"


def _written(
    entries: Sequence[DayEntry], values: Mapping[str, Iterable[Any]], tables: Mapping[str, Rows]
) -> Mapping[str, str]:
    return {
        "reasoning_log.csv": _table([_reasoned(entry) for entry in entries]),
        "days.jsonl": "".join(f"{entry.briefing.model_dump_json()}\n" for entry in entries),
        **{name: _table(_flat(each)) for name, each in values.items()},
        **{
            f"{_NAMES.get(name, name)}.csv": _table(rows)
            for name, rows in tables.items()
            if name not in _SHOWN
        },
    }


def _zipped(files: Mapping[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


async def _entries(memory: Kept, athlete_id: int, days: Rows, today: date) -> Sequence[DayEntry]:
    entries: list[DayEntry] = []
    first = min((date.fromisoformat(str(row["local_date"])) for row in days), default=today)
    while first <= today:
        entries += await memory.entries(athlete_id, first, min(first + _STRETCH, today))
        first += _STRETCH + timedelta(days=1)
    return entries


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
