"""Training zones by power, heart rate, speed and feel, and the time that steps spend in them.

Knows fractions of a threshold; watts, beats and paces come in and go out as plain numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf

Stretch = tuple[float, float, float]
"""Seconds, intensity at the start, intensity at the end (linear between them)."""


@dataclass(frozen=True)
class Zones:
    """Zones Z1, Z2, ... by their upper edges as fractions of a threshold; an edge belongs below."""

    upper_edges: tuple[float, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Z1 up to the open zone above the last edge."""
        return tuple(f"Z{number}" for number in range(1, len(self.upper_edges) + 2))

    @property
    def bounds(self) -> tuple[tuple[float, float], ...]:
        """Lower and upper fraction of each zone, from 0 to infinity."""
        return tuple(pairwise((0.0, *self.upper_edges, inf)))


COGGAN_POWER = Zones((0.55, 0.75, 0.90, 1.05, 1.20, 1.50))
"""Fractions of FTP (Allen and Coggan)."""
LTHR_HEART_RATE = Zones((0.68, 0.83, 0.94, 1.05))
"""Fractions of LTHR (Allen and Coggan)."""
RUNNING_SPEED = Zones((0.77, 0.87, 0.94, 1.01))
"""Fractions of threshold speed (Friel's running zones, rounded)."""
PERCEIVED = Zones((2.0, 4.0, 6.0, 8.0))
"""RPE 0-10, for strength: the fraction is the RPE itself."""


def time_in_zones(stretches: Iterable[Stretch], zones: Zones) -> tuple[float, ...]:
    """Return the seconds in each zone; a ramp is split where it crosses an edge."""
    seconds = [0.0] * len(zones.names)
    for duration, start, end in stretches:
        for index, share in _shares(start, end, zones):
            seconds[index] += duration * share
    return tuple(seconds)


def _shares(start: float, end: float, zones: Zones) -> Iterable[tuple[int, float]]:
    low, high = min(start, end), max(start, end)
    if low == high:
        return ((zone_index(low, zones), 1.0),)
    return tuple(
        (index, (min(high, top) - max(low, bottom)) / (high - low))
        for index, (bottom, top) in enumerate(zones.bounds)
        if bottom < high and top > low
    )


def zone_index(intensity: float, zones: Zones) -> int:
    """Return the zone's place, 0 for Z1."""
    return sum(intensity > edge for edge in zones.upper_edges)


def scaled_bounds(zones: Zones, threshold: float) -> tuple[tuple[float | None, float | None], ...]:
    """Return each zone's lower and upper watts or beats; None where it is open."""
    return tuple(
        (low * threshold or None, high * threshold if high < inf else None)
        for low, high in zones.bounds
    )


def pace_bounds(
    zones: Zones, threshold_s_per_km: float
) -> tuple[tuple[float | None, float | None], ...]:
    """Return each zone's slower and faster pace in s/km; None where it is open."""
    return tuple(
        (
            threshold_s_per_km / low if low else None,
            threshold_s_per_km / high if high < inf else None,
        )
        for low, high in zones.bounds
    )
