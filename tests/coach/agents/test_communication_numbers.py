"""Today's numbers: each with its trend, and with its age where it is old."""

import pytest

from coach.agents.numbers import core_numbers, number_lines
from coach.domain.morning import HeartRateVariability, Morning, Pain, Usual
from tests.coach.agents.mornings import a_morning


def test_an_old_night_says_how_old_it_is() -> None:
    night, load = number_lines(a_morning(data_age_h=143))

    assert night.startswith("From 5 days ago: Readiness 71 · HRV 52 ms")
    assert load.startswith("CTL 62")


def test_last_nights_numbers_need_no_age() -> None:
    night = number_lines(a_morning(data_age_h=8))[0]

    assert night.startswith("Readiness 71 (usual 78)")


def test_yesterdays_numbers_are_told_in_hours() -> None:
    assert number_lines(a_morning(data_age_h=30))[0].startswith("From 30 h ago: ")


def test_a_night_that_is_not_there_has_no_age() -> None:
    lines = number_lines(Morning(data_age_h=80))

    assert lines[0] == "Readiness not known yet · no HRV, no sleep for last night"


@pytest.mark.parametrize("age_h", [22, 25])
def test_a_mean_of_the_nights_before_is_not_told_as_last_nights(age_h: float) -> None:
    before = HeartRateVariability(
        roll7="within", roll7_ms=52, baseline_days=30, band_low_ms=50, band_high_ms=54
    )
    usual = Usual(readiness_from="last from Oura: Tuesday")

    night = number_lines(Morning(data_age_h=age_h, hrv=before, usual=usual))[0]

    assert night == (
        "Readiness not known yet (last from Oura: Tuesday) · no HRV, no sleep for last night · "
        "HRV of the nights before 52 ms, in your band 50–54"
    )


@pytest.mark.parametrize(
    ("hrv", "said"),
    [
        (HeartRateVariability(roll7="within"), "HRV in your band"),
        (HeartRateVariability(roll7="above", roll7_ms=71.6), "HRV 72 ms, over your band"),
        (HeartRateVariability(day="below", today_ms=40), "HRV 40 ms, under your band"),
        (HeartRateVariability(today_ms=40), "HRV 40 ms"),
        (HeartRateVariability(), "no HRV for last night"),
    ],
)
def test_hrv_is_told_against_the_own_band(hrv: HeartRateVariability, said: str) -> None:
    parts = number_lines(a_morning(hrv=hrv))[0].split(" · ")

    assert said in parts


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"sleep_h": 7.25}, "slept 7:15"),
        ({"sleep_h": 5.0}, "slept 5:00 (usual 7:18)"),
        ({"sleep_h": None, "sleep_score": 61}, "sleep score 61"),
        ({"sleep_h": None}, "no sleep for last night"),
    ],
)
def test_sleep_is_told_against_what_is_usual(known: dict[str, object], said: str) -> None:
    parts = number_lines(a_morning(**known))[0].split(" · ")

    assert said in parts


@pytest.mark.parametrize(
    ("usual", "ramp", "said"),
    [
        (Usual(ctl_7_days_ago=59, atl_7_days_ago=70), None, "CTL 62 ↑ · ATL 76 ↑ · TSB −14 ↓"),
        (Usual(ctl_7_days_ago=62, atl_7_days_ago=90), None, "CTL 62 → · ATL 76 ↓ · TSB −14 ↑"),
        (Usual(), -2.0, "CTL 62 ↓ · ATL 76 · TSB −14"),
        (Usual(), None, "CTL 62 · ATL 76 · TSB −14"),
    ],
)
def test_loads_carry_the_trend_of_a_week(usual: Usual, ramp: float | None, said: str) -> None:
    load = number_lines(a_morning(usual=usual, ramp7=ramp))[1]

    assert load.startswith(said)


def test_a_single_load_that_is_missing_is_named() -> None:
    load = number_lines(a_morning(tsb=None))[1]

    assert "TSB not known yet" in load


def test_a_form_of_nearly_nothing_is_zero_without_a_sign() -> None:
    assert "TSB 0" in number_lines(a_morning(tsb=-0.3))[1]


@pytest.mark.parametrize(
    ("pulse", "delta", "said"),
    [
        (51, 3, "resting pulse 51 (+3)"),
        (51, None, "resting pulse 51"),
        (None, -2, "resting pulse −2"),
        (None, 0, "resting pulse as usual"),
    ],
)
def test_the_resting_pulse_is_told_with_its_change(
    pulse: float | None, delta: float | None, said: str
) -> None:
    load = number_lines(a_morning(rhr_bpm=pulse, rhr_delta_bpm=delta))[1]

    assert load.split(" · ")[-1] == said


def test_what_the_athlete_said_is_repeated() -> None:
    morning = a_morning(soreness_0_10=6, energy_0_10=3.5, pain=(Pain(site="left knee", score=4),))

    assert number_lines(morning)[2] == (
        "You said: soreness 6/10, energy 3.5/10, left knee pain 4/10"
    )


def test_what_sensors_cannot_have_measured_is_doubted() -> None:
    lines = number_lines(a_morning(readiness=0), doubtful=True)

    assert lines[0].startswith("Doubtful: Readiness 0")


def test_the_core_numbers_are_one_line() -> None:
    assert core_numbers(a_morning(readiness=None)) == (
        "Readiness not known yet · CTL 62 · ATL 76 · TSB −14",
    )
