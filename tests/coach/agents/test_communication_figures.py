"""No number reaches the athlete that the morning and the decision do not hold."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.agents.communication import brief, check_numbers
from coach.agents.figures import UnknownNumberError, figures_of
from coach.domain.briefing import Briefing, Section
from coach.domain.decision import TrainingDecision
from coach.domain.morning import HeartRateVariability, Morning, PlanContext, Usual
from coach.domain.workout import WorkoutPlan
from tests.coach.agents.mornings import (
    A_DAY,
    ENDURANCE,
    RUN,
    SWEET_SPOT,
    THIRTY_FIFTEEN,
    a_decision,
    a_morning,
)

A_BRIEFING = brief(a_morning(), a_decision(), local_date=A_DAY, mission_id=None)


def altered(old: str, new: str, briefing: Briefing = A_BRIEFING) -> Briefing:
    """Return a briefing with one piece of its text replaced."""
    assert old in briefing.text
    sections = tuple(
        Section(heading=each.heading, lines=tuple(line.replace(old, new) for line in each.lines))
        for each in briefing.sections
    )
    return briefing.model_copy(update={"sections": sections})


def test_a_true_message_passes() -> None:
    check_numbers(A_BRIEFING)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Readiness 71", "Readiness 78"),  # the usual one, but not today's
        ("CTL 62", "CTL 59"),
        ("TSB −14", "TSB 14"),
        ("TSB −14", "TSB −15"),
        ("slept 6:10", "slept 7:18"),
        ("Duration 50 min", "Duration 60 min"),
        ("Load 28", "Load 50"),
        ("Z2 30 min", "Z2 20 min"),
        ("(138–188 W)", "(138–225 W)"),
        ("at 162 W", "at 165 W"),
        ("24 days", "25 days"),
        ("band 55–68", "band 55–69"),
        ("(0.8)", "(0.9)"),
        ("HRV 52 ms", "HRV 53 ms"),
    ],
)
def test_a_wrong_number_stops_the_message(old: str, new: str) -> None:
    with pytest.raises(UnknownNumberError):
        check_numbers(altered(old, new))


def test_the_wrong_number_is_named() -> None:
    with pytest.raises(UnknownNumberError, match="165 W"):
        check_numbers(altered("at 162 W", "at 165 W"))


def test_an_unmeasured_readiness_cannot_be_told() -> None:
    morning = a_morning(readiness=None)
    briefing = brief(morning, a_decision(), local_date=A_DAY, mission_id=None)

    with pytest.raises(UnknownNumberError):
        check_numbers(altered("Readiness not known yet", "Readiness 71", briefing))


def test_watts_need_a_threshold_to_be_true() -> None:
    figures = figures_of(a_morning(ftp_w=None), a_decision())

    assert figures.unknown("Hold 162 W.") == "162 W"


def test_the_fixed_sentences_may_keep_their_numbers() -> None:
    figures = figures_of(Morning(), a_decision())

    assert figures.unknown("How do you feel, 0 to 10?") is None


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Three nights under 55 ms call for ease.", None),
        ("The 33-day mean is 52.", "33"),
        ("Ride 30 minutes, then 40 minutes.", "40 minutes"),
        ("Ride 3 × 10 min at 162 W.", None),
        ("Ride 4 × 10 min at 162 W.", "4 ×"),
        ("It is 24 days to the Marmotte.", None),
        ("You slept 6:10, well under 7:18.", None),
        ("This week you slept 5:36 a night.", None),
        ("This week you slept 5:46 a night.", "slept 5:46"),
        ("Your form is −14, 14 under zero.", None),
        ("At most 60 min today.", None),
        ("At most 61 min today.", "61 min"),
        ("Z2 is all of it, in VO2max style.", None),
    ],
)
def test_each_number_of_a_reason_is_looked_up(sentence: str, wrong: str | None) -> None:
    figures = figures_of(a_morning(sleep_7d_avg_h=5.6), a_decision())

    assert figures.unknown(sentence) == wrong


measures = st.floats(min_value=0, max_value=150)
maybe = st.none() | measures
hrvs = st.builds(
    HeartRateVariability,
    roll7=st.sampled_from(["below", "within", "above", "unknown"]),
    roll7_ms=maybe,
    today_ms=maybe,
    band_low_ms=maybe,
    band_high_ms=maybe,
)
mornings = st.builds(
    Morning,
    sport=st.sampled_from(["cycling", "running", "swimming"]),
    readiness=st.none() | st.floats(min_value=0, max_value=100),
    hrv=hrvs,
    sleep_h=st.none() | st.floats(min_value=0, max_value=14),
    sleep_score=maybe,
    rhr_bpm=maybe,
    rhr_delta_bpm=st.none() | st.floats(min_value=-20, max_value=30),
    ctl=maybe,
    atl=maybe,
    tsb=st.none() | st.floats(min_value=-90, max_value=60),
    ramp7=st.none() | st.floats(min_value=-20, max_value=20),
    soreness_0_10=st.none() | st.floats(min_value=0, max_value=10),
    days_to_goal=st.none() | st.integers(min_value=-900, max_value=900),
    data_age_h=st.none() | st.floats(min_value=0, max_value=2000),
    ftp_w=st.none() | st.floats(min_value=50, max_value=500),
    lthr_bpm=st.none() | st.floats(min_value=90, max_value=210),
    threshold_pace_s_per_km=st.none() | st.floats(min_value=150, max_value=1500),
    usual=st.builds(Usual, readiness=maybe, ctl_7_days_ago=maybe, atl_7_days_ago=maybe),
)
decisions = st.builds(
    lambda workout, load, confidence: a_decision(
        workout=workout.model_copy(update={"estimated_load": load}), confidence=confidence
    ),
    workout=st.sampled_from([ENDURANCE, SWEET_SPOT, RUN, THIRTY_FIFTEEN]),
    load=st.floats(min_value=0, max_value=400),
    confidence=st.floats(min_value=0, max_value=1),
)


@given(morning=mornings, decision=decisions)
def test_every_morning_gets_a_message_that_is_true(
    morning: Morning, decision: TrainingDecision
) -> None:
    briefing = brief(morning, decision, local_date=A_DAY, mission_id=None)

    check_numbers(briefing)


@given(data=st.data(), workout=st.sampled_from([ENDURANCE, SWEET_SPOT, RUN]))
def test_a_labelled_number_that_was_altered_never_passes(
    data: st.DataObject, workout: WorkoutPlan
) -> None:
    decision = a_decision(workout=workout)
    briefing = brief(a_morning(), decision, local_date=A_DAY, mission_id=None)
    label = data.draw(st.sampled_from(["Readiness", "CTL", "ATL", "Load", "Duration"]))
    true = re.search(rf"{label} (\d+)", briefing.text)
    assert true
    other = data.draw(st.integers(min_value=0, max_value=999))
    assume(other != int(true[1]))

    with pytest.raises(UnknownNumberError):
        check_numbers(altered(true[0], f"{label} {other}", briefing))


@given(watts=st.integers(min_value=0, max_value=900))
def test_only_the_workouts_own_watts_pass(watts: int) -> None:
    figures = figures_of(a_morning(), a_decision())

    unknown = figures.unknown(f"Hold {watts} W.")

    assert (unknown is None) == (watts in {0, 125, 137, 138, 162, 163, 187, 188, 250})


def test_a_goal_may_be_named_by_its_figures() -> None:
    named = a_morning().model_copy(
        update={"plan": PlanContext(goal_name="FTP 300 W, 4 × 20 min"), "days_to_goal": 24}
    )

    briefing = brief(named, a_decision(), local_date=A_DAY, mission_id=None)

    assert "300 W" in briefing.text
