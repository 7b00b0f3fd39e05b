"""One morning as the rules read it: plausible numbers, parsed words, and what is missing.

An impossible value on the good side is missing; on the bad side it still holds the day back, so
that a worse value never allows more. Knows no rule.
"""

import re
from dataclasses import dataclass
from typing import Any

from coach.domain.morning import Band, DayKind, Morning, Pain, TrainedSport
from coach.safety.body import part_of
from coach.safety.symptoms import SymptomClass

_TAPER_DAYS = 14
_HRV_NIGHTS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the rules see; None is not known. Units as in the Morning document."""

    sport: TrainedSport
    readiness: float | None = None
    hrv7: Band = "unknown"
    hrv_day: Band = "unknown"
    sleep_h: float | None = None
    slept_badly: bool = False
    sleep_7d_h: float | None = None
    rhr_delta: float | None = None
    rhr_bpm: float | None = None
    ctl: float | None = None
    tsb: float | None = None
    ramp: float | None = None
    monotony: float | None = None
    soreness: float | None = None
    sore_legs: bool = True
    energy: float | None = None
    pains: tuple[Pain, ...] = ()
    symptoms: tuple[SymptomClass, ...] = ()
    unclear: tuple[str, ...] = ()
    phase: str | None = None
    days_to_goal: int | None = None
    day_kind: DayKind | None = None
    week_type: str | None = None
    temp_c: float | None = None
    indoor: bool = False
    time_min: float | None = None
    blocked: bool = False
    min_readiness: float | None = None
    max_rhr: float | None = None
    min_tsb: float | None = None
    legs_lifted: bool = False
    raced: bool = False
    load_yesterday: float | None = None
    hard_days: int | None = None
    days_since_rest: int | None = None
    days_since_training: int | None = None
    history_days: int | None = None
    age_h: float | None = None
    illness_type: str | None = None
    days_well: float | None = None
    age: float | None = None
    ctl_peak: float | None = None
    stalled: bool = False
    deload: bool = False
    implausible: tuple[str, ...] = ()

    @property
    def race_day(self) -> bool:
        """Whether today is the race itself."""
        return self.days_to_goal == 0 or self.day_kind == "race"

    @property
    def taper(self) -> bool:
        """Whether the last two weeks before the goal have begun."""
        if self.days_to_goal is None or not 0 <= self.days_to_goal <= _TAPER_DAYS:
            return self.phase == "Taper"
        return self.phase in {None, "Taper", "Race"}

    @property
    def night_known(self) -> bool:
        """Whether anything measured last night is there."""
        return (
            self.readiness is not None or self.sleep_h is not None
            or "unknown" not in {self.hrv7, self.hrv_day}
        )  # fmt: skip


# Below or above these a sensor is wrong, not the athlete.
_POSSIBLE: dict[str, tuple[float, float]] = {
    "readiness": (1, 100),
    "sleep_h": (0, 16),
    "sleep_7d_avg_h": (0, 14),
    "rhr_delta_bpm": (-25, 40),
    "rhr_bpm": (25, 140),
    "ctl": (0, 250),
    "tsb": (-150, 120),
    "ramp7": (-60, 60),
    "soreness_0_10": (0, 10),
    "energy_0_10": (0, 10),
}
_HRV_MS = (3, 250)
# A session at race pace is no race.
_RACED = re.compile(r"\b(race|marathon|triathlon|gran ?fondo)\b(?! pace)")
# The side on which an impossible value would let the athlete do more.
_BAD_SIDE = {"readiness": "low", "rhr_delta_bpm": "high", "soreness_0_10": "high",
             "energy_0_10": "low", "tsb": "low", "ramp7": "high"}  # fmt: skip


def read(
    morning: Morning,
    *,
    symptoms: tuple[SymptomClass, ...] = (),
    unclear: tuple[str, ...] = (),
    stalled: bool = False,
    deload: bool = False,
    slept_badly: bool = False,
) -> Reading:
    """Return the morning as the rules see it; `unclear` are symptoms that no class knows.

    `stalled` and `deload` say that a lift stands still, or needs a lighter week; `slept_badly` is
    the athlete's word.
    """
    wrong: list[str] = []
    return Reading(
        sport=morning.sport,
        symptoms=symptoms,
        unclear=unclear,
        stalled=stalled,
        deload=deload,
        slept_badly=slept_badly,
        **_rested(morning, wrong),
        **_loaded(morning, wrong),
        **_felt(morning, wrong),
        **_asked(morning),
        implausible=tuple(wrong),
    )


def _rested(morning: Morning, wrong: list[str]) -> dict[str, Any]:
    hrv7, hrv_day = _bands(morning, wrong)
    return {
        "readiness": _plausible(morning, "readiness", wrong),
        "hrv7": hrv7,
        "hrv_day": hrv_day,
        "sleep_h": _plausible(morning, "sleep_h", wrong),
        "sleep_7d_h": _plausible(morning, "sleep_7d_avg_h", wrong),
        "rhr_delta": _plausible(morning, "rhr_delta_bpm", wrong),
        "rhr_bpm": _plausible(morning, "rhr_bpm", wrong),
        "age_h": morning.data_age_h,
    }


def _loaded(morning: Morning, wrong: list[str]) -> dict[str, Any]:
    return {
        "ctl": _plausible(morning, "ctl", wrong),
        "tsb": _tsb(morning, _plausible(morning, "tsb", wrong)),
        "ramp": _plausible(morning, "ramp7", wrong),
        "monotony": morning.monotony,
        "legs_lifted": _lifted_legs(morning),
        "raced": _was_race(morning.yesterday.type),
        "load_yesterday": morning.yesterday.load,
        "hard_days": morning.hard_days_in_row,
        "days_since_rest": morning.days_since_rest,
        "days_since_training": morning.days_since_training,
        "history_days": morning.load_history_days,
    }


def _felt(morning: Morning, wrong: list[str]) -> dict[str, Any]:
    ill = morning.recent_illness
    return {
        "soreness": _plausible(morning, "soreness_0_10", wrong),
        "sore_legs": part_of(morning.soreness_site or "legs") != "upper",
        "energy": _plausible(morning, "energy_0_10", wrong),
        "pains": tuple(pain for pain in morning.pain if pain.score > 0),
        "illness_type": ill.type if ill else None,
        "days_well": (ill.days_since_symptom_free or 0) if ill else None,
    }


def _asked(morning: Morning) -> dict[str, Any]:
    limits = morning.constraints
    return {
        "phase": morning.phase,
        "days_to_goal": morning.days_to_goal,
        "day_kind": morning.plan.day_kind,
        "week_type": morning.week_type,
        "temp_c": limits.temp_c,
        "indoor": bool(limits.indoor),
        "time_min": limits.time_min,
        "blocked": bool(limits.blocked),
        "min_readiness": limits.min_readiness,
        "max_rhr": limits.max_rhr,
        "min_tsb": limits.min_tsb,
        "age": morning.age,
        "ctl_peak": morning.plan.ctl_peak,
    }


def _plausible(morning: Morning, name: str, wrong: list[str]) -> float | None:
    value: float | None = getattr(morning, name)
    low, high = _POSSIBLE[name]
    if value is None or low <= value <= high:
        return value
    wrong.append(name)
    bad = _BAD_SIDE.get(name)
    if (bad == "low" and value < low) or (bad == "high" and value > high):
        return low if bad == "low" else high
    return None


def _bands(morning: Morning, wrong: list[str]) -> tuple[Band, Band]:
    hrv = morning.hrv
    if hrv.today_ms is not None and not _HRV_MS[0] <= hrv.today_ms <= _HRV_MS[1]:
        wrong.append("hrv")
        return _only_below(hrv.roll7), _only_below(hrv.day)
    if hrv.baseline_days is not None and hrv.baseline_days < _HRV_NIGHTS:
        return "unknown", "unknown"
    return hrv.roll7, hrv.day


def _only_below(band: Band) -> Band:
    return "below" if band == "below" else "unknown"


def _tsb(morning: Morning, tsb: float | None) -> float | None:
    if tsb is None and morning.ctl is not None and morning.atl is not None:
        return morning.ctl - morning.atl
    return tsb


def _was_race(name: str | None) -> bool:
    words = (name or "").lower().replace("_", " ").replace("-", " ")
    return bool(_RACED.search(words)) and "taper" not in words and "warm" not in words


def _lifted_legs(morning: Morning) -> bool:
    words = (morning.yesterday.type or "").lower()
    return (
        any(word in words for word in ("leg", "squat", "deadlift", "lower")) and "run" not in words
    )
