"""The decision as a whole: the original's example, its reason, confidence and evidence."""

from typing import Any

import pytest

from coach.agents.reasoning import ReasoningAgent, decide
from coach.domain.decision import Action, Evidence, Flag, Intensity, TrainingDecision
from coach.domain.morning import Morning
from tests.agent_scenarios.generated import FRESH
from tests.agent_scenarios.judge import decided, given_mornings, own_mornings


def on(**changes: Any) -> TrainingDecision:  # noqa: ANN401  # any key of a Morning
    return decided({**FRESH, **changes})


def line(decision: TrainingDecision, signal: str) -> Evidence:
    return next(each for each in decision.evidence if each.signal == signal)


def test_the_originals_example_comes_out() -> None:
    metrics = {"readiness_score": 76, "ctl": 35.6, "atl": 45.2, "tsb": -9.6}
    morning = Morning.model_validate({**metrics, "phase": "Taper", "days_to_goal": 5})

    decision = ReasoningAgent().decide(morning)

    assert decision.action is Action.EASE
    assert decision.intensity_recommendation is Intensity.LOW
    assert Flag.NEGATIVE_TSB in decision.flags
    assert decision.confidence == 0.8
    assert "Taper, 5 days from your goal" in decision.reason


def test_the_shortcut_decides_the_same() -> None:
    morning = Morning.model_validate(FRESH)

    assert decide(morning) == ReasoningAgent().decide(morning)


@pytest.mark.parametrize("morning", [*given_mornings(), *own_mornings()], ids=lambda m: m["id"])
def test_a_reason_speaks_to_the_athlete_in_whole_sentences(morning: dict[str, Any]) -> None:
    reason = decided(morning["inputs"]).reason

    assert reason.endswith(".")
    assert "you" in reason.lower()
    assert not [wrong for wrong in ("!", "None", "nan", "..", "  ") if wrong in reason]
    assert len(reason) < 420


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"constraints": {"time_min": 45}},
         "You have 45 minutes today, so the session is cut to fit."),
        ({"constraints": {"time_min": 20}},
         "You have 20 minutes today, and this is what fits."),
        ({"hard_days_in_row": 2, "constraints": {"time_min": 25}},
         "You have 25 minutes today, and this is what fits."),
    ],
)  # fmt: skip
def test_a_session_that_the_time_cut_says_so(changes: dict[str, Any], words: str) -> None:
    decision = on(**changes)

    assert words in decision.reason
    assert decision.workout.duration_minutes <= changes["constraints"]["time_min"]


@pytest.mark.parametrize(
    "changes",
    [
        {"constraints": {"time_min": 180}},
        {"constraints": {"time_min": 0}},
        {"constraints": {"time_min": 45}, "hard_days_in_row": 2},
        {"constraints": {"time_min": 45}, "pain": [{"site": "knee", "score": 4}]},
    ],
)
def test_time_that_decides_nothing_is_no_reason(changes: dict[str, Any]) -> None:
    reason = on(**changes).reason

    assert "minutes today" not in reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"soreness_0_10": 8}, "you are sore (8 of 10)"),
        ({"sleep_h": 3.2}, "you slept only 3:12"),
        ({"hard_days_in_row": 2}, "you have 2 hard days behind you"),
        ({"tsb": -33, "atl": 93}, "your form (tsb) is −33"),
        ({"age": 15}, "at your age hard intervals can wait"),
        ({"week_type": "recovery"}, "this is your recovery week"),
        ({"pain": [{"site": "knee", "score": 4}]}, "your knee hurts (4 of 10)"),
        ({"recent_illness": {"type": "flu", "days_since_symptom_free": 1}}, "symptoms for 1 day"),
        ({"data_age_h": 60}, "your latest measurements are 60 hours old"),
        ({"load_history_days": 0}, "i don't know your training yet"),
    ],
)
def test_the_reason_names_what_decided(changes: dict[str, Any], words: str) -> None:
    assert words in on(**changes).reason.lower()


def test_the_reason_says_what_it_serves() -> None:
    plan = {"goal_name": "the Marmotte", "tomorrow_kind": "long"}

    eased = on(soreness_0_10=8, plan=plan)
    trained = on(plan=plan, monotony=None)

    assert "keeps tomorrow's long day possible, and that is what the Marmotte needs" in eased.reason
    assert "builds your highest aerobic power for the Marmotte" in trained.reason


def test_many_tired_signs_are_named_three_at_most() -> None:
    decision = on(readiness=30, hrv={"roll7": "below", "day": "below"}, rhr_delta_bpm=9, sleep_h=5)

    assert "readiness, HRV and resting pulse agree that your body is spent".lower() in (
        decision.reason.lower()
    )


def test_self_harm_is_answered_without_training_talk() -> None:
    decision = on(reply_text="I want to kill myself")

    assert Flag.SELF_HARM in decision.flags
    assert decision.reason == "Thank you for telling me. Training can wait; you come first."


@pytest.mark.parametrize(
    ("changes", "confidence"),
    [
        ({}, 0.9),
        ({"hrv": None}, 0.48),
        ({"readiness": None}, 0.48),
        ({"energy_0_10": None}, 0.7),
        ({"ctl": None, "atl": None, "tsb": None}, 0.5),
        ({"load_history_days": 20}, 0.5),
        ({"load_history_days": 60}, 0.7),
        ({"load_history_days": None}, 0.48),
        ({"data_age_h": 40}, 0.6),
        ({"data_age_h": None}, 0.6),
        ({"readiness": 95, "energy_0_10": 2}, 0.7),
        ({"sleep_h": 23}, 0.48),
    ],
)
def test_confidence_falls_with_what_is_missing_old_or_at_odds(
    changes: dict[str, Any], confidence: float
) -> None:
    assert on(**changes).confidence == confidence


def test_a_score_an_athletes_devices_never_give_is_not_missed() -> None:
    usual = {"sleep_h": 7.5, "resting_heart_rate_bpm": 48}

    decision = on(readiness=None, usual=usual)

    assert decision.confidence == 0.88


def test_every_signal_has_a_line_also_where_nothing_is_known() -> None:
    decision = decided({"sport": "cycling"})

    unknown = {each.signal for each in decision.evidence if each.value == "not known"}

    expected = {"readiness", "HRV", "sleep", "resting pulse", "energy", "soreness", "form (TSB)"}
    assert expected <= unknown


def test_what_decided_comes_first_in_the_ledger() -> None:
    decision = on(hrv={"roll7": "below", "day": "below"}, rhr_delta_bpm=6)

    assert decision.evidence[0].signal == "HRV"
    assert decision.evidence[0].effect == "holds the day to easy"
    assert line(decision, "resting pulse").effect == "no hard intervals"
    assert line(decision, "energy").effect == "fine"


def test_a_line_has_value_baseline_threshold_and_age() -> None:
    usual = {"readiness": 78, "sleep_h": 7.3}

    decision = on(readiness=62, usual=usual, data_age_h=3)

    readiness = line(decision, "readiness")
    assert (readiness.value, readiness.baseline) == ("62", "usual 78")
    assert readiness.threshold == "limit 70"
    assert readiness.age_h == 3


def test_a_counterfact_says_what_would_have_changed_the_action() -> None:
    decision = on(readiness=55, energy_0_10=6)

    told = line(decision, "readiness").counterfact

    assert told == "Readiness of 60 or more would have made this maintain"
    assert on(readiness=60, energy_0_10=6).action is Action.MAINTAIN
    assert on(readiness=59, energy_0_10=6).action is Action.EASE


def test_counterfacts_that_only_work_together_are_told_together() -> None:
    decision = on(soreness_0_10=8, energy_0_10=3)

    told = [each.counterfact for each in decision.evidence if each.counterfact]

    words = "Energy of 4 of 10 or more and soreness of 6 of 10 or less together"
    assert told == [f"{words} would have made this maintain"]
    assert on(soreness_0_10=6, energy_0_10=4).action is Action.MAINTAIN


@pytest.mark.parametrize(
    ("changes", "signal", "better"),
    [
        ({"sleep_h": 3}, "sleep", {"sleep_h": 4}),
        ({"rhr_delta_bpm": 9}, "resting pulse", {"rhr_delta_bpm": 7}),
        ({"soreness_0_10": 9}, "soreness", {"soreness_0_10": 8}),
        ({"energy_0_10": 3}, "energy", {"energy_0_10": 4}),
        ({"tsb": -34, "atl": 94}, "form (TSB)", {"tsb": -30}),
        ({"hrv": {"roll7": "below", "day": "below"}}, "HRV", {"hrv": FRESH["hrv"]}),
        ({"ramp7": 9}, "rise of fitness", {"ramp7": 8}),
        ({"monotony": 2.5}, "monotony", {"monotony": 1.9}),
        ({"days_since_rest": 10}, "days since a rest day", {"days_since_rest": 8}),
        ({"pain": [{"site": "knee", "score": 4}]}, "pain", {"pain": []}),
    ],
)
def test_a_counterfact_is_true(
    changes: dict[str, Any], signal: str, better: dict[str, Any]
) -> None:
    decision = on(**changes)
    told = line(decision, signal).counterfact

    after = on(**{**changes, **better})

    assert told is not None
    assert told.endswith(f"would have made this {after.action}")
    assert after.action.rank > decision.action.rank


@pytest.mark.parametrize(
    ("signal", "changes", "better"),
    [
        ("sleep", {"sleep_h": 4.6}, {"sleep_h": 6.0}),
        ("readiness", {"readiness": 63}, {"readiness": 70}),
        ("age of the data", {"data_age_h": 40}, {"data_age_h": 24}),
    ],
)
def test_the_evidence_tells_what_would_have_kept_the_planned_intervals(
    signal: str, changes: dict[str, Any], better: dict[str, Any]
) -> None:
    held = on(planned_today="vo2_5x4", monotony=None, **changes)

    told = line(held, signal).counterfact
    after = on(planned_today="vo2_5x4", monotony=None, **{**changes, **better})

    assert told is not None
    assert told.endswith("would have kept the VO2max intervals")
    assert held.workout.session != "vo2_5x4"
    assert after.workout.session == "vo2_5x4"


def test_a_short_night_in_the_taper_never_gives_more_minutes_as_the_race_nears() -> None:
    taper = [
        on(phase="Taper", planned_today="vo2_5x4", days_to_goal=days, sleep_h=5.0)
        for days in range(14, 0, -1)
    ]

    minutes = [each.workout.duration_minutes for each in taper]

    assert minutes == sorted(minutes, reverse=True)
    assert {each.workout.type for each in taper} == {"openers"}


def test_two_days_before_the_race_hard_intervals_become_openers() -> None:
    three, two = (
        on(phase="Taper", planned_today="vo2_5x4", days_to_goal=days, tsb=8) for days in (3, 2)
    )

    assert three.workout.type == "vo2max"
    assert two.workout.type == "openers"
    assert two.workout.duration_minutes <= three.workout.duration_minutes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"planned_today": "recovery_40", "energy_0_10": 3}, "planned easy and stays so"),
        ({"planned_today": "endurance_60", "readiness": 66}, "easy enough for that"),
        ({"constraints": {"time_min": 8}}, "One day off costs your goal nothing"),
        ({"load_history_days": 10, "tsb": None}, "Building up step by step"),
        ({"planned_today": "ftp_20min", "monotony": None}, "test shows what you can do"),
        ({"pain": [{"site": "feet", "score": 4}]}, "Your feet hurt (4 of 10)"),
        ({"sleep_h": None, "sleep_score": None}, "Your sleep is not known"),
    ],
    ids=str,
)
def test_a_reason_says_what_is_true_of_this_morning(changes: dict[str, Any], words: str) -> None:
    decision = on(**changes)

    assert words in decision.reason


def test_fever_is_told_without_the_soreness_that_comes_with_it() -> None:
    decision = on(reply_text="chills all night and everything aches")

    assert "sore" not in decision.reason
    assert "fever" in decision.reason


def test_what_was_no_good_news_is_not_told_as_such_before_a_race() -> None:
    nervous = on(phase="Taper", days_to_goal=0, readiness=55)

    assert "55" not in nervous.reason
    assert "today is your race" in nervous.reason.lower()


def test_a_red_flag_has_no_counterfact() -> None:
    decision = on(symptoms=["chest pain during the ride"])

    assert line(decision, "what you told me").counterfact is None
    assert "chest pain" in line(decision, "what you told me").value


@pytest.mark.parametrize(
    ("changes", "apart"),
    [
        ({"readiness": 90, "energy_0_10": 3}, True),
        ({"readiness": 52, "energy_0_10": 9}, True),
        ({"readiness": 90, "soreness_0_10": 8}, True),
        ({"readiness": 85, "sleep_h": 3}, True),
        ({"readiness": 90, "hrv": {"roll7": "below", "day": "below"}}, True),
        ({"symptoms": ["fever 39"]}, True),
        ({"readiness": 70, "energy_0_10": 5}, False),
        ({"readiness": 90, "tsb": -35, "atl": 95}, False),
        ({}, False),
    ],
)
def test_signals_two_ranks_apart_contradict(changes: dict[str, Any], *, apart: bool) -> None:
    decision = on(**changes)

    assert (Flag.CONTRADICTORY_SIGNALS in decision.flags) is apart
    assert not apart or decision.confidence <= 0.7
