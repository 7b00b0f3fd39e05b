"""How hard a step or a zone is, in what the athlete can read: own watts, beats or pace, or feel.

Watts only with a power meter; knows the morning's thresholds and no session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from coach.agents.wording import clock, whole
from coach.domain.morning import Morning
from coach.domain.workout import Step, StepUnit
from coach.science.zones import (
    COGGAN_POWER,
    LTHR_HEART_RATE,
    PERCEIVED,
    RUNNING_SPEED,
    Zones,
    pace_bounds,
    scaled_bounds,
    zone_index,
)

Measure = Literal["watts", "beats", "pace", "effort", "feel"]

ZONES: dict[StepUnit, Zones] = {
    "fraction_ftp": COGGAN_POWER,
    "fraction_threshold_speed": RUNNING_SPEED,
    "rpe": PERCEIVED,
}
FEEL = ("easy", "steady", "brisk", "hard", "very hard", "all out", "all out")
"""Words for Z1 up, where nothing is measured."""
_BEATS_TELL_UP_TO = 4
"""Above Z4 an effort is over before the pulse has followed."""
_POWER_SOURCES = frozenset({"power_meter", "power", "smart_trainer", "trainer"})


@dataclass(frozen=True)
class Ruler:
    """What one athlete's targets are read from: the measure and its threshold."""

    measure: Measure
    unit: StepUnit
    threshold: float = 0.0
    swimming: bool = False

    @property
    def zones(self) -> Zones:
        """The zones that the unit's fractions fall into."""
        return ZONES[self.unit]


def ruler(morning: Morning, unit: StepUnit) -> Ruler:
    """Choose what to read from: watts or pace first, then beats, then feel."""
    if unit == "rpe":
        return Ruler("effort", unit)
    if unit == "fraction_ftp" and morning.ftp_w and has_power(morning):
        return Ruler("watts", unit, morning.ftp_w)
    if unit == "fraction_threshold_speed" and morning.threshold_pace_s_per_km:
        swimming = morning.sport == "swimming"
        return Ruler("pace", unit, morning.threshold_pace_s_per_km, swimming)
    return Ruler("beats", unit, morning.lthr_bpm) if morning.lthr_bpm else Ruler("feel", unit)


def has_power(morning: Morning) -> bool:
    """Say whether power can be read today: not when the equipment is told and measures none."""
    there = morning.constraints.equipment
    return there is None or not _POWER_SOURCES.isdisjoint(there)


def step_target(step: Step, reading: Ruler) -> str:
    """Say a steady target: "at 225 W", "at 139–157 bpm", "at 4:22/km", "at effort 7 of 10"."""
    low, high = min(step.low, step.high), max(step.low, step.high)
    match reading.measure:
        case "watts":
            return f"at {_range(whole(low * reading.threshold), whole(high * reading.threshold))} W"
        case "pace":
            slow, fast = (_pace(part, reading) for part in (low, high))
            return f"at {_range(slow, fast)}{_per(reading)}"
        case "beats":
            return _beats((low + high) / 2, reading)
        case "effort":
            return f"at effort {_range(f'{low:g}', f'{high:g}')} of 10"
        case "feel":
            return FEEL[zone_index((low + high) / 2, reading.zones)]


def step_peak(step: Step, reading: Ruler) -> str | None:
    """Say where a warm-up leads: "180 W", "4:50/km"; None where only beats or feel are known."""
    if reading.measure == "watts":
        return f"{whole(step.high * reading.threshold)} W"
    if reading.measure == "pace":
        return f"{_pace(step.high, reading)}{_per(reading)}"
    return None


def zone_ranges(reading: Ruler) -> tuple[str, ...]:
    """Say each zone from Z1 up: "under 138 W", "138–188 W", "over 375 W"; "" where it says none."""
    match reading.measure:
        case "watts":
            return _bounds(scaled_bounds(reading.zones, reading.threshold), whole, " W")
        case "pace":
            bounds = pace_bounds(reading.zones, reading.threshold)
            words = _bounds(bounds, lambda pace: _clock_pace(pace, reading), _per(reading))
            return tuple(
                word.replace("under", "slower than").replace("over", "faster than")
                for word in words
            )
        case "beats":
            beats = _bounds(scaled_bounds(LTHR_HEART_RATE, reading.threshold), whole, " bpm")
            count = len(reading.zones.names)
            return tuple(b for b, _ in zip_longest(beats, range(count), fillvalue=""))[:count]
        case "effort" | "feel":
            return FEEL[: len(reading.zones.names)]


def _beats(fraction: float, reading: Ruler) -> str:
    index = zone_index(fraction, reading.zones)
    if index >= _BEATS_TELL_UP_TO:
        return FEEL[index]
    beats = _bounds(scaled_bounds(LTHR_HEART_RATE, reading.threshold), whole, " bpm")[index]
    return beats if index == 0 else f"at {beats}"


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _pace(fraction: float, reading: Ruler) -> str:
    return _clock_pace(reading.threshold / fraction, reading)


def _clock_pace(seconds_per_km: float, reading: Ruler) -> str:
    return clock(seconds_per_km / 10 if reading.swimming else seconds_per_km)


def _per(reading: Ruler) -> str:
    return "/100 m" if reading.swimming else "/km"


def _bounds(
    bounds: tuple[tuple[float | None, float | None], ...], say: Callable[[float], str], unit: str
) -> tuple[str, ...]:
    words = []
    for low, high in bounds:
        if low is None and high is not None:
            words.append(f"under {say(high)}{unit}")
        elif low is not None and high is None:
            words.append(f"over {say(low)}{unit}")
        elif low is not None and high is not None:
            words.append(f"{say(low)}–{say(high)}{unit}")
    return tuple(words)
