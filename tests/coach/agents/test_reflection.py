"""Foreseen and happened teach something only where there are enough cases."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from coach.agents.reflection import FEWEST_CASES, Case, cases_of, reflect
from coach.domain.decision import Action, Intensity
from coach.domain.fact import FactKind
from tests.coach.agents.looked_back import MONDAY, day, decided
from tests.memories import fact, night, ride

CASE = Case(
    local_date=MONDAY,
    action=Action.MAINTAIN,
    intensity=Intensity.LOW,
    planned_load=50,
    load=50,
    done=True,
)


def days_of(case: Case, count: int) -> list[Case]:
    return [replace(case, local_date=MONDAY + timedelta(days=n)) for n in range(count)]


def words_of(cases: Iterable[Case]) -> str:
    return " ".join(finding.words for finding in reflect(tuple(cases)))


def test_a_case_joins_a_decided_day_with_what_became_of_it() -> None:
    nights = [night(day(n), readiness=70 if n < 5 else 60) for n in range(7)]
    entries = [decided(day(0)), decided(day(4)), decided(day(5), 0)]
    told = fact(FactKind.DONE, day(4), words="done")

    first, second, third = cases_of(entries, [ride(day(0), load=55)], nights, [told])

    assert (first.load, first.done, first.next_readiness) == (55, True, 0)
    assert (second.load, second.done, second.next_readiness) == (0, True, -10)
    assert (third.planned_load, third.done) == (0, False)


def test_a_few_days_teach_nothing() -> None:
    assert reflect(days_of(CASE, FEWEST_CASES - 1)) == ()


def test_what_was_kept_is_counted_with_its_cases() -> None:
    (finding,) = reflect([*days_of(CASE, 8), replace(CASE, done=False, load=0)])

    assert finding.words == "You did 8 of 9 planned sessions."
    assert finding.cases == 9


def test_a_weekday_that_hardly_ever_happens_is_named() -> None:
    cases = days_of(CASE, 35)
    thursdays = [
        replace(case, done=False, load=0) if case.local_date.weekday() == 3 else case
        for case in cases
    ]

    assert "Thursdays are hard for you: 0 of 5 happened." in words_of(thursdays)
    assert "hard for you" not in words_of(cases)


def test_a_habit_of_doing_more_is_named_with_its_size() -> None:
    assert "usually 20 % more than planned" in words_of(days_of(replace(CASE, load=60), 6))
    assert "usually 20 % less than planned" in words_of(days_of(replace(CASE, load=40), 6))
    assert "than planned" not in words_of(days_of(replace(CASE, load=53), 6))


def test_easy_days_that_were_not_easy_are_named() -> None:
    easy = replace(CASE, action=Action.EASE, load=80)

    words = words_of([*days_of(easy, 5), *days_of(replace(easy, load=50), 2)])

    assert "On 5 of 7 easy days you did clearly more than asked." in words


def test_mornings_after_hard_sessions_are_compared_with_usual() -> None:
    hard = replace(CASE, intensity=Intensity.HIGH, next_readiness=-8.0)

    assert "after a hard session your readiness is −8" in words_of(days_of(hard, 6))
    assert "after a hard session" not in words_of(days_of(replace(hard, next_readiness=-3), 6))
    assert "after a hard session" not in words_of(days_of(replace(hard, next_readiness=None), 6))


def test_the_surest_finding_comes_first() -> None:
    cases = [
        *days_of(CASE, 7),
        *days_of(replace(CASE, intensity=Intensity.HIGH, next_readiness=9), 6),
    ]

    found = reflect(cases)

    assert [finding.cases for finding in found] == sorted(
        (finding.cases for finding in found), reverse=True
    )
    assert len(found) == 2
