"""The morning as the rules read it: impossible values, missing bands, yesterday's legs."""

import pytest

from coach.domain.morning import Morning
from coach.safety.reading import Reading, read


def of(**inputs: object) -> Reading:
    return read(Morning.model_validate(inputs))


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("sleep_h", 23, "sleep_h"),
        ("sleep_h", 450, "sleep_h"),
        ("readiness", 640, "readiness"),
        ("rhr_delta_bpm", -40, "rhr_delta"),
        ("energy_0_10", 80, "energy"),
        ("ctl", -5, "ctl"),
        ("tsb", 400, "tsb"),
    ],
)
def test_an_impossible_value_on_the_good_side_is_missing(
    name: str, value: float, field: str
) -> None:
    known = of(**{name: value})

    assert getattr(known, field) is None
    assert known.implausible == (name,)


@pytest.mark.parametrize(
    ("name", "value", "field", "kept"),
    [
        ("readiness", 0, "readiness", 1),
        ("rhr_delta_bpm", 90, "rhr_delta", 40),
        ("soreness_0_10", 14, "soreness", 10),
        ("energy_0_10", -1, "energy", 0),
        ("tsb", -400, "tsb", -150),
    ],
)
def test_an_impossible_value_on_the_bad_side_still_holds_back(
    name: str, value: float, field: str, kept: float
) -> None:
    known = of(**{name: value})

    assert getattr(known, field) == kept
    assert known.implausible == (name,)


def test_an_impossible_hrv_is_unknown_unless_it_was_low() -> None:
    good = of(hrv={"roll7": "within", "day": "above", "today_ms": 300, "baseline_days": 60})
    low = of(hrv={"roll7": "below", "day": "within", "today_ms": 300, "baseline_days": 60})

    assert (good.hrv7, good.hrv_day) == ("unknown", "unknown")
    assert (low.hrv7, low.hrv_day) == ("below", "unknown")
    assert good.implausible == ("hrv",)


def test_a_band_of_a_few_nights_is_none() -> None:
    assert of(hrv={"roll7": "below", "day": "below", "baseline_days": 6}).hrv7 == "unknown"


def test_form_follows_from_fitness_and_fatigue() -> None:
    assert of(ctl=60, atl=75).tsb == -15
    assert of(ctl=60, atl=75, tsb=-10).tsb == -10
    assert of(ctl=60).tsb is None


@pytest.mark.parametrize(
    ("yesterday", "lifted"),
    [
        ("strength_legs", True),
        ("heavy squats", True),
        ("deadlifts", True),
        ("strength_upper", False),
        ("endurance", False),
        (None, False),
    ],
)
def test_legs_that_lifted_yesterday_are_remembered(yesterday: str | None, *, lifted: bool) -> None:
    assert of(yesterday={"type": yesterday}).legs_lifted is lifted


def test_sore_arms_are_not_sore_legs() -> None:
    assert of(soreness_0_10=6).sore_legs
    assert not of(soreness_0_10=6, soreness_site="arms").sore_legs


def test_what_is_not_told_is_not_known() -> None:
    nothing = of()

    assert nothing.readiness is None
    assert not nothing.night_known
    assert not nothing.race_day
    assert not nothing.taper
