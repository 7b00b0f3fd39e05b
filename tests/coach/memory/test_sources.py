"""Connections: whose they are, what overwrites what, and that no token lies open on the disk."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.domain.connection import SourceName, SourceState
from coach.errors import AthleteError, OperatorError
from coach.memory.database import SqlMemory, open_memory
from coach.memory.sealing import Sealing
from coach.source_ports import Connections
from tests.coach.memory.test_sealing import OTHER_KEY
from tests.memories import SIX, address_of, connection, fresh_memory, glimpse, someone

LATER = SIX + timedelta(days=1)


@pytest.fixture
def store(memory: SqlMemory) -> Connections:
    return memory.sources


async def test_a_connection_is_remembered_as_it_was_made(store: Connections, anna: Athlete) -> None:
    made = replace(
        connection(anna.id),
        state=SourceState.LAPSED,
        state_words="Your membership has ended.",
        newest_data_on=date(2026, 3, 8),
        last_asked_at=SIX,
        last_ok_at=SIX - timedelta(days=2),
        calendar=True,
        failed_mornings=3,
        told_at=LATER,
        cursor='"etag"',
    )

    await store.connect(made)

    assert list(await store.connections(anna.id)) == [made]


async def test_each_athlete_has_their_own(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    theirs = [
        connection(anna.id, SourceName.INTERVALS),
        connection(anna.id),
        connection(ben.id, account="ring-8"),
    ]
    for one in theirs:
        await memory.sources.connect(one)

    everybodys = await memory.sources.connections()

    assert list(everybodys) == theirs
    assert list(await memory.sources.connections(ben.id)) == theirs[2:]


async def test_connecting_the_same_source_twice_replaces(store: Connections, anna: Athlete) -> None:
    await store.connect(replace(connection(anna.id), failed_mornings=3))
    anew = connection(anna.id, account="ring-9", token="another", at=LATER)

    await store.connect(anew)

    assert list(await store.connections(anna.id)) == [anew]


async def test_two_athletes_never_share_a_vendors_account(memory: SqlMemory, anna: Athlete) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.sources.connect(connection(anna.id))
    bens = connection(ben.id, account="ring-8")
    await memory.sources.connect(bens)

    with pytest.raises(AthleteError, match="This Oura account is connected to another athlete"):
        await memory.sources.connect(replace(bens, account="ring-7"))

    assert list(await memory.sources.connections(ben.id)) == [bens]


async def test_the_same_number_at_two_vendors_is_two_accounts(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.sources.connect(connection(anna.id, account="7"))

    await memory.sources.connect(connection(ben.id, SourceName.STRAVA, account="7"))

    assert len(await memory.sources.connections()) == 2


async def test_an_account_that_was_left_can_be_connected_by_another(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await memory.sources.connect(connection(anna.id))
    await memory.sources.disconnect(anna.id, SourceName.OURA)

    await memory.sources.connect(connection(ben.id))

    assert [one.athlete_id for one in await memory.sources.connections()] == [ben.id]


async def test_an_old_state_does_not_bring_old_tokens_back(
    store: Connections, anna: Athlete
) -> None:
    old = connection(anna.id)
    await store.connect(old)
    await store.renew(replace(old, credentials={"access_token": "second"}, scopes=("tag",)))

    await store.change(old.answered(SourceState.LIMITED, "Too often.", LATER))

    (stored,) = await store.connections(anna.id)
    assert stored.credentials == {"access_token": "second"}
    assert (stored.scopes, stored.state_words) == (("tag",), "Too often.")


async def test_renewed_tokens_do_not_bring_an_old_state_back(
    store: Connections, anna: Athlete
) -> None:
    old = connection(anna.id)
    await store.connect(old)
    await store.change(replace(old, calendar=True, failed_mornings=2))

    await store.renew(replace(old, credentials={"access_token": "second"}))

    (stored,) = await store.connections(anna.id)
    assert (stored.calendar, stored.failed_mornings) == (True, 2)


@pytest.mark.parametrize("account", ["ring-7", "ring-9"])
async def test_what_belongs_to_a_replaced_connection_changes_nothing(
    store: Connections, anna: Athlete, account: str
) -> None:
    old = connection(anna.id)
    await store.connect(old)
    anew = connection(anna.id, account=account, token="another", at=LATER)
    await store.connect(anew)

    await store.renew(replace(old, credentials={"access_token": "second"}))
    await store.change(old.answered(SourceState.REFUSED, "Revoked.", LATER))

    assert list(await store.connections(anna.id)) == [anew]


async def test_a_connection_that_is_gone_does_not_come_back(
    store: Connections, anna: Athlete
) -> None:
    old = connection(anna.id)
    await store.connect(old)
    await store.disconnect(anna.id, SourceName.OURA)

    await store.renew(old)
    await store.change(old)

    assert await store.connections() == []


async def test_whoever_was_forgotten_meanwhile_is_not_connected(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.forget(anna.id)

    with pytest.raises(AthleteError, match="say /start"):
        await memory.sources.connect(connection(anna.id))
    await memory.keep_glimpses(anna.id, [glimpse()])

    assert await memory.glimpses(anna.id, SIX) == []


async def test_with_another_key_nothing_is_lost(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        anna = await someone(memory)
        made = connection(anna.id)
        await memory.sources.connect(made)

    async with fresh_memory(tmp_path, sealing=Sealing(OTHER_KEY)) as memory:
        (seen,) = await memory.sources.connections()
        with pytest.raises(OperatorError, match="connect again with /connect"):
            seen.credentials.get("access_token")
        await memory.sources.change(replace(seen, calendar=True))

    async with fresh_memory(tmp_path) as memory:
        assert list(await memory.sources.connections()) == [replace(made, calendar=True)]


async def test_connecting_again_mends_a_lost_key(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        anna = await someone(memory)
        await memory.sources.connect(connection(anna.id))

    anew = connection(anna.id, token="another", at=LATER)
    async with fresh_memory(tmp_path, sealing=Sealing(OTHER_KEY)) as memory:
        await memory.sources.connect(anew)

        assert list(await memory.sources.connections()) == [anew]


async def test_where_no_key_can_be_kept_the_older_connection_stays(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        anna = await someone(memory)
        made = connection(anna.id)
        await memory.sources.connect(made)

    keyless = Sealing(key_file=tmp_path / "coach.db" / "secret.key")
    async with fresh_memory(tmp_path, sealing=keyless) as memory:
        with pytest.raises(OperatorError, match="set LANTERNE_SECRET_KEY"):
            await memory.sources.connect(replace(made, account="ring-9"))

    async with fresh_memory(tmp_path) as memory:
        assert list(await memory.sources.connections()) == [made]


async def test_tokens_are_plain_neither_on_the_disk_nor_in_a_copy_nor_in_print(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    await memory.sources.connect(connection(anna.id, token="rosebud-is-a-sled"))

    await memory.backup(tmp_path / "copy.db")

    (stored,) = await memory.sources.connections()
    assert stored.credentials["access_token"] == "rosebud-is-a-sled"
    assert "rosebud" not in repr(stored)
    assert _holding(tmp_path, "ring-7") >= {"copy.db"}
    assert _holding(tmp_path, "rosebud") == set()


def _holding(folder: Path, word: str) -> set[str]:
    return {path.name for path in folder.iterdir() if word.encode() in path.read_bytes()}


async def test_a_copy_put_back_opens_with_the_same_key(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    made = connection(anna.id)
    await memory.sources.connect(made)
    await memory.backup(tmp_path / "copy.db")

    async with fresh_memory(tmp_path, name="copy.db") as copied:
        assert list(await copied.sources.connections()) == [made]


async def test_what_was_disconnected_leaves_the_file(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    await memory.sources.connect(connection(anna.id))
    sealed = _sealed(tmp_path / "coach.db")

    await memory.sources.disconnect(anna.id, SourceName.OURA)

    assert _holding(tmp_path, sealed) == set()


def _sealed(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        (sealed,) = database.execute("SELECT credentials FROM connection").fetchone()
    return str(sealed)


async def test_connections_join_the_memorys_transactions(memory: SqlMemory, anna: Athlete) -> None:
    with pytest.raises(ValueError, match="in the midst"):
        await _fail_in_the_midst(memory, anna)

    assert await memory.sources.connections() == []


async def _fail_in_the_midst(memory: SqlMemory, anna: Athlete) -> None:
    async with memory.transaction():
        await memory.sources.connect(connection(anna.id))
        raise ValueError("in the midst")


async def test_listing_needs_no_key(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        anna = await someone(memory)
        await memory.sources.connect(connection(anna.id))

    nowhere = Sealing(key_file=tmp_path / "none.key")
    async with open_memory(address_of(tmp_path / "coach.db"), sealing=nowhere) as memory:
        (seen,) = await memory.sources.connections()

    assert (seen.account, seen.scopes) == ("ring-7", ("personal", "daily"))
    assert not (tmp_path / "none.key").exists()
