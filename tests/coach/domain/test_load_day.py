"""What a day counts for, and the curve over all days."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.activity import DayLoad, LoadSource, Sport
from coach.domain.load_day import (
    CurveDay,
    State,
    Trained,
    carry_on,
    known_loads,
    loads_of_day,
    reach_back,
    state_before,
    window,
)

PMC = Path(__file__).parents[2] / "oracle" / "pmc.json"
DAY = date(2026, 3, 9)


def _trained(
    load: float | None,
    source: LoadSource | None = LoadSource.POWER,
    sport: Sport = Sport.CYCLING,
) -> Trained:
    return Trained(DAY, sport, load, source)


def _own(fitness: float, fatigue: float, day: date = DAY) -> DayLoad:
    return DayLoad(local_date=day, fitness_load=fitness, fatigue_load=fatigue)


def _later(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("sport", "fitness"),
    [
        (Sport.CYCLING, 40),
        (Sport.WALKING, 40),
        (Sport.TRANSITION, 40),
        (Sport.OTHER, 40),
        (Sport.STRENGTH, 0),
        (Sport.YOGA, 0),
    ],
)
def test_strength_and_yoga_tire_without_making_fitter(sport: Sport, fitness: float) -> None:
    loads = loads_of_day([_trained(40, sport=sport)], None)

    assert loads == (fitness, 40)


def test_all_activities_of_a_day_add_up() -> None:
    done = [_trained(40), _trained(20, sport=Sport.STRENGTH), _trained(None, None)]

    loads = loads_of_day(done, None)

    assert loads == (40, 60)


def test_a_day_without_activities_takes_the_wellness_exports_own_loads() -> None:
    loads = loads_of_day([], _own(30, 50))

    assert loads == (30, 50)


def test_a_measured_activity_beats_the_wellness_exports_own_loads() -> None:
    loads = loads_of_day([_trained(62, LoadSource.VENDOR)], _own(30, 50))

    assert loads == (62, 62)


@pytest.mark.parametrize(
    ("sport", "site"),
    [(Sport.OTHER, (0, 40)), (Sport.STRENGTH, (40, 40)), (Sport.CYCLING, (20, 40))],
)
def test_where_the_site_counted_the_same_its_settings_say_what_made_fitter(
    sport: Sport, site: tuple[float, float]
) -> None:
    loads = loads_of_day([_trained(40, LoadSource.VENDOR, sport)], _own(*site))

    assert loads == site


def test_a_guess_from_duration_yields_to_the_wellness_export() -> None:
    loads = loads_of_day([_trained(45, LoadSource.DURATION)], _own(0, 25))

    assert loads == (0, 25)


def test_a_guess_beside_a_measured_activity_is_not_added_to_what_the_site_counted() -> None:
    done = [_trained(62, LoadSource.VENDOR), _trained(20, LoadSource.DURATION, Sport.WALKING)]

    covered, alone = loads_of_day(done, _own(62, 62)), loads_of_day(done, None)

    assert (covered, alone) == ((62, 62), (82, 82))


def test_days_are_known_by_activity_or_export() -> None:
    loads = known_loads([_trained(40)], {_later(1): _own(5, 6, _later(1))})

    assert loads == {DAY: (40, 40), _later(1): (5, 6)}


def test_a_history_that_begins_with_rest_begins_at_nothing() -> None:
    before = state_before({DAY: (0.0, 0.0), _later(1): (60.0, 60.0)}, {})

    assert before == (0, 0)


def test_a_history_that_begins_in_training_begins_from_its_first_six_weeks() -> None:
    loads = {_later(day): (60.0, 70.0) for day in range(0, 42, 2)} | {_later(42): (900.0, 900.0)}

    before = state_before(loads, {})

    assert before == (30, 35)


def test_a_single_ride_is_no_usual_day() -> None:
    before = state_before({DAY: (70.0, 70.0)}, {})

    assert before == (10, 10)


def test_the_sites_own_first_values_are_where_the_curve_begins() -> None:
    site = DayLoad(local_date=DAY, fitness_load=50, fatigue_load=60, ctl=45.25, atl=52.5)
    loads = {DAY: (50.0, 60.0)}

    before = state_before(loads, {DAY: site})

    (first,) = carry_on(loads, DAY, DAY, before=before)
    assert (first.ctl, first.atl) == pytest.approx((45.25, 52.5))


def _oracle() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(PMC.read_text())["cases"]
    return [
        case
        for case in cases
        if (case["inputs"]["variant"], case["inputs"]["tau_ctl"]) == ("exp", 42)
        and case["inputs"]["tau_atl"] == 7
    ]


@pytest.mark.parametrize("case", _oracle(), ids=lambda case: case["id"])
def test_the_kept_curve_is_that_of_the_oracle(case: dict[str, Any]) -> None:
    given, expected = case["inputs"], case["expected"]
    loads = {_later(day): (load, load) for day, load in enumerate(given["daily_load"])}
    before = State(given["seed_ctl"], given["seed_atl"])

    kept = list(carry_on(loads, DAY, max(loads), before=before))
    shown = window(kept, DAY, max(loads))

    tolerance = case["tol_abs"]
    assert [day.ctl for day in kept] == pytest.approx(expected["ctl"], abs=tolerance)
    assert [day.atl for day in kept] == pytest.approx(expected["atl"], abs=tolerance)
    assert [day.tsb for day in shown] == pytest.approx(expected["tsb_morning"], abs=tolerance)
    assert [day.ramp for day in shown[7:]] == pytest.approx(expected["ramp7"][7:], abs=tolerance)


def test_days_that_nobody_names_are_rest() -> None:
    loads = {DAY: (100.0, 100.0), _later(3): (100.0, 100.0)}

    days = list(carry_on(loads, DAY, _later(4), before=State(0.0, 0.0)))

    assert [day.fitness_load for day in days] == [100, 0, 0, 100, 0]
    assert days[2].ctl < days[1].ctl < days[0].ctl


def test_nothing_known_has_no_curve() -> None:
    shown = window([], DAY, _later(3))

    assert list(shown) == []


_LOADS = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), min_size=1, max_size=60)


@given(loads=_LOADS, first=st.integers(0, 80), days=st.integers(0, 30))
def test_a_window_is_cut_from_the_whole_curve(
    loads: list[tuple[float, float]], first: int, days: int
) -> None:
    kept = _kept(loads)
    whole = {day.local_date: day for day in window(kept, DAY, _later(first + days))}

    reach = reach_back(_later(first))
    enough = [day for day in kept if day.local_date >= reach] or kept[-1:]
    cut = window(enough, _later(first), _later(first + days))

    assert [day.local_date for day in cut] == [_later(first + offset) for offset in range(days + 1)]
    for day in cut:
        assert day.ctl == pytest.approx(whole[day.local_date].ctl, abs=1e-6)
        assert day.tsb == pytest.approx(whole[day.local_date].tsb, abs=1e-6)
        assert day.ramp == pytest.approx(whole[day.local_date].ramp, abs=1e-6)


def _kept(loads: list[tuple[float, float]]) -> list[CurveDay]:
    by_date = {_later(day): pair for day, pair in enumerate(loads)}
    return list(carry_on(by_date, DAY, max(by_date), before=State(40.0, 40.0)))


def test_reaching_back_stops_where_the_calendar_begins() -> None:
    reach = reach_back(date.min)

    assert reach == date.min
