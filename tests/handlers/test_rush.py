"""A rush is counted by the athlete's own minute, and told once as long as it lasts."""

from datetime import timedelta

from handlers.rush import MOST, Rush
from tests.handlers.turns import NOW

ADA, TOM = 7, 8


def test_the_twenty_first_message_of_a_minute_is_one_too_many() -> None:
    rush = Rush()

    counted = [rush.count(ADA, NOW + timedelta(seconds=n)) for n in range(MOST + 1)]

    assert counted == [False] * MOST + [True]
    assert not rush.count(TOM, NOW)


def test_as_many_messages_in_longer_are_no_rush() -> None:
    rush = Rush()

    counted = [rush.count(ADA, NOW + timedelta(seconds=3 * n)) for n in range(3 * MOST)]

    assert not any(counted)


def test_looking_does_not_count() -> None:
    rush = Rush()
    for _ in range(MOST):
        rush.count(ADA, NOW)

    assert rush.is_on(ADA, NOW)
    assert not rush.is_on(ADA, NOW + timedelta(minutes=1))


def test_a_rush_is_told_once_and_the_next_one_again() -> None:
    rush = Rush()

    told = [rush.tell(ADA, NOW + timedelta(seconds=at)) for at in (0, 40, 80, 200)]

    assert told == [True, False, False, True]
