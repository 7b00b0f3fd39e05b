"""Answers about where the athlete stands: form, fitness against the goal, and the threshold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coach.agents.answering.amounts import duration
from coach.agents.answering.ground import Ground
from coach.agents.answering.projecting import NO_LOADS, tenth
from coach.agents.answering.question import Asked
from coach.agents.answering.terms import form_words
from coach.agents.numbers import number_lines
from coach.agents.wording import clock, days, weekday, whole
from coach.agents.workout_words import amount
from coach.domain.activity import Sport
from coach.science.fitness import COLD_START_DAYS
from missions import standing

_WEEKS_BACK = 4
_LEAST_WEEKS = 0.5
_STEEP, _STEEPEST = 5.0, 8.0
"""CTL a week: what is much, and what no plan of mine rises by (Friel; Couzens)."""
_LONG_EFFORT_S = 50 * 60


def how_am_i(_: Asked, ground: Ground) -> Iterator[str]:
    """Say form, fatigue and fitness in words, the night, and what today makes of it."""
    morning = ground.morning
    if morning.tsb is None or morning.ctl is None or morning.atl is None:
        yield NO_LOADS
    else:
        yield f"TSB (form) is {whole(morning.tsb)}: {form_words(morning.tsb)}."
        fitness = f"CTL (fitness) {tenth(morning.ctl)}{_moved(ground)}"
        yield f"{fitness} · ATL (fatigue) {tenth(morning.atl)}."
    yield number_lines(morning)[0]
    yield f"So today is {ground.decision.action}: {amount(ground.workout)}."


def _moved(ground: Ground) -> str:
    now, before = ground.morning.ctl, ground.morning.usual.ctl_7_days_ago
    if now is None or before is None or round(now - before, 1) == 0:
        return ""
    return f", {tenth(abs(now - before))} {'up' if now > before else 'down'} in 7 days"


@dataclass(frozen=True)
class Climb:
    """What is left to rise to the CTL aimed for, and how fast it rose lately; CTL a week."""

    target: float
    until: date
    needed: float
    lately: float | None


def on_track(_: Asked, ground: Ground) -> Iterator[str]:
    """Say CTL beside the mission's aim, the rise it needs, and the one there was."""
    here, ctl = standing(ground.mission, ground.today), ground.morning.ctl
    if ctl is None:
        yield NO_LOADS
        return
    left = f", {days(here.days_to_goal)} to {here.goal_name}" if here.days_to_goal else ""
    yield f"{here.words}{left}. CTL (fitness) is {tenth(ctl)}."
    climb = _climb(ctl, ground)
    if climb is not None:
        yield from _compared(climb, ctl)
    elif here.phase in {"Taper", "Race"}:
        yield "The building is done: what you have is what you race with."
        yield f"From here form counts: TSB is {whole(ground.morning.tsb or 0)}, and rest raises it."
        return
    else:
        yield "Your mission names no CTL and day to reach it by, so there is no line to be behind."
        if (lately := _lately(ground)) is not None:
            yield f"Over the last four weeks it moved by {_signed(lately)} a week."
    known = ground.recollection.history_days
    if 0 < known < COLD_START_DAYS:
        yield f"I know only {days(known)} of training: it is a rough number."


def _climb(ctl: float, ground: Ground) -> Climb | None:
    here, target = standing(ground.mission, ground.today), ground.mission.targets.ctl_peak
    if target is None or not here.days_to_goal:
        return None
    turns = [span.first for span in here.ahead if span.phase == "Taper"]
    turn = next((day for day in turns if day > ground.today), None)
    if turn is None:
        return None
    weeks = max((turn - ground.today).days / 7, _LEAST_WEEKS)
    return Climb(target, turn, (target - ctl) / weeks, _lately(ground))


def _lately(ground: Ground) -> float | None:
    """Return the mean rise of CTL a week over the last four; None where less is known."""
    loads = ground.recollection.loads
    if len(loads) <= 7 * _WEEKS_BACK or ground.recollection.history_days < COLD_START_DAYS:
        return None
    return (loads[-1].ctl - loads[-1 - 7 * _WEEKS_BACK].ctl) / _WEEKS_BACK


def _compared(climb: Climb, ctl: float) -> Iterator[str]:
    aim = f"{whole(climb.target)} by {weekday(climb.until)}, when the taper begins"
    if climb.needed <= 0:
        yield f"You are there: your mission aims at {aim}. Keep it and stay well."
        return
    lately = "" if climb.lately is None else f"; the last four weeks gave {_signed(climb.lately)}"
    yield f"Your mission aims at {aim}: {tenth(climb.needed)} a week{lately}."
    yield _verdict(climb, ctl)


def _verdict(climb: Climb, ctl: float) -> str:
    if climb.lately is not None and climb.lately >= climb.needed:
        return "On track."
    if climb.needed > _STEEPEST:
        return "That is faster than I let fitness rise. You will start with less, and start well."
    if climb.needed > _STEEP:
        return "That is steep: only weeks without gaps get there, and a little under is no failure."
    share = ctl / climb.target
    return (
        "A little behind, and within reach." if share >= 0.8 else "Behind, and still within reach."
    )


def _signed(value: float) -> str:
    return f"+{tenth(value)}" if round(value, 1) > 0 else tenth(value)


def threshold(_: Asked, ground: Ground) -> Iterator[str]:
    """Say what loads are measured by, what speaks against it lately, and where it is set."""
    person = ground.mission.athlete
    known = [
        f"FTP {whole(person.ftp_w)} W" if person.ftp_w else "",
        f"threshold pulse {whole(person.lthr_bpm)} bpm" if person.lthr_bpm else "",
        f"threshold pace {clock(person.threshold_pace_s_per_km)}/km"
        if person.threshold_pace_s_per_km
        else "",
    ]
    said = " · ".join(filter(None, known))
    yield (
        f"I measure by {said}." if said else "I know no FTP, threshold pulse or pace of yours yet."
    )
    if person.ftp_w:
        yield _witness(person.ftp_w, ground)
    yield "You change them in your mission file, under [athlete]: ftp, lthr, threshold_pace."


def _witness(ftp_w: float, ground: Ground) -> str:
    """Say whether a long effort of the last two weeks was above FTP."""
    long = [
        each
        for each in ground.recollection.activities
        if each.sport is Sport.CYCLING
        and each.normalized_power_w
        and each.duration_s >= _LONG_EFFORT_S
    ]
    best = max(long, key=lambda each: each.normalized_power_w or 0, default=None)
    if best is None:
        return (
            "No long ride with power in the last two weeks tells whether it is right; a test would."
        )
    watts, minutes = best.normalized_power_w or 0, round(best.duration_s / 60)
    effort = f"{whole(watts)} W normalized for {duration(minutes)} on {weekday(best.local_date)}"
    if watts > ftp_w:
        return f"You held {effort}, so it looks low: time for a test."
    return (
        f"Nothing in the last two weeks says it is low (your most was {effort}); a test says more."
    )
