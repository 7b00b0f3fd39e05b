"""Waiting for the night: kept through restarts, followed up once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.memory.database import SqlMemory
from coach.ports import NightWatch, Push
from tests.memories import fresh_memory, someone

DUE = datetime(2026, 3, 10, 5, 30, tzinfo=UTC)
DAY = date(2026, 3, 10)
UNTIL = DUE + timedelta(minutes=60)


async def _sent_without(memory: SqlMemory) -> Push:
    (push,) = await memory.claim_due(DUE, 20)
    await memory.note_night([replace(push, waits_until=UNTIL, without_night=True)])
    await memory.move([replace(push, message_id=99)], "sent", UNTIL)
    (sent,) = await memory.in_state("sent")
    return sent


async def test_a_waiting_push_stays_claimed_until_its_deadline_through_a_restart(
    tmp_path: Path,
) -> None:
    async with fresh_memory(tmp_path, clock=lambda: DUE - timedelta(hours=1)) as memory:
        await someone(memory)
        (push,) = await memory.claim_due(DUE, 20)
        await memory.note_night([replace(push, waits_until=UNTIL)])

    async with fresh_memory(tmp_path) as memory:
        found = await memory.in_state("claimed")

    assert found == [replace(push, waits_until=UNTIL)]
    assert not found[0].without_night


async def test_only_the_pushes_that_went_without_may_be_followed_up(memory: SqlMemory) -> None:
    for chat_id in (1, 2, 3):
        await someone(memory, chat_id=chat_id)
    store: NightWatch = memory
    with_night, without, unsent = await memory.claim_due(DUE, 20)
    await store.note_night([replace(push, without_night=True) for push in (without, unsent)])

    await memory.move([with_night, without], "sent", DUE)
    await memory.move([unsent], "failed", DUE)

    found = await store.without_night(DAY)
    assert [push.athlete_id for push in found] == [without.athlete_id]


async def test_noting_the_night_leaves_the_state_alone(memory: SqlMemory, anna: Athlete) -> None:
    (push,) = await memory.claim_due(DUE, 20)
    await memory.move([replace(push, message_id=99)], "sent", UNTIL)

    await memory.note_night([replace(push, without_night=True)])
    await memory.note_night([])

    (stored,) = await memory.in_state("sent")
    assert (stored.athlete_id, stored.message_id) == (anna.id, 99)
    assert stored.without_night


@pytest.mark.usefixtures("anna")
async def test_a_follow_up_is_taken_once(memory: SqlMemory) -> None:
    push = await _sent_without(memory)
    came_at = UNTIL + timedelta(hours=1)

    first = await memory.follow_up(push, came_at)
    second = await memory.follow_up(push, came_at)

    (stored,) = await memory.in_state("sent")
    assert (first, second) == (True, False)
    assert stored.followed_up_at == came_at
    assert list(await memory.without_night(DAY)) == []


@pytest.mark.usefixtures("anna")
async def test_a_push_with_its_night_has_no_follow_up(memory: SqlMemory) -> None:
    pushes = await memory.claim_due(DUE, 20)
    await memory.move(pushes, "sent", DUE)

    taken = await memory.follow_up(pushes[0], DUE)

    assert not taken


@pytest.mark.usefixtures("anna")
async def test_yesterdays_missing_night_is_let_go(memory: SqlMemory) -> None:
    push = await _sent_without(memory)

    today, tomorrow = (
        await memory.without_night(DAY),
        await memory.without_night(DAY + timedelta(days=1)),
    )

    assert list(today) == [push]
    assert list(tomorrow) == []


async def test_how_long_to_wait_is_the_athletes_own(memory: SqlMemory, anna: Athlete) -> None:
    await memory.change(replace(anna, night_wait_min=20))

    stored = await memory.athlete(anna.id)

    assert stored is not None
    assert (anna.night_wait_min, stored.night_wait_min) == (None, 20)
    assert stored.next_push_at == anna.next_push_at
