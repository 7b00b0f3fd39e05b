"""The answer to what the athlete said: what was noted, and how today changed by it."""

from datetime import UTC, date, datetime

import pytest

from coach.agents.communication import CommunicationAgent, brief, change_lines, noted_lines
from coach.domain.briefing import Briefing
from coach.domain.decision import Action, Advice, Flag, TrainingDecision
from coach.domain.fact import Fact, FactKind
from tests.coach.agents.mornings import (
    A_DAY,
    SWEET_SPOT,
    a_decision,
    a_morning,
    a_rest,
)

NOW = datetime(2026, 3, 11, 7, tzinfo=UTC)


def a_fact(kind: FactKind, words: str = "as I said", **known: object) -> Fact:
    """Return something the athlete said this morning."""
    fact = Fact(kind=kind, local_date=A_DAY, said_at=NOW, words=words)
    return Fact(**{**vars(fact), **known})


def a_briefing(decision: TrainingDecision) -> Briefing:
    """Brief on the day of the tests."""
    return brief(a_morning(), decision, local_date=A_DAY, mission_id=None)


HARD = a_briefing(a_decision(action=Action.MAINTAIN, workout=SWEET_SPOT))
EASY = a_briefing(a_decision(advice=(Advice.STOP_IF_WORSE,)))
FLAGGED = a_briefing(a_rest(flags=(Flag.MEDICAL_RED_FLAG, Flag.CHEST_PAIN)))
KNEE = a_fact(FactKind.PAIN, value=4, site="left knee")


def test_a_sore_knee_is_noted_and_changes_the_day() -> None:
    noted, changed, reason = change_lines(HARD, EASY, (KNEE,))

    steps = "10 min easy, 30 min at 162 W, 10 min easy"
    assert noted == "Noted: left knee 4/10, since today."
    assert changed == (
        f"Changed: maintain → ease. Sweet spot 3×10 becomes 50 min, endurance spin ({steps})."
    )
    assert reason == f"{EASY.decision.reason} Stop if it gets worse."


def test_words_that_change_nothing_leave_the_day_as_it_is() -> None:
    assert CommunicationAgent().reply(HARD, HARD, (KNEE,)).lines == (
        "Noted: left knee 4/10, since today.",
        "Today stays as it is: maintain, 60 min, sweet spot 3×10.",
    )


def test_advice_is_not_said_again_to_words_about_something_else() -> None:
    eased = a_briefing(a_decision(advice=(Advice.SEE_PHYSIO_OR_DOCTOR_IF_PERSISTS,)))

    of_time = change_lines(eased, eased, (a_fact(FactKind.TIME, value=40),))
    of_pain = change_lines(eased, eased, (KNEE,))

    assert [line for line in of_time if "physiotherapist" in line] == []
    assert of_pain[-1].startswith("If the pain has not settled")


def test_whoever_was_cleared_hears_why_today_stays_a_rest_day() -> None:
    held = a_briefing(a_rest(flags=(Flag.MEDICAL_RED_FLAG,), advice=(Advice.STOP_TRAINING,)))
    back = a_briefing(a_rest(reason="You were cleared only just now, so we build back calmly."))

    lines = change_lines(held, back, (a_fact(FactKind.CLEARED),))

    assert lines == (
        "Noted: cleared.",
        "Today stays as it is: recover, a rest day.",
        "You were cleared only just now, so we build back calmly.",
    )


def test_what_was_taken_back_is_told() -> None:
    lines = CommunicationAgent().undone_lines(EASY, HARD)

    assert lines[0] == "Taken back."
    assert lines[1].startswith("Changed: ease → maintain.")


def test_a_shorter_day_of_the_same_kind_is_told_as_a_change() -> None:
    shorter = SWEET_SPOT.model_copy(update={"duration_minutes": 40.0, "steps": ()})
    after = a_briefing(a_decision(action=Action.MAINTAIN, workout=shorter))

    noted, changed, _ = change_lines(HARD, after, (a_fact(FactKind.TIME, value=40),))

    assert noted == "Noted: 40 min today."
    assert changed == ("Changed: still maintain. Sweet spot 3×10 becomes 40 min, sweet spot 3×10.")


def test_another_action_with_the_same_workout_says_that_it_stays() -> None:
    steady = a_briefing(a_decision(action=Action.MAINTAIN))
    eased = a_briefing(a_decision(action=Action.EASE))

    changed, *_ = change_lines(steady, eased, ())

    steps = "10 min easy, 30 min at 162 W, 10 min easy"
    stays = f"The workout stays: 50 min, endurance spin ({steps})."
    assert changed == f"Changed: maintain → ease. {stays}"


def test_minutes_in_a_name_are_not_said_twice() -> None:
    named = SWEET_SPOT.model_copy(update={"description": "Endurance ride, 60 min"})
    day = a_briefing(a_decision(action=Action.MAINTAIN, workout=named))

    assert change_lines(day, day, ()) == (
        "Today stays as it is: maintain, 60 min, endurance ride.",
    )


def test_a_day_that_becomes_rest_says_so() -> None:
    lines = change_lines(HARD, a_briefing(a_rest(reason="Rest.")), ())

    assert lines[0] == "Changed: maintain → recover. Sweet spot 3×10 becomes a rest day."


def test_a_rest_day_has_no_intensity() -> None:
    [_, _, today, _] = a_briefing(a_rest(confidence=0.7)).sections

    assert today.lines[-1] == "I am fairly sure (0.7)"


def test_a_red_flag_in_a_reply_ends_the_talk_of_training() -> None:
    red = a_rest(
        flags=(Flag.MEDICAL_RED_FLAG, Flag.CHEST_PAIN),
        advice=(Advice.URGENT_MEDICAL, Advice.STOP_TRAINING),
    )

    answer = CommunicationAgent().reply(HARD, a_briefing(red), ())

    assert answer.lines[0].startswith("Please stop training for now.")
    assert not any("Changed" in line or "Sweet spot" in line for line in answer.lines)
    assert answer.red_flag
    assert answer.change is not None


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (a_fact(FactKind.SORENESS, value=6), "legs sore 6/10"),
        (a_fact(FactKind.SORENESS, value=6, site="calves"), "calves sore 6/10"),
        (a_fact(FactKind.SORENESS, value=0), "not sore"),
        (
            a_fact(FactKind.PAIN, value=5, local_date=date(2026, 3, 10)),
            "pain 5/10, since yesterday",
        ),
        (
            a_fact(FactKind.PAIN, value=5, local_date=date(2026, 3, 7)),
            "pain 5/10, since Saturday 7 March",
        ),
        (a_fact(FactKind.ENERGY, value=3.5), "energy 3.5/10"),
        (a_fact(FactKind.PAIN, value=5), "pain 5/10, since today"),
        (a_fact(FactKind.PAIN, "knee 5 today", value=5), "pain 5/10, since today"),
        (a_fact(FactKind.PAIN, "knee 5 since Tuesday", value=5), "pain 5/10"),
        (a_fact(FactKind.PAIN, "my knee hurt all week, 5", value=5), "pain 5/10"),
        (a_fact(FactKind.SLEEP, value=5.5), "slept 5:30"),
        (a_fact(FactKind.SLEEP, "slept like a log"), "“slept like a log”"),
        (a_fact(FactKind.DONE, value=7), "today's session done, effort 7/10"),
        (a_fact(FactKind.DONE), "today's session done"),
        (a_fact(FactKind.CLEARED), "cleared"),
        (a_fact(FactKind.CLEARED, site="left knee"), "left knee is fine again"),
        (a_fact(FactKind.RECOVERED), "free of symptoms"),
        (a_fact(FactKind.SYMPTOM, "runny nose"), "“runny nose”"),
        (a_fact(FactKind.SYMPTOM, "by button", code="fever"), "fever, since today"),
        (
            a_fact(FactKind.SYMPTOM, "by button", code="above_neck_illness"),
            "a cold above the neck, since today",
        ),
        (a_fact(FactKind.EQUIPMENT, "by button", code="hr_strap"), "hr strap"),
        (a_fact(FactKind.SORENESS, "by button"), "soreness"),
        (a_fact(FactKind.NOTE, "new shoes"), "“new shoes”"),
        (a_fact(FactKind.TIME, value=0), "no time today"),
        (a_fact(FactKind.TIME, "so less time", code="less"), "less time today"),
    ],
)
def test_each_thing_said_is_noted_as_it_was_understood(fact: Fact, said: str) -> None:
    assert noted_lines((fact,), A_DAY) == (f"Noted: {said}.",)


def test_several_things_are_noted_in_one_line_each_once() -> None:
    energy = a_fact(FactKind.ENERGY, value=3)

    assert noted_lines((KNEE, energy, energy), A_DAY) == (
        "Noted: left knee 4/10, since today; energy 3/10.",
    )


def test_nothing_said_is_nothing_noted() -> None:
    assert noted_lines((), A_DAY) == ()


@pytest.mark.parametrize("code", ["self_harm", "disordered_eating"])
def test_what_hurts_to_say_is_not_read_back_from_a_list(code: str) -> None:
    assert noted_lines((a_fact(FactKind.SYMPTOM, "I said it", code=code),), A_DAY) == ()


def test_a_session_done_counts_and_is_not_called_a_plan_that_stays() -> None:
    done = a_fact(FactKind.DONE, value=7)

    assert change_lines(HARD, HARD, (done,))[1:] == ("It counts in tomorrow's decision.",)


def test_after_the_session_nothing_of_it_is_changed_or_said_to_stay() -> None:
    tired = a_fact(FactKind.ENERGY, value=3)

    (_, said) = change_lines(HARD, EASY, (tired,), is_done=True)

    assert said == "Today's session is done, so this counts from tomorrow on."


def test_a_red_flag_speaks_after_the_session_too() -> None:
    chest = a_fact(FactKind.SYMPTOM, code="chest_pain_now")

    said = change_lines(HARD, FLAGGED, (chest,), is_done=True)

    assert said == change_lines(HARD, FLAGGED, (chest,))


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        (Flag.CHEST_PAIN, "even if it has gone away"),
        (Flag.CONCUSSION, "look at your head today"),
        (Flag.PAIN, "short of breath"),
    ],
)
def test_what_is_urgent_is_told_by_what_it_is(flag: Flag, words: str) -> None:
    stopped = a_rest(
        flags=(Flag.MEDICAL_RED_FLAG, flag), advice=(Advice.URGENT_MEDICAL, Advice.STOP_TRAINING)
    )

    lines = change_lines(HARD, a_briefing(stopped), ())

    assert words in lines[0]


def test_nobody_who_is_ill_is_asked_how_the_night_was() -> None:
    ill = a_rest(flags=(Flag.ILLNESS, Flag.MISSING_DATA), advice=(Advice.ASK_CLARIFYING,))

    assert not any("sleep" in line for line in change_lines(HARD, a_briefing(ill), ()))
