"""Answers about what was: sessions done, the weeks' loads, nights and HRV."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import fmean

from coach.agents.answering.amounts import duration
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.projecting import trained_today
from coach.agents.answering.question import Asked
from coach.agents.numbers import number_lines
from coach.agents.wording import hours, signed, weekday, whole
from coach.domain.activity import Activity
from coach.domain.night import Night
from coach.domain.quoting import clean, leads_away, quoted
from missions.phases import monday

_WEEK = 7 * A_DAY
_EARLIER_WEEKS = 3
_MOST_SESSIONS = 3
_LONGEST_NAME = 40
_NO_NIGHTS = (
    "I know no nights of yours yet. /connect brings them from your ring, or tell me: “slept 7 h”."
)


def done_then(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say what was done yesterday, on a weekday past, or the last time."""
    known = ground.recollection.activities
    day = _day_past(asked, ground) or max((each.local_date for each in known), default=None)
    if day is None:
        yield "I know no training of yours in the last two weeks."
        yield "A file of a ride, or /connect, brings it to me."
        return
    there = sorted((a for a in known if a.local_date == day), key=lambda each: each.start)
    ago = {0: "Today", 1: "Yesterday"}.get((ground.today - day).days, weekday(day))
    if not there:
        yield f"{ago}: I know of no training then."
        return
    for each in there[-_MOST_SESSIONS:]:
        yield f"{ago}: {_session(each)}."
    if len(there) > 1:
        yield f"Together a load of {whole(sum(each.load or 0 for each in there))}."


def _day_past(asked: Asked, ground: Ground) -> date | None:
    if "yesterday" in asked.days:
        return ground.today - A_DAY
    if "today" in asked.days:
        return ground.today
    if asked.weekday is None:
        return None
    return ground.today - ((ground.today.weekday() - asked.weekday - 1) % 7 + 1) * A_DAY


def _session(activity: Activity) -> str:
    """Say one activity with what was measured; its name is somebody's text, and quoted."""
    called = clean(activity.name or "", _LONGEST_NAME)
    name = activity.sport.value if not called or leads_away(called) else quoted(called)
    measured = (
        duration(round(activity.duration_s / 60)),
        f"{activity.distance_m / 1000:.1f} km" if activity.distance_m else None,
        f"load {whole(activity.load)}" if activity.load is not None else None,
        f"{whole(activity.normalized_power_w)} W normalized"
        if activity.normalized_power_w
        else None,
        f"{whole(activity.average_heart_rate_bpm)} bpm"
        if activity.average_heart_rate_bpm
        else None,
        f"from {activity.provenance.origin.label}",
    )
    return ", ".join((name, *filter(None, measured)))


def load(_: Asked, ground: Ground) -> Iterator[str]:
    """Say this week's load and hours beside the weeks before."""
    if not ground.recollection.loads:
        yield "I know no training of yours yet. A few .fit files, or /connect, change that."
        return
    first = monday(ground.today)
    so_far = _sum(ground, first, ground.today) + trained_today(ground)[1]
    same = _sum(ground, first - _WEEK, ground.today - _WEEK)
    yield f"This week so far: load {whole(so_far)}{_hours(ground, first, ground.today + A_DAY)}."
    last = _sum(ground, first - _WEEK, first)
    spent = _hours(ground, first - _WEEK, first)
    yield f"Last week: load {whole(last)}{spent}; {whole(same)} by the same morning."
    oldest = ground.recollection.loads[0].local_date
    starts = (first - n * _WEEK for n in range(2, 2 + _EARLIER_WEEKS))
    before = [whole(_sum(ground, start, start + _WEEK)) for start in starts if start >= oldest]
    if before:
        yield f"The weeks before that, newest first: {', '.join(before)}."


def _sum(ground: Ground, first: date, end: date) -> float:
    return sum(day.load for day in ground.recollection.loads if first <= day.local_date < end)


def _hours(ground: Ground, first: date, end: date) -> str:
    """Say the hours of the activities that are known; "" where only loads are."""
    known = ground.recollection.activities
    seconds = sum(each.duration_s for each in known if first <= each.local_date < end)
    return f", {hours(seconds / 3600)} h" if seconds else ""


def sleep(_: Asked, ground: Ground) -> Iterator[str]:
    """Say last night beside the week and what is usual."""
    morning, nights = ground.morning, _lately(ground)
    known = [(night.local_date, night.sleep_h) for night in nights if night.sleep_h is not None]
    if morning.sleep_h is None and not known:
        yield _NO_NIGHTS
        return
    score = f", score {whole(morning.sleep_score)}" if morning.sleep_score is not None else ""
    last = f"{hours(morning.sleep_h)} h{score}" if morning.sleep_h is not None else "not known yet"
    usual = f"; usual is {hours(morning.usual.sleep_h)} h" if morning.usual.sleep_h else ""
    yield f"Last night: {last}{usual}."
    if len(known) > 1:
        day, least = min(known, key=lambda each: each[1])
        mean = hours(fmean(slept for _, slept in known))
        yield (
            f"The last {len(known)} nights: {mean} h on average,"
            f" the shortest {hours(least)} h ({day:%A})."
        )


def hrv(_: Asked, ground: Ground) -> Iterator[str]:
    """Say HRV beside its band and over the last nights, with the resting pulse."""
    nights = [night for night in _lately(ground) if night.hrv_ms is not None]
    if not nights:
        yield _NO_NIGHTS.replace(", or tell me: “slept 7 h”", "")
        return
    known = number_lines(ground.morning)[0].split(" · ")
    yield from (f"{part}, over 7 nights." for part in known if part.startswith("HRV"))
    values = " · ".join(f"{whole(night.hrv_ms or 0)}" for night in nights)
    yield f"Night by night, oldest first: {values} ms."
    if ground.morning.rhr_bpm is not None:
        beside = ground.morning.rhr_delta_bpm
        usual = f" ({signed(beside)} beside usual)" if beside is not None and round(beside) else ""
        yield f"Resting pulse {whole(ground.morning.rhr_bpm)}{usual}."
    yield "One low night says little; the mean of 7 nights under its band holds back hard work."


def _lately(ground: Ground) -> Sequence[Night]:
    since = ground.today - timedelta(days=6)
    return [night for night in ground.recollection.nights if night.local_date >= since]
