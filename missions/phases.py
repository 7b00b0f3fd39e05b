"""When Base, Build, Peak and Taper begin and end before a race, and where recovery weeks fall.

Lengths are coaches' convention: Base until 12 weeks before, Build until 4, Peak until 2, Taper.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from missions.mission import MissionConfig, PhaseName, TrainingPhase
from missions.races import Race

LENGTHS_DAYS: tuple[tuple[TrainingPhase, int | None], ...] = (
    ("Taper", 14),
    ("Peak", 14),
    ("Build", 56),
    ("Base", None),
)
"""Laid backwards from the race; Base takes what is left."""

SHORT_TAPER_DAYS = 7
RECOVERY_EVERY_WEEKS = 4
RECOVERY_EVERY_WEEKS_MASTERS = 3
MASTERS_FROM_AGE = 45
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Span:
    """One phase from its first day up to, not including, `end`."""

    phase: PhaseName
    first: date
    end: date

    def week_of(self, day: date) -> str:
        """Say "week 3 of 8", or nothing where the phase has no first day."""
        if self.first == date.min:
            return ""
        weeks = -(-(self.end - self.first).days // 7)
        return f", week {(day - self.first).days // 7 + 1} of {weeks}"


def laid_back(mission: MissionConfig, race: Race, begin: date | None) -> tuple[Span, ...]:
    """Lay the phases back from a race, uncut: a Span may be empty, inverted or before `begin`."""
    overrides = mission.phases.overrides if race.planned else {}
    spans: list[Span] = []
    end = race.first
    for phase, days in LENGTHS_DAYS:
        wanted = overrides.get(phase)
        if isinstance(wanted, date):
            first = wanted
        elif wanted is None and days is None:
            first = min(begin or date.min, end)
        else:
            first = end - timedelta(days=days or 0 if wanted is None else 7 * wanted)
        spans.append(Span(phase, first, end))
        end = first
    return tuple(reversed(spans))


def spans(mission: MissionConfig, race: Race, begin: date | None) -> tuple[Span, ...]:
    """Return the phases before a race in order, cut at `begin`, without empty ones."""
    cut = (
        Span(span.phase, max(span.first, begin or date.min), span.end)
        for span in laid_back(mission, race, begin)
    )
    return tuple(span for span in cut if span.first < span.end)


def recovery_every(mission: MissionConfig) -> int:
    """Return the length in weeks of a block whose last week is easy; 0 is never."""
    if mission.phases.recovery_every is not None:
        return mission.phases.recovery_every
    masters = (mission.athlete.age or 0) >= MASTERS_FROM_AGE
    return RECOVERY_EVERY_WEEKS_MASTERS if masters else RECOVERY_EVERY_WEEKS


def is_recovery_week(every: int, today: date, before: tuple[Span, ...]) -> bool:
    """Say whether this calendar week is easy: the last one of Build, and every so many before it.

    Never in Peak or Taper, and never in the first two weeks of the plan.
    """
    building = [span for span in before if span.phase in {"Base", "Build"}]
    if not every or not any(span.first <= today < span.end for span in building):
        return False
    if building[0].first != date.min and (today - building[0].first).days < 14:
        return False
    turn = monday(building[-1].end + timedelta(days=3))  # the Monday nearest to Peak's beginning
    weeks_left = (turn - monday(today)).days // 7
    return weeks_left >= 1 and (weeks_left - 1) % every == 0


def rolling(every: int, today: date, since: date | None) -> tuple[Span, Span, bool]:
    """Return this block, the next one and whether the week is easy, where there is no goal.

    Blocks of Base and Build take turns, each `every` weeks long and its last week easy.
    """
    weeks = every or RECOVERY_EVERY_WEEKS
    origin = monday(since or _A_MONDAY)
    week = (monday(today) - origin).days // 7
    block, within = divmod(week, weeks)
    first = origin + timedelta(weeks=block * weeks)
    end, after = first + timedelta(weeks=weeks), first + timedelta(weeks=2 * weeks)
    names: tuple[PhaseName, PhaseName] = ("Base", "Build")
    this = Span(names[block % 2], first, end)
    return this, Span(names[(block + 1) % 2], end, after), bool(every) and within == weeks - 1


def monday(day: date) -> date:
    """Return the Monday of a day's calendar week."""
    return day - timedelta(days=day.weekday())
