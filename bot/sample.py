"""A made-up athlete for trying the coach: a year of training and nights, marked as sample.

Made by chance with a fixed seed and dated back from a given day, so that it is the same for
everyone and no real person; it knows no database and no clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import exp
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coach.domain.activity import Activity, LoadSource, Origin, Provenance, Sport
from coach.domain.night import Night
from coach.ports import Harvest
from coach.science.fitness import advance
from coach.science.perceived import perceived_load

SAMPLE_NAME = "Robin (sample)"
SAMPLE_FILE = "a made-up year"

_SEED = 1903  # the first Tour, and its first lanterne rouge
_DAYS = 365
_FTP_W, _THRESHOLD_PACE, _LTHR_BPM = 250, "4:25", 166
_THRESHOLD_M_S, _RIDE_M_S = 1000 / 265, 8.2
_HRV_MS, _RESTING_BPM = 58.0, 49.0
_ILL_DAYS_AGO = range(148, 154)
_WAVE = (1.0, 1.06, 1.12, 0.68)  # three weeks up, one to recover
_CALM_DAYS = 9  # the last nights are ordinary ones, so that the first morning is a training day


class _Session(NamedTuple):
    """One row of the week; `effort` is an intensity factor, or the RPE of a lift."""

    sport: Sport
    name: str
    minutes: float
    effort: float


_RIDE, _RUN, _LIFT = Sport.CYCLING, Sport.RUNNING, Sport.STRENGTH
_REST: tuple[_Session, ...] = ()
_EASY_RUN = (_Session(_RUN, "Easy run", 40, 0.76),)
_USUAL_DAYS = {
    1: (_Session(_RIDE, "Threshold intervals", 65, 0.86),),
    2: (_Session(_RIDE, "Endurance ride", 75, 0.67), _Session(_LIFT, "Strength", 40, 5)),
    3: (_Session(_RIDE, "Sweet spot", 75, 0.79),),
    5: (_Session(_RIDE, "Long ride", 180, 0.66),),
    6: (_Session(_RIDE, "Endurance ride", 90, 0.65),),
}

_MISSION = f"""\
id = "sample"
name = "A made-up gran fondo"
sport = "cycling"
start_date = {{start}}
goal_event = "the sample gran fondo"
goal_date = {{goal}}

[targets]
ctl_peak = 70

[constraints]
min_readiness = 60
min_tsb = -30
minutes_a_day = 240

[week]
{{rest}} = "rest"
{{easy}} = "key 65"
tuesday = "key 65"
wednesday = "endurance 75"
thursday = "key 75"
saturday = "long 180"
sunday = "endurance 90"

[athlete]
ftp = {_FTP_W}
lthr = {_LTHR_BPM}
threshold_pace = "{_THRESHOLD_PACE}"
resting_heart_rate = {_RESTING_BPM:.0f}
"""


@dataclass(frozen=True)
class _Day:
    """A calendar day of the made-up year; `ago` counts back from its last morning."""

    date: date
    ago: int
    zone: ZoneInfo

    @property
    def ill(self) -> bool:
        """Whether it lies in the week in bed."""
        return self.ago in _ILL_DAYS_AGO

    @property
    def amount(self) -> float:
        """The share of the table's week that is trained: rising in waves, less after illness."""
        weeks_ago = (self.ago + self.date.weekday()) // 7
        rise = 0.84 + 0.20 * (1 - weeks_ago / 52)
        recovering = min(_ILL_DAYS_AGO) - 7 <= self.ago < min(_ILL_DAYS_AGO)
        return rise * _WAVE[-weeks_ago % len(_WAVE)] * (0.6 if recovering else 1.0)

    def at(self, hour: float) -> datetime:
        """Return a local time of this day."""
        return datetime.combine(self.date, time(), tzinfo=self.zone) + timedelta(hours=hour)

    def provenance(self, name: str, hour: float) -> Provenance:
        """Return where a record is from: nowhere but here."""
        return Provenance(
            origin=Origin.SAMPLE,
            fetched_at=self.at(hour),
            vendor_id=f"sample-{self.date}-{name}",
            file=SAMPLE_FILE,
        )


def sample_harvest(today: date, timezone: str) -> Harvest:
    """Return the year up to the night before `today`; what is done on `today` is still open."""
    zone, chance = ZoneInfo(timezone), Random(_SEED)  # noqa: S311  # not a secret
    activities: list[Activity] = []
    nights: list[Night] = []
    ctl = atl = 38.0
    for ago in range(_DAYS, -1, -1):
        day = _Day(today - timedelta(days=ago), ago, zone)
        nights.extend(_night(day, ctl - atl, chance))
        done = tuple(_trained(day, today, chance))
        activities.extend(done)
        ctl, atl = advance(ctl, atl, _sum(a for a in done if a.sport is not _LIFT), _sum(done))
    return Harvest(file=SAMPLE_FILE, activities=tuple(activities), nights=tuple(nights))


def sample_mission(today: date) -> str:
    """Return a mission for this athlete as TOML: in a building week, with no rest today."""
    rest, easy = ("friday", "monday") if today.weekday() == 0 else ("monday", "friday")
    monday = today - timedelta(days=today.weekday())
    start, goal = monday - timedelta(weeks=12), monday + timedelta(weeks=8, days=-1)
    return _MISSION.format(rest=rest, easy=easy, start=start, goal=goal)


def _trained(day: _Day, today: date, chance: Random) -> Iterator[Activity]:
    if day.ago == 0 or day.ill:
        return
    easy_day = 0 if today.weekday() == 0 else 4  # the other one of Monday and Friday is for rest
    week = {**_USUAL_DAYS, easy_day: _EASY_RUN}
    for session in week.get(day.date.weekday(), _REST):
        yield _activity(day, session, chance)


def _activity(day: _Day, session: _Session, chance: Random) -> Activity:
    minutes = round(session.minutes * day.amount * chance.uniform(0.93, 1.07))
    effort = session.effort * chance.uniform(0.985, 1.015)
    hour = 19.5 if session.sport is _LIFT else 9.0 if day.date.weekday() > 4 else 17.0
    bare = Activity(
        sport=session.sport,
        start=day.at(hour),
        local_date=day.date,
        duration_s=minutes * 60,
        elapsed_s=minutes * 60 + (900 if minutes > 120 else 0),
        name=session.name,
        provenance=day.provenance(session.sport, hour + 5),
    )
    if session.sport is _LIFT:
        rpe = round(effort)
        load = perceived_load(rpe, minutes)
        return replace(bare, load=load, load_source=LoadSource.RPE, rpe_0_10=rpe)
    return _endurance(bare, effort)


def _endurance(bare: Activity, intensity: float) -> Activity:
    """Return the activity with what a power meter or a running watch would have measured."""
    seconds, riding = bare.duration_s, bare.sport is _RIDE
    normalized_w = round(intensity * _FTP_W) if riding else None
    return replace(
        bare,
        load=round(seconds / 36 * intensity**2, 1),
        load_source=LoadSource.POWER if riding else LoadSource.PACE,
        intensity_factor=round(intensity, 3),
        normalized_power_w=normalized_w,
        average_power_w=round(normalized_w * 0.95) if normalized_w else None,
        average_heart_rate_bpm=round(_LTHR_BPM * (0.55 + 0.40 * intensity)),
        distance_m=round(seconds * (_RIDE_M_S if riding else _THRESHOLD_M_S * intensity)),
    )


def _night(day: _Day, form: float, chance: Random) -> Iterator[Night]:
    """Yield the night before this day's morning; tiredness and illness show, the last are calm."""
    calm = day.ago < _CALM_DAYS
    noise = chance.gauss(0, 0.35 if calm else 1.0)
    forgotten = chance.random() < 0.02 and not calm
    strain = 2.0 if day.ill else max(0.0, -form - 8) / 20 * (0.2 if calm else 1.0)
    sleep_h = 7.4 + 0.5 * noise + chance.gauss(0, 0.2) - (0.4 if day.ill else 0.0)
    if not forgotten:
        yield Night(
            local_date=day.date,
            readiness=round(min(97.0, 80 + 5 * noise - 12 * strain)),
            sleep_score=round(min(97.0, 80 + 6 * noise - 6 * strain)),
            sleep_h=round(sleep_h, 2),
            hrv_ms=round(_HRV_MS * exp(0.10 * noise - 0.12 * strain)),
            resting_heart_rate_bpm=round(_RESTING_BPM - 1.2 * noise + 4 * strain),
            temperature_deviation_c=round(0.1 * noise + (0.7 if day.ill else 0.0), 2),
            provenance=day.provenance("night", 6),
        )


def _sum(activities: Iterable[Activity]) -> float:
    return sum(activity.load or 0.0 for activity in activities)
