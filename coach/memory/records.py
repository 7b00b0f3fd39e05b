"""Activities, nights and day loads to rows and back; runs no statement."""

from datetime import UTC, date, timedelta, timezone
from functools import lru_cache

from coach.domain.activity import Activity, DayLoad, LoadSource, Origin, Provenance, Sport
from coach.domain.night import Night
from coach.memory.codec import Columns, Record, from_stamp, to_stamp


def provenance_row(provenance: Provenance) -> Columns:
    """Return the columns that say where a record came from."""
    return {
        "origin": provenance.origin.value,
        "fetched_at": to_stamp(provenance.fetched_at),
        "vendor_id": provenance.vendor_id,
        "file": provenance.file,
    }


def provenance_of(row: Record) -> Provenance:
    """Return where the record of a row came from."""
    return _provenance(row.origin, row.fetched_at, row.vendor_id, row.file)


@lru_cache(maxsize=1024)  # the rows of one file or fetch share theirs
def _provenance(
    origin: str, fetched_at: int, vendor_id: str | None, file: str | None
) -> Provenance:
    return Provenance(
        origin=Origin(origin),
        fetched_at=from_stamp(fetched_at),
        vendor_id=vendor_id,
        file=file,
    )


_ACTIVITY_MEASURES = (
    "duration_s", "elapsed_s", "distance_m", "average_power_w", "normalized_power_w",
    "average_heart_rate_bpm", "load", "intensity_factor", "rpe_0_10", "name",
)  # fmt: skip


def activity_row(activity: Activity) -> Columns:
    """Return an activity's columns; its start keeps the offset it was told in."""
    return activity_measures(activity) | provenance_row(activity.provenance)


def activity_measures(activity: Activity) -> Columns:
    """Return what is said of an activity, without who said it."""
    offset = activity.start.utcoffset() or timedelta()
    return {
        "sport": activity.sport.value,
        "start_at": to_stamp(activity.start),
        "utc_offset_s": offset // timedelta(seconds=1),
        "local_date": activity.local_date.isoformat(),
        "load_source": activity.load_source and activity.load_source.value,
        **{name: getattr(activity, name) for name in _ACTIVITY_MEASURES},
    }


def activity_of(row: Record) -> Activity:
    """Return the activity of a row of the whole table."""
    return Activity(
        sport=Sport(row.sport),
        start=from_stamp(row.start_at).astimezone(_offset(row.utc_offset_s)),
        local_date=date.fromisoformat(row.local_date),
        load_source=None if row.load_source is None else LoadSource(row.load_source),
        provenance=provenance_of(row),
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
        **night_measures(night),
        **provenance_row(night.provenance),
    }


def night_measures(night: Night) -> Columns:
    """Return a night's measures."""
    return {name: getattr(night, name) for name in NIGHT_MEASURES}


def night_of(row: Record) -> Night:
    """Return what one source says of a night, from a row in the order of the table.

    A morning reads sixty of them, and taking a row apart is cheaper than asking it for names.
    """
    _, local_date, readiness, sleep_score, sleep_h, hrv, pulse, temperature, weight, *source = row
    return Night(
        local_date=date.fromisoformat(local_date),
        readiness=readiness,
        sleep_score=sleep_score,
        sleep_h=sleep_h,
        hrv_ms=hrv,
        resting_heart_rate_bpm=pulse,
        temperature_deviation_c=temperature,
        weight_kg=weight,
        provenance=_provenance(*source[:4]),
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
