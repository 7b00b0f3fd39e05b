"""Fitness and fatigue (CTL, ATL), form (TSB) and ramp over every calendar day.

Knows daily loads only: one pair a day, the load for fitness and the load for fatigue.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import exp
from typing import Literal, NamedTuple

FITNESS_DAYS = 42
FATIGUE_DAYS = 7
RAMP_DAYS = 7
COLD_START_DAYS = 42
_SETTLED_DAYS = 84
_USUAL_LOAD_PER_HOUR = 50.0

DayLoads = tuple[float, float]
"""One day's (load for CTL, load for ATL)."""


class Smoothing(NamedTuple):
    """The share of a new day in CTL and in ATL."""

    fitness: float
    fatigue: float


def smoothing(fitness_days: float = FITNESS_DAYS, fatigue_days: float = FATIGUE_DAYS) -> Smoothing:
    """Return k = 1 - exp(-1/tau) for both (GoldenCheetah PMCData.cpp, intervals.icu)."""
    return Smoothing(1 - exp(-1 / fitness_days), 1 - exp(-1 / fatigue_days))


STANDARD = smoothing()


class FitnessDay(NamedTuple):
    """One day: CTL and ATL at its end, the TSB of its morning, the ramp over 7 days to its end."""

    ctl: float
    atl: float
    tsb: float
    ramp: float


def advance(
    ctl: float, atl: float, fitness_load: float, fatigue_load: float, k: Smoothing = STANDARD
) -> tuple[float, float]:
    """Return CTL and ATL after one more day; a day without training is one with loads of 0."""
    return ctl + (fitness_load - ctl) * k.fitness, atl + (fatigue_load - atl) * k.fatigue


def curve(
    loads: Iterable[DayLoads], *, ctl: float = 0.0, atl: float = 0.0, k: Smoothing = STANDARD
) -> Iterator[FitnessDay]:
    """Yield each calendar day from the state before the first one (`ctl`, `atl`).

    TSB is the morning's, the day before's CTL minus ATL. The ramp of the first six days counts
    from the state before them. To go on from day n, hand in its CTL and ATL.
    """
    history = [ctl]
    for fitness_load, fatigue_load in loads:
        tsb = ctl - atl
        ctl, atl = advance(ctl, atl, fitness_load, fatigue_load, k)
        history.append(ctl)
        yield FitnessDay(ctl, atl, tsb, ctl - history[max(-1 - RAMP_DAYS, -len(history))])


def every_day(loads: Mapping[date, DayLoads], first: date, last: date) -> Iterator[DayLoads]:
    """Yield the loads of each calendar day from `first` to `last`; days not named are rest."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield loads.get(date.fromordinal(ordinal), (0.0, 0.0))


def seed(daily_loads: Sequence[float]) -> float:
    """Return the CTL and ATL to begin from: the mean daily load of the first known weeks."""
    return sum(daily_loads) / len(daily_loads) if daily_loads else 0.0


def seed_from_hours(hours_a_week: float) -> float:
    """Return the CTL and ATL to begin from where only the usual hours are known."""
    return hours_a_week * _USUAL_LOAD_PER_HOUR / 7


def unknown_share(days_of_history: float, tau_days: float = FITNESS_DAYS) -> float:
    """Return how much of a fitness value is still its seed after so many days: e^(-n/tau)."""
    return exp(-days_of_history / tau_days)


def history_confidence(days_of_history: int) -> Literal["low", "medium", "high"]:
    """Return how far CTL can be trusted: low under 42 days (a cold start), high over 84."""
    if days_of_history < COLD_START_DAYS:
        return "low"
    return "medium" if days_of_history <= _SETTLED_DAYS else "high"
