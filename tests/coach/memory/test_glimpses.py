"""Strava's rows: shown for seven days, then gone, and never training."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coach.domain.athlete import Athlete
from coach.domain.connection import SourceName
from coach.domain.glimpse import KEPT_FOR
from coach.memory.database import SqlMemory, open_memory
from coach.source_ports import Glimpses
from tests.memories import MONDAY, SIX, address_of, glimpse, someone

SEEN = glimpse()


async def test_a_glimpse_is_remembered_as_it_was_seen(memory: SqlMemory, anna: Athlete) -> None:
    store: Glimpses = memory
    short = replace(SEEN, vendor_id="g-2", name=None, distance_m=None, start=SIX)

    await store.keep_glimpses(anna.id, [short, SEEN])

    seen = await store.glimpses(anna.id, SIX)
    assert list(seen) == [SEEN, short]
    assert seen[0].start.utcoffset() == timedelta(hours=1)


async def test_a_newer_one_replaces_and_an_older_one_does_not(
    memory: SqlMemory, anna: Athlete
) -> None:
    newer = replace(SEEN, name="Col de Vence, twice", fetched_at=SIX + timedelta(hours=1))
    await memory.keep_glimpses(anna.id, [SEEN])

    await memory.keep_glimpses(anna.id, [newer])
    await memory.keep_glimpses(anna.id, [SEEN])
    await memory.keep_glimpses(anna.id, [])

    assert list(await memory.glimpses(anna.id, SIX)) == [newer]


async def test_what_the_vendor_names_no_more_is_gone_and_the_rest_stays(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    earlier = replace(SEEN, vendor_id="g-0", start=SEEN.start - timedelta(days=3))
    deleted = replace(SEEN, vendor_id="g-2")
    await memory.keep_glimpses(anna.id, [earlier, SEEN, deleted])
    await memory.keep_glimpses(ben.id, [SEEN])
    between = (SEEN.start - timedelta(days=1), SEEN.start + timedelta(days=1))

    await memory.keep_glimpses(anna.id, [SEEN], between=between)
    some = await memory.glimpses(anna.id, SIX)
    await memory.keep_glimpses(anna.id, [], between=between)

    assert list(some) == [earlier, SEEN]
    assert list(await memory.glimpses(anna.id, SIX)) == [earlier]
    assert list(await memory.glimpses(ben.id, SIX)) == [SEEN]


async def test_a_deleted_one_goes_at_once_and_from_the_file(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.keep_glimpses(anna.id, [SEEN])

    await memory.drop_glimpse(ben.id, SEEN.vendor_id)
    others = await memory.glimpses(anna.id, SIX)
    await memory.drop_glimpse(anna.id, SEEN.vendor_id)

    assert list(others) == [SEEN]
    assert list(await memory.glimpses(anna.id, SIX)) == []
    assert _holding(tmp_path, "Col de Vence") == set()


async def test_each_athlete_sees_their_own(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.keep_glimpses(anna.id, [SEEN])

    await memory.keep_glimpses(ben.id, [replace(SEEN, name="Ben's view")])

    assert list(await memory.glimpses(anna.id, SIX)) == [SEEN]


async def test_after_seven_days_it_is_gone_from_the_file(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    await memory.keep_glimpses(anna.id, [SEEN])
    last = SIX + KEPT_FOR - timedelta(microseconds=1)
    in_time = await memory.glimpses(anna.id, last)

    expired = await memory.glimpses(anna.id, SIX + KEPT_FOR)

    assert (list(in_time), list(expired)) == ([SEEN], [])
    assert _holding(tmp_path, "Col de Vence") == set()


def _holding(folder: Path, word: str) -> set[str]:
    return {path.name for path in folder.iterdir() if word.encode() in path.read_bytes()}


async def test_everybodys_expired_ones_go_though_nobody_looks_at_them(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.keep_glimpses(anna.id, [SEEN])
    later = replace(SEEN, fetched_at=SIX + timedelta(days=2), name="La Turbie")
    await memory.keep_glimpses(ben.id, [later])

    await memory.expire_glimpses(SIX + KEPT_FOR)

    assert _holding(tmp_path, "Col de Vence") == set()
    assert list(await memory.glimpses(ben.id, SIX + KEPT_FOR)) == [later]


async def test_a_glimpse_is_no_training(memory: SqlMemory, anna: Athlete) -> None:
    await memory.keep_glimpses(anna.id, [SEEN])

    recalled = (await memory.recall({anna.id: MONDAY}))[anna.id]

    assert (recalled.activities, recalled.loads, recalled.history_days) == ((), (), 0)
    assert await memory.activities(anna.id, SEEN.local_date, MONDAY) == []
    assert await memory.curve(anna.id, None, MONDAY) == ()


async def test_a_copy_outlives_a_week_and_so_takes_no_glimpse(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    await memory.keep_glimpses(anna.id, [SEEN])

    await memory.backup(tmp_path / "copy.db")

    assert "copy.db" not in _holding(tmp_path, "Col de Vence")
    assert list(await memory.glimpses(anna.id, SIX)) == [SEEN]
    async with open_memory(address_of(tmp_path / "copy.db")) as copied:
        assert await copied.athletes() == [anna]
        assert list(await copied.glimpses(anna.id, SIX)) == []


async def test_disconnecting_strava_deletes_them_at_once(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.keep_glimpses(anna.id, [SEEN])
    await memory.keep_glimpses(ben.id, [replace(SEEN, name="La Turbie")])

    await memory.sources.disconnect(anna.id, SourceName.OURA)
    kept = await memory.glimpses(anna.id, SIX)
    await memory.sources.disconnect(anna.id, SourceName.STRAVA)

    assert list(kept) == [SEEN]
    assert _holding(tmp_path, "Col de Vence") == set()
    assert len(await memory.glimpses(ben.id, SIX)) == 1
