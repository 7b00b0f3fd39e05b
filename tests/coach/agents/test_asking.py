"""What the coach takes for a question, and which one: phrasings by kind stand in questions.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agents.answering import Asked, Question, ask
from coach.agents.answering.answers import ANSWERS

PHRASINGS = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))


def phrasings() -> Iterator[tuple[Question, str]]:
    for name, texts in PHRASINGS["questions"].items():
        yield from ((Question(name), text) for text in texts)


def beside(text: str) -> Asked:
    """Return what was asked, of which tests look at what stands beside the question."""
    return ask(text)


@pytest.mark.parametrize(("question", "text"), list(phrasings()))
def test_a_question_is_known_however_it_is_put(question: Question, text: str) -> None:
    assert ask(text).questions == (question,)


def test_every_question_has_an_answer_and_at_least_six_phrasings() -> None:
    counts = {name: len(texts) for name, texts in PHRASINGS["questions"].items()}

    assert counts.keys() == set(Question) == ANSWERS.keys()
    assert {name: count for name, count in counts.items() if count < 6} == {}


@pytest.mark.parametrize(
    "text",
    [
        "what's today's TSB?", "what was last night's sleep?", "what is my ring's hrv?",
        "what's this week's load?", "what is Strava's fitness?", "how's my form?",
        "what is Tuesday's load", "it's my ftp, is that high?",
    ],
)  # fmt: skip
def test_an_s_alone_makes_a_number_nobody_elses(text: str) -> None:
    assert Question.OTHERS not in ask(text).questions


@pytest.mark.parametrize("text", PHRASINGS["statements"])
def test_what_is_only_told_is_not_taken_for_a_question(text: str) -> None:
    asked = ask(text)

    assert asked.questions == ()
    assert not asked.unclear


@pytest.mark.parametrize("text", PHRASINGS["unknown"])
def test_a_question_beyond_the_rules_is_known_as_one(text: str) -> None:
    asked = ask(text)

    assert asked.questions == ()
    assert asked.unclear


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("what's tomorrow? and when is my race?", (Question.TOMORROW, Question.RACE)),
        ("why ease? what's tomorrow?", (Question.WHY, Question.TOMORROW)),
        ("hi, how am I doing?", (Question.HOW_AM_I,)),
        ("thanks! what about tomorrow?", (Question.TOMORROW,)),
        ("waht if i skpi today", (Question.SKIP,)),
        ("whats tommorow", (Question.TOMORROW,)),
        ("when is my recovry week", (Question.RECOVERY_WEEK,)),
        ("WHY???", (Question.WHY,)),
        ("why? why? why? what is tsb? when is my race?", (Question.WHY, Question.EXPLAIN)),
    ],
)
def test_two_questions_slips_and_pleasantries_are_sorted_out(
    text: str, questions: tuple[Question, ...]
) -> None:
    assert ask(text).questions == questions


def test_amounts_stand_beside_the_question() -> None:
    assert beside("what if I ride 3 hours easy").minutes == 180
    assert beside("what if I ride 1h30 of tempo").minutes == 90
    assert beside("what if I ride 1h30 of tempo").effort == "tempo"
    assert beside("what if I did 150 TSS today?").load == 150
    assert beside("what about 100 km easy?").distance_km == 100
    assert beside("what if I ride 50 miles").distance_km == pytest.approx(80.5, abs=0.1)
    assert beside("what would 2 hours at 200 watts do").power_w == 200
    assert beside("what if I run 10 km").sport == "running"


def test_days_terms_and_measures_stand_beside_the_question() -> None:
    assert beside("can I swap today with saturday").weekday == 5
    assert beside("what's tomorrow").days == {"tomorrow"}
    assert beside("what's the day after tomorrow like").days >= {"after_tomorrow"}
    assert beside("what is TSB and CTL").terms == ("tsb", "ctl")
    assert beside("how hard is that in beats").measure == "beats"
    assert beside("can I do intervals instead").harder
    assert beside("can I ride with this knee?").ailing


@pytest.mark.parametrize("text", ["", "   ", "👍", "?!", "\n", "🚴‍♀️🚴‍♀️"])
def test_signs_alone_ask_nothing(text: str) -> None:
    assert ask(text) == Asked()


@given(st.text(max_size=200))
def test_anything_may_be_typed(text: str) -> None:
    assert len(ask(text).questions) <= 2


def test_a_very_long_message_is_read_to_its_end() -> None:
    asked = ask("the ride was fine and the coffee too " * 100 + ". when is my race?")

    assert asked.questions == (Question.RACE,)
