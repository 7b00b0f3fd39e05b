"""The load of an activity by the best measure there is, as a ladder tried from the top.

The formulas are `coach.science`'s; here is only which of them speaks first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from coach.domain.activity import LoadSource, Sport
from coach.domain.athlete import Thresholds
from coach.science.heart_rate import (
    HeartRates,
    heart_rate_load,
    heart_rates,
    recorded_heart_rate_load,
)
from coach.science.pace import pace_load
from coach.science.perceived import duration_load, perceived_load
from coach.science.power import training_stress_score

USUAL_MAXIMUM_BPM = 185.0
"""Where neither the athlete nor the file knows a maximum; raised to what was recorded."""
THRESHOLD_OF_MAXIMUM = 0.9

_MOST_OF_ANOTHER_SPORTS_FTP = 1.1
"""Watches give runs more watts than a bike would: then the FTP is a cyclist's, and says nothing."""

LOAD_PER_HOUR: dict[Sport, float] = {
    Sport.CYCLING: 50,
    Sport.RUNNING: 60,
    Sport.SWIMMING: 55,
    Sport.ROWING: 55,
    Sport.STRENGTH: 40,
    Sport.WALKING: 20,
    Sport.SKIING: 55,
    Sport.YOGA: 15,
    Sport.TRANSITION: 40,
    Sport.OTHER: 40,
}
"""The load an hour of each sport where nothing but its duration is known: usual easy days."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """What was measured of one activity: watts, beats, seconds, metres; None where absent."""

    sport: Sport
    duration_s: float
    distance_m: float | None = None
    recorded_np_w: float | None = None
    recorded_bpm: Sequence[float] = ()
    vendor_load: float | None = None
    average_power_w: float | None = None
    normalized_power_w: float | None = None
    average_heart_rate_bpm: float | None = None
    rpe_0_10: float | None = None
    own: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, kw_only=True)
class Load:
    """A load, how it was found, and the intensity it stands for (1.0 is an hour's best)."""

    value: float
    source: LoadSource
    intensity: float | None = None


def load_of(effort: Effort, thresholds: Thresholds) -> Load:
    """Return the load by the first rung that has what it needs (`science.md` 1).

    Recorded samples beat the vendor's own load; that beats one recomputed from averages.
    """
    for rung in _LADDER:
        value = rung.find(effort, thresholds)
        if value is not None:
            return Load(
                value=value, source=rung.source, intensity=_intensity(value, effort.duration_s)
            )
    return duration_guess(effort.sport, effort.duration_s)


def duration_guess(sport: Sport, duration_s: float) -> Load:
    """Return the load of a sport's usual hour, for an activity of which nothing was measured."""
    value = duration_load(duration_s / 60, load_per_hour=LOAD_PER_HOUR[sport])
    return Load(value=value, source=LoadSource.DURATION, intensity=_intensity(value, duration_s))


def rates_of(thresholds: Thresholds, own: Thresholds, *, seen_bpm: float = 0) -> HeartRates:
    """Return the athlete's heart rates, else the file's, else what is usual.

    Without a threshold it is 0.9 of the maximum; without a maximum 185, or what was seen above it.
    """
    maximum = thresholds.max_heart_rate_bpm or own.max_heart_rate_bpm
    usual = THRESHOLD_OF_MAXIMUM * (maximum or max(USUAL_MAXIMUM_BPM, seen_bpm))
    threshold = thresholds.lthr_bpm or own.lthr_bpm or usual
    resting = thresholds.resting_heart_rate_bpm or own.resting_heart_rate_bpm
    return heart_rates(
        threshold,
        resting_bpm=resting if resting and resting < threshold - 30 else None,
        maximum_bpm=maximum,
        sex=thresholds.sex or own.sex,
    )


def _intensity(load: float, duration_s: float) -> float | None:
    return sqrt(load * 36 / duration_s) if duration_s > 0 else None


def _recorded_power(effort: Effort, thresholds: Thresholds) -> float | None:
    return _stress(effort, effort.recorded_np_w, thresholds)


def _summary_power(effort: Effort, thresholds: Thresholds) -> float | None:
    return _stress(effort, effort.normalized_power_w or effort.average_power_w, thresholds)


def _stress(effort: Effort, watts: float | None, thresholds: Thresholds) -> float | None:
    ftp_w = thresholds.ftp_w or effort.own.ftp_w
    if watts is None or not ftp_w:
        return None
    if effort.sport is not Sport.CYCLING and watts > ftp_w * _MOST_OF_ANOTHER_SPORTS_FTP:
        return None
    return training_stress_score(effort.duration_s, watts, ftp_w=ftp_w)


def _recorded_heart_rate(effort: Effort, thresholds: Thresholds) -> float | None:
    if not effort.recorded_bpm:
        return None
    rates = rates_of(thresholds, effort.own, seen_bpm=max(effort.recorded_bpm))
    recorded = recorded_heart_rate_load(effort.recorded_bpm, rates)
    return recorded * effort.duration_s / len(effort.recorded_bpm)  # gaps train as the rest does


def _summary_heart_rate(effort: Effort, thresholds: Thresholds) -> float | None:
    if effort.average_heart_rate_bpm is None:
        return None
    rates = rates_of(thresholds, effort.own)
    return heart_rate_load(effort.duration_s / 60, effort.average_heart_rate_bpm, rates)


def _vendor(effort: Effort, _: Thresholds) -> float | None:
    return effort.vendor_load


def _pace(effort: Effort, thresholds: Thresholds) -> float | None:
    threshold = thresholds.threshold_pace_s_per_km
    if effort.sport is not Sport.RUNNING or not effort.distance_m or not threshold:
        return None
    pace = effort.duration_s / (effort.distance_m / 1000)
    return pace_load(effort.duration_s / 60, pace, threshold_s_per_km=threshold)


def _perceived(effort: Effort, _: Thresholds) -> float | None:
    if effort.rpe_0_10 is None:
        return None
    return perceived_load(effort.rpe_0_10, effort.duration_s / 60)


@dataclass(frozen=True)
class _Rung:
    source: LoadSource
    find: Callable[[Effort, Thresholds], float | None]


_LADDER = (
    _Rung(LoadSource.POWER, _recorded_power),
    _Rung(LoadSource.HEART_RATE, _recorded_heart_rate),
    _Rung(LoadSource.VENDOR, _vendor),
    _Rung(LoadSource.POWER, _summary_power),
    _Rung(LoadSource.HEART_RATE, _summary_heart_rate),
    _Rung(LoadSource.PACE, _pace),
    _Rung(LoadSource.RPE, _perceived),
)
