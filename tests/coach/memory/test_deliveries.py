"""The pushes: once a local date, through clock changes, lateness and restarts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.athlete import Athlete
from coach.errors import AthleteError
from coach.memory.database import SqlMemory
from coach.memory.push_times import next_push, push_date, push_instant
from coach.ports import Push
from tests.memories import fresh_memory, someone

DUE = datetime(2026, 3, 10, 5, 30, tzinfo=UTC)
"""Tuesday, 06:30 in Berlin."""

ZONES = (
    "Europe/Berlin", "America/New_York", "America/Nuuk", "America/Santiago", "Africa/Casablanca",
    "Asia/Tehran", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati",
)  # fmt: skip


async def test_a_due_athlete_is_claimed_for_the_local_date(
    memory: SqlMemory, anna: Athlete
) -> None:
    pushes = await memory.claim_due(DUE, 20)

    assert pushes == [
        Push(
            athlete_id=anna.id,
            chat_id=1,
            local_date=date(2026, 3, 10),
            due_at=DUE,
            state="claimed",
            state_since=DUE,
        )
    ]
    assert await memory.in_state("claimed") == pushes


async def test_nobody_is_claimed_before_the_time(memory: SqlMemory, anna: Athlete) -> None:
    early = await memory.claim_due(DUE - timedelta(seconds=1), 20)

    assert (anna.next_push_at, list(early)) == (DUE, [])


async def test_a_second_tick_claims_nobody_again(memory: SqlMemory, anna: Athlete) -> None:
    await memory.claim_due(DUE, 20)

    again = await memory.claim_due(DUE + timedelta(seconds=30), 20)

    stored = await memory.athlete(anna.id)
    assert list(again) == []
    assert stored is not None
    assert stored.next_push_at == DUE + timedelta(days=1)


async def test_a_date_pushed_already_is_only_moved_on(memory: SqlMemory, anna: Athlete) -> None:
    await memory.claim_due(DUE, 20)
    await memory.change(replace(anna, next_push_at=DUE))

    again = await memory.claim_due(DUE, 20)

    stored = await memory.athlete(anna.id)
    assert list(again) == []
    assert stored is not None
    assert stored.next_push_at == DUE + timedelta(days=1)


async def test_the_paused_and_those_without_a_chat_are_left_in_peace(memory: SqlMemory) -> None:
    paused = await someone(memory, chat_id=1)
    await memory.change(replace(paused, paused=True))
    await someone(memory, chat_id=None)

    pushes = await memory.claim_due(DUE, 20)

    assert list(pushes) == []


async def test_a_batch_takes_the_longest_waiting_first(memory: SqlMemory) -> None:
    later = await someone(memory, chat_id=1)
    first = await someone(memory, chat_id=2)
    await memory.change(replace(first, next_push_at=DUE - timedelta(minutes=5)))

    one = await memory.claim_due(DUE, 1)
    rest = await memory.claim_due(DUE, 1)

    assert [push.athlete_id for push in (*one, *rest)] == [first.id, later.id]


async def test_three_hours_late_is_sent_and_a_second_more_is_skipped(memory: SqlMemory) -> None:
    first = await someone(memory, chat_id=1)
    limit = DUE + timedelta(hours=3)
    on_time = await memory.claim_due(limit, 20)
    await memory.change(replace(first, next_push_at=DUE + timedelta(days=1)))

    too_late = await memory.claim_due(limit + timedelta(days=1, seconds=1), 20)

    assert [push.state for push in (*on_time, *too_late)] == ["claimed", "skipped_late"]


async def test_after_a_week_offline_only_the_newest_push_is_caught_up(
    memory: SqlMemory, anna: Athlete
) -> None:
    back = DUE + timedelta(days=7, hours=1)

    skipped = await memory.claim_due(back, 20)
    caught_up = await memory.claim_due(back, 20)
    nothing = await memory.claim_due(back, 20)

    assert [(push.state, push.local_date) for push in (*skipped, *caught_up)] == [
        ("skipped_late", date(2026, 3, 10)),
        ("claimed", date(2026, 3, 17)),
    ]
    assert list(nothing) == []
    assert {push.athlete_id for push in caught_up} == {anna.id}


async def test_a_push_goes_through_its_states(memory: SqlMemory, anna: Athlete) -> None:
    claimed = await memory.claim_due(DUE, 20)
    sent_at = DUE + timedelta(seconds=2)

    await memory.move(claimed, "sending", DUE)
    in_flight = await memory.in_state("sending")
    await memory.move([replace(push, message_id=99) for push in in_flight], "sent", sent_at)

    assert [push.athlete_id for push in in_flight] == [anna.id]
    assert await memory.in_state("claimed", "sending") == []
    assert [(push.message_id, push.state_since) for push in await memory.in_state("sent")] == [
        (99, sent_at)
    ]


async def test_a_restart_finds_what_was_in_flight(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path, clock=lambda: DUE - timedelta(hours=1)) as memory:
        await someone(memory)
        await memory.move(await memory.claim_due(DUE, 20), "sending", DUE)

    async with fresh_memory(tmp_path) as memory:
        found = await memory.in_state("claimed", "sending")

    assert [(push.state, push.state_since) for push in found] == [("sending", DUE)]


async def test_moving_nothing_changes_nothing(memory: SqlMemory, anna: Athlete) -> None:
    claimed = await memory.claim_due(DUE, 20)

    await memory.move([], "failed", DUE)

    assert [push.athlete_id for push in claimed] == [anna.id]
    assert await memory.in_state("failed") == []


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # the gap: 03:30
        (date(2026, 3, 30), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
    ],
)
def test_half_past_two_in_berlin_through_the_clock_changes(day: date, utc: datetime) -> None:
    instant = push_instant(day, time(2, 30), "Europe/Berlin")

    assert instant == utc


@given(
    zone=st.sampled_from(ZONES),
    push_time=st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    begin=st.datetimes(datetime(2011, 12, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis wants naive bounds
)
@settings(max_examples=150, deadline=None)
def test_each_local_date_that_there_is_gets_one_push(
    zone: str, push_time: time, begin: datetime
) -> None:
    pushed: list[date] = []
    due = begin

    for _ in range(60):
        last = pushed[-1] if pushed else None
        due = next_push(push_time=push_time, timezone=zone, after=due, pushed=last)
        pushed.append(push_date(due, push_time, zone))

    there_are = [pushed[0] + timedelta(days=offset) for offset in range(61)]
    assert pushed == [day for day in there_are if _exists(day, zone)][:60]


def _exists(day: date, zone: str) -> bool:
    """Samoa went without 30 December 2011."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    return noon.astimezone(UTC).astimezone(ZoneInfo(zone)).date() == day


@given(zone=st.sampled_from(ZONES), days=st.integers(0, 5000))
@settings(max_examples=100, deadline=None)
def test_a_push_comes_at_its_wall_time_wherever_that_exists(zone: str, days: int) -> None:
    day, wall = date(2015, 1, 1) + timedelta(days=days), time(6, 30)

    local = push_instant(day, wall, zone).astimezone(ZoneInfo(zone))

    assert (local.date(), local.time()) == (day, wall)


def test_a_zone_without_a_name_is_refused_in_words() -> None:
    with pytest.raises(AthleteError, match="Europe/Berlin"):
        push_instant(date(2026, 3, 9), time(6), "")
