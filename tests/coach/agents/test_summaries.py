"""A week that is over is told in its own figures, and nothing is told of what is not known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.agents.summaries import Past, in_one_line, span_before, summarise, title
from coach.domain.fact import FactKind
from coach.domain.summary import Span, Summary
from tests.coach.agents.looked_back import MADE, MONDAY, SUNDAY, day, decided, loaded
from tests.memories import fact, night, ride

WEEK = Past(span=Span.WEEK, first=MONDAY, last=SUNDAY)
LOADS = [loaded(day(-1), 0, 60), *(loaded(day(n), 90 if n < 5 else 0, 60 + n) for n in range(7))]


def told(past: Past) -> Summary:
    summary = summarise(past, MADE)
    assert summary is not None
    return summary


def test_of_nothing_known_nothing_is_told() -> None:
    assert summarise(WEEK, MADE) is None


def test_a_week_counts_its_hours_its_load_and_its_rest() -> None:
    rides = [ride(day(n), hours=1.5, load=90) for n in range(5)]

    week = told(replace(WEEK, activities=rides, loads=LOADS))

    assert (week.hours, week.load, week.activities) == (7.5, 450, 5)
    assert (week.ctl, week.ctl_change, week.rest_days) == (66, 6, 2)
    assert week.lines == (
        "7:30 h in 5 sessions, load 450, CTL 66 (+6); no hard days and 2 rest days.",
    )


def test_hard_days_are_those_of_hard_sessions() -> None:
    hard = ride(day(1), load=95)
    easy = ride(day(2), load=40)

    week = told(replace(WEEK, activities=[hard, easy]))

    assert week.hard_days == 1


def test_what_was_planned_stands_beside_what_was_done() -> None:
    entries = [decided(day(0)), decided(day(1)), decided(day(2)), decided(day(3), 0)]
    said = fact(FactKind.DONE, day(1), words="done")

    week = told(replace(WEEK, entries=entries, activities=[ride(day(0))], facts=[said]))

    assert (week.planned, week.done, week.planned_load) == (3, 2, 150)
    assert "Done: 2 of 3 planned sessions, which asked for a load of 150." in week.lines
    assert in_one_line(week.model_copy(update={"planned": 2})) == "Last week: 1:00 h, load 0"
    assert in_one_line(week) == "Last week: 1:00 h, load 0, 2 of 3 planned sessions done"


def test_a_mean_needs_three_nights() -> None:
    two = [night(day(n), sleep_h=7.0, hrv_ms=50) for n in range(2)]
    three = [*two, night(day(2), sleep_h=8.5, hrv_ms=60)]

    assert told(replace(WEEK, nights=two)).sleep_h is None
    assert "Slept 7:30 on average, HRV 53 ms." in told(replace(WEEK, nights=three)).lines


def test_a_pain_counts_its_days_until_it_was_over() -> None:
    knee = replace(fact(FactKind.PAIN, day(1)), site="left knee", closed_on=day(4))
    cold = replace(fact(FactKind.SYMPTOM, day(-3), words="a cold"), value=None)
    none = replace(fact(FactKind.PAIN, day(2)), site="hip", value=0)

    week = told(replace(WEEK, facts=[knee, cold, none], activities=[ride(day(0))]))

    assert week.troubles == ("“a cold” on 7 days", "left knee on 3 days")
    assert week.lines[-1] == "“a cold” on 7 days; left knee on 3 days."


@pytest.mark.parametrize(
    ("span", "today", "first", "last"),
    [
        (Span.WEEK, date(2026, 3, 9), MONDAY, SUNDAY),
        (Span.WEEK, date(2026, 3, 15), MONDAY, SUNDAY),
        (Span.WEEK, date(2026, 1, 4), date(2025, 12, 22), date(2025, 12, 28)),
        (Span.MONTH, date(2026, 3, 1), date(2026, 2, 1), date(2026, 2, 28)),
        (Span.MONTH, date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_the_span_before_is_the_newest_that_is_over(
    span: Span, today: date, first: date, last: date
) -> None:
    assert span_before(span, today) == (first, last)


def test_a_summary_says_which_span_it_is() -> None:
    week = told(replace(WEEK, activities=[ride(day(0))]))
    month = week.model_copy(update={"span": Span.MONTH})

    assert (title(week), title(month)) == ("Week of 2 March", "March 2026")


def test_a_month_knows_all_its_days() -> None:
    february = Past(span=Span.MONTH, first=date(2026, 2, 1), last=date(2026, 2, 28))

    assert len(february.dates) == 28
    assert february.dates[-1] + timedelta(days=1) == date(2026, 3, 1)
