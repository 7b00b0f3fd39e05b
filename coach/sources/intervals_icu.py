"""intervals.icu's exports, CSV or JSON: activities with the site's loads, wellness by days.

Knows that site's columns; what its rows mean to the curve is the memory's business.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.domain.activity import Activity, DayLoad, Origin
from coach.domain.night import Night
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.loads import duration_guess
from coach.sources.recording import Recording, activity_of, plausible, plausible_bpm
from coach.sources.sports import sport_of
from coach.sources.tables import moment, number

Entry = Mapping[str, object]
"""One row or JSON object by column; blank cells are absent or None."""

ACTIVITY_KEYS = frozenset({"start_date_local", "type"})
WELLNESS_KEYS = frozenset(
    {"ctlLoad", "atlLoad", "restingHR", "sleepSecs", "rampRate", "hrv", "ctl", "readiness"}
)


def activities(entries: Iterable[Entry], context: Context) -> Harvest:
    """Return the activities of an export; the site's stubs for Strava's are counted and said."""
    found, hidden = sorted_out(entries, context)
    warning = hidden_words(hidden) if hidden else None
    if not found:
        nothing = "this export of intervals.icu holds no activity"
        return Harvest(file=context.file, refused=warning or nothing)
    return Harvest(file=context.file, activities=found, warning=warning)


def sorted_out(entries: Iterable[Entry], context: Context) -> tuple[tuple[Activity, ...], int]:
    """Return the activities, and how many stubs stand for ones that Strava hides."""
    found: list[Activity] = []
    hidden = 0
    for entry in entries:
        activity = _activity(entry, context)
        if activity is not None:
            found.append(activity)
        elif _is_stub(entry):
            hidden += 1
    return tuple(found), hidden


def wellness(entries: Iterable[Entry], context: Context) -> Harvest:
    """Return the nights of a wellness export, and the site's own load of each day."""
    nights: list[Night] = []
    loads: list[DayLoad] = []
    for entry in entries:
        day = _day(entry)
        if day is not None:
            nights.extend(_night(entry, day, context))
            loads.extend(_day_load(entry, day))
    if not nights and not loads:
        return Harvest(file=context.file, refused="this wellness export holds no values")
    return Harvest(file=context.file, nights=tuple(nights), day_loads=tuple(loads))


def hidden_words(count: int, when: str = "") -> str:
    """Return what to tell of hidden activities: why, and the two remedies."""
    activities, them = ("activity", "it") if count == 1 else ("activities", "them")
    return (
        f"{count} {activities} came{when} to intervals.icu from Strava, which hides {them}: "
        "connect your device to intervals.icu itself, or import Strava's own archive"
    )


def _is_stub(entry: Entry) -> bool:
    return str(entry.get("source") or "").upper() == "STRAVA" or bool(entry.get("_note"))


def _activity(entry: Entry, context: Context) -> Activity | None:
    times = (_first(entry, key) for key in ("moving_time", "elapsed_time", "icu_recording_time"))
    seconds = next((time for time in times if time), 0.0)
    local = moment(_text(entry, "start_date_local"))
    if local is None or not (seconds or _first(entry, "icu_training_load")):
        return None
    local = local.replace(tzinfo=None)  # a Z there does not mean UTC
    recording = _recording(entry, local, seconds, context)
    activity = activity_of(
        recording,
        thresholds=context.thresholds,
        provenance=context.provenance(Origin.INTERVALS, _text(entry, "id")),
    )
    return activity if recording.vendor_load is not None else _uncounted(activity)


def _uncounted(activity: Activity) -> Activity:
    """Mark the load as a guess: a row without the site's load counts nothing there."""
    guess = duration_guess(activity.sport, activity.duration_s)
    return replace(
        activity,
        load=round(guess.value, 2),
        load_source=guess.source,
        intensity_factor=None if guess.intensity is None else round(guess.intensity, 3),
    )


def _recording(entry: Entry, local: datetime, seconds: float, context: Context) -> Recording:
    return Recording(
        sport=sport_of(entry.get("type"), entry.get("sub_type")),
        start=_start(entry, local, context),
        local_date=local.date(),
        duration_s=seconds,
        elapsed_s=_first(entry, "elapsed_time") or seconds,
        distance_m=_first(entry, "distance", "icu_distance"),
        average_power_w=_first(entry, "icu_average_watts", "average_watts"),
        normalized_power_w=_first(entry, "icu_normalized_watts", "icu_weighted_avg_watts"),
        average_heart_rate_bpm=_first(entry, "average_heartrate"),
        vendor_load=plausible(_first(entry, "icu_training_load"), 0, 5000),
        rpe_0_10=plausible(_first(entry, "icu_rpe", "perceived_exertion"), 1, 10),
        name=_text(entry, "name"),
    )


def _start(entry: Entry, local: datetime, context: Context) -> datetime:
    known = moment(_text(entry, "start_date"))
    if known is not None:
        return known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
    return local.replace(tzinfo=_zone(entry, context)).astimezone(UTC)


def _zone(entry: Entry, context: Context) -> ZoneInfo:
    words = (_text(entry, "timezone") or "").split()
    try:
        return ZoneInfo(words[-1]) if words else context.zone
    except (ZoneInfoNotFoundError, ValueError):
        return context.zone


def _night(entry: Entry, day: date, context: Context) -> Iterator[Night]:
    sleep_s = plausible(_first(entry, "sleepSecs"), 600, 86400)
    night = Night(
        local_date=day,
        readiness=plausible(_first(entry, "readiness"), 0.1, 100),
        sleep_score=plausible(_first(entry, "sleepScore"), 0.1, 100),
        sleep_h=None if sleep_s is None else round(sleep_s / 3600, 3),
        hrv_ms=plausible(_first(entry, "hrv"), 1, 400),
        resting_heart_rate_bpm=plausible_bpm(_first(entry, "restingHR")),
        weight_kg=plausible(_first(entry, "weight"), 20, 300),
        provenance=context.provenance(Origin.INTERVALS),
    )
    if _says_something(night):
        yield night


def _says_something(night: Night) -> bool:
    return any(
        value is not None
        for value in (
            night.readiness, night.sleep_score, night.sleep_h,
            night.hrv_ms, night.resting_heart_rate_bpm, night.weight_kg,
        )
    )  # fmt: skip


def _day_load(entry: Entry, day: date) -> Iterator[DayLoad]:
    fitness, fatigue = _first(entry, "ctlLoad"), _first(entry, "atlLoad")
    if fitness is not None or fatigue is not None:
        yield DayLoad(
            local_date=day,
            fitness_load=(fatigue if fitness is None else fitness) or 0.0,
            fatigue_load=(fitness if fatigue is None else fatigue) or 0.0,
            ctl=_first(entry, "ctl"),
            atl=_first(entry, "atl"),
        )


def _day(entry: Entry) -> date | None:
    at = moment(_text(entry, "date") or _text(entry, "id"))
    return None if at is None else at.date()


def _text(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return None if value in (None, "") else str(value).strip()


def _first(entry: Entry, *keys: str) -> float | None:
    values = (number(entry.get(key)) for key in keys)
    return next((value for value in values if value is not None), None)
