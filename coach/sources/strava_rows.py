"""Rows of Strava's API: glimpses to look at; activities only where the operator took the risk.

`glimpse` is the way; `activity` is called behind the operator's own switch alone.
"""

from datetime import UTC, datetime

from coach.domain.activity import Activity, Origin
from coach.domain.glimpse import Glimpse
from coach.sources.answers import Row
from coach.sources.context import Context
from coach.sources.recording import Recording, activity_of, plausible
from coach.sources.sports import sport_of
from coach.sources.tables import moment, number


def glimpse(row: Row, context: Context) -> Glimpse | None:
    """Return what may be shown of a row, None where it names no start or id."""
    start, local = _start(row), _local(row)
    if start is None or local is None or not row.get("id"):
        return None
    name = row.get("name")
    return Glimpse(
        vendor_id=str(row["id"]),
        name=name if isinstance(name, str) else None,
        sport=sport_of(row.get("sport_type"), row.get("type")),
        start=start,
        local_date=local.date(),
        duration_s=number(row.get("moving_time")) or number(row.get("elapsed_time")) or 0.0,
        distance_m=plausible(number(row.get("distance")), 0.1, 5e6),
        fetched_at=context.fetched_at,
    )


def activity(row: Row, context: Context) -> Activity | None:
    """Return the row as an activity, None where it names no start or no time."""
    shown = glimpse(row, context)
    if shown is None or not shown.duration_s:
        return None
    metered = row.get("device_watts") is not False  # Strava guesses watts where no meter was
    recording = Recording(
        sport=shown.sport,
        start=shown.start,
        local_date=shown.local_date,
        duration_s=shown.duration_s,
        elapsed_s=max(number(row.get("elapsed_time")) or 0.0, shown.duration_s),
        distance_m=shown.distance_m,
        average_power_w=number(row.get("average_watts")) if metered else None,
        normalized_power_w=number(row.get("weighted_average_watts")) if metered else None,
        average_heart_rate_bpm=number(row.get("average_heartrate")),
        vendor_load=plausible(number(row.get("suffer_score")), 0.1, 2000),
        rpe_0_10=plausible(number(row.get("perceived_exertion")), 1, 10),
        name=shown.name,
    )
    source = context.provenance(Origin.STRAVA_API, shown.vendor_id)
    return activity_of(recording, thresholds=context.thresholds, provenance=source)


def _start(row: Row) -> datetime | None:
    start = moment(str(row.get("start_date") or ""))
    if start is None:
        return None
    return start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)


def _local(row: Row) -> datetime | None:
    """Return the wall clock at the start: Strava writes a Z there that does not mean UTC."""
    return moment(str(row.get("start_date_local") or ""))
