"""Generated mornings, and the ways in which one signal of a morning can be made worse."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

Inputs = dict[str, Any]

BANDS = ("below", "within", "above", "unknown")
PLANNED = (
    None, "vo2_5x4", "threshold_2x20", "endurance_60", "endurance_90", "sweetspot_3x10", "long_240",
    "recovery_40", "rest", "tempo_3x15", "taper_3x5_race", "run_vo2_5x1000", "run_easy_45",
    "strength_full", "ftp_20min", "openers_45", "sprints_8x15s", "intervals, hard",
)  # fmt: skip
DAY_KINDS = (
    None, "rest", "easy", "endurance", "long", "key", "tempo", "strength", "race", "stage_flat",
    "stage_hilly", "stage_mountain", "stage_time_trial",
)  # fmt: skip
YESTERDAYS = (None, "endurance", "vo2_5x4", "threshold_2x20", "strength_legs", "rest", "cycling")
PAINS = (
    {"site": "knee", "score": 4, "kind": "dull"},
    {"site": "shoulder", "score": 4, "kind": "on pressing"},
    {"site": "achilles", "score": 2, "kind": ""},
    {"site": "back", "score": 7, "kind": "sharp"},
)
RED_FLAGS = (
    "chest pain during yesterday's ride", "fainted after the climb", "fever 38.6C",
    "palpitations and dizzy", "coughing up blood", "hit my head, headache and foggy",
)  # fmt: skip


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, st.none())


def _tenths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 10), round(high * 10)).map(lambda tenths: tenths / 10)


MORNINGS: st.SearchStrategy[Inputs] = st.fixed_dictionaries(
    {
        "sport": st.sampled_from(("cycling", "running", "swimming", "rowing", "strength")),
        "readiness": _maybe(st.integers(1, 100)),
        "hrv": st.fixed_dictionaries(
            {"roll7": st.sampled_from(BANDS), "day": st.sampled_from(BANDS)}
        ),
        "sleep_h": _maybe(_tenths(0, 11)),
        "sleep_7d_avg_h": _maybe(_tenths(4, 9)),
        "rhr_delta_bpm": _maybe(st.integers(-8, 20)),
        "ctl": _maybe(st.integers(0, 130)),
        "tsb": _maybe(st.integers(-60, 40)),
        "ramp7": _maybe(_tenths(-10, 15)),
        "monotony": _maybe(_tenths(0.5, 4)),
        "soreness_0_10": _maybe(st.integers(0, 10)),
        "energy_0_10": _maybe(st.integers(0, 10)),
        "pain": st.lists(st.sampled_from(PAINS), max_size=1),
        "symptoms": st.sampled_from(([], [], [], ["runny nose"])),
        "phase": st.sampled_from((None, "Base", "Build", "Peak", "Taper", "Race", "Transition")),
        "days_to_goal": _maybe(st.integers(-5, 150)),
        "week_type": st.sampled_from((None, None, "recovery")),
        "planned_today": st.sampled_from(PLANNED),
        "constraints": st.fixed_dictionaries(
            {
                "time_min": _maybe(st.integers(0, 180)),
                "temp_c": _maybe(st.integers(-5, 42)),
                "equipment": st.sampled_from((None, None, ["hr_strap"], ["hotel_gym"])),
                "min_readiness": st.sampled_from((None, None, 70, 85)),
                "min_tsb": st.sampled_from((None, None, -25)),
            }
        ),
        "yesterday": st.fixed_dictionaries({"type": st.sampled_from(YESTERDAYS)}),
        "hard_days_in_row": _maybe(st.integers(0, 4)),
        "days_since_rest": _maybe(st.integers(0, 20)),
        "days_since_training": _maybe(st.integers(0, 30)),
        "load_history_days": _maybe(st.integers(0, 400)),
        "data_age_h": _maybe(st.integers(0, 90)),
        "recent_illness": st.sampled_from(
            (None, None, {"type": "flu", "days_since_symptom_free": 2})
        ),
        "age": st.sampled_from((None, 12, 15, 17, 35, 70)),
        "plan": st.fixed_dictionaries(
            {
                "day_kind": st.sampled_from(DAY_KINDS),
                "day_minutes": _maybe(st.integers(20, 300)),
            }
        ),
    }
)

FRESH: Inputs = {
    "readiness": 90, "hrv": {"roll7": "within", "day": "within", "baseline_days": 60},
    "sleep_h": 8.0, "rhr_delta_bpm": 0, "ctl": 60, "atl": 56, "tsb": 4, "ramp7": 3,
    "soreness_0_10": 1, "energy_0_10": 9, "phase": "Build", "days_to_goal": 60,
    "planned_today": "vo2_5x4", "hard_days_in_row": 0, "days_since_rest": 2, "monotony": 1.2,
    "load_history_days": 180, "data_age_h": 2, "yesterday": {"type": "endurance"},
}  # fmt: skip
"""A morning on which everything is known and well."""

_DOWN = {"readiness": 1, "sleep_h": 0, "sleep_7d_avg_h": 0, "energy_0_10": 0, "tsb": -90}
_UP = {
    "rhr_delta_bpm": 30, "soreness_0_10": 10, "ramp7": 30, "hard_days_in_row": 6, "monotony": 10,
    "days_since_rest": 40, "days_since_training": 60, "data_age_h": 200,
}  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Inputs, Inputs, str]:
    """Draw a morning, the same with one signal worse, and the signal's name."""
    inputs = draw(MORNINGS)
    ways = [*_DOWN, *_UP, "hrv7", "hrv_day", "pain", "symptom", "time_min", "temp_c"]
    name = draw(st.sampled_from(ways))
    return inputs, {**inputs, **draw(_worse(inputs, name))}, name


def _worse(inputs: Inputs, name: str) -> st.SearchStrategy[Mapping[str, Any]]:
    value = inputs.get(name)
    if name in _DOWN:
        return _number(name, value, _DOWN[name])
    if name in _UP:
        return _number(name, value, _UP[name])
    return _worse_nested(inputs, name)


def _number(name: str, value: float | None, worst: float) -> st.SearchStrategy[Mapping[str, Any]]:
    if value is None:
        return st.just({})
    low, high = sorted((value, worst))
    return st.integers(int(low), int(high)).map(
        lambda drawn: {name: min(drawn, value) if worst < value else max(drawn, value)}
    )


def _worse_nested(inputs: Inputs, name: str) -> st.SearchStrategy[Mapping[str, Any]]:
    match name:
        case "hrv7":
            return st.just({"hrv": _lowered(inputs["hrv"], "roll7")})
        case "hrv_day":
            return st.just({"hrv": _lowered(inputs["hrv"], "day")})
        case "pain":
            return st.sampled_from(PAINS).map(lambda pain: {"pain": [*inputs["pain"], pain]})
        case "symptom":
            return st.just({"symptoms": [*inputs["symptoms"], "sore throat"]})
        case _:
            return _worse_limit(inputs["constraints"], name)


def _lowered(hrv: Inputs, band: str) -> Inputs:
    return {**hrv, band: "below"} if hrv[band] == "within" else hrv


def _worse_limit(limits: Inputs, name: str) -> st.SearchStrategy[Mapping[str, Any]]:
    value = limits[name]
    if value is None:
        return st.just({})
    drawn = st.integers(0, value) if name == "time_min" else st.integers(value, 48)
    return drawn.map(lambda worse: {"constraints": {**limits, name: worse}})
