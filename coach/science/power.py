"""Power: normalized power, xPower, intensity and training stress of a ride. Knows watts only."""

from collections.abc import Sequence
from itertools import accumulate, islice, repeat
from math import sqrt
from operator import mul, sub

WINDOW_S = 30
_XPOWER_WEIGHT = 1 / 26  # 25 s exponential mean at 1 Hz, as GoldenCheetah's BikeScore has it


def average_power(watts: Sequence[float]) -> float | None:
    """Return the mean, coasting included; None without samples."""
    return sum(watts) / len(watts) if watts else None


def normalized_power(watts: Sequence[float]) -> float | None:
    """Return normalized power of 1 Hz watts (coasting is 0); None under 30 s.

    Fourth-power mean of the 30 s rolling mean, full windows only (Coggan 2003).
    """
    if len(watts) < WINDOW_S:
        return None
    sums = list(accumulate(watts, initial=0.0))
    windows = list(map(sub, islice(sums, WINDOW_S, None), sums))
    squares = list(map(mul, windows, windows))
    fourth_powers = sum(map(mul, squares, squares))
    return sqrt(sqrt(fourth_powers / len(windows))) / WINDOW_S


def x_power(watts: Sequence[float]) -> float | None:
    """Return Skiba's xPower of 1 Hz watts, starting from rest (GoldenCheetah BikeScore.cpp)."""
    if not watts:
        return None
    decay = 1 - _XPOWER_WEIGHT
    smoothed = accumulate(
        watts, lambda mean, power: mean * decay + power * _XPOWER_WEIGHT, initial=0.0
    )
    fourth_powers = sum(map(pow, islice(smoothed, 1, None), repeat(4)))
    return sqrt(sqrt(fourth_powers / len(watts)))


def intensity_factor(normalized_power_w: float, *, ftp_w: float) -> float:
    """Return normalized power as a fraction of FTP."""
    return normalized_power_w / ftp_w


def variability_index(watts: Sequence[float]) -> float | None:
    """Return normalized by average power; None where either is missing or 0."""
    normalized, average = normalized_power(watts), average_power(watts)
    return normalized / average if normalized is not None and average else None


def training_stress_score(seconds: float, normalized_power_w: float, *, ftp_w: float) -> float:
    """Return the load: hours x IF^2 x 100, so that an hour at FTP is 100 (Coggan 2003)."""
    return seconds / 36 * intensity_factor(normalized_power_w, ftp_w=ftp_w) ** 2
