"""The morning's message: four sections that are read on a phone in twenty seconds."""

import re

import pytest

from coach.agents.communication import CommunicationAgent, brief
from coach.domain.briefing import Briefing
from coach.domain.decision import Action, Advice, Flag, Intensity, TrainingDecision
from coach.domain.morning import Constraints, HeartRateVariability, Morning, PlanContext, Usual
from tests.coach.agents.mornings import (
    A_DAY,
    RUN,
    SWEET_SPOT,
    a_decision,
    a_morning,
    a_rest,
)


def a_briefing(morning: Morning, decision: TrainingDecision) -> Briefing:
    """Brief on the day of the tests."""
    return brief(morning, decision, local_date=A_DAY, mission_id="alps")


def section(briefing: Briefing, heading: str) -> tuple[str, ...]:
    """Return the lines of the one section whose heading begins so."""
    (found,) = (each for each in briefing.sections if each.heading.split(":")[0] == heading)
    return found.lines


def test_the_message_reads_as_the_style_guide_shows_it() -> None:
    briefing = a_briefing(a_morning(), a_decision())

    assert (
        briefing.text
        == """\
Phase
Build, week 3 of 4 · 24 days to the Marmotte · Peak in 10 days

Today's numbers
Readiness 71 (usual 78) · HRV 52 ms, under your band 55–68 · slept 6:10 (usual 7:18)
CTL 62 ↑ · ATL 76 ↑ · TSB −14 ↓ · resting pulse 51 (+3)

Today: ease
Your HRV has been under its band and you have two hard days behind you. An easy ride today \
keeps Saturday's long climb possible.
Intensity low · I am fairly sure (0.8)

Workout: endurance spin
Duration 50 min · Load 28
Z1 20 min (under 138 W) · Z2 30 min (138–188 W)
10 min easy, 30 min at 162 W, 10 min easy"""
    )


MORNINGS = [
    a_morning(),
    Morning(),
    a_morning(phase="Race", days_to_goal=0),
    a_morning(data_age_h=80),
    a_morning(sport="running", threshold_pace_s_per_km=250),
]
DECISIONS = [
    a_decision(),
    a_rest(),
    a_decision(workout=RUN),
    a_rest(flags=(Flag.SELF_HARM,), advice=(Advice.CRISIS_LINE,)),
    a_rest(flags=(Flag.MEDICAL_RED_FLAG,), advice=(Advice.STOP_TRAINING,)),
]


@pytest.mark.parametrize("morning", MORNINGS)
@pytest.mark.parametrize("decision", DECISIONS)
def test_every_message_has_its_four_headings_and_its_four_numbers(
    morning: Morning, decision: TrainingDecision
) -> None:
    briefing = a_briefing(morning, decision)

    headings = [each.heading.split(":")[0] for each in briefing.sections]
    numbers = " ".join(section(briefing, "Today's numbers"))
    assert headings == ["Phase", "Today's numbers", "Today", "Workout"]
    assert all(name in numbers for name in ("Readiness", "CTL", "ATL", "TSB"))


@pytest.mark.parametrize("morning", MORNINGS)
@pytest.mark.parametrize("decision", DECISIONS)
def test_every_message_says_its_workout_or_that_it_is_a_rest_day(
    morning: Morning, decision: TrainingDecision
) -> None:
    briefing = a_briefing(morning, decision)

    workout = briefing.text.partition("Workout: ")[2]
    trains = "Duration " in workout and "Load " in workout and "Z1 " in workout
    assert trains != workout.startswith("rest day")


@pytest.mark.parametrize("morning", MORNINGS)
def test_no_message_is_longer_than_twenty_seconds_of_reading(morning: Morning) -> None:
    briefing = a_briefing(morning, a_decision(workout=SWEET_SPOT))

    words = re.findall(r"\w+", briefing.text.partition("Workout")[0])
    assert len(words) <= 90
    assert len(briefing.sections[3].lines) == 3
    assert "!" not in briefing.text


@pytest.mark.parametrize(
    ("known", "phase"),
    [
        ({"phase": None, "plan": PlanContext(), "days_to_goal": None},
         "No phase yet: no goal is set"),
        ({"plan": PlanContext()}, "Build · 24 days to your goal"),
        ({"plan": PlanContext(), "days_to_goal": 1}, "Build · 1 day to your goal"),
        ({"plan": PlanContext(goal_name="the Marmotte"), "phase": "Taper", "days_to_goal": 0},
         "Taper · race day: the Marmotte"),
        ({"plan": PlanContext(), "days_to_goal": -12}, "Build · your goal was 12 days ago"),
        ({"plan": PlanContext(), "days_to_goal": None, "week_type": "recovery"},
         "Build · recovery week"),
        ({"plan": PlanContext(phase_words="Build, week 4 of 8, recovery week"),
          "days_to_goal": None, "week_type": "recovery"}, "Build, week 4 of 8, recovery week"),
        ({"plan": PlanContext(phase_words="the Tour: stage 1 of 21"), "phase": "Race",
          "days_to_goal": None}, "The Tour: stage 1 of 21"),
        ({"plan": PlanContext(phase_words="Race day: the Marmotte"), "phase": "Race",
          "days_to_goal": 0}, "Race day: the Marmotte"),
    ],
)  # fmt: skip
def test_the_phase_is_told_in_words_whatever_is_known(known: dict[str, object], phase: str) -> None:
    briefing = a_briefing(a_morning(**known), a_decision())

    assert section(briefing, "Phase") == (phase,)


def test_a_missing_night_is_named_and_asked_for() -> None:
    morning = a_morning(
        readiness=None,
        hrv=HeartRateVariability(),
        sleep_h=None,
        usual=Usual(readiness_from="last from Oura: Monday"),
    )

    briefing = a_briefing(morning, a_decision(flags=(Flag.MISSING_DATA,), confidence=0.5))

    assert section(briefing, "Today's numbers")[0] == (
        "Readiness not known yet (last from Oura: Monday) · no HRV, no sleep for last night"
    )
    assert "How do you feel, 0 to 10?" in section(briefing, "Today")


def test_who_has_said_how_they_feel_is_not_asked_again() -> None:
    morning = a_morning(readiness=None, energy_0_10=4)

    briefing = a_briefing(morning, a_decision(flags=(Flag.MISSING_DATA,)))

    assert "How do you feel" not in briefing.text


def test_a_reason_that_asks_already_is_not_doubled() -> None:
    decision = a_decision(flags=(Flag.MISSING_DATA,), reason="How are you today?")

    briefing = a_briefing(a_morning(readiness=None), decision)

    assert "How do you feel" not in briefing.text


def test_the_first_day_says_what_to_send() -> None:
    briefing = a_briefing(Morning(), a_decision(flags=(Flag.COLD_START,), confidence=0.4))

    assert section(briefing, "Today's numbers")[1] == "CTL, ATL and TSB not known yet"
    assert any(".fit files" in line for line in section(briefing, "Today"))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.9, "I am sure (0.9)"),
        (0.7, "I am fairly sure (0.7)"),
        (0.5, "I am only half sure (0.5)"),
        (0.35, "I am not sure (0.3)"),
    ],
)
def test_confidence_is_told_in_words(confidence: float, words: str) -> None:
    briefing = a_briefing(a_morning(), a_decision(confidence=confidence))

    assert section(briefing, "Today")[-1] == f"Intensity low · {words}"


def test_the_intensity_is_told() -> None:
    decision = a_decision(intensity_recommendation=Intensity.HIGH, action=Action.PUSH)

    briefing = a_briefing(a_morning(), decision)

    assert briefing.sections[2].heading == "Today: push"
    assert section(briefing, "Today")[-1].startswith("Intensity high")


def test_advice_is_spoken_beside_the_reason() -> None:
    briefing = a_briefing(a_morning(), a_decision(advice=(Advice.STOP_IF_WORSE,)))

    assert section(briefing, "Today")[0].endswith("climb possible. Stop if it gets worse.")


def test_a_rest_day_offers_a_walk() -> None:
    briefing = a_briefing(a_morning(), a_rest(reason="A day off serves you best."))

    assert section(briefing, "Workout") == ("No training. If you itch: a 20-minute walk.",)


@pytest.mark.parametrize("flag", [Flag.FEVER, Flag.INJURY, Flag.ILLNESS])
def test_the_ill_and_the_injured_are_not_sent_for_a_walk(flag: Flag) -> None:
    briefing = a_briefing(a_morning(), a_rest(flags=(flag,)))

    assert section(briefing, "Workout") == ("No training.",)


@pytest.mark.parametrize(
    "without",
    [
        {"ftp_w": None},
        {"ftp_w": None, "lthr_bpm": None},
        {"constraints": Constraints(equipment=("hr_strap",))},
    ],
)
def test_without_a_power_meter_nothing_speaks_of_watts(without: dict[str, object]) -> None:
    decision = a_decision(workout=SWEET_SPOT, reason="Hold 225 W. Ride evenly, watts lie. Enjoy.")

    briefing = a_briefing(a_morning(**without), decision)

    assert not re.search(r"\b(W|watts?)\b", briefing.text)
    assert section(briefing, "Today")[0] == "Enjoy."


def test_a_sentence_with_a_number_of_its_own_is_left_out() -> None:
    decision = a_decision(reason="Your readiness is 71. Tomorrow it will be 97. Ride easy.")

    briefing = a_briefing(a_morning(), decision)

    assert section(briefing, "Today")[0] == "Your readiness is 71. Ride easy."


def test_a_reason_of_invented_numbers_alone_gives_way_to_a_plain_one() -> None:
    briefing = a_briefing(a_morning(), a_decision(reason="You will win by 97 seconds."))

    assert section(briefing, "Today")[0] == "Less than planned serves you best today."


def test_the_briefing_keeps_what_it_was_made_from() -> None:
    morning, decision = a_morning(), a_decision()

    briefing = CommunicationAgent().brief(morning, decision, local_date=A_DAY, mission_id="alps")

    assert (briefing.morning, briefing.decision) == (morning, decision)
    assert (briefing.local_date, briefing.mission_id) == (A_DAY, "alps")
