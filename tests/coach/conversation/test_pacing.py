"""Something may be done so often in a span of time for one athlete, and for others all the same."""

from datetime import UTC, datetime, timedelta

from coach.conversation.pacing import DAY, MINUTE, Pacing

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
ADA, TOM = 1, 2


def test_a_minute_has_room_for_so_many_and_the_next_one_too() -> None:
    pacing = Pacing(3, MINUTE)

    first = [pacing.take(ADA, NOON) for _ in range(4)]
    other = pacing.take(TOM, NOON)
    later = pacing.take(ADA, NOON + MINUTE)

    assert first == [True, True, True, False]
    assert other
    assert later


def test_a_day_that_is_full_opens_with_its_first_hour_of_tomorrow() -> None:
    pacing = Pacing(24, DAY)
    hours = [NOON + timedelta(hours=n) for n in range(24)]

    today = [pacing.take(ADA, hour) for hour in hours]
    too_soon = pacing.take(ADA, NOON + DAY - MINUTE)
    tomorrow = [pacing.take(ADA, NOON + DAY), pacing.take(ADA, NOON + DAY + MINUTE)]

    assert all(today)
    assert not too_soon
    assert tomorrow == [True, False]


def test_looking_whether_there_is_room_takes_none() -> None:
    pacing = Pacing(1, MINUTE)

    looked = [pacing.has_room(ADA, NOON) for _ in range(3)]
    pacing.take(ADA, NOON)

    assert looked == [True, True, True]
    assert not pacing.has_room(ADA, NOON)
