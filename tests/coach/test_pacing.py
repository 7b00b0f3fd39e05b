"""A model answers one athlete so often a minute and so often a day, and others all the same."""

from datetime import UTC, datetime, timedelta

from coach.pacing import A_DAY, A_MINUTE, Pacing

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)


def test_a_minute_has_room_for_so_many_and_the_next_one_too() -> None:
    pacing = Pacing()

    first = [pacing.may_answer(1, NOON) for _ in range(A_MINUTE + 1)]
    other = pacing.may_answer(2, NOON)
    later = pacing.may_answer(1, NOON + timedelta(minutes=1))

    assert first == [True] * A_MINUTE + [False]
    assert other
    assert later


def test_a_day_has_room_for_so_many() -> None:
    pacing = Pacing()
    moments = [NOON + timedelta(minutes=n) for n in range(A_DAY + 1)]

    answers = [pacing.may_answer(1, moment) for moment in moments]
    tomorrow = pacing.may_answer(1, NOON + timedelta(days=1, minutes=1))

    assert answers == [True] * A_DAY + [False]
    assert tomorrow


def test_that_it_is_too_much_is_told_once_a_minute() -> None:
    pacing = Pacing()

    told = [pacing.tell(1, NOON + timedelta(seconds=20 * n)) for n in range(5)]

    assert told == [True, False, False, True, False]
