"""Recovery against the own baseline: HRV bands, resting heart rate, sleep.

Every series has one value for each calendar day, oldest first, today last; None where the night
is missing. Knows numbers only; what they mean for training is decided elsewhere.
"""

from collections.abc import Iterator, Sequence
from math import exp, fsum, log, sqrt
from statistics import median
from typing import Literal, NamedTuple

Series = Sequence[float | None]
Band = Literal["below", "within", "above", "unknown"]
Kiviniemi = Literal["low_or_rest", "high_ok", "unknown"]

WEEK_WIDTH_SD = 0.5
"""The band of the 7-night mean (Vesterinen 2016, Javaloyes 2019)."""
DAY_WIDTH_SD = 0.75
"""The band of a single night, as HRV4Training draws it."""

_BASELINES = ((60, 21), (28, 14))  # (days before today, values needed), the longer one preferred
_WEEK_DAYS, _WEEK_MINIMUM = 7, 3  # Plews 2014: three valid days a week
_USUAL_DAYS, _USUAL_MINIMUM = 30, 7
_KIVINIEMI_DAYS, _KIVINIEMI_MINIMUM = 10, 8
_ROUNDING = 1e-9  # equal nights are within a band of width 0


class Baseline(NamedTuple):
    """Mean and sample SD of ln(HRV) over the days before today, and how many nights they have."""

    mean: float
    deviation: float
    nights: int

    def band(self, width_sd: float) -> tuple[float, float]:
        """Return the lower and upper ln(HRV) of a band of that many SD either side."""
        return self.mean - width_sd * self.deviation, self.mean + width_sd * self.deviation

    def place(self, value: float | None, width_sd: float) -> Band:
        """Return where a value of ln(HRV) lies."""
        if value is None:
            return "unknown"
        low, high = self.band(width_sd)
        if value < low - _ROUNDING:
            return "below"
        return "above" if value > high + _ROUNDING else "within"


class HrvState(NamedTuple):
    """HRV this morning. `roll7` and `day` are unknown until a baseline is there."""

    roll7: Band
    day: Band
    roll7_ln: float | None
    baseline: Baseline | None

    @property
    def roll7_ms(self) -> float | None:
        """The geometric mean of the last 7 nights."""
        return None if self.roll7_ln is None else exp(self.roll7_ln)

    @property
    def band_ms(self) -> tuple[float, float] | None:
        """The band of the 7-night mean in milliseconds."""
        if self.baseline is None:
            return None
        low, high = self.baseline.band(WEEK_WIDTH_SD)
        return exp(low), exp(high)


def hrv_state(nights_ms: Series) -> HrvState:
    """Return today's classes against 60 days (21 nights) or else 28 days (14 nights) before."""
    logs = [log(ms) if ms is not None and ms > 0 else None for ms in nights_ms]
    roll7_ln = recent_mean(logs)
    for days, minimum in _BASELINES:
        found = baseline(logs, days=days, minimum=minimum)
        if found is not None:
            week, day = found.place(roll7_ln, WEEK_WIDTH_SD), found.place(logs[-1], DAY_WIDTH_SD)
            return HrvState(week, day, roll7_ln, found)
    return HrvState("unknown", "unknown", roll7_ln, None)


def baseline(logs: Series, *, days: int, minimum: int) -> Baseline | None:
    """Return mean and SD of the `days` before today; None with fewer than `minimum` values."""
    values = list(_known(logs[:-1], days))
    if len(values) < max(minimum, 2):
        return None
    mean = fsum(values) / len(values)
    variance = fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return Baseline(mean, sqrt(variance), len(values))


def kiviniemi(nights_ms: Series) -> Kiviniemi:
    """Return low where today is under the 10-day mean - 1 SD or fell two days running.

    Kiviniemi 2007. It fires on 27 % of mornings of pure noise: for comparison, not for gating.
    """
    logs = [log(ms) if ms is not None and ms > 0 else None for ms in nights_ms]
    usual = baseline(logs, days=_KIVINIEMI_DAYS, minimum=_KIVINIEMI_MINIMUM)
    if not logs or logs[-1] is None or usual is None:
        return "unknown"
    last = list(_known(logs, 3))
    falling = len(last) == 3 and last[2] < last[1] < last[0]
    return "low_or_rest" if falling or logs[-1] < usual.band(1)[0] else "high_ok"


def recent_mean(values: Series) -> float | None:
    """Return the mean of the last 7 days with today; None with fewer than 3 values."""
    known = list(_known(values, _WEEK_DAYS))
    return fsum(known) / len(known) if len(known) >= _WEEK_MINIMUM else None


def usual(values: Series) -> float | None:
    """Return the median of the 30 days before today; None with fewer than 7 values."""
    known = list(_known(values[:-1], _USUAL_DAYS))
    return median(known) if len(known) >= _USUAL_MINIMUM else None


def deviation(values: Series) -> float | None:
    """Return today's value minus the usual one: beats of resting heart rate, hours of sleep."""
    usually = usual(values)
    if not values or values[-1] is None or usually is None:
        return None
    return values[-1] - usually


def _known(values: Series, days: int) -> Iterator[float]:
    return (value for value in values[-days:] if value is not None)
