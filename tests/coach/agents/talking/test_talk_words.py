"""A model's words made plain, cut at sentences, and today's own line where it was left out."""

import pytest

from coach.agents.talking.dates import wrong_days
from coach.agents.talking.times import in_minutes
from coach.agents.talking.within import todays_line
from coach.agents.talking.words import finished, plain, sentences, standing
from coach.domain.fact import FactKind
from tests.coach.agents.answering_scenes import ground, remembered, said
from tests.coach.agents.observation_scenes import TODAY, activity

SORE = (said(FactKind.PAIN, 4, site="left knee"),)


def test_markup_becomes_plain_lines() -> None:
    written = "## Today\n**Easy** it is!!\n\n- one ride 🚴\n* another\n1. a third\n"

    assert plain(written) == "Today\nEasy it is.\n• one ride\n• another\n• a third"


def test_what_is_no_markup_of_ours_stays_to_be_refused() -> None:
    assert plain("see [this](x) and `that`") == "see [this](x) and `that`"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Half a sen", ""),
        ("One. Two an", "One."),
        ("Your CTL is 61.", ""),
        ("Your CTL is 61.2 and", ""),
        ("First line\nsecond li", "First line"),
        ("“Why?” you ask. Be", "“Why?” you ask."),
    ],
)
def test_only_whole_sentences_are_shown(text: str, whole: str) -> None:
    assert finished(text) == whole


def test_sentences_come_one_by_one_and_items_too() -> None:
    assert list(sentences("One. Two?\n• three\n• four")) == ["One.", "Two?", "• three", "• four"]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1:15 h", "75 min"),
        ("1 h 15 min", "75 min"),
        ("1h15", "75 min"),
        ("2.5 hours", "150 min"),
        ("2–3 hours", "120–180 min"),
        ("four hours", "240 min"),
        ("half an hour", "30 min"),
        ("an hour and a half", "90 min"),
        ("an hour", "60 min"),
        ("4:25/km", "4:25/km"),
        ("45 min at 150 W", "45 min at 150 W"),
    ],
)
def test_a_stretch_of_time_is_one_figure_however_it_is_written(text: str, same: str) -> None:
    assert in_minutes(text) == same


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Wednesday 11 March", 0),
        ("Wednesday, March 11th", 0),
        ("Thursday 11 March", 1),
        ("Sunday 3 May", 0),
        ("Sunday 30 February", 1),
        ("Wednesday 31 December", 0),
        ("tomorrow, Thursday", 0),
        ("yesterday was Monday", 1),
        ("today is Wednesday", 0),
    ],
)
def test_days_are_held_against_the_calendar(text: str, wrong: int) -> None:
    assert len(list(wrong_days(text, TODAY))) == wrong


def test_an_answer_about_training_on_an_easier_day_ends_with_what_the_day_is() -> None:
    there = ground(remembered(facts=SORE))

    silent = todays_line("A ride today would do no harm.", there)
    spoken = todays_line("Today is an easy ride of 60 minutes.", there)
    elsewhere = todays_line("Your sleep was good this week.", there)

    assert silent == ("Today stays as it is: ease, 60 min, endurance ride.",)
    assert spoken == elsewhere == ()


def test_a_day_as_planned_and_one_that_is_done_need_no_such_line() -> None:
    done = (activity(0, 40), activity(1, 62))

    assert todays_line("A ride today would do no harm.", ground()) == ()
    assert (
        todays_line("A ride today would do no harm.", ground(remembered(*done, facts=SORE))) == ()
    )


@pytest.mark.parametrize(
    ("shown", "stands"),
    [
        ("Your form is fine.", ""),
        ("Your form is fine. Ride easy.", "Your form is fine. Ride easy."),
        ("Fine. Easy.\nThat would be:", "Fine. Easy."),
        ("That is:", ""),
        (f"Your form {'is fine and ' * 6}good.", f"Your form {'is fine and ' * 6}good."),
    ],
)
def test_two_sentences_or_a_long_one_stand_without_the_rest(shown: str, stands: str) -> None:
    assert standing(shown) == stands
