"""A remembered athlete to ask about: Wednesday 11 March 2026, 53 days before a gran fondo."""

from dataclasses import replace
from datetime import UTC, date, datetime

from coach import TourCoach
from coach.agents.answering import Ground, answer, ask
from coach.domain.activity import Activity
from coach.domain.fact import Fact, FactKind
from coach.domain.recollection import Recollection
from missions import MissionConfig, parse
from tests.coach.agents.observation_scenes import ATHLETE, TODAY, activity, load_days, nights

NOW = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)
CTL, ATL = 60.0, 68.0
MISSION = """
id = "fondo"
name = "A gran fondo"
sport = "cycling"
start_date = 2025-12-15
goal_event = "the Marmotte"
goal_date = 2026-05-03

[targets]
ctl_peak = 70

[constraints]
min_tsb = -30
minutes_a_day = 240

[week]
monday = "rest"
tuesday = "key 65"
wednesday = "endurance 75"
thursday = "key 75"
friday = "easy 45"
saturday = "long 180"
sunday = "endurance 90"

[athlete]
ftp = 250
lthr = 165
threshold_pace = "4:25"
"""


def mission(text: str = MISSION, **replaced: str) -> MissionConfig:
    """Return the mission, with some words of its text replaced: `goal_date="2026-03-17"`."""
    lines = text.splitlines()
    for key, value in replaced.items():
        lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in lines]
    return parse("\n".join(lines), environ={}, name="fondo")


def remembered(*activities: Activity, **changes: object) -> Recollection:
    """Return what memory holds: six weeks of training, two months of calm nights."""
    recollection = Recollection(
        athlete=ATHLETE,
        local_date=TODAY,
        loads=load_days(*[0.0, 62.0] * 21, ctl=CTL, atl=ATL),
        nights=nights(),
        activities=activities or (activity(4, 40), activity(1, 62)),
        history_days=365,
    )
    return replace(recollection, **changes)  # type: ignore[arg-type]  # named by the tests


def ground(recollection: Recollection | None = None, plan: MissionConfig | None = None) -> Ground:
    """Return today as the coach itself decides and words it."""
    known, plan = recollection or remembered(), plan or mission()
    entry = TourCoach(plan).compose(known, NOW)
    return Ground(recollection=known, briefing=entry.briefing, mission=plan)


def asks(text: str, there: Ground | None = None) -> str:
    """Return the answer to a question, its lines joined."""
    return "\n".join(answer(ask(text), there or ground()))


def said(
    kind: FactKind, value: float | None = None, *, site: str | None = None, code: str | None = None
) -> Fact:
    """Return a fact of this morning."""
    return Fact(
        kind=kind, local_date=TODAY, said_at=NOW, words="told", value=value, site=site, code=code
    )


def on(day: date, **changes: object) -> Recollection:
    """Return the same athlete on another day, of whom nothing but the loads is known then."""
    return remembered(local_date=day, nights=(), activities=(), **changes)
