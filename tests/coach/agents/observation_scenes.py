"""Values to build a remembered morning from: Wednesday 11 March 2026, in Berlin."""

from datetime import UTC, date, datetime, timedelta

from coach.agents.mission import MissionDay
from coach.domain.activity import Activity, LoadSource, Origin, Provenance, Sport
from coach.domain.athlete import Athlete, LoadDay
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Constraints, PlanContext
from coach.domain.night import Night
from coach.domain.recollection import PlannedDay, Recollection

TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)
ATHLETE = Athlete(id=1, timezone="Europe/Berlin")


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


def provenance(origin: Origin = Origin.OURA) -> Provenance:
    return Provenance(origin=origin, fetched_at=NOW)


def night(days_ago: int, **measures: float | None) -> Night:
    usual: dict[str, float | None] = {
        "readiness": 78,
        "sleep_score": 80,
        "sleep_h": 7.5,
        "hrv_ms": 55.0 + days_ago % 3,
        "resting_heart_rate_bpm": 49,
    }
    return Night(local_date=before(days_ago), provenance=provenance(), **{**usual, **measures})


def nights(last: int = 0) -> tuple[Night, ...]:
    return tuple(night(ago) for ago in range(60, last - 1, -1))


def load_days(*newest_last: float, ctl: float = 60, atl: float = 68) -> tuple[LoadDay, ...]:
    count = len(newest_last)
    return tuple(
        LoadDay(local_date=before(count - i), load=load, ctl=ctl, atl=atl, tsb=-5, ramp=3.5)
        for i, load in enumerate(newest_last)
    )


def activity(
    days_ago: int,
    load: float | None = 55,
    *,
    sport: Sport = Sport.CYCLING,
    minutes: float = 60,
    source: LoadSource | None = LoadSource.POWER,
    name: str | None = None,
) -> Activity:
    start = datetime.combine(before(days_ago), NOW.timetz())
    return Activity(
        sport=sport,
        start=start,
        local_date=before(days_ago),
        duration_s=minutes * 60,
        elapsed_s=minutes * 60,
        load=load,
        load_source=source,
        name=name,
        provenance=provenance(Origin.UPLOAD),
    )


def fact(  # noqa: PLR0913  # a scene names only what it changes
    kind: FactKind,
    value: float | None = None,
    *,
    days_ago: int = 0,
    at: int = 6,
    code: str | None = None,
    site: str | None = None,
    quality: str | None = None,
    words: str = "as I said",
    closed: int | None = None,
) -> Fact:
    day = before(days_ago)
    return Fact(
        kind=kind,
        value=value,
        local_date=day,
        said_at=datetime(day.year, day.month, day.day, at, tzinfo=UTC),
        words=words,
        code=code,
        site=site,
        quality=quality,
        closed_on=None if closed is None else before(closed),
    )


def plan(days_ago: int, session: str, *, load: float = 60, intensity: float = 0.7) -> PlannedDay:
    return PlannedDay(
        local_date=before(days_ago),
        version=1,
        sport="cycling",
        session=session,
        estimated_load=load,
        intensity_factor=intensity,
    )


def recollection(
    *,
    nights: tuple[Night, ...] = (),
    loads: tuple[LoadDay, ...] = (),
    activities: tuple[Activity, ...] = (),
    facts: tuple[Fact, ...] = (),
    recent: tuple[PlannedDay, ...] = (),
    history_days: int = 0,
) -> Recollection:
    return Recollection(
        athlete=ATHLETE,
        local_date=TODAY,
        nights=nights,
        loads=loads,
        activities=activities,
        facts=facts,
        recent=recent,
        history_days=history_days,
    )


def mission_day(constraints: Constraints | None = None) -> MissionDay:
    return MissionDay(
        sport="cycling",
        phase="Build",
        days_to_goal=24,
        week_type=None,
        planned_today=None,
        constraints=constraints or Constraints(min_readiness=60, time_min=150),
        plan=PlanContext(goal_name="the Marmotte", day_kind="key"),
        age=41,
        ftp_w=250,
        lthr_bpm=166,
        threshold_pace_s_per_km=None,
    )
