"""Load from heart rate: Banister's TRIMP, the same scaled to an hour at threshold, zone sums.

Knows beats and minutes only; who has which threshold comes in as numbers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

Sex = Literal["m", "f"]

_EXPONENT = {"m": 1.92, "f": 1.67}  # Green's coefficients
_FACTOR = 0.64  # for both, as GoldenCheetah and Elevate have it
_USUAL_RESTING_BPM = 50.0
_THRESHOLD_OF_MAXIMUM = 0.9  # trained riders: LTHR lies near nine tenths of the maximum

EDWARDS = (1.0, 2.0, 3.0, 4.0, 5.0)
"""Weights of 50-60-70-80-90-100 % of the maximum (Edwards 1993)."""
LUCIA = (1.0, 2.0, 3.0)
"""Weights under VT1, between, over VT2 (Lucia 2003)."""
GOLDEN_CHEETAH = (0.9, 1.1, 1.2, 2.0, 5.0)
"""Weights of 0-68-83-94-105 % of LTHR (HrZones.cpp)."""


@dataclass(frozen=True, kw_only=True)
class HeartRates:
    """An athlete's resting, threshold and maximum heart rate, in beats a minute."""

    resting_bpm: float
    maximum_bpm: float
    threshold_bpm: float
    sex: Sex = "m"


def heart_rates(
    threshold_bpm: float,
    *,
    resting_bpm: float | None = None,
    maximum_bpm: float | None = None,
    sex: Sex | None = None,
) -> HeartRates:
    """Return the rates with usual values where only the threshold is known."""
    usual_maximum = threshold_bpm / _THRESHOLD_OF_MAXIMUM
    known = maximum_bpm is not None and maximum_bpm > threshold_bpm
    return HeartRates(
        resting_bpm=resting_bpm or _USUAL_RESTING_BPM,
        maximum_bpm=maximum_bpm if known and maximum_bpm else usual_maximum,
        threshold_bpm=threshold_bpm,
        sex=sex or "m",
    )


def banister_trimp(minutes: float, bpm: float, rates: HeartRates) -> float:
    """Return minutes x reserve x 0.64 e^(1.92 or 1.67 x reserve); 0 at or under resting.

    Morton, Fitz-Clarke and Banister 1990; GoldenCheetah TRIMPPoints.cpp.
    """
    reserve = (bpm - rates.resting_bpm) / (rates.maximum_bpm - rates.resting_bpm)
    if reserve <= 0:
        return 0.0
    return minutes * reserve * _FACTOR * exp(_EXPONENT[rates.sex] * reserve)


def heart_rate_load(minutes: float, average_bpm: float, rates: HeartRates) -> float:
    """Return TRIMP scaled so that an hour at LTHR is 100 (GoldenCheetah TRIMP100, Elevate HRSS)."""
    hour_at_threshold = banister_trimp(60, rates.threshold_bpm, rates)
    return 100 * banister_trimp(minutes, average_bpm, rates) / hour_at_threshold


def recorded_heart_rate_load(bpm_at_1_hz: Iterable[float], rates: HeartRates) -> float:
    """Return the same from one value a second, each at its own intensity.

    Lies above the load of the average: the scale is convex, and a hard quarter of an hour counts.
    """
    seconds_at = Counter(round(bpm) for bpm in bpm_at_1_hz)
    return sum(heart_rate_load(seconds / 60, bpm, rates) for bpm, seconds in seconds_at.items())


def reserve_squared_load(
    minutes: float, bpm: float, *, resting_bpm: float, maximum_bpm: float, threshold_reserve: float
) -> float:
    """Return hours x (reserve by threshold reserve)^2 x 100; overestimates long easy rides."""
    reserve = (bpm - resting_bpm) / (maximum_bpm - resting_bpm)
    return minutes / 60 * (reserve / threshold_reserve) ** 2 * 100


def zonal_trimp(minutes_in_zone: Sequence[float], weights: Sequence[float]) -> float:
    """Return the sum of minutes by the weight of their zone; both of one length."""
    return sum(minutes * weight for minutes, weight in zip(minutes_in_zone, weights, strict=True))
