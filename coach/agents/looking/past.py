"""Nights, activities and decisions as sheets, day by day; names are others' words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean

from coach.agents.looking.sheet import Row, Sheet, day_of, row
from coach.agents.wording import days, hours, tidy, whole
from coach.agents.workout_words import amount, is_rest
from coach.domain.activity import Activity
from coach.domain.briefing import DayEntry
from coach.domain.night import Night
from coach.domain.quoting import apart, clean

MOST_DAYS = 92
_LISTED = 28
_NAME_LENGTH, _REASON_LENGTH = 60, 160


def nights(found: Sequence[Night], today: date) -> Sheet:
    """Return nights with their means; the newest four weeks one by one."""
    if not found:
        return Sheet(told={"known": "no night of these days is known"})
    told = row(
        nights=f"{len(found)} nights",
        mean_readiness=_mean((n.readiness for n in found), whole),
        mean_sleep=_mean((n.sleep_h for n in found), _hours),
        mean_HRV=_mean((n.hrv_ms for n in found), _ms),
        mean_resting_pulse=_mean((n.resting_heart_rate_bpm for n in found), _bpm),
    )
    return Sheet(told=told, rows=tuple(_night(night, today) for night in found[-_LISTED:]))


def _night(night: Night, today: date) -> Row:
    return row(
        morning_of=day_of(night.local_date, today),
        readiness=_said(night.readiness, whole),
        sleep=_said(night.sleep_h, _hours),
        HRV=_said(night.hrv_ms, _ms),
        resting_pulse=_said(night.resting_heart_rate_bpm, _bpm),
    )


def activities(found: Sequence[Activity], today: date) -> Sheet:
    """Return what was done: sums of all, the newest one by one, their names apart."""
    if not found:
        return Sheet(told={"known": "no activity of these days is known"})
    listed = found[-_LISTED:]
    names = [clean(one.name or "", _NAME_LENGTH) for one in listed]
    told = row(
        activities=f"{len(found)} activities",
        whole_time=_hours(sum(one.duration_s for one in found) / 3600),
        whole_load=whole(sum(one.load or 0.0 for one in found)),
        whole_distance=_sum_of_distance(found),
    )
    return Sheet(
        told=told,
        rows=tuple(_activity(one, today) for one in listed),
        untrusted=_once(filter(None, names)),
    )


def _activity(one: Activity, today: date) -> Row:
    return row(
        day=day_of(one.local_date, today),
        sport=one.sport.value,
        time=f"{whole(one.duration_s / 60)} min",
        load=_said(one.load, whole),
        distance=_said(one.distance_m, _km),
        normalized_power=_said(one.normalized_power_w, lambda watts: f"{whole(watts)} W"),
        mean_heart_rate=_said(one.average_heart_rate_bpm, _bpm),
    )


def decisions(found: Sequence[DayEntry], done: Mapping[date, float], today: date) -> Sheet:
    """Return decided days: what was planned and why, and the load that was done (by day)."""
    if not found:
        return Sheet(told={"known": "no day of these was decided by me"})
    quotes: list[str] = []
    rows = tuple(
        _decision(entry, done.get(entry.local_date), today, quotes) for entry in found[-_LISTED:]
    )
    return Sheet(told={"decided": days(len(found))}, rows=rows, untrusted=_once(quotes))


def _decision(entry: DayEntry, did: float | None, today: date, quotes: list[str]) -> Row:
    decision = entry.briefing.decision
    workout = decision.workout
    return row(
        day=day_of(entry.local_date, today),
        action=decision.action.value,
        planned=amount(workout),
        planned_load=None if is_rest(workout) else whole(workout.estimated_load),
        done="not known" if did is None else f"load {whole(did)}",
        reason=clean(apart(decision.reason, quotes), _REASON_LENGTH),
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _sum_of_distance(found: Sequence[Activity]) -> str | None:
    metres = sum(one.distance_m or 0.0 for one in found)
    return _km(metres) if metres else None


def _mean(values: Iterator[float | None], say: Callable[[float], str]) -> str | None:
    known = [value for value in values if value is not None]
    return say(fmean(known)) if known else None


def _said(value: float | None, say: Callable[[float], str]) -> str | None:
    return None if value is None else say(value)


def _hours(value: float) -> str:
    return f"{hours(value)} h"


def _ms(value: float) -> str:
    return f"{whole(value)} ms"


def _bpm(value: float) -> str:
    return f"{whole(value)} bpm"


def _km(metres: float) -> str:
    return f"{tidy(metres / 1000)} km"
