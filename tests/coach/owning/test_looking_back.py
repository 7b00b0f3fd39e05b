"""Weeks and months are summed up once they are over, each for its own athlete, and settle."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.activity import Activity
from coach.domain.athlete import Athlete
from coach.domain.summary import Span, Summary
from coach.memory.database import SqlMemory
from coach.owning.looking_back import LookingBack
from coach.ports import Harvest
from tests.chats import Watch
from tests.memories import MONDAY, SIX, fresh_memory, ride, someone

LAST_MONDAY = MONDAY - timedelta(days=7)


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[SqlMemory]:
    async with fresh_memory(tmp_path, clock=lambda: SIX) as memory:
        yield memory


async def bring(memory: SqlMemory, athlete: Athlete, *days: date) -> None:
    for day in days:
        await memory.record(athlete.id, [Harvest(file=f"{day}", activities=(ride(day),))])


def looking(memory: SqlMemory, at: datetime = SIX) -> tuple[LookingBack, Watch]:
    watch = Watch(at)
    return LookingBack(memory=memory, now=watch), watch


async def test_the_week_before_is_summed_up_on_monday(memory: SqlMemory) -> None:
    anna = await someone(memory)
    await bring(memory, anna, LAST_MONDAY, MONDAY)
    back, _ = looking(memory)

    await back.go()

    (week,) = await memory.summaries(anna.id, Span.WEEK, 9)
    recalled = (await memory.recall({anna.id: MONDAY}))[anna.id]
    tuesday = (await memory.recall({anna.id: MONDAY + timedelta(days=1)}))[anna.id]
    assert (week.first, week.activities) == (LAST_MONDAY, 1)
    assert recalled.last_week == week
    assert tuesday.last_week is None


async def test_what_came_late_still_counts_and_then_it_settles(memory: SqlMemory) -> None:
    anna = await someone(memory)
    await bring(memory, anna, LAST_MONDAY)
    back, watch = looking(memory)
    await back.go()

    await bring(memory, anna, LAST_MONDAY + timedelta(days=5))
    watch.turn(days=1)
    await back.go()
    soon = await back.last(anna, Span.WEEK)
    watch.turn(days=3)
    await back.go()
    await bring(memory, anna, LAST_MONDAY + timedelta(days=6))
    watch.turn(days=1)
    await back.go()
    settled = await back.last(anna, Span.WEEK)

    assert soon is not None
    assert settled is not None
    assert (soon.activities, settled.activities) == (2, 2)


async def test_months_are_summed_up_too_and_nobody_elses(memory: SqlMemory) -> None:
    anna, ben = await someone(memory, chat_id=1), await someone(memory, chat_id=2)
    await bring(memory, anna, date(2026, 2, 10), date(2026, 1, 10))
    back, _ = looking(memory)

    await back.go()

    months = await memory.summaries(anna.id, Span.MONTH, 9)
    assert [month.first for month in months] == [date(2026, 2, 1), date(2026, 1, 1)]
    assert await memory.summaries(ben.id, Span.MONTH, 9) == []
    assert await memory.summaries(ben.id, Span.WEEK, 9) == []


async def test_one_who_cannot_be_looked_back_on_stops_no_other(
    memory: SqlMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = await someone(memory, chat_id=1), await someone(memory, chat_id=2)
    await bring(memory, ben, LAST_MONDAY)
    asked = memory.activities

    async def broken(athlete_id: int, first: date, last: date) -> Sequence[Activity]:
        if athlete_id == anna.id:
            raise RuntimeError("a fault of ours")
        return await asked(athlete_id, first, last)

    monkeypatch.setattr(memory, "activities", broken)
    back, _ = looking(memory)
    await back.go()

    assert len(await memory.summaries(ben.id, Span.WEEK, 9)) == 1


async def test_a_day_is_looked_back_on_once(
    memory: SqlMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await someone(memory)
    await bring(memory, anna, LAST_MONDAY)
    back, _ = looking(memory)
    await back.go()

    asked: list[object] = []
    summaries = memory.summaries

    async def counted(athlete_id: int, span: Span, limit: int) -> Sequence[Summary]:
        asked.append(span)
        return await summaries(athlete_id, span, limit)

    monkeypatch.setattr(memory, "summaries", counted)
    await back.go()

    assert not asked


async def test_nothing_is_kept_of_who_was_forgotten_meanwhile(memory: SqlMemory) -> None:
    anna = await someone(memory)
    await bring(memory, anna, LAST_MONDAY)
    back, _ = looking(memory)
    await back.catch_up(anna)
    kept = await memory.summaries(anna.id, Span.WEEK, 9)
    await memory.forget(anna.id)

    await memory.keep_summaries(anna.id, kept)

    assert await memory.summaries(anna.id, Span.WEEK, 9) == []


async def test_three_months_of_findings_come_from_what_is_remembered(memory: SqlMemory) -> None:
    anna = await someone(memory)
    back, _ = looking(memory)

    assert await back.findings(anna) == ()
