"""Zones and the time that steps spend in them."""

import pytest

from coach.science.zones import (
    COGGAN_POWER,
    LTHR_HEART_RATE,
    RUNNING_SPEED,
    Zones,
    pace_bounds,
    scaled_bounds,
    time_in_zones,
    zone_index,
)


def test_power_has_seven_zones_and_an_edge_belongs_to_the_lower_one() -> None:
    assert COGGAN_POWER.names == ("Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7")
    assert COGGAN_POWER.names[zone_index(0.55, COGGAN_POWER)] == "Z1"
    assert COGGAN_POWER.names[zone_index(0.56, COGGAN_POWER)] == "Z2"
    assert COGGAN_POWER.names[zone_index(1.9, COGGAN_POWER)] == "Z7"


@pytest.mark.parametrize(("start", "end"), [(0.45, 0.65), (0.65, 0.45)])
def test_a_ramp_is_split_where_it_crosses_an_edge(start: float, end: float) -> None:
    seconds = time_in_zones([(600, start, end)], COGGAN_POWER)

    assert seconds[:2] == pytest.approx((300, 300))


def test_a_ramp_that_ends_on_an_edge_stays_under_it() -> None:
    seconds = time_in_zones([(100, 0.55, 0.75), (100, 0.75, 0.75)], COGGAN_POWER)

    assert seconds[:3] == pytest.approx((0, 200, 0))


def test_zones_are_told_in_the_athletes_own_watts_and_beats() -> None:
    watts = scaled_bounds(COGGAN_POWER, 200)

    assert watts[0] == (None, 200 * 0.55)
    assert watts[6] == (300, None)
    assert scaled_bounds(LTHR_HEART_RATE, 100)[1] == (68, 83)


def test_running_zones_are_told_as_paces_slower_first() -> None:
    bounds = pace_bounds(RUNNING_SPEED, 240)

    assert bounds[0] == (None, 240 / 0.77)
    assert bounds[4] == (240 / 1.01, None)


def test_a_single_edge_makes_two_zones() -> None:
    assert Zones((1.0,)).bounds == ((0.0, 1.0), (1.0, float("inf")))
