"""One activity as a file tells it, made into an `Activity` with its load.

Knows numbers and thresholds, no vendor and no file format.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from statistics import fmean, median

from coach.domain.activity import Activity, Provenance, Sport
from coach.domain.athlete import Thresholds
from coach.science.power import normalized_power
from coach.science.samples import LONGEST_HOLD_S, one_hertz
from coach.sources.loads import Effort, load_of

Samples = Sequence[tuple[float, float]]
"""(seconds, value) pairs in time order; seconds count from anywhere."""

_SLOWEST_RECORDING_S = 120
_LEAST_COVERED = 0.5  # of timer time: a strap that died early does not speak for the whole
_NO_METER_W = 255


@dataclass(frozen=True, kw_only=True)
class Recording:
    """What a file says of one activity. `watts` and `beats` are samples; the rest is its summary.

    A recorded 0 W is coasting; a summary of 0 W, 0 bpm or 255 means that there was no meter.
    `own` are the thresholds found in the file itself, used where the athlete has none.
    """

    sport: Sport
    start: datetime
    local_date: date
    duration_s: float
    elapsed_s: float
    distance_m: float | None = None
    watts: Samples = ()
    beats: Samples = ()
    average_power_w: float | None = None
    normalized_power_w: float | None = None
    average_heart_rate_bpm: float | None = None
    vendor_load: float | None = None
    rpe_0_10: float | None = None
    name: str | None = None
    own: Thresholds = field(default_factory=Thresholds)


def plausible(value: float | None, low: float, high: float) -> float | None:
    """Return the value where it lies within both limits, else None."""
    return value if value is not None and low <= value <= high else None


def plausible_watts(value: float | None) -> float | None:
    """Return a summary of power, None where it means that there was no meter."""
    return plausible(value, 1, 1500)


def plausible_bpm(value: float | None) -> float | None:
    """Return a heart rate, None where it is 0, 255 or no heart's."""
    return plausible(value, 25, 245)


def activity_of(
    recording: Recording, *, thresholds: Thresholds, provenance: Provenance
) -> Activity:
    """Return the activity with its measures and its load."""
    watts, beats = _power(recording), _heart_rate(recording)
    effort = _effort(recording, watts, beats)
    normalized = effort.recorded_np_w or effort.normalized_power_w
    load = load_of(effort, thresholds)
    return Activity(
        sport=recording.sport,
        start=recording.start,
        local_date=recording.local_date,
        duration_s=round(recording.duration_s, 3),
        elapsed_s=round(recording.elapsed_s, 3),
        distance_m=plausible(recording.distance_m, 0.1, 5e6),
        average_power_w=_tenths(effort.average_power_w),
        normalized_power_w=_tenths(normalized),
        average_heart_rate_bpm=_tenths(effort.average_heart_rate_bpm),
        load=round(load.value, 2),
        load_source=load.source,
        intensity_factor=None if load.intensity is None else round(load.intensity, 3),
        rpe_0_10=recording.rpe_0_10,
        name=recording.name,
        provenance=provenance,
    )


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def seconds_recorded(moments: Sequence[float]) -> float:
    """Return the timer time that a track of moments covers: pauses cut out, short gaps held."""
    samples = [(moment, 0.0) for moment in moments]
    return float(max(len(one_hertz(samples, longest_hold_s=_hold(samples))) - 1, 0))


def _effort(recording: Recording, watts: list[float], beats: list[float]) -> Effort:
    average, normalized = _summary_power(recording, recorded=bool(watts))
    return Effort(
        sport=recording.sport,
        duration_s=recording.duration_s,
        distance_m=plausible(recording.distance_m, 0.1, 5e6),
        recorded_np_w=normalized_power(watts),
        recorded_bpm=beats,
        vendor_load=recording.vendor_load,
        average_power_w=average or (fmean(watts) if watts else None),
        normalized_power_w=normalized,
        average_heart_rate_bpm=plausible_bpm(recording.average_heart_rate_bpm)
        or (fmean(beats) if beats else None),
        rpe_0_10=recording.rpe_0_10,
        own=recording.own,
    )


def _summary_power(recording: Recording, *, recorded: bool) -> tuple[float | None, float | None]:
    average = plausible_watts(recording.average_power_w)
    normalized = plausible_watts(recording.normalized_power_w)
    if average == _NO_METER_W and not recorded and normalized in (None, _NO_METER_W):
        return None, None
    return average, normalized


def _power(recording: Recording) -> list[float]:
    samples = [(moment, watts) for moment, watts in recording.watts if 0 <= watts <= 3000]
    values = _covering(samples, recording.duration_s)
    return values if any(values) else []


def _heart_rate(recording: Recording) -> list[float]:
    samples = [(moment, bpm) for moment, bpm in recording.beats if 25 <= bpm <= 245]
    return _covering(samples, recording.duration_s)


def _covering(samples: Samples, duration_s: float) -> list[float]:
    values = one_hertz(samples, longest_hold_s=_hold(samples))
    return values if len(values) >= duration_s * _LEAST_COVERED else []


def _hold(samples: Samples) -> int:
    """Return the longest gap that is no pause: some watches record once a minute."""
    gaps = [later[0] - earlier[0] for earlier, later in pairwise(samples)]
    usual_s = median(gaps) if gaps else 1
    return int(min(max(LONGEST_HOLD_S, 2 * usual_s), _SLOWEST_RECORDING_S))
