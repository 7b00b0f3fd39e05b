"""Load, intensity and zones of a planned workout, computed from its steps and nothing else.

Knows stretches of numbers (seconds, intensity at the start, at the end). Called for every
briefing, so results are kept: pass tuples.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from coach.science.perceived import perceived_load
from coach.science.zones import (
    COGGAN_POWER,
    PERCEIVED,
    RUNNING_SPEED,
    Stretch,
    Zones,
    time_in_zones,
)

Stretches = tuple[Stretch, ...]

_WINDOW_S = 30
_KEPT = 4096
# Gauss-Legendre points and weights on (-1, 1): exact up to degree 9, and a fourth power of a
# quadratic has degree 8.
_GAUSS = (
    (-0.9061798459386640, 0.2369268850561891),
    (-0.5384693101056831, 0.4786286704993665),
    (0.0, 0.5688888888888889),
    (0.5384693101056831, 0.4786286704993665),
    (0.9061798459386640, 0.2369268850561891),
)


class Effort(NamedTuple):
    """What a workout costs: load, intensity (1.0 is threshold), and seconds in each zone."""

    load: float
    intensity_factor: float
    seconds_in_zones: tuple[float, ...]


@lru_cache(maxsize=_KEPT)
def power_effort(stretches: Stretches) -> Effort:
    """Return the effort of steps in fractions of FTP, by normalized power; zones are Coggan's."""
    return _effort(_normalized(stretches), stretches, COGGAN_POWER)


@lru_cache(maxsize=_KEPT)
def speed_effort(stretches: Stretches) -> Effort:
    """Return the effort of steps in fractions of threshold speed: the sum of h x v^2 x 100."""
    squares = sum(s * (low * low + low * high + high * high) / 3 for s, low, high in stretches)
    seconds = _seconds(stretches)
    return _effort(sqrt(squares / seconds) if seconds else 0.0, stretches, RUNNING_SPEED)


@lru_cache(maxsize=_KEPT)
def perceived_effort(stretches: Stretches) -> Effort:
    """Return the effort of steps in RPE 0-10, by the load table of perceived effort."""
    load = sum(perceived_load((low + high) / 2, s / 60) for s, low, high in stretches)
    seconds = _seconds(stretches)
    return _effort(sqrt(load * 36 / seconds) if seconds else 0.0, stretches, PERCEIVED)


def _effort(intensity: float, stretches: Stretches, zones: Zones) -> Effort:
    load = _seconds(stretches) / 36 * intensity**2
    return Effort(load, intensity, time_in_zones(stretches, zones))


def _seconds(stretches: Stretches) -> float:
    return sum(seconds for seconds, _, _ in stretches)


def _normalized(stretches: Stretches) -> float:
    """Return the fourth-power mean of the 30 s rolling mean, in closed form.

    Between its corners (a step's edge, and 30 s after it) the rolling mean is a quadratic of
    time, so that five points a piece give the same as sampling at 1 Hz, at a tenth of the cost.
    """
    work = _Work(stretches)
    total = work.edges[-1]
    if total <= _WINDOW_S:
        return work.until(total) / total if total else 0.0
    corners = sorted({corner for edge in work.edges for corner in (edge, edge + _WINDOW_S)})
    inside = (corner for corner in corners if _WINDOW_S <= corner <= total)
    fourth_powers = sum(_fourth_powers(work, left, right) for left, right in pairwise(inside))
    return sqrt(sqrt(fourth_powers / (total - _WINDOW_S)))


def _fourth_powers(work: "_Work", left: float, right: float) -> float:
    """Return the integral of the rolling mean's fourth power from one corner to the next."""
    middle, half = (left + right) / 2, (right - left) / 2
    return half * sum(
        weight * work.rolling_mean(middle + half * point) ** 4 for point, weight in _GAUSS
    )


class _Work:
    """The work done up to any moment; one second at threshold is 1."""

    def __init__(self, stretches: Stretches) -> None:
        self.edges = tuple(accumulate((seconds for seconds, _, _ in stretches), initial=0.0))
        self._stretches = stretches
        self._sums = tuple(accumulate((s * (a + b) / 2 for s, a, b in stretches), initial=0.0))

    def until(self, moment: float) -> float:
        """Return the work from the start to a moment."""
        index = bisect_right(self.edges, moment) - 1
        if index == len(self._stretches):
            return self._sums[-1]
        seconds, start, end = self._stretches[index]
        past = moment - self.edges[index]
        return self._sums[index] + past * (start + (end - start) * past / seconds / 2)

    def rolling_mean(self, moment: float) -> float:
        """Return the mean of the 30 s before a moment."""
        return (self.until(moment) - self.until(moment - _WINDOW_S)) / _WINDOW_S
