"""Offers are kept with their athlete, answered once, and gone with what they told."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine

from coach.domain.athlete import Athlete
from coach.domain.fact import FactKind
from coach.domain.wish import DayWish, Forgetting, KeptOffer, MovingGoal, Planning, Wish
from coach.memory import schema
from coach.memory.database import SqlMemory, open_memory
from coach.memory.upgrading import upgrade
from tests.memories import MONDAY, SIX, address_of, fact, someone

GOAL = MovingGoal(to=date(2026, 6, 28), was="06-21")


def an_offer(athlete: Athlete, wish: Wish = GOAL, words: str = "Move it.") -> KeptOffer:
    return KeptOffer(athlete_id=athlete.id, made_at=SIX, local_date=MONDAY, wish=wish, words=words)


async def kept(memory: SqlMemory, offer: KeptOffer) -> int:
    offer_id = await memory.keep_offer(offer)
    assert offer_id is not None
    return offer_id


async def test_an_offer_comes_back_as_it_was_kept(memory: SqlMemory, anna: Athlete) -> None:
    rest = Planning(days=(DayWish(day=MONDAY, code="rest", minutes=0),), swapped=True)
    offer = an_offer(anna, rest, "Swap: today a rest day…")

    offer_id = await kept(memory, offer)

    assert await memory.offer(anna.id, offer_id) == replace(offer, id=offer_id)


async def test_an_offer_is_ended_once_and_by_its_athlete(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2)
    offer_id = await kept(memory, an_offer(anna))

    ended = [
        await memory.settle_offer(ben.id, offer_id, "taken"),
        await memory.settle_offer(anna.id, offer_id, "taken"),
        await memory.settle_offer(anna.id, offer_id, "left"),
    ]

    found = await memory.offer(anna.id, offer_id)
    assert ended == [False, True, False]
    assert found is not None
    assert found.state == "taken"
    assert await memory.offer(ben.id, offer_id) is None


async def test_offers_of_one_moment_are_counted(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2)
    await kept(memory, an_offer(anna))
    await kept(memory, an_offer(anna))
    await kept(memory, an_offer(ben))

    assert await memory.offers_made(anna.id, SIX) == 2
    assert await memory.offers_made(anna.id, SIX + timedelta(seconds=1)) == 0


async def test_nothing_is_kept_for_the_forgotten(memory: SqlMemory, anna: Athlete) -> None:
    await memory.forget(anna.id)

    assert await memory.keep_offer(an_offer(anna)) is None


async def test_the_forgotten_leave_no_offer_in_the_file(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    await kept(memory, an_offer(anna, words="Holds no longer: xylophone knee."))
    before = b"xylophone" in _bytes(tmp_path)

    await memory.forget(anna.id)

    assert before
    assert b"xylophone" not in _bytes(tmp_path)


async def test_an_erased_fact_takes_along_what_was_offered_and_asked(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    (noted,) = await memory.note(anna.id, [fact(words="wobbly xylophone")])
    assert noted.id is not None
    wish = Forgetting(fact_id=noted.id, erase=True)
    await kept(memory, an_offer(anna, wish, "Forget for good: “wobbly xylophone”."))
    await memory.write_down(anna.id, "in", "forget the xylophone please", SIX)

    erased = await memory.erase(anna.id, noted.id, asked_at=SIX)

    assert erased
    assert b"xylophone" not in _bytes(tmp_path)


async def test_offers_are_handed_over(memory: SqlMemory, anna: Athlete) -> None:
    await kept(memory, an_offer(anna))

    (row,) = (await memory.rows(anna.id))["offer"]

    assert row["words"] == "Move it."
    assert row["made_at"] == SIX.isoformat()
    assert row["state"] == "offered"


async def test_a_database_from_before_offers_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, to="0004")
    engine.dispose()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "INSERT INTO athlete (timezone, push_time, paused, chat_id)"
            " VALUES ('UTC', '06:30', 0, 1)"
        )
        file.execute(
            "INSERT INTO fact (athlete_id, kind, local_date, said_at, words)"
            " VALUES (1, 'pain', '2026-03-01', 0, 'knee')"
        )

    async with open_memory(address_of(path)) as memory:
        (anna,) = await memory.athletes()
        offer_id = await memory.keep_offer(an_offer(anna))
        held = (await memory.recall({anna.id: MONDAY}))[anna.id].facts

    assert offer_id == 1
    assert [one.words for one in held] == ["knee"]
    assert (tmp_path / f"coach.db.before-{schema.REVISIONS[-1]}").exists()


async def test_a_moved_goal_is_recalled_however_long_ago_it_was_moved(
    memory: SqlMemory, anna: Athlete
) -> None:
    long_ago = fact(FactKind.GOAL, MONDAY - timedelta(days=300), words="by button")
    await memory.note(anna.id, [replace(long_ago, code="2026-06-28", quality="06-21")])

    (held,) = (await memory.recall({anna.id: MONDAY}))[anna.id].facts

    assert held.code == "2026-06-28"


def _bytes(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
