"""Strength: estimated maxima, progression, warm-up and back-off, stalls and deloads.

Knows kilograms, repetitions and RPE only. RPE is 10 minus the repetitions left in reserve.
"""

from collections.abc import Sequence
from math import floor
from math import pow as power
from typing import Literal, NamedTuple

INCREMENT_KG = 2.5
BAR_KG = 20.0
_MOST_RELIABLE_REPS = 12
_MOST_RPE_REPS = 10
_BACK_OFF_SHARE = 0.90
_NO_BACK_OFF_RPE = 9.5
_FAILED_SHARE = 0.925  # 5-10 % off after two failures
_DELOAD_SHARE = 0.915  # 7-10 % off for a week
_STALL_EXPOSURES, _STALL_SINCE_BEST = 4, 3
_STALL_DAYS, _STALL_SINCE_BEST_OF_DAYS = 14, 2
_LAYOFF_DAYS = 14

# Share of the maximum by 2 x (reps - 1) + 2 x (10 - RPE): the Reactive Training Systems chart.
RTS_SHARES = (
    1.0, 0.978, 0.955, 0.939, 0.922, 0.907, 0.892, 0.878, 0.863, 0.850,
    0.837, 0.824, 0.811, 0.799, 0.786, 0.774, 0.762, 0.751, 0.739, 0.723,
    0.707, 0.694, 0.680, 0.667, 0.653, 0.640, 0.626, 0.613, 0.599, 0.586,
)  # fmt: skip

Set = tuple[float, float | None]
"""Repetitions and RPE (None where it was not told)."""


class WarmUpSet(NamedTuple):
    """One set before the work; `share` of the working weight, 0 for the empty bar."""

    kg: float
    reps: int
    share: float


_WARM_UP = ((0.0, 10), (0.4, 5), (0.6, 3), (0.8, 1))


class Progression(NamedTuple):
    """What to do with the weight next time; `target_reps` where the range starts anew."""

    action: Literal["increase", "hold", "decrease"]
    kg: float
    target_reps: int | None = None


class Stall(NamedTuple):
    """How long it is since the best estimate; a layoff is no stall."""

    stalled: bool
    exposures_since_best: int
    days_best_to_last: float
    layoff: bool


def round_to(kg: float, increment_kg: float = INCREMENT_KG) -> float:
    """Return the nearest loadable weight, halves up."""
    return floor(kg / increment_kg + 0.5) * increment_kg


def epley(kg: float, reps: float) -> float:
    """Return kg x (1 + reps / 30)."""
    return kg * (1 + reps / 30)


def brzycki(kg: float, reps: float) -> float:
    """Return kg x 36 / (37 - reps); good to about 10 repetitions, one repetition gives kg."""
    return kg * 36 / (37 - reps)


def highest_estimate(kg: float, reps: float) -> float:
    """Return the highest of Epley, McGlothin and Lombardi; the weight itself at one repetition."""
    if reps <= 1:
        return kg * reps
    mcglothin, lombardi = 100 * kg / (101.3 - 2.67123 * reps), kg * power(reps, 0.10)
    return max(epley(kg, reps), mcglothin, lombardi)


def rts_share(reps: float, rpe: float) -> float | None:
    """Return the share of the maximum for a set; None beyond the chart."""
    place = round(2 * (reps - 1) + 2 * (10 - rpe))
    return RTS_SHARES[place] if 0 <= place < len(RTS_SHARES) else None


def estimated_maximum(kg: float, reps: float, rpe: float | None = None) -> float:
    """Return the estimated one-repetition maximum: by the RPE chart up to 10 reps, else Epley.

    Noise is 2-3 % a session, so that one session alone says nothing.
    """
    share = rts_share(reps, rpe) if rpe is not None and reps <= _MOST_RPE_REPS else None
    if share is not None:
        return kg / share
    return kg if reps == 1 else epley(kg, reps)


def is_reliable(reps: float) -> bool:
    """Return whether a maximum can be estimated from so many repetitions."""
    return reps <= _MOST_RELIABLE_REPS


def warm_up(
    work_kg: float, *, bar_kg: float = BAR_KG, increment_kg: float = INCREMENT_KG
) -> tuple[WarmUpSet, ...]:
    """Return the ladder: empty bar x 10, 40 % x 5, 60 % x 3, 80 % x 1, without repeats."""
    ladder: list[WarmUpSet] = []
    for share, reps in _WARM_UP:
        kg = max(bar_kg, round_to(share * work_kg, increment_kg))
        if kg < work_kg and (not ladder or kg > ladder[-1].kg):
            ladder.append(WarmUpSet(kg, reps, share))
    return tuple(ladder)


def double_progression(
    kg: float,
    sets: Sequence[Set],
    *,
    rep_range: tuple[int, int],
    rpe_cap: float = 9,
    failed_before: bool = False,
    increment_kg: float = INCREMENT_KG,
) -> Progression:
    """Return the next weight: up when all sets reach the top, down after two failures."""
    low, high = rep_range
    hardest = max((rpe for _, rpe in sets if rpe is not None), default=0.0)
    if sets and all(reps >= high for reps, _ in sets) and hardest <= rpe_cap:
        return Progression("increase", kg + increment_kg, low)
    if failed_before and any(reps < low for reps, _ in sets):
        return Progression("decrease", round_to(kg * _FAILED_SHARE, increment_kg))
    return Progression("hold", kg)


def back_off(top_kg: float, top_rpe: float, increment_kg: float = INCREMENT_KG) -> float | None:
    """Return the weight after a top set, 90 % of it; None where the top set was RPE 9.5 or more."""
    return None if top_rpe >= _NO_BACK_OFF_RPE else round_to(top_kg * _BACK_OFF_SHARE, increment_kg)


def deload(kg: float, increment_kg: float = INCREMENT_KG) -> float:
    """Return the weight of a lighter week."""
    return round_to(kg * _DELOAD_SHARE, increment_kg)


def stall(days: Sequence[float], maxima: Sequence[float], *, today: float) -> Stall:
    """Return whether a lift stands still. `days` are the day numbers of its estimated `maxima`.

    At least 4 exposures, and 3 since the best or 14 days from it with 2 since; 14 days without
    one is a layoff. Both sequences of one length, not empty.
    """
    best = maxima.index(max(maxima))
    since, spread = len(maxima) - 1 - best, days[-1] - days[best]
    layoff = today - days[-1] >= _LAYOFF_DAYS
    flat = since >= _STALL_SINCE_BEST or (
        spread >= _STALL_DAYS and since >= _STALL_SINCE_BEST_OF_DAYS
    )
    return Stall(len(maxima) >= _STALL_EXPOSURES and flat and not layoff, since, spread, layoff)
