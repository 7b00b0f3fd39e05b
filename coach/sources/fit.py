"""FIT files into activities: one a session, or one from the records where the summary is lost.

Knows what devices write into a session and how they lie; the decoding is `fit_messages`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import isnan

from coach.domain.activity import Activity, Sport
from coach.domain.athlete import Thresholds
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.fit_messages import Message, Recorded, decode, number
from coach.sources.recording import Recording, activity_of, plausible, seconds_recorded
from coach.sources.sports import sport_of

_EPOCH = 631065600  # Unix time of 1989-12-31T00:00:00Z
_FIRST_REAL_MOMENT = 0x10000000  # below, it counts from when the device was switched on
_ON_FOOT = frozenset({Sport.RUNNING, Sport.WALKING})
_SHORTEST_REST_S = 60  # records behind the last session that are worth an activity


def read(content: bytes, context: Context) -> Harvest:
    """Return the activities of a FIT file; raises AthleteError where it holds none."""
    recorded = decode(content)
    activities = tuple(_activity(session, recorded, context) for session in _sessions(recorded))
    if not activities:
        raise AthleteError(_nothing_in(recorded))
    return Harvest(file=context.file, activities=activities, warning=_warning(recorded))


def _nothing_in(recorded: Recorded) -> str:
    if recorded.broken:
        return f"the file is {recorded.broken} before its first record: export it again"
    return "this FIT file holds no recorded activity"


def _warning(recorded: Recorded) -> str | None:
    if not recorded.broken:
        return None
    count = len(recorded.records.moments)
    return f"the file is {recorded.broken}: {count} of its records were read"


@dataclass(frozen=True, kw_only=True)
class _Session:
    """A session message, or what stands for it, with the span of its records as indices."""

    message: Message
    start: float
    first: int
    end: int


def _sessions(recorded: Recorded) -> Iterator[_Session]:
    """Give each session the records from its start to the next one's."""
    moments = recorded.records.moments
    known = sorted(_by_start(recorded).items())
    starts = [start for start, _ in known]
    cuts = [0, *(bisect_left(moments, start) for start in starts[1:]), len(moments)]
    for number_, (start, message) in enumerate(known):
        if _has_time(message) or cuts[number_ + 1] > cuts[number_]:
            yield _Session(message=message, start=start, first=cuts[number_], end=cuts[number_ + 1])


def _by_start(recorded: Recorded) -> dict[float, Message]:
    """Count a session told twice once, and what was recorded behind the last one too."""
    moments = recorded.records.moments
    known = {_start(message, moments): message for message in recorded.sessions}
    known = {start: message for start, message in known.items() if start > _FIRST_REAL_MOMENT}
    if not moments:
        return known
    ends = [start + _span(message) for start, message in known.items()]
    behind = bisect_left(moments, max(ends)) + 1 if ends else 0
    rest = moments[behind:]
    is_lost = not known or (recorded.broken and _lasts(rest))
    if rest and is_lost and rest[0] > _FIRST_REAL_MOMENT:
        known[rest[0]] = _sport_message(recorded)
    return known


def _lasts(moments: Sequence[float]) -> bool:
    return bool(moments) and moments[-1] - moments[0] > _SHORTEST_REST_S


def _sport_message(recorded: Recorded) -> Message:
    """Return what stands for a lost session: the sport, from its own message or from a lap."""
    told = recorded.sport or (recorded.laps[-1] if recorded.laps else {})
    return {key: told.get(key) for key in ("sport", "sub_sport")}


def _start(message: Message, moments: Sequence[float]) -> float:
    start = number(message.get("start_time"))
    if start is None and number(message.get("timestamp")) is not None:
        start = message["timestamp"] - _span(message)
    return float(start if start is not None else moments[0] if moments else 0)


def _span(message: Message) -> float:
    elapsed = number(message.get("total_elapsed_time"))
    return float(elapsed or number(message.get("total_timer_time")) or 0)


def _has_time(message: Message) -> bool:
    return bool(_span(message))


def _activity(session: _Session, recorded: Recorded, context: Context) -> Activity:
    message = session.message
    start = datetime.fromtimestamp(_EPOCH + session.start, UTC)
    duration_s, elapsed_s = _times(session, recorded)
    sport = sport_of(message.get("sport"), message.get("sub_sport"))
    recording = Recording(
        sport=sport,
        start=start,
        local_date=_local_date(start, recorded, context),
        duration_s=duration_s,
        elapsed_s=elapsed_s,
        distance_m=_distance(session, recorded),
        watts=_watts(session, recorded, sport, duration_s),
        beats=_column(session, recorded, recorded.records.beats, duration_s),
        average_power_w=number(message.get("avg_power")),
        normalized_power_w=number(message.get("normalized_power")),
        average_heart_rate_bpm=number(message.get("avg_heart_rate")),
        vendor_load=plausible(number(message.get("training_stress_score")), 0.1, 2000),
        rpe_0_10=_rpe(message),
        own=_thresholds(message, recorded),
    )
    return activity_of(recording, thresholds=context.thresholds, provenance=context.provenance())


def _times(session: _Session, recorded: Recorded) -> tuple[float, float]:
    """Return timer and elapsed seconds: the session's own, else what laps or records cover."""
    message = session.message
    moments = recorded.records.moments[session.first : session.end]
    elapsed = number(message.get("total_elapsed_time"))
    timer = number(message.get("total_timer_time"))
    if timer:
        return float(timer), float(elapsed or timer)
    span = moments[-1] - moments[0] if moments else 0.0
    covered = seconds_recorded(moments) or sum(
        number(lap.get("total_timer_time"), 0) for lap in recorded.laps
    )
    return float(min(covered, elapsed or covered)), float(elapsed or max(span, covered))


def _local_date(start: datetime, recorded: Recorded, context: Context) -> date:
    """Return the device's own calendar day where its clock is sane, else the athlete's.

    An offset of 0 is no knowledge: apps write UTC there for the whole world.
    """
    here = number(recorded.activity.get("local_timestamp"))
    there = number(recorded.activity.get("timestamp"))
    if here is not None and there is not None:
        offset_min = round((here - there) / 60)
        if offset_min and abs(offset_min) <= 14 * 60 and offset_min % 15 == 0:
            return (start + timedelta(minutes=offset_min)).date()
    return context.local_date(start)


def _distance(session: _Session, recorded: Recorded) -> float | None:
    total = number(session.message.get("total_distance"))
    metres = [
        value for value in recorded.records.metres[session.first : session.end] if not isnan(value)
    ]
    if total is None and metres:
        return float(max(metres) - metres[0])
    return None if total is None else float(total)


def _watts(
    session: _Session, recorded: Recorded, sport: Sport, duration_s: float
) -> list[tuple[float, float]]:
    """Take a foot pod's developer fields; on a bike or a rower those are estimates."""
    own = _column(session, recorded, recorded.records.watts, duration_s)
    if any(watts for _, watts in own) or sport not in _ON_FOOT:
        return own
    return _column(session, recorded, recorded.records.developer_watts, duration_s)


def _column(
    session: _Session, recorded: Recorded, values: Sequence[float], duration_s: float
) -> list[tuple[float, float]]:
    """Return (moment, value) pairs; what was recorded while the timer stood is left out.

    Only a file with more recorded than timer seconds needs that; events of others may be wrong.
    """
    moments = recorded.records.moments
    pairs = [
        (moments[index], values[index])
        for index in range(session.first, session.end)
        if not isnan(values[index])
    ]
    if len(pairs) <= duration_s * 1.02 + 2:
        return pairs
    return [pair for pair in pairs if not _stands(recorded.timer, pair[0])]


def _stands(timer: Sequence[tuple[float, bool]], moment: float) -> bool:
    index = bisect_left(timer, (moment, False))
    return index > 0 and not timer[index - 1][1]


def _rpe(message: Message) -> float | None:
    rpe = plausible(number(message.get("workout_rpe")), 1, 100)
    return None if rpe is None else rpe / 10


def _thresholds(message: Message, recorded: Recorded) -> Thresholds:
    """Return what the device believes of its athlete; 0 and wild values mean nothing."""
    zones, profile = recorded.zones_target, recorded.user_profile
    ftp = number(message.get("threshold_power")) or number(zones.get("functional_threshold_power"))
    maximum = number(zones.get("max_heart_rate")) or number(profile.get("default_max_heart_rate"))
    sex = {"male": "m", "female": "f"}.get(str(profile.get("gender")))
    return Thresholds(
        ftp_w=plausible(ftp, 50, 600),
        lthr_bpm=plausible(number(zones.get("threshold_heart_rate")), 90, 220),
        max_heart_rate_bpm=plausible(maximum, 120, 230),
        resting_heart_rate_bpm=plausible(number(profile.get("resting_heart_rate")), 28, 95),
        sex="m" if sex == "m" else "f" if sex == "f" else None,
    )
