"""Taps and words reach the coach; forged ones get a polite nothing."""

import pytest

from handlers import checkin, keyboards, texts
from tests.handlers.turns import a_turn


async def test_the_check_in_asks_soreness_energy_and_sleep_in_turn() -> None:
    turn, coach, _ = a_turn()
    (first,) = await checkin.checkin(turn)

    sore, second = await checkin.next_question(a_turn("soreness:6:")[0])
    _, third = await checkin.next_question(a_turn("energy:3:")[0])
    end = await checkin.next_question(a_turn("sleep:7:")[0])

    assert [first.html, second.html, third.html] == [
        keyboards.QUESTIONS[kind][0] for kind in ("soreness", "energy", "sleep")
    ]
    assert "Changed" in sore.html
    assert sore.replaces
    assert len(end) == 1
    assert coach.heard == []


async def test_a_tap_is_handed_to_the_coach_as_it_was_offered() -> None:
    turn, coach, _ = a_turn("symptom::fever")

    await checkin.tap(turn)

    assert coach.heard == ["symptom::fever"]


@pytest.mark.parametrize(
    "forged", ["soreness:11:", "soreness:nan:", "cleared::", "", "energy", "time:-5:", "note:1:x"]
)
async def test_a_forged_tap_reaches_nobody(forged: str) -> None:
    turn, coach, _ = a_turn(forged)

    answers = [*await checkin.tap(turn), *await checkin.next_question(turn)]

    assert {answer.html for answer in answers} == {texts.FORGED}
    assert coach.heard == []


async def test_a_yes_is_handed_to_the_coach_and_takes_the_place_of_the_question() -> None:
    turn, coach, _ = a_turn("3.14")

    (answer,) = await checkin.sure(turn)

    assert coach.heard == ["sure of [3, 14]"]
    assert answer.replaces


async def test_done_is_noted_at_once_and_then_asked_about() -> None:
    turn, coach, _ = a_turn()

    (question,) = await checkin.done(turn)

    assert coach.heard == ["done::"]
    assert question.rows


async def test_a_question_that_was_never_asked_has_no_answer() -> None:
    (answer,) = await checkin.ask(a_turn("weight")[0])

    assert answer.html == texts.FORGED


async def test_words_that_change_the_day_offer_undo_and_why() -> None:
    (answer,) = await checkin.hear(a_turn("legs are sore")[0])

    assert answer.rows == ((("Undo", "undo:41"), ("Why", "why:2026-03-11")),)


async def test_undo_takes_back_just_what_was_noted() -> None:
    turn, coach, _ = a_turn("41.42")

    (answer,) = await checkin.undo(turn)

    assert coach.undone == [41, 42]
    assert answer.replaces


@pytest.mark.parametrize("forged", ["", "all", "1;2", "1.x", "9" * 40, "-1"])
async def test_a_forged_undo_takes_back_nothing(forged: str) -> None:
    turn, coach, _ = a_turn(forged)

    (answer,) = await checkin.undo(turn)

    assert answer.html == texts.FORGED
    assert coach.undone == []
