"""Words of a model are held against what it was told, before an athlete sees them."""

import pytest

from coach.agents.figures import figures_of
from coach.agents.proofreading import Proof, fault_in_explanation, fault_in_reason
from coach.agents.proposing import option_lines, question
from coach.agents.reasoning import ReasoningAgent
from tests.coach.agents.asked_mornings import a_day, remembered

DAY = a_day()
ASKED = question(DAY, ReasoningAgent().options(DAY.morning), remembered())
PROOF = Proof(lines=(*ASKED.lines, *option_lines(DAY.decision)), decision=DAY.decision)
FIGURES = figures_of(DAY.morning, DAY.decision)

TRUE = (
    "Your HRV of 52 ms is under your band of 55–68 ms, so I keep today easy for the Marmotte.",
    "With a readiness of 68 under the limit of 70, I would rather give you 45 min of easy riding.",
    "You slept 6:30 h and your form is 4, so today is the endurance ride, mostly in zone 2.",
    "Your form (TSB) of 4 is fine; 37 min in Z2 keep the week alive and leave you fresh.",
    "I keep it easy today; with forty-five minutes in the saddle you lose nothing.",
    "Today is Wednesday and tomorrow is Thursday, so an easy ride now leaves you room.",
    "I take the easy ride: it is what the goal needs from you today.",
)
UNTRUE = (
    ("Your HRV of 53 ms is under your band, so I keep today easy for you.", "53 ms"),
    ("Your readiness of 52 is low, so I keep it easy for you today.", "readiness of 52"),
    ("Ride for 90 minutes today, it is the day for that and you are ready.", "90 min"),
    ("Ride for ninety minutes today, it is the day for that and you are ready.", "90 min"),
    ("Go out for four hours today, the road is yours and you are ready.", "4 h"),
    ("Half an hour is enough for you today, so keep it short and sweet.", "Half an hour"),
    ("Hold 250 watts in the middle of it today, you are ready for that.", "250 W"),
    ("Your CTL of 62 is the highest of the year, so I keep it easy for you.", "62"),
    ("Saturday is the long ride, so today you keep it easy.", "Saturday"),
    ("In June the Marmotte waits, so today you keep it easy.", "June"),
    ("Most of it is in zone 4 today, and that is what you need.", "zone 4"),
    ("Keep the Z5 efforts short today, and that is what you need.", "zone 5"),
    ("It is an easy day for you today, see https://evil.example for the plan.", "address"),
    ("It is an easy day for you today, ask @coach_bot for the plan.", "address"),
    ("It is an easy day for you today, see pay.evil.com for the plan.", "address"),
    ("It is an **easy** day for you today, and that is what you need.", "markup"),
    ("It is an easy day for you today! That is what you need.", "markup"),
    ("It is an easy day for you today 🚴 and that is what you need.", "markup"),
    ("Take ibuprofen before the ride today, and you will be fine.", "ibuprofen"),
    ("You should lose weight before the goal, so ride easy today.", "lose weight"),
    ("Heute fährst du locker, denn deine Werte sind niedrig und das Ziel ist fern.", "English"),
    ("", "nothing"),
    ("   ", "nothing"),
    ("I keep it easy for you today. " * 60, "longer"),
)


@pytest.mark.parametrize("text", TRUE)
def test_words_that_hold_what_was_told_may_be_shown(text: str) -> None:
    assert fault_in_reason(text, PROOF, FIGURES) is None


@pytest.mark.parametrize(("text", "fault"), UNTRUE)
def test_words_that_hold_anything_else_are_refused(text: str, fault: str) -> None:
    assert fault in (fault_in_reason(text, PROOF, FIGURES) or "")


def test_the_long_words_may_tell_of_earlier_days() -> None:
    text = "On Tuesday you had a load of 58 where 75 was planned, and so today I keep it easy."

    assert fault_in_explanation(text, PROOF) is None


def test_the_workout_of_another_option_is_not_told_as_todays() -> None:
    assert fault_in_explanation("I keep it easy: 25 min are the whole of it for you.", PROOF)
