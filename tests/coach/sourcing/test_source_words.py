"""How a source stands, in one line with the one thing to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.domain.connection import SourceName, SourceState
from coach.sourcing.harvesting import Answered
from coach.sourcing.source_words import failing_line, line, read_lines
from coach.sourcing.vendors import Way
from tests.memories import MONDAY, SIX, connection

KNOWN = replace(connection(1), last_ok_at=SIX, newest_data_on=MONDAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Oura: connected · newest from today"),
        (1, "Oura: connected · newest from yesterday"),
        (2, "Oura: connected · newest from 2 days ago"),
        (3, "Oura: connected · newest from 3 days ago: let its app sync"),
    ],
)
def test_the_newest_is_told_with_its_age(days: int, words: str) -> None:
    known = replace(KNOWN, newest_data_on=MONDAY - timedelta(days=days))

    assert line(SourceName.OURA, known, Way.LINK, MONDAY) == words


def test_trouble_is_told_in_its_own_words() -> None:
    words = "Oura no longer lets me in: connect it anew."
    refused = replace(KNOWN, state=SourceState.REFUSED, state_words=words)

    said = line(SourceName.OURA, refused, Way.LINK, MONDAY)
    assert said == "Oura no longer lets me in: connect it anew · newest from today"


def test_days_without_a_ride_are_no_reason_to_sync() -> None:
    week = replace(connection(1, SourceName.INTERVALS), last_ok_at=SIX)
    known = replace(week, newest_data_on=MONDAY - timedelta(days=7))

    said = line(SourceName.INTERVALS, known, Way.KEY, MONDAY)

    assert said == "intervals.icu: connected · newest from 7 days ago"


def test_a_source_that_has_failed_for_days_is_told_with_the_one_thing_to_do() -> None:
    words = "Oura no longer lets me in: connect it anew."
    refused = replace(KNOWN, state=SourceState.REFUSED, state_words=words, failed_mornings=3)

    assert failing_line(refused) == (
        "I have had nothing from Oura for 3 mornings. Oura no longer lets me in: connect it anew. "
        "Until then I plan without it; /connect shows how it stands."
    )


def test_a_source_just_connected_is_being_read() -> None:
    new = connection(1)

    assert line(SourceName.OURA, new, Way.LINK, MONDAY).endswith("I am reading your past")


@pytest.mark.parametrize("way", Way)
def test_what_is_not_connected_says_so(way: Way) -> None:
    assert "not " in line(SourceName.STRAVA, None, way, MONDAY)


def test_what_strava_hides_is_counted_and_explained() -> None:
    intervals = replace(connection(1, SourceName.INTERVALS), last_ok_at=SIX)
    answered = Answered(connection=intervals, past=True, activities=1, nights=2, stubs=40)

    read, hidden = read_lines(answered)

    assert "1 activity and 2 nights" in read
    assert hidden.startswith("40 activities are hidden there, since they came from Strava:")


def test_an_everyday_reading_is_not_talked_about() -> None:
    assert list(read_lines(Answered(connection=KNOWN, activities=1))) == []
