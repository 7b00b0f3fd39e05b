"""The ledger's lines as a person reads them: rounded, with a true minus, beside the own usual."""

import re
from typing import Any

import pytest

from coach.agents.communication import brief, explain
from coach.domain.decision import Evidence
from coach.domain.morning import Morning
from tests.agent_scenarios.generated import FRESH
from tests.agent_scenarios.judge import decided
from tests.coach.agents.mornings import A_DAY

UNROUNDED = re.compile(r"\d\.\d\d|e[+-]\d")
TYPED_MINUS = re.compile(r"(?<![\w–])-\d")
MEASURED: dict[str, Any] = {
    "readiness": 81.333,
    "hrv": {
        "roll7": "within", "day": "below", "roll7_ms": 58.432, "today_ms": 51.2,
        "band_low_ms": 57.49, "band_high_ms": 62.11, "baseline_days": 60,
    },
    "rhr_delta_bpm": -2.25,
    "rhr_bpm": 48.75,
    "ctl": 60.0000001, "atl": 65.512345, "tsb": -5.512345,
    "ramp7": -0.797929, "monotony": 1.61986, "data_age_h": 2.2666,
    "soreness_0_10": 2.4999, "energy_0_10": 7.123,
    "usual": {"readiness": 79.6, "resting_heart_rate_bpm": 51.3, "sleep_h": 7.58},
}  # fmt: skip


def line(signal: str, **changes: Any) -> Evidence:  # noqa: ANN401  # any key of a Morning
    decision = decided({**FRESH, **MEASURED, **changes})
    return next(each for each in decision.evidence if each.signal == signal)


def test_no_number_in_why_is_longer_than_a_person_reads() -> None:
    morning = Morning.model_validate({**FRESH, **MEASURED})

    why = explain(brief(morning, decided({**FRESH, **MEASURED}), local_date=A_DAY, mission_id=None))

    lines = (*why.lines, *why.details, why.counterfact or "", why.source or "")
    assert [line for line in lines if UNROUNDED.search(line) or TYPED_MINUS.search(line)] == []


@pytest.mark.parametrize(
    ("signal", "value"),
    [
        ("readiness", "81"),
        ("HRV", "58 ms (in band) over 7 nights, 51 ms (under band) last night"),
        ("resting pulse", "49 bpm, 2 under usual"),
        ("form (TSB)", "−6"),
        ("rise of fitness", "−0.8 a week"),
        ("monotony", "1.6"),
        ("age of the data", "2 h"),
    ],
)
def test_each_signal_is_said_in_the_units_of_its_kind(signal: str, value: str) -> None:
    assert line(signal).value == value


@pytest.mark.parametrize(
    ("delta", "words"), [(0.2, "49 bpm, as usual"), (7.6, "49 bpm, 8 over usual")]
)
def test_a_resting_pulse_is_told_beside_the_usual_one(delta: float, words: str) -> None:
    assert line("resting pulse", rhr_delta_bpm=delta).value == words


def test_a_band_without_milliseconds_is_told_as_it_came() -> None:
    told = line("HRV", hrv={"roll7": "below", "day": "within", "baseline_days": 60})

    assert told.value == "under band over 7 nights, in band last night"


@pytest.mark.parametrize(
    ("untold", "signal"),
    [
        ({"energy_0_10": None, "soreness_0_10": None}, "energy"),
        ({"soreness_0_10": None}, "soreness"),
    ],
)
def test_where_only_the_athletes_word_is_missing_it_says_what_that_would_do(
    untold: dict[str, Any], signal: str
) -> None:
    silent = decided({**FRESH, **untold})
    told = decided({**FRESH, **{key: 8 if key.startswith("energy") else 0 for key in untold}})

    wished = {one.signal: one.counterfact for one in silent.evidence if one.counterfact}

    assert (silent.action, told.action) == ("maintain", "push")
    assert wished[signal].startswith("Your word that you feel fresh")
    assert wished[signal].endswith("would have made this push")


def test_the_ledger_names_who_measured_the_night() -> None:
    known = line("age of the data", usual={"night_from": "Oura"})

    assert known.value == "2 h, from Oura"
    assert line("age of the data").value == "2 h"
