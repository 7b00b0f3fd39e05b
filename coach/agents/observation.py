"""The observation of one morning: what memory holds, brought into the Morning document.

Nothing is invented: what is missing stays missing, an old night is never today's, and an
impossible value is passed on for the reasoning to question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach.agents.mission import MissionDay
from coach.agents.said import Said, said
from coach.agents.summaries import in_one_line
from coach.agents.trained import Trained, trained
from coach.domain.athlete import LoadDay
from coach.domain.morning import Constraints, HeartRateVariability, Morning, Usual
from coach.domain.night import Night
from coach.domain.recollection import Recollection
from coach.science import recovery
from coach.science.monotony import week_of_loads

_BASELINE_DAYS = 60
NOTHING_AT_ALL = "training"
"""What is avoided by whoever wants no training on a weekday."""
_WEEK_DAYS = 7
_WAKING = time(6)  # a night is dated by its morning; when exactly it ended is not known

_BELIEVABLE = {
    "readiness": (1.0, 100.0),
    "sleep_h": (0.5, 16.0),
    "hrv_ms": (5.0, 250.0),
    "resting_heart_rate_bpm": (25.0, 120.0),
}
"""What past nights must lie in to count in a baseline; today's value is never held back."""


def observe(recollection: Recollection, mission_day: MissionDay, *, now: datetime) -> Morning:
    """Return the Morning of `recollection.local_date`, as far as it is known at `now` (aware)."""
    words = said(recollection.facts, recollection.local_date)
    lately = trained(recollection)
    return Morning.model_validate(
        {
            **_planned(mission_day, words, lately, recollection),
            **_spoken(words),
            **_rested(recollection, words, now),
            **_loaded(recollection, lately),
        }
    )


def is_same(one: Morning, other: Morning) -> bool:
    """Whether nothing but the age of the data has changed between two observations of a day."""
    ageless = {"data_age_h": None}
    return one.model_copy(update=ageless) == other.model_copy(update=ageless)


def _planned(
    mission_day: MissionDay, words: Said, lately: Trained, recollection: Recollection
) -> Mapping[str, object]:
    planned = {field.name: getattr(mission_day, field.name) for field in fields(mission_day)}
    before = in_one_line(recollection.last_week) if recollection.last_week else None
    arrives = recollection.training_arrives
    told = {"recent_sessions": lately.sessions, "last_week": before, "training_arrives": arrives}
    plan = mission_day.plan.model_copy(update=told)
    return {**planned, "plan": plan, "constraints": _constraints(mission_day.constraints, words)}


def _constraints(mission: Constraints, words: Said) -> Constraints:
    """Return the mission's limits with today's time and equipment, which the athlete knows best."""
    update: dict[str, object] = {}
    if words.time_min is not None and not mission.blocked:
        update["time_min"] = words.time_min
    if NOTHING_AT_ALL in words.avoid:
        update["time_min"] = 0
    if words.avoid:
        update["avoid"] = words.avoid
    if words.travelling:
        update["equipment"] = words.equipment or ("bodyweight",)
    elif words.equipment:
        there = (one for one in mission.equipment or () if f"no_{one}" not in words.equipment)
        update["equipment"] = tuple(dict.fromkeys((*there, *words.equipment)))
    return mission.model_copy(update=update) if update else mission


def _spoken(words: Said) -> Mapping[str, object]:
    return {
        "soreness_0_10": words.soreness_0_10,
        "soreness_site": words.soreness_site,
        "energy_0_10": words.energy_0_10,
        "pain": words.pain,
        "symptoms": words.symptoms,
        "recent_illness": words.recent_illness,
    }


def _rested(recollection: Recollection, words: Said, now: datetime) -> Mapping[str, object]:
    """Return last night and the baselines; only a night dated today fills today's values."""
    today = recollection.local_date
    nights = {(today - night.local_date).days: night for night in recollection.nights}
    tonight = nights.get(0)
    readiness, sleep, hrv, pulse = (_series(nights, name) for name in _BELIEVABLE)
    loads = recollection.loads
    slept_h = _slept(sleep[-1], words)
    return {
        "readiness": readiness[-1],
        "sleep_score": tonight.sleep_score if tonight else None,
        "sleep_h": slept_h,
        "sleep_7d_avg_h": recovery.recent_mean([*sleep[:-1], slept_h]),
        "hrv": _heart_rate_variability(hrv),
        "rhr_bpm": pulse[-1],
        "rhr_delta_bpm": recovery.deviation(pulse),
        "data_age_h": _age_h(recollection, now),
        "usual": Usual(
            readiness=recovery.usual(readiness),
            sleep_h=recovery.usual(sleep),
            resting_heart_rate_bpm=recovery.usual(pulse),
            ctl_7_days_ago=loads[-1].ctl - loads[-1].ramp if loads else None,
            atl_7_days_ago=loads[-1 - _WEEK_DAYS].atl if len(loads) > _WEEK_DAYS else None,
            readiness_from=_readiness_from(recollection) if readiness[-1] is None else None,
            night_from=_night_from(recollection),
        ),
    }


def _series(nights: Mapping[int, Night], name: str) -> list[float | None]:
    """Return one measure for each of the 60 days before today, and today's as it was read.

    `nights` are keyed by how many days ago they were.
    """
    low, high = _BELIEVABLE[name]
    series: list[float | None] = [None] * (_BASELINE_DAYS + 1)
    for ago, night in nights.items():
        value: float | None = getattr(night, name)
        if value is not None and 0 <= ago <= _BASELINE_DAYS and (not ago or low <= value <= high):
            series[-1 - ago] = value
    return series


def _slept(measured_h: float | None, words: Said) -> float | None:
    """Return the hours of sleep; of two tellings the shorter night is believed."""
    told = [hours for hours in (measured_h, words.sleep_h) if hours is not None]
    return min(told, default=None)


def _heart_rate_variability(nights_ms: Sequence[float | None]) -> HeartRateVariability:
    state = recovery.hrv_state(nights_ms)
    low_ms, high_ms = state.band_ms or (None, None)
    known = sum(value is not None for value in nights_ms)
    return HeartRateVariability(
        roll7=state.roll7,
        day=state.day,
        today_ms=nights_ms[-1],
        baseline_days=state.baseline.nights if state.baseline else known,
        roll7_ms=state.roll7_ms,
        band_low_ms=low_ms,
        band_high_ms=high_ms,
    )


def _age_h(recollection: Recollection, now: datetime) -> float | None:
    """Return the hours since the newest night ended, 0 at least; None without any night."""
    if not recollection.nights:
        return None
    zone = ZoneInfo(recollection.athlete.timezone)
    newest = max(night.local_date for night in recollection.nights)
    ended = datetime.combine(newest, _WAKING, tzinfo=zone)
    return max(0.0, round((now - ended).total_seconds() / 3600, 1))


def _readiness_from(recollection: Recollection) -> str | None:
    """Return "last from Oura: Monday" for the newest readiness there is."""
    today = recollection.local_date
    known = (night for night in recollection.nights if night.readiness is not None)
    newest = max(known, key=lambda night: night.local_date, default=None)
    if newest is None:
        return None
    day = newest.local_date
    recent = today - day < timedelta(days=_WEEK_DAYS)
    words = f"{day:%A}" if recent else f"{day.day} {day:%B}"
    return f"last from {newest.provenance.origin.label}: {words}"


def _night_from(recollection: Recollection) -> str | None:
    """Return whose last night's numbers are."""
    last_night = (n for n in recollection.nights if n.local_date == recollection.local_date)
    return next((night.provenance.origin.label for night in last_night), None)


def _loaded(recollection: Recollection, lately: Trained) -> Mapping[str, object]:
    """Return the load state: yesterday's CTL and ATL, whose difference is this morning's TSB."""
    return {
        **_state(recollection.loads),
        "load_history_days": recollection.history_days,
        "yesterday": lately.yesterday,
        "hard_days_in_row": lately.hard_days_in_row,
        "days_since_rest": lately.days_since_rest,
        "days_since_training": lately.days_since_training,
    }


def _state(loads: Sequence[LoadDay]) -> Mapping[str, object]:
    if not loads:
        return {}
    last, week = loads[-1], [day.load for day in loads[-_WEEK_DAYS:]]
    return {
        "ctl": last.ctl,
        "atl": last.atl,
        "tsb": last.ctl - last.atl,
        "ramp7": last.ramp,
        "monotony": week_of_loads(week).monotony_capped if len(week) == _WEEK_DAYS else None,
    }
