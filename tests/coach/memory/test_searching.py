"""What was said is found again by its words, whose it is, and not after it was forgotten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.domain.fact import FactKind
from coach.domain.quote import Quote
from coach.memory.database import SqlMemory, open_memory
from coach.memory.schema import metadata
from tests.memories import MONDAY, SIX, address_of, fact, someone

TUESDAY = MONDAY + timedelta(days=1)
LATER = SIX + timedelta(hours=1)


def words_of(quotes: Sequence[Quote]) -> list[str]:
    return [quote.words for quote in quotes]


async def test_a_message_is_found_by_its_words_with_its_day(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.write_down(anna.id, "in", "My left knee hurts on the stairs", SIX)
    await memory.write_down(anna.id, "out", "Noted: left knee 4/10.", LATER)

    found = await memory.search(anna.id, "knee stairs", 5)

    assert found == [
        Quote(said_at=SIX, speaker="athlete", words="My left knee hurts on the stairs")
    ]
    assert [quote.speaker for quote in await memory.search(anna.id, "LEFT knee", 5)] == [
        "coach", "athlete",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("hurting again", "hurts"),
        ("Übelkeit nach dem Gel", "ubelkeit"),
        ("genou douloureux, côté gauche", "cote genou"),
        ("vo2 on Mondays is awful", "monday vo2"),
        ("I had a flat", "fla"),
    ],
)
async def test_other_forms_of_a_word_find_it_too(
    memory: SqlMemory, anna: Athlete, said: str, asked: str
) -> None:
    await memory.write_down(anna.id, "in", said, SIX)

    found = await memory.search(anna.id, asked, 5)

    assert words_of(found) == [said]


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "NOT AND OR", "text:*", "a NEAR b", "athlete_id : 1", "…", "*"]
)
async def test_no_words_break_the_search(memory: SqlMemory, anna: Athlete, words: str) -> None:
    await memory.write_down(anna.id, "in", "knee", SIX)

    assert list(await memory.search(anna.id, words, 5)) == []


async def test_without_a_quote_that_holds_all_any_telling_word_will_do(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.write_down(anna.id, "in", "my knee", SIX)
    await memory.write_down(anna.id, "in", "all is fine with my bike", LATER)

    found = await memory.search(anna.id, "when was my knee operated", 5)

    assert words_of(found) == ["my knee"]


async def test_the_newest_come_first_and_no_more_than_asked(
    memory: SqlMemory, anna: Athlete
) -> None:
    for hour in range(9):
        await memory.write_down(anna.id, "in", f"knee {hour}", SIX + timedelta(hours=hour))

    found = await memory.search(anna.id, "knee", 3)

    assert words_of(found) == ["knee 8", "knee 7", "knee 6"]


async def test_a_fact_is_found_where_no_message_holds_it(memory: SqlMemory, anna: Athlete) -> None:
    await memory.write_down(anna.id, "in", "sore knee today", SIX)
    heard = replace(fact(words="sore knee"), said_at=SIX)
    read = replace(fact(FactKind.NOTE, words="knee taped"), said_at=LATER)
    _, from_a_file = await memory.note(anna.id, [heard, read])

    found = await memory.search(anna.id, "knee", 5)

    assert words_of(found) == ["knee taped", "sore knee today"]
    assert found[0].fact_id == from_a_file.id


async def test_nobody_finds_the_words_of_another(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2)
    await memory.write_down(ben.id, "in", "my secret knee", SIX)
    await memory.write_down(anna.id, "in", f"{ben.id} beers", SIX)

    assert list(await memory.search(anna.id, "secret", 5)) == []
    assert words_of(await memory.search(ben.id, "secret", 5)) == ["my secret knee"]
    assert list(await memory.search(anna.id, "knee", 5)) == []


async def test_what_is_found_outlives_a_restart(tmp_path: Path) -> None:
    async with open_memory(address_of(tmp_path / "coach.db")) as memory:
        anna = await someone(memory)
        await memory.write_down(anna.id, "in", "the Galibier is my dream", SIX)

    async with open_memory(address_of(tmp_path / "coach.db")) as memory:
        found = await memory.search(anna.id, "galibier", 5)

    assert words_of(found) == ["the Galibier is my dream"]


async def test_the_last_messages_come_in_their_order(memory: SqlMemory, anna: Athlete) -> None:
    for hour in range(5):
        await memory.write_down(anna.id, "in", f"{hour}", SIX + timedelta(hours=hour))

    assert words_of(await memory.messages(anna.id, 2)) == ["3", "4"]
    assert len(await memory.messages(anna.id)) == 5


async def test_facts_of_a_window_come_with_what_held_before_it(
    memory: SqlMemory, anna: Athlete
) -> None:
    open_pain, closed_pain = fact(words="open"), fact(words="closed")
    trip = replace(fact(FactKind.NOTE, words="trip"), until=TUESDAY)
    over = fact(FactKind.SORENESS, words="over")
    coming = fact(FactKind.NOTE, TUESDAY + timedelta(days=30), words="coming")
    noted = await memory.note(anna.id, [open_pain, closed_pain, trip, over, coming])
    await memory.close(anna.id, [noted[1].id or 0], TUESDAY)

    held = await memory.facts(anna.id, TUESDAY, TUESDAY + timedelta(days=60))

    assert [one.words for one in held] == ["open", "trip", "coming"]


async def test_an_erased_fact_takes_its_exchange_along(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2)
    said = replace(fact(words="wobbly xylophone"), said_at=SIX)
    (noted,) = await memory.note(anna.id, [said])
    assert noted.id is not None
    await memory.write_down(anna.id, "in", "a wobbly xylophone in my knee", SIX)
    await memory.write_down(anna.id, "out", "Noted: wobbly xylophone.", SIX)
    await memory.write_down(anna.id, "in", "good morning", LATER)

    others = await memory.erase(ben.id, noted.id)
    erased = await memory.erase(anna.id, noted.id)
    again = await memory.erase(anna.id, noted.id)

    assert (others, erased, again) == (False, True, False)
    assert words_of(await memory.messages(anna.id)) == ["good morning"]
    assert _left(tmp_path, "xylophon", "wobbl") == []


async def test_the_forgotten_leave_no_word_in_the_index(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2)
    for number in range(60):
        moment = SIX + timedelta(minutes=number)
        await memory.write_down(anna.id, "in", f"quagmire jodhpurs {number}", moment)
        await memory.note(anna.id, [fact(words=f"zephyr {number}")])
        await memory.write_down(ben.id, "in", "untouched", moment)
    assert set(_left(tmp_path, "quagmir", "jodhpur", "zephyr")) == {"quagmir", "jodhpur", "zephyr"}

    await memory.forget(anna.id)

    # An index stores the ends of words that begin alike: those are looked for, too.
    assert _left(tmp_path, "quagmir", "uagmir", "jodhpur", "odhpur", "zephyr", "ephyr") == []
    assert len(await memory.search(ben.id, "untouched", 100)) == 60


async def test_nothing_is_written_down_of_the_forgotten(memory: SqlMemory, anna: Athlete) -> None:
    await memory.forget(anna.id)

    await memory.write_down(anna.id, "out", "Goodbye.", SIX)

    assert list(await memory.messages(anna.id)) == []


async def test_forgetting_reaches_the_copy_from_before_an_upgrade(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2)
    await memory.write_down(anna.id, "in", "quagmire", SIX)
    await memory.receive(5, '{"text": "quagmire"}', SIX)
    await memory.write_down(ben.id, "in", "untouched", SIX)
    await memory.backup(tmp_path / "coach.db.before-0004")

    await memory.forget(anna.id)

    async with open_memory(address_of(tmp_path / "coach.db.before-0004")) as copied:
        assert words_of(await copied.messages(ben.id)) == ["untouched"]
    assert _left(tmp_path, "quagmir", name="coach.db.before-0004") == []


def test_every_table_is_emptied_by_forgetting() -> None:
    kept = {"mission", "inbox", "athlete", "notice"}

    loose = [
        table.name
        for table in metadata.tables.values()
        if table.name not in kept and table.c.get("athlete_id") is None
    ]
    bonds = [
        bond.ondelete
        for table in metadata.tables.values()
        for column in table.c
        if column.name == "athlete_id"
        for bond in column.foreign_keys
    ]

    assert loose == []
    assert set(bonds) == {"CASCADE"}


def _left(folder: Path, *words: str, name: str = "*") -> list[str]:
    left = b"".join(path.read_bytes() for path in folder.glob(name)).lower()
    return [word for word in words if word.encode() in left]
