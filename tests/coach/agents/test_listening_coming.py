"""Coming days and preferences are heard where their days are told, and never from a question."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from coach.agents.listening import listen
from coach.domain.fact import Fact
from coach.domain.fact import FactKind as K

WEDNESDAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 6, tzinfo=UTC)


def heard(text: str) -> list[Fact]:
    return list(listen(text, said_at=NOW, local_date=WEDNESDAY))


def ahead(text: str) -> list[tuple[Any, ...]]:
    """Return kind, what is known, and the days of each fact that reaches over days."""
    return [
        (f.kind, f.code if f.value is None else f.value, f.local_date.day, f.until.day)
        for f in heard(text)
        if f.until is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no bike Thursday to Sunday", (K.EQUIPMENT, "no_bike", 12, 15)),
        ("my bike is in the shop until Friday", (K.EQUIPMENT, "no_bike", 11, 13)),
        ("I'm travelling next week", (K.TRAVEL, None, 16, 22)),
        ("holiday 20-27 March", (K.TRAVEL, None, 20, 27)),
        ("away for 5 days", (K.TRAVEL, None, 11, 15)),
        ("out of town tomorrow", (K.TRAVEL, None, 12, 12)),
        ("no training tomorrow", (K.TIME, 0, 12, 12)),
        ("I can't train Sat and Sun", (K.TIME, 0, 14, 15)),
        ("only 30 min on Thursday", (K.TIME, 30, 12, 12)),
        ("max 45 minutes next week", (K.TIME, 45, 16, 22)),
    ],
)
def test_coming_days_keep_their_span(text: str, expected: tuple[Any, ...]) -> None:
    assert ahead(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "can I ride Thursday to Sunday?",
        "what if I'm away next week",
        "should I travel next week",
        "travelling",
        "training camp 3-10 August",
        "holiday next week but with my bike",
        "bank holiday monday",
        "the pain went away on Sunday",
        "race on Sunday",
        "busy until Friday",
        "I rode for 3 days",
        "my wife is away next week",
    ],
)
def test_what_is_asked_or_open_or_means_no_absence_blocks_no_day(text: str) -> None:
    assert ahead(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I hate VO2 on Mondays", ("vo2max", 0, "avoid")),
        ("please no intervals on Mondays", ("vo2max", 0, "avoid")),
        ("I don't like tempo", ("tempo", None, "avoid")),
        ("I hate the gym", ("strength", None, "avoid")),
        ("I love sweet spot", ("sweet_spot", None, "like")),
        ("never any training on Fridays", ("training", 4, "avoid")),
    ],
)
def test_likes_and_dislikes_keep_their_session_and_weekday(
    text: str, expected: tuple[Any, ...]
) -> None:
    (fact,) = heard(text)

    assert fact.kind is K.PREFERENCE
    assert (fact.code, fact.value, fact.quality) == expected
    assert fact.words == text


@pytest.mark.parametrize(
    "text", ["no intervals today", "do you hate VO2?", "no ride", "I'd like a long ride on Sunday"]
)
def test_a_word_about_today_is_no_preference(text: str) -> None:
    assert K.PREFERENCE not in [fact.kind for fact in heard(text)]


def test_pain_today_and_no_ride_tomorrow_are_two_facts() -> None:
    kinds = [fact.kind for fact in heard("knee hurts, no ride tomorrow")]

    assert kinds == [K.PAIN, K.TIME]


def test_what_reached_over_days_is_not_noted_once_more() -> None:
    assert [fact.kind for fact in heard("no bike Thursday to Sunday")] == [K.EQUIPMENT]
