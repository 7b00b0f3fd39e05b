"""Days ahead are read as a calendar means them; what is past, or has no end, is no span."""

from datetime import date

import pytest

from coach.agents.listening.dates import spans

WEDNESDAY = date(2026, 3, 11)


def days(text: str, today: date = WEDNESDAY) -> list[tuple[str, str]]:
    return [(f"{span.first:%d.%m.%y}", f"{span.last:%d.%m.%y}") for span in spans(text, today)
            if span.last is not None]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("no bike Thursday to Sunday", "12.03.26", "15.03.26"),
        ("wed - fri", "11.03.26", "13.03.26"),
        ("Sat and Sun", "14.03.26", "15.03.26"),
        ("no bike until Sunday", "11.03.26", "15.03.26"),
        ("tomorrow", "12.03.26", "12.03.26"),
        ("the day after tomorrow", "13.03.26", "13.03.26"),
        ("on Thursday", "12.03.26", "12.03.26"),
        ("on wednesday", "11.03.26", "11.03.26"),
        ("next Monday", "16.03.26", "16.03.26"),
        ("next week", "16.03.26", "22.03.26"),
        ("this week", "11.03.26", "15.03.26"),
        ("this weekend", "14.03.26", "15.03.26"),
        ("next weekend", "21.03.26", "22.03.26"),
        ("next month", "01.04.26", "30.04.26"),
        ("for 5 days", "11.03.26", "15.03.26"),
        ("for the next two weeks", "11.03.26", "24.03.26"),
        ("for a week", "11.03.26", "17.03.26"),
        ("holiday 3-10 August", "03.08.26", "10.08.26"),
        ("Aug 3-10", "03.08.26", "10.08.26"),
        ("from 28 July to 3 August", "28.07.26", "03.08.26"),
        ("July 28 to August 3", "28.07.26", "03.08.26"),
        ("Dec 28 - Jan 3", "28.12.26", "03.01.27"),
        ("1-15 March", "11.03.26", "15.03.26"),
        ("the 3rd of april", "03.04.26", "03.04.26"),
        ("2026-04-01 to 2026-04-03", "01.04.26", "03.04.26"),
        ("until 20 March", "11.03.26", "20.03.26"),
    ],
)
def test_days_are_read_from_today_on(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "since Monday", "last Monday", "from Monday I travel", "31 June", "10 March", "2026-03-01",
        "I may march on", "2026-13-40", "30 min", "sun 20 km", "", "before Friday", "0 May",
    ],
)  # fmt: skip
def test_what_is_past_or_open_or_no_day_is_no_span(text: str) -> None:
    assert days(text) == []


def test_a_weekday_of_every_week_has_no_end() -> None:
    (mondays,) = spans("I hate VO2 on Mondays", WEDNESDAY)
    (tuesdays,) = spans("every tuesday only 40 min", WEDNESDAY)

    assert (mondays.weekday, mondays.last) == (0, None)
    assert (tuesdays.weekday, tuesdays.last) == (1, None)


def test_several_spans_come_in_their_order() -> None:
    assert days("no bike tomorrow, away 3-10 August") == [
        ("12.03.26", "12.03.26"),
        ("03.08.26", "10.08.26"),
    ]


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2028, 2, 29), date(2027, 1, 1)])
def test_every_calendar_day_is_a_good_day_to_ask(today: date) -> None:
    for text in ("next month", "next week", "until Sunday", "29 February", "for 3 weeks"):
        for span in spans(text, today):
            assert span.last is not None
            assert today <= span.first <= span.last
