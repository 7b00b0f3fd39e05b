"""Decided days: every version stays, the newest speaks; missions stay as they were loaded."""

from dataclasses import replace
from datetime import date, timedelta

from coach.domain.athlete import Athlete
from coach.memory.database import SqlMemory
from tests.memories import MONDAY, SIX, entry, someone

TUESDAY = MONDAY + timedelta(days=1)


async def test_a_day_comes_back_as_it_was_decided(memory: SqlMemory, anna: Athlete) -> None:
    decided = replace(entry(anna.id), mission_digest="d1")

    await memory.keep([decided])

    assert await memory.entry(anna.id, MONDAY) == decided


async def test_a_day_decided_anew_becomes_its_next_version(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.keep([entry(anna.id, reason="You slept well.")])

    await memory.keep([entry(anna.id, reason="Your knee is sore.")])

    newest = await memory.entry(anna.id, MONDAY)
    assert newest is not None
    assert newest.version == 2
    assert newest.briefing.decision.reason == "Your knee is sore."


async def test_one_day_twice_in_one_batch_is_two_versions(memory: SqlMemory, anna: Athlete) -> None:
    await memory.keep([entry(anna.id, reason="first"), entry(anna.id, reason="second")])

    newest = await memory.entry(anna.id, MONDAY)

    assert newest is not None
    assert (newest.version, newest.briefing.decision.reason) == (2, "second")


async def test_one_forgotten_meanwhile_takes_no_other_day_along(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2)
    await memory.forget(ben.id)

    await memory.keep([entry(ben.id), entry(anna.id)])

    assert await memory.entry(ben.id, MONDAY) is None
    assert await memory.entry(anna.id, MONDAY) is not None


async def test_a_day_not_decided_is_none(memory: SqlMemory, anna: Athlete) -> None:
    await memory.keep([])

    found = await memory.entry(anna.id, MONDAY)

    assert found is None


async def test_days_come_in_their_newest_versions_oldest_first(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2)
    await memory.keep([entry(anna.id, TUESDAY), entry(anna.id, MONDAY), entry(ben.id, MONDAY)])
    await memory.keep([entry(anna.id, MONDAY, reason="again")])

    days = await memory.entries(anna.id, MONDAY, TUESDAY)

    assert [(day.local_date, day.version) for day in days] == [(MONDAY, 2), (TUESDAY, 1)]
    assert {day.athlete_id for day in days} == {anna.id}


async def test_a_mission_is_kept_as_loaded_and_becomes_the_active_one(
    memory: SqlMemory, anna: Athlete
) -> None:
    digest = await memory.keep_mission(anna.id, "name = 'Marmotte'", SIX)

    stored = await memory.athlete(anna.id)
    assert await memory.mission_text(digest) == "name = 'Marmotte'"
    assert stored is not None
    assert stored.mission_digest == digest


async def test_an_old_mission_can_be_read_after_a_new_one_is_loaded(
    memory: SqlMemory, anna: Athlete
) -> None:
    old = await memory.keep_mission(anna.id, "old", SIX)

    new = await memory.keep_mission(anna.id, "new", SIX)

    recalled = (await memory.recall({anna.id: MONDAY}))[anna.id]
    assert (await memory.mission_text(old), recalled.mission_text) == ("old", "new")
    assert await memory.keep_mission(anna.id, "new", SIX) == new
    assert await memory.keep_mission(anna.id, "old", SIX) == old


async def test_a_mission_that_was_never_loaded_is_none(memory: SqlMemory) -> None:
    text = await memory.mission_text("0" * 64)

    assert text is None


async def test_a_day_far_in_the_past_is_found(memory: SqlMemory, anna: Athlete) -> None:
    await memory.keep([entry(anna.id, date(2016, 2, 29))])

    found = await memory.entry(anna.id, date(2016, 2, 29))

    assert found is not None
