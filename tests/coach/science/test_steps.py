"""Load, intensity and zones of planned sessions against the catalogue's reference."""

from itertools import chain
from typing import Any

import pytest

from coach.science.power import normalized_power
from coach.science.steps import perceived_effort, power_effort, speed_effort
from tests.coach.science.oracle import by_id, oracle

SESSIONS = oracle("sessions.json")
WARM_UP = (600, 0.45, 0.72)


@pytest.mark.parametrize("case", by_id(SESSIONS["cycling"]))
def test_a_ride_costs_what_the_catalogue_says(case: dict[str, Any]) -> None:
    steps = tuple((step["s"], step["p"], step.get("to", step["p"])) for step in case["steps"])
    expected, tolerance = case["expected"], case["tol"]

    effort = power_effort(steps)

    assert effort.load == pytest.approx(expected["tss"], abs=tolerance["tss"])
    assert effort.intensity_factor == pytest.approx(expected["if_"], abs=tolerance["if_"])
    assert effort.seconds_in_zones == pytest.approx(
        expected["time_in_zone_s_coggan7"], abs=tolerance["tiz_s"]
    )
    assert sum(effort.seconds_in_zones) == pytest.approx(expected["duration_s"])


@pytest.mark.parametrize("case", by_id(SESSIONS["running"]))
def test_a_run_costs_what_the_catalogue_says(case: dict[str, Any]) -> None:
    expected = case["expected"]

    effort = speed_effort(tuple((step["s"], step["v"], step["v"]) for step in case["steps"]))

    assert effort.load == pytest.approx(expected["rtss_sum_of_steps"], abs=case["tol"])
    assert sum(effort.seconds_in_zones) == pytest.approx(expected["duration_s"])


@pytest.mark.parametrize(
    "steps",
    [
        (WARM_UP, *(((30, 1.2, 1.2), (15, 0.5, 0.5)) * 13)),
        ((31, 0.9, 0.9),),
        ((45, 0.5, 1.5), (20, 1.5, 0.2), (0, 1.0, 1.0), (100, 0.2, 0.2)),
    ],
    ids=["30/15", "barely a window", "short ramps"],
)
def test_the_closed_form_is_the_normalized_power_of_the_second_by_second_plan(
    steps: tuple[tuple[int, float, float], ...] | Any,  # noqa: ANN401  # unpacked blocks
) -> None:
    sampled = [
        (start + (end - start) * (second + 0.5) / seconds)
        for seconds, start, end in chain(steps)
        for second in range(seconds)
    ]

    assert power_effort(steps).intensity_factor == pytest.approx(
        normalized_power(sampled), rel=0.005
    )


@pytest.mark.parametrize("effort", [power_effort, speed_effort, perceived_effort])
def test_a_rest_day_costs_nothing(effort: Any) -> None:  # noqa: ANN401  # three cached functions
    assert effort(()).load == 0
    assert effort(()).intensity_factor == 0


def test_a_sprint_under_half_a_minute_has_its_mean_intensity() -> None:
    assert power_effort(((20, 1.0, 2.0),)).intensity_factor == pytest.approx(1.5)


def test_an_hour_of_hard_lifting_is_rated_by_feel() -> None:
    effort = perceived_effort(((600, 3, 3), (3000, 8, 8)))

    assert effort.load == pytest.approx(40 / 6 + 100 * 5 / 6)
    assert effort.seconds_in_zones == (0, 600, 0, 3000, 0)
