"""Monotony, strain and the acute-to-chronic ratio of daily loads; a rest day is a load of 0."""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import NamedTuple

HIGH_MONOTONY = 2.0
MONOTONY_CAP = 10.0


class WeekOfLoads(NamedTuple):
    """Seven days: their sum, and monotony and strain, None where all days are alike (SD 0)."""

    load: float
    monotony: float | None
    strain: float | None

    @property
    def monotony_capped(self) -> float | None:
        """Monotony up to 10; 10 for seven equal loads; None for a week of rest."""
        if self.monotony is None:
            return MONOTONY_CAP if self.load > 0 else None
        return min(self.monotony, MONOTONY_CAP)

    @property
    def is_monotonous(self) -> bool:
        """Whether monotony is over 2, or undefined because each day was the same work."""
        return (self.monotony_capped or 0.0) > HIGH_MONOTONY


def week_of_loads(daily_loads: Sequence[float]) -> WeekOfLoads:
    """Return Foster's mean by sample SD (n - 1), and load x monotony (Foster 1998)."""
    deviation, load = _sample_deviation(daily_loads), fsum(daily_loads)
    if deviation == 0:
        return WeekOfLoads(load, None, None)
    monotony = load / len(daily_loads) / deviation
    return WeekOfLoads(load, monotony, load * monotony)


def acute_chronic_ratio(daily_loads: Sequence[float], *, coupled: bool = True) -> float | None:
    """Return the mean of the last 7 by the mean of all 28 days, or of the 21 before (uncoupled).

    For words only: it adds nothing to the acute load itself (Impellizzeri 2020).
    """
    acute, chronic = daily_loads[-7:], daily_loads if coupled else daily_loads[:-7]
    chronic_sum = fsum(chronic)
    if not chronic_sum:
        return None
    return fsum(acute) / len(acute) / (chronic_sum / len(chronic))


def _sample_deviation(values: Sequence[float]) -> float:
    if len(values) < 2 or min(values) == max(values):
        return 0.0
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
