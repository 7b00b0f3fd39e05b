"""A breaker: when a provider is left alone, and how it comes back."""

import pytest

from coach.llm.breaker import IN_A_ROW, LONG_REST_S, REST_S, Breaker
from coach.llm.provider import Silence, SilentError


class Seconds:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.passed = 1000.0

    def __call__(self) -> float:
        return self.passed


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def fail(breaker: Breaker, times: int, why: Silence = Silence.BROKEN) -> None:
    for _ in range(times):
        breaker.failed(SilentError(why))


def test_a_failure_or_two_are_forgiven(seconds: Seconds) -> None:
    breaker = Breaker(seconds)

    fail(breaker, IN_A_ROW - 1)

    assert breaker.take()


def test_it_opens_for_a_while_and_lets_one_try_through(seconds: Seconds) -> None:
    breaker = Breaker(seconds)
    fail(breaker, IN_A_ROW)
    at_once = breaker.take()
    seconds.passed += REST_S

    tries = [breaker.take(), breaker.take()]

    assert not at_once
    assert tries == [True, False]


def test_a_try_that_goes_well_closes_it(seconds: Seconds) -> None:
    breaker = Breaker(seconds)
    fail(breaker, IN_A_ROW)
    seconds.passed += REST_S
    breaker.take()

    breaker.went_well()

    assert [breaker.take(), breaker.take()] == [True, True]


def test_a_wrong_key_rests_for_long(seconds: Seconds) -> None:
    breaker = Breaker(seconds)
    fail(breaker, 1, Silence.KEY)

    seconds.passed += LONG_REST_S - 1

    assert breaker.is_open


@pytest.mark.parametrize(("asked_s", "rests_s"), [(None, REST_S), (5.0, 5.0), (9e9, LONG_REST_S)])
def test_a_limit_rests_as_long_as_was_asked(
    seconds: Seconds, asked_s: float | None, rests_s: float
) -> None:
    breaker = Breaker(seconds)

    breaker.failed(SilentError(Silence.RATE, wait_s=asked_s))
    seconds.passed += rests_s - 0.1
    before = breaker.is_open
    seconds.passed += 0.2

    assert (before, breaker.is_open) == (True, False)
