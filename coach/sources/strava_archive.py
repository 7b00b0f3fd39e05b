"""Strava's bulk archive: `activities.csv` with its traps, and what it adds to the files it names.

Its dates are UTC, columns of one name have several units, manual activities have no file. This is
the athlete's own export; Strava's API answers are another matter and not read here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC

from coach.domain.activity import Activity, LoadSource, Origin, Sport
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.recording import Recording, activity_of, plausible
from coach.sources.sports import sport_of
from coach.sources.tables import Row, moment, number

INDEX = "activities.csv"
IN_ANOTHER_LANGUAGE = (
    "this activities.csv is not in English: set Strava's language to English and request the "
    "archive again"
)
_RECORDED = frozenset({LoadSource.POWER, LoadSource.HEART_RATE})
_SLOWEST_M_S = 0.1  # what seems slower was written in kilometres


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What an index says: activities without a file, and the others by the file that it names."""

    harvest: Harvest
    listed: Mapping[str, Activity] = field(default_factory=dict)


def is_index(header: tuple[str, ...]) -> bool:
    """Tell whether a table's header is that of Strava's index, in English."""
    return "Activity ID" in header and "Activity Date" in header


def listing(rows: Iterator[Row], context: Context) -> Listing:
    """Return the activities of the index, parted by whether a file is named for them."""
    manual: list[Activity] = []
    listed: dict[str, Activity] = {}
    undated = 0
    for row in rows:
        activity = _activity(row, context)
        file = row.text("Filename")
        if activity is not None and file:
            listed[file] = activity
        elif activity is not None:
            manual.append(activity)
        elif row.text("Activity Date") and moment(row.text("Activity Date")) is None:
            undated += 1
    if not manual and not listed:
        raise AthleteError("this activities.csv lists no activity")
    found = Harvest(file=context.file, activities=tuple(manual), warning=_undated_words(undated))
    return Listing(harvest=found, listed=listed)


def _undated_words(count: int) -> str | None:
    if not count:
        return None
    rows, are = ("1 row has", "is") if count == 1 else (f"{count} rows have", "are")
    return f"{rows} a date that could not be read, and {are} left out"


def summaries(found: Listing) -> Harvest:
    """Return all activities by their summaries: the index was given without its files."""
    activities = (*found.harvest.activities, *found.listed.values())
    return replace(found.harvest, activities=activities)


def with_listed(harvest: Harvest, listed: Activity) -> Harvest:
    """Return a file's harvest with what the index knows of it; the index alone where it is broken.

    The index adds name, id and feel, its sport where the file names none, and the vendor's load
    where the file had nothing better than its duration.
    """
    if harvest.refused is not None:
        warning = f"{harvest.refused}; its summary in {INDEX} was used"
        return replace(harvest, refused=None, activities=(listed,), warning=warning)
    if len(harvest.activities) != 1:
        return replace(harvest, activities=tuple(_ours(one, listed) for one in harvest.activities))
    return replace(harvest, activities=(_joined(harvest.activities[0], listed),))


def _ours(activity: Activity, listed: Activity) -> Activity:
    origin, vendor_id = Origin.STRAVA_ARCHIVE, listed.provenance.vendor_id
    return replace(
        activity, provenance=replace(activity.provenance, origin=origin, vendor_id=vendor_id)
    )


def _joined(activity: Activity, listed: Activity) -> Activity:
    joined = replace(
        _ours(activity, listed),
        name=listed.name or activity.name,
        rpe_0_10=activity.rpe_0_10 or listed.rpe_0_10,
        sport=listed.sport if activity.sport is Sport.OTHER else activity.sport,
    )
    if activity.load_source in _RECORDED or listed.load_source is LoadSource.DURATION:
        return joined
    return replace(
        joined,
        load=listed.load,
        load_source=listed.load_source,
        intensity_factor=listed.intensity_factor,
    )


def _activity(row: Row, context: Context) -> Activity | None:
    start = moment(row.text("Activity Date"))
    elapsed_s = _last(row, "Elapsed Time")
    duration_s = _last(row, "Moving Time") or elapsed_s
    if start is None or not duration_s:
        return None
    start = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    recording = Recording(
        sport=sport_of(row.text("Activity Type"), row.text("Type")),
        start=start,
        local_date=context.local_date(start),
        duration_s=duration_s,
        elapsed_s=max(elapsed_s or 0.0, duration_s),
        distance_m=_metres(row, duration_s),
        average_power_w=row.number("Average Watts"),
        normalized_power_w=row.number("Weighted Average Power"),
        average_heart_rate_bpm=row.number("Average Heart Rate"),
        vendor_load=_load(row),
        rpe_0_10=plausible(row.number("Perceived Exertion"), 1, 10),
        name=row.text("Activity Name"),
    )
    source = context.provenance(Origin.STRAVA_ARCHIVE, row.text("Activity ID"))
    return activity_of(recording, thresholds=context.thresholds, provenance=source)


def _load(row: Row) -> float | None:
    """Its training load where there is power, else the relative effort from heart rate."""
    own = plausible(row.number("Training Load"), 0.1, 2000)
    return own or plausible(row.number("Relative Effort"), 0.1, 2000)


def _last(row: Row, column: str) -> float | None:
    """Of columns with one name the last is in seconds and metres."""
    texts = row.texts(column)
    return number(texts[-1]) if texts else None


def _metres(row: Row, duration_s: float) -> float | None:
    distance = _last(row, "Distance")
    if distance is None:
        return None
    return distance * 1000 if distance / duration_s < _SLOWEST_M_S else distance
