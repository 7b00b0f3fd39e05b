"""The mission in short plain lines, for `/mission`; it decides nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coach.agents.own_plan import own_day
from coach.domain.fact import Fact
from missions import MissionConfig, standing
from missions.mission import BlockedDays
from missions.phases import monday
from missions.races import Race, races
from missions.readers import WEEKDAYS
from missions.standing import days


def describe_mission(
    mission: MissionConfig, today: date, facts: Sequence[Fact] = ()
) -> Iterator[str]:
    """Yield the lines; days that the athlete chose stand in the week as they chose them."""
    here = standing(mission, today)
    yield f"Mission: {mission.name} ({mission.sport})"
    yield from _races(mission, today)
    ahead = f" · {here.next_phase} in {days(here.days_to_next_phase or 0)}"
    yield f"Now: {here.words}{ahead if here.next_phase else ''}"
    if here.ahead:
        begun = (s for s in here.ahead if s.first != date.min)
        yield "Phases: " + " · ".join(f"{s.phase} from {_day(s.first, today)}" for s in begun)
    yield f"This week: {_week(mission, today, facts)}"
    yield from _limits(mission, today)
    yield from _measures(mission)
    yield from mission.warnings


def _races(mission: MissionConfig, today: date) -> Iterator[str]:
    ahead = [race for race in races(mission, today) if race.last >= today]
    goals = [race for race in ahead if race.priority == "A"][:1]
    if not goals:
        yield "Goal: none with a date; fitness for its own sake"
    for race in goals:
        yield f"Goal: {_race(race, today)}"
    for race in [race for race in ahead if race not in goals and not race.planned][:3]:
        yield f"{race.priority} race: {_race(race, today)}"


def _race(race: Race, today: date) -> str:
    if race.first <= today:
        return f"{race.name}, today" if race.last == race.first else f"{race.name}, under way"
    return f"{race.name}, {_day(race.first, today)}, in {days((race.first - today).days)}"


def _week(mission: MissionConfig, today: date, facts: Sequence[Fact]) -> str:
    first = monday(today)
    planned = []
    for offset in range(7):
        plan = own_day(mission, facts, first + timedelta(days=offset)).plan
        kind = "blocked" if plan.blocked else (plan.kind or "open").removeprefix("stage_")
        minutes = f" {plan.minutes:g} min" if plan.minutes else ""
        planned.append(f"{WEEKDAYS[offset][:3].capitalize()} {kind.replace('_', ' ')}{minutes}")
    return " · ".join(planned)


def _limits(mission: MissionConfig, today: date) -> Iterator[str]:
    limits = mission.constraints
    said = [
        (limits.min_readiness, "readiness at least {:g}"),
        (limits.max_rhr, "resting pulse at most {:g}"),
        (limits.min_tsb, "TSB (form) not under {:g}"),
        (limits.minutes_a_day, "at most {:g} min a day"),
    ]
    lines = [words.format(value) for value, words in said if value is not None]
    coming = [blocked for blocked in limits.days_blocked if not _over(blocked, today)]
    if coming:
        lines.append("no training on " + ", ".join(_blocked(each, today) for each in coming[:5]))
    if lines:
        yield "Limits: " + " · ".join(lines).replace("-", "−")


def _over(blocked: BlockedDays, today: date) -> bool:
    return blocked.last is not None and blocked.last < today


def _blocked(blocked: BlockedDays, today: date) -> str:
    if blocked.first is None or blocked.last is None:
        return f"{WEEKDAYS[blocked.weekday or 0].capitalize()}s"
    if blocked.first == blocked.last:
        return _day(blocked.first, today)
    return f"{_day(blocked.first, today)} to {_day(blocked.last, today)}"


def _measures(mission: MissionConfig) -> Iterator[str]:
    person, pace = mission.athlete, mission.athlete.threshold_pace_s_per_km
    known = [
        f"FTP {person.ftp_w:.0f} W" if person.ftp_w else "",
        f"threshold pulse {person.lthr_bpm:.0f}" if person.lthr_bpm else "",
        f"threshold pace {int(pace) // 60}:{int(pace) % 60:02d} per km" if pace else "",
    ]
    said = " · ".join(part for part in known if part)
    yield f"Measured against: {said or 'nothing yet; add ftp or lthr to the mission'}"


def _day(day: date, today: date) -> str:
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%B}{year}"
