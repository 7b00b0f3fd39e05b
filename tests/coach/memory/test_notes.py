"""What was said is kept word for word and closed, never overwritten."""

from dataclasses import replace
from datetime import timedelta

from coach.domain.athlete import Athlete
from coach.domain.fact import Fact, FactKind
from coach.memory.database import SqlMemory
from tests.memories import MONDAY, SIX, fact, someone

TUESDAY = MONDAY + timedelta(days=1)


async def test_facts_come_back_with_their_ids_in_their_order(
    memory: SqlMemory, anna: Athlete
) -> None:
    said = [fact(words=f"word {number}") for number in range(30)]

    noted = await memory.note(anna.id, said)

    assert [replace(one, id=None) for one in noted] == said
    assert len({one.id for one in noted}) == 30
    assert list(await _facts(memory, anna)) == list(noted)


async def test_a_fact_keeps_all_that_was_told(memory: SqlMemory, anna: Athlete) -> None:
    told = Fact(
        kind=FactKind.PAIN,
        local_date=MONDAY,
        said_at=SIX,
        words="scharfer Stich 🦵",
        value=4.5,
        site="left knee",
        code="knee",
        quality="sharp",
    )

    noted = await memory.note(anna.id, [told])

    assert await _facts(memory, anna) == tuple(noted)


async def test_a_closed_fact_stays_readable(memory: SqlMemory, anna: Athlete) -> None:
    (noted,) = await memory.note(anna.id, [fact()])
    assert noted.id is not None

    await memory.close(anna.id, [noted.id], TUESDAY)
    await memory.close(anna.id, [noted.id], TUESDAY + timedelta(days=1))

    assert await _facts(memory, anna) == (replace(noted, closed_on=TUESDAY),)


async def test_nobody_closes_the_facts_of_another(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2)
    (noted,) = await memory.note(anna.id, [fact()])
    assert noted.id is not None

    await memory.close(ben.id, [noted.id], TUESDAY)

    assert await _facts(memory, anna) == (noted,)


async def test_nothing_said_is_nothing_noted(memory: SqlMemory, anna: Athlete) -> None:
    noted = await memory.note(anna.id, [])

    assert list(noted) == []


async def test_messages_are_kept_word_for_word(memory: SqlMemory, anna: Athlete) -> None:
    words = "😀" * 4000

    await memory.write_down(anna.id, "in", words, SIX)

    # Messages have no reader yet but the export and the copy; the row itself is asked.
    async with memory._connections.reading() as connection:
        rows = (await connection.exec_driver_sql("SELECT direction, text FROM message")).all()
    assert [tuple(row) for row in rows] == [("in", words)]


async def _facts(memory: SqlMemory, athlete: Athlete) -> tuple[Fact, ...]:
    return (await memory.recall({athlete.id: MONDAY}))[athlete.id].facts
