"""When the morning comes: by buttons, by words in any order, and what is unclear is said."""

from datetime import time

import pytest

from handlers import settings, texts, welcome
from tests.handlers.turns import a_turn


@pytest.mark.parametrize(
    ("words", "zone", "at"),
    [
        ("Asia/Tokyo 06:45", "Asia/Tokyo", time(6, 45)),
        ("7:15 america/new_york", "America/New_York", time(7, 15)),
        ("Lisbon", "Europe/Lisbon", time(6, 30)),
        ("05:00", "Europe/Berlin", time(5, 0)),
        ("New York 6:45pm", "America/New_York", time(18, 45)),
        ("12 am Sao Paulo", "America/Sao_Paulo", time(0, 0)),
        ("7 Lisbon", "Europe/Lisbon", time(7, 0)),
        ("5.45", "Europe/Berlin", time(5, 45)),
    ],
)
async def test_a_zone_and_a_time_are_taken_in_words(words: str, zone: str, at: time) -> None:
    turn, _, roster = a_turn(words)

    (answer,) = await settings.settings(turn)

    assert (roster.ada.timezone, roster.ada.push_time) == (zone, at)
    assert zone in answer.html


@pytest.mark.parametrize(
    "words",
    ["Mars", "25:00", "6:30+02:00", "6:3O", "<b>", "99", "13pm", "6:75", "Europe/Berlin noon"],
)
async def test_what_is_unclear_changes_nothing_and_says_so(words: str) -> None:
    turn, _, roster = a_turn(words)

    (answer,) = await settings.settings(turn)

    assert "did not understand" in answer.html
    assert "<" not in answer.html
    assert roster.ada == turn.athlete


async def test_the_settings_show_the_time_over_there() -> None:
    (answer,) = await settings.settings(a_turn()[0])

    assert "it is 06:30 there" in answer.html
    assert answer.rows


async def test_a_button_moves_the_morning() -> None:
    turn, _, roster = a_turn("07:30")

    (answer,) = await settings.push_at(turn)

    assert roster.ada.push_time == time(7, 30)
    assert answer.replaces


async def test_a_forged_time_moves_nothing() -> None:
    turn, _, roster = a_turn("03:33")

    (answer,) = await settings.push_at(turn)

    assert answer.html == texts.FORGED
    assert roster.ada == turn.athlete


async def test_pause_and_resume_say_what_is_so() -> None:
    turn, _, roster = a_turn()

    (paused,) = await settings.pause(turn)
    stopped = roster.ada.paused
    (again,) = await settings.pause(a_turn(paused=True)[0])
    (resumed,) = await settings.resume(a_turn(paused=True)[0])
    (running,) = await settings.resume(turn)

    assert stopped
    assert [paused.html, again.html] == [texts.PAUSED, texts.ALREADY_PAUSED]
    assert "06:30" in resumed.html
    assert "not paused" in running.html


async def test_start_brings_a_paused_athlete_back() -> None:
    turn, _, roster = a_turn(paused=True)

    await welcome.start(turn)

    assert not roster.ada.paused
