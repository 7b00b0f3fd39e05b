"""Values to rows and rows to values; knows columns by name and runs no statement.

Instants are whole microseconds, so that what comes back equals what went in.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from coach.domain.activity import Activity, DayLoad, LoadSource, Origin, Provenance, Sport
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry
from coach.domain.fact import Fact, FactKind
from coach.domain.night import Night

Columns = dict[str, Any]
"""One row's values by column, on the way in."""

Record = Row[*tuple[Any, ...]]
"""One row of whatever columns, on the way out."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_stamp(moment: datetime) -> int:
    """Return UTC microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def from_stamp(stamp: int) -> datetime:
    """Return the moment in UTC."""
    return _EPOCH + timedelta(microseconds=stamp)


def maybe_stamp(moment: datetime | None) -> int | None:
    """Return a stamp where there is a moment."""
    return None if moment is None else to_stamp(moment)


def maybe_date(text: str | None) -> date | None:
    """Return a date where there is one."""
    return None if text is None else date.fromisoformat(text)


def athlete_row(athlete: Athlete) -> Columns:
    """Return an athlete's columns but the id."""
    return {
        "name": athlete.name,
        "chat_id": athlete.chat_id,
        "timezone": athlete.timezone,
        "push_time": athlete.push_time.isoformat(),
        "paused": athlete.paused,
        "next_push_at": maybe_stamp(athlete.next_push_at),
        "mission_digest": athlete.mission_digest,
    }


def athlete_of(row: Record) -> Athlete:
    """Return the athlete of a row of the whole table."""
    return Athlete(
        id=row.id,
        name=row.name,
        chat_id=row.chat_id,
        timezone=row.timezone,
        push_time=time.fromisoformat(row.push_time),
        paused=bool(row.paused),
        next_push_at=None if row.next_push_at is None else from_stamp(row.next_push_at),
        mission_digest=row.mission_digest,
    )


def _provenance_row(provenance: Provenance) -> Columns:
    return {
        "origin": provenance.origin.value,
        "fetched_at": to_stamp(provenance.fetched_at),
        "vendor_id": provenance.vendor_id,
        "file": provenance.file,
    }


def _provenance_of(row: Record) -> Provenance:
    return Provenance(
        origin=Origin(row.origin),
        fetched_at=from_stamp(row.fetched_at),
        vendor_id=row.vendor_id,
        file=row.file,
    )


def provenances_text(provenances: Sequence[Provenance]) -> str | None:
    """Return as JSON where else a record was met."""
    return json.dumps([_provenance_row(one) for one in provenances]) if provenances else None


def provenances_of(text: str | None) -> tuple[Provenance, ...]:
    """Return where else a record was met."""
    return tuple(
        Provenance(
            origin=Origin(one["origin"]),
            fetched_at=from_stamp(one["fetched_at"]),
            vendor_id=one["vendor_id"],
            file=one["file"],
        )
        for one in json.loads(text or "[]")
    )


_ACTIVITY_MEASURES = (
    "duration_s", "elapsed_s", "distance_m", "average_power_w", "normalized_power_w",
    "average_heart_rate_bpm", "load", "intensity_factor", "rpe_0_10", "name",
)  # fmt: skip


def activity_row(activity: Activity) -> Columns:
    """Return an activity's columns; its start keeps the offset it was told in."""
    offset = activity.start.utcoffset() or timedelta()
    return {
        "sport": activity.sport.value,
        "start_at": to_stamp(activity.start),
        "utc_offset_s": offset // timedelta(seconds=1),
        "local_date": activity.local_date.isoformat(),
        "load_source": activity.load_source and activity.load_source.value,
        **{name: getattr(activity, name) for name in _ACTIVITY_MEASURES},
        **_provenance_row(activity.provenance),
    }


def activity_of(row: Record) -> Activity:
    """Return the activity of a row of the whole table."""
    return Activity(
        sport=Sport(row.sport),
        start=from_stamp(row.start_at).astimezone(_offset(row.utc_offset_s)),
        local_date=date.fromisoformat(row.local_date),
        load_source=None if row.load_source is None else LoadSource(row.load_source),
        provenance=_provenance_of(row),
        duration_s=row.duration_s,
        elapsed_s=row.elapsed_s,
        distance_m=row.distance_m,
        average_power_w=row.average_power_w,
        normalized_power_w=row.normalized_power_w,
        average_heart_rate_bpm=row.average_heart_rate_bpm,
        load=row.load,
        intensity_factor=row.intensity_factor,
        rpe_0_10=row.rpe_0_10,
        name=row.name,
    )


@lru_cache(maxsize=128)
def _offset(seconds: int) -> timezone:
    return timezone(timedelta(seconds=seconds)) if seconds else UTC


NIGHT_MEASURES = (
    "readiness", "sleep_score", "sleep_h", "hrv_ms", "resting_heart_rate_bpm",
    "temperature_deviation_c", "weight_kg",
)  # fmt: skip


def night_row(night: Night) -> Columns:
    """Return what one source says of a night."""
    return {
        "local_date": night.local_date.isoformat(),
        **{name: getattr(night, name) for name in NIGHT_MEASURES},
        **_provenance_row(night.provenance),
    }


def night_of(row: Record) -> Night:
    """Return what one source says of a night."""
    return Night(
        local_date=date.fromisoformat(row.local_date),
        readiness=row.readiness,
        sleep_score=row.sleep_score,
        sleep_h=row.sleep_h,
        hrv_ms=row.hrv_ms,
        resting_heart_rate_bpm=row.resting_heart_rate_bpm,
        temperature_deviation_c=row.temperature_deviation_c,
        weight_kg=row.weight_kg,
        provenance=_provenance_of(row),
    )


def day_load_row(own: DayLoad) -> Columns:
    """Return a wellness export's own loads of a day."""
    return {
        "local_date": own.local_date.isoformat(),
        "fitness_load": own.fitness_load,
        "fatigue_load": own.fatigue_load,
        "ctl": own.ctl,
        "atl": own.atl,
    }


def day_load_of(row: Record) -> DayLoad:
    """Return a wellness export's own loads of a day."""
    return DayLoad(
        local_date=date.fromisoformat(row.local_date),
        fitness_load=row.fitness_load,
        fatigue_load=row.fatigue_load,
        ctl=row.ctl,
        atl=row.atl,
    )


def fact_row(fact: Fact) -> Columns:
    """Return a fact's columns but the id."""
    return {
        "kind": fact.kind.value,
        "local_date": fact.local_date.isoformat(),
        "said_at": to_stamp(fact.said_at),
        "words": fact.words,
        "value": fact.value,
        "site": fact.site,
        "code": fact.code,
        "quality": fact.quality,
        "closed_on": fact.closed_on and fact.closed_on.isoformat(),
    }


def fact_of(row: Record) -> Fact:
    """Return the fact of a row of the whole table."""
    return Fact(
        kind=FactKind(row.kind),
        local_date=date.fromisoformat(row.local_date),
        said_at=from_stamp(row.said_at),
        words=row.words,
        value=row.value,
        site=row.site,
        code=row.code,
        quality=row.quality,
        closed_on=maybe_date(row.closed_on),
        id=row.id,
    )


def entry_row(entry: DayEntry) -> Columns:
    """Return a decided day's columns but its version."""
    return {
        "athlete_id": entry.athlete_id,
        "local_date": entry.local_date.isoformat(),
        "made_at": to_stamp(entry.made_at),
        "mission_digest": entry.mission_digest,
        "briefing": entry.briefing.model_dump_json(),
    }


def entry_of(row: Record) -> DayEntry:
    """Return the decided day of a row of the whole table."""
    return DayEntry(
        athlete_id=row.athlete_id,
        local_date=date.fromisoformat(row.local_date),
        briefing=Briefing.model_validate_json(row.briefing),
        mission_digest=row.mission_digest,
        made_at=from_stamp(row.made_at),
        version=row.version,
    )


def owned(athlete_id: int, columns: Mapping[str, Any]) -> Columns:
    """Return a row with its athlete."""
    return {"athlete_id": athlete_id, **columns}
