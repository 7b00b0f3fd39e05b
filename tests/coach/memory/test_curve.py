"""The kept curve: an intervals.icu athlete's own, in any order of imports, and never half drawn."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.activity import Activity, DayLoad, LoadSource, Origin, Sport
from coach.domain.athlete import Athlete, LoadDay
from coach.domain.load_day import Trained, known_loads, state_before
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from coach.science.fitness import curve, every_day
from tests.memories import MONDAY, fresh_memory, ride, someone, source

BEGIN = date(2021, 5, 3)
YEARS = 4 * 365


class Site:
    """A made-up athlete's years at intervals.icu: what the site exports, and its own curve.

    The site counts each activity that it knows a load of, strength for fatigue alone, and walks
    without a load not at all; some activities are hidden from the export.
    """

    def __init__(self, *, ctl: float = 0.0, atl: float = 0.0, rest_days: int = 10) -> None:
        chance = Random(7)  # noqa: S311  # a training diary is no secret
        self.activities: list[Activity] = []
        self.days: list[DayLoad] = []
        for offset in range(YEARS):
            day = BEGIN + timedelta(days=offset)
            done = [] if offset < rest_days else _session(day, chance)
            fitness = sum(one.load or 0 for one in done if one.sport is not Sport.STRENGTH)
            fatigue = sum(one.load or 0 for one in done)
            hidden = chance.random() < 0.05
            self.activities += [] if hidden else [*done, *_walk(day, chance)]
            ctl += (fitness - ctl) * 0.0235282
            atl += (fatigue - atl) * 0.1331221
            self.days.append(_day(day, (fitness, fatigue), (ctl, atl)))

    def exports(self, *, own_values: bool) -> list[Harvest]:
        """Return the wellness export, and the activities in two parts, newest first."""
        days = self.days if own_values else [_without_values(day) for day in self.days]
        middle = len(self.activities) // 2
        newest, oldest = self.activities[middle:][::-1], self.activities[:middle][::-1]
        return [
            Harvest(file="wellness.csv", day_loads=tuple(days[::-1])),
            Harvest(file="activities.csv", activities=tuple(newest)),
            Harvest(file="activities-2.csv", activities=tuple(oldest)),
        ]


def _session(day: date, chance: Random) -> list[Activity]:
    kind = chance.choice([None, None, Sport.CYCLING, Sport.RUNNING, Sport.STRENGTH])
    if kind is None:
        return []
    load = float(chance.randint(20, 150))
    return [_from_site(day, time(17), kind, load, LoadSource.VENDOR)]


def _walk(day: date, chance: Random) -> list[Activity]:
    if chance.random() < 0.8:
        return []
    return [_from_site(day, time(12), Sport.WALKING, 20, LoadSource.DURATION)]


def _from_site(day: date, at: time, sport: Sport, load: float, load_source: LoadSource) -> Activity:
    file = source("activities.csv", origin=Origin.INTERVALS, vendor_id=f"i{day}{at}")
    return ride(day, at=at, sport=sport, load=load, load_source=load_source, provenance=file)


def _day(day: date, loads: tuple[float, float], values: tuple[float, float]) -> DayLoad:
    return DayLoad(
        local_date=day, fitness_load=loads[0], fatigue_load=loads[1], ctl=values[0], atl=values[1]
    )


def _without_values(day: DayLoad) -> DayLoad:
    return DayLoad(
        local_date=day.local_date, fitness_load=day.fitness_load, fatigue_load=day.fatigue_load
    )


async def _import(folder: Path, harvests: Sequence[Harvest]) -> Sequence[LoadDay]:
    async with fresh_memory(folder) as memory:
        athlete = await someone(memory)
        for harvest in harvests:
            await memory.record(athlete.id, [harvest])
        return await memory.curve(athlete.id, None, BEGIN + timedelta(days=YEARS - 1))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
async def test_years_at_intervals_icu_come_out_as_the_sites_own_curve(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    site = Site()
    exports = site.exports(own_values=False)

    ours = await _import(tmp_path, [exports[number] for number in order])

    assert [day.local_date for day in ours] == [day.local_date for day in site.days]
    assert [day.ctl for day in ours] == pytest.approx([day.ctl for day in site.days], abs=0.1)
    assert [day.atl for day in ours] == pytest.approx([day.atl for day in site.days], abs=0.1)


async def test_an_export_of_the_last_years_begins_where_the_site_stands(tmp_path: Path) -> None:
    site = Site(ctl=71.0, atl=85.0, rest_days=0)

    ours = await _import(tmp_path, site.exports(own_values=True))

    assert [day.ctl for day in ours] == pytest.approx([day.ctl for day in site.days], abs=0.1)
    assert [day.atl for day in ours] == pytest.approx([day.atl for day in site.days], abs=0.1)


async def test_a_morning_shows_yesterdays_balance_and_the_weeks_ramp(
    memory: SqlMemory, anna: Athlete
) -> None:
    rides = tuple(ride(MONDAY + timedelta(days=day), load=40.0 + day) for day in range(20))
    await memory.record(anna.id, [Harvest(file="a", activities=rides)])

    days = await memory.curve(anna.id, None, MONDAY + timedelta(days=25))

    assert len(days) == 26
    for yesterday, today in pairwise(days):
        assert today.tsb == pytest.approx(yesterday.ctl - yesterday.atl)
    for week_ago, today in zip(days, days[7:], strict=False):
        assert today.ramp == pytest.approx(today.ctl - week_ago.ctl)


async def test_part_of_the_curve_is_the_curve_cut(memory: SqlMemory, anna: Athlete) -> None:
    rides = tuple(ride(MONDAY + timedelta(days=day)) for day in range(0, 60, 2))
    await memory.record(anna.id, [Harvest(file="a", activities=rides)])
    last = MONDAY + timedelta(days=70)

    whole = await memory.curve(anna.id, None, last)
    part = await memory.curve(anna.id, MONDAY + timedelta(days=40), last)
    before = await memory.curve(anna.id, date(1, 1, 1), last)
    after = await memory.curve(anna.id, last + timedelta(days=300), last + timedelta(days=301))

    assert [day.ramp for day in part] == pytest.approx([day.ramp for day in whole[40:]])
    assert [day.tsb for day in part] == pytest.approx([day.tsb for day in whole[40:]])
    assert len(before) == len(whole)
    assert len(after) == 2


async def test_a_curve_that_ends_before_it_begins_is_empty(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.record(anna.id, [Harvest(file="a", activities=(ride(),))])

    earlier = await memory.curve(anna.id, None, MONDAY - timedelta(days=1))

    assert list(earlier) == []


_DAYS = st.integers(0, 120)
_PIECES = st.lists(
    st.one_of(
        st.builds(lambda day, load: ("ride", day, load), _DAYS, st.integers(1, 200)),
        st.builds(lambda day, load: ("wellness", day, load), _DAYS, st.integers(0, 200)),
    ),
    min_size=1,
    max_size=14,
)


@given(pieces=_PIECES)
@settings(max_examples=25, deadline=None)
async def test_the_curve_carried_on_is_the_curve_drawn_from_the_beginning(
    pieces: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    harvests = [_piece(*piece) for piece in pieces]
    last = BEGIN + timedelta(days=140)

    async with fresh_memory(tmp_path_factory.mktemp("curve")) as memory:
        athlete = await someone(memory)
        for harvest in harvests:
            await memory.record(athlete.id, [harvest])
        kept = await memory.curve(athlete.id, None, last)
        done = await memory.activities(athlete.id, BEGIN, last)

    own = {day.local_date: day for harvest in harvests for day in harvest.day_loads}
    assert [day.ctl for day in kept] == pytest.approx(_drawn(done, own, last))


def _piece(kind: str, day: int, load: int) -> Harvest:
    local_date = BEGIN + timedelta(days=day)
    if kind == "wellness":
        own = DayLoad(local_date=local_date, fitness_load=load, fatigue_load=load)
        return Harvest(file="w.csv", day_loads=(own,))
    return Harvest(file=f"{load}.fit", activities=(ride(local_date, load=load),))


def _drawn(done: Sequence[Activity], own: dict[date, DayLoad], last: date) -> list[float]:
    trained = [Trained(one.local_date, one.sport, one.load, one.load_source) for one in done]
    loads = known_loads(trained, own)
    before = state_before(loads, own)
    days = every_day(loads, min(loads), last)
    return [day.ctl for day in curve(days, ctl=before.ctl, atl=before.atl)]
