"""Values to rows and rows to values; knows columns by name and runs no statement.

Instants are whole microseconds, so that what comes back equals what went in.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row

from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry
from coach.domain.fact import Fact, FactKind

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
    return _EPOCH + stamp * _MICROSECOND


def maybe_stamp(moment: datetime | None) -> int | None:
    """Return a stamp where there is a moment."""
    return None if moment is None else to_stamp(moment)


def maybe_moment(stamp: int | None) -> datetime | None:
    """Return a moment where there is a stamp."""
    return None if stamp is None else from_stamp(stamp)


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
        "night_wait_min": athlete.night_wait_min,
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
        next_push_at=maybe_moment(row.next_push_at),
        mission_digest=row.mission_digest,
        night_wait_min=row.night_wait_min,
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
        "until": fact.until and fact.until.isoformat(),
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
        until=maybe_date(row.until),
        closed_on=maybe_date(row.closed_on),
        id=row.id,
    )


def entry_row(entry: DayEntry) -> Columns:
    """Return a decided day's columns but its version; what later days ask of it has its own."""
    workout = entry.briefing.decision.workout
    return {
        "athlete_id": entry.athlete_id,
        "local_date": entry.local_date.isoformat(),
        "made_at": to_stamp(entry.made_at),
        "mission_digest": entry.mission_digest,
        "sport": entry.briefing.morning.sport,
        "session": workout.session,
        "estimated_load": workout.estimated_load,
        "intensity_factor": workout.intensity_factor,
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
