"""Opening, sharing, copying and failing: what the person who runs the bot meets."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from coach.domain.athlete import Athlete
from coach.errors import OperatorError
from coach.memory import schema
from coach.memory.database import SqlMemory, open_memory
from coach.memory.failures import in_words
from coach.memory.upgrading import upgrade
from coach.ports import Harvest
from tests.memories import MONDAY, SIX, address_of, fact, fresh_memory, ride, someone


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


async def _refusal(url: str) -> str:
    with pytest.raises(OperatorError) as refused:
        async with open_memory(url):
            pass
    return str(refused.value)


async def test_what_was_remembered_is_there_after_a_restart(tmp_path: Path) -> None:
    async with open_memory(address_of(tmp_path / "coach.db")) as memory:
        anna = await someone(memory)

    async with open_memory(f"sqlite:///{tmp_path / 'coach.db'}") as memory:
        found = await memory.athlete(anna.id)

    assert found == anna


async def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    async with open_memory(address_of(tmp_path / "coach.db")) as memory:
        await memory.backup(tmp_path / "copy.db")

    modes = [_mode(tmp_path / name) for name in ("coach.db", "copy.db")]

    assert modes == [0o600, 0o600]


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


async def test_every_connection_keeps_its_promises(memory: SqlMemory) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "query_only")

    kept = {}
    for kind in ("reading", "writing"):
        async with getattr(memory._connections, kind)() as connection:
            rows = [await connection.exec_driver_sql(f"PRAGMA {name}") for name in names]
            kept[kind] = tuple(row.scalar_one() for row in rows)

    assert kept["writing"] == ("wal", 2, 1, 1, 0)
    assert kept["reading"][:3] == ("wal", 2, 1)
    assert kept["reading"][4] == 1


async def test_a_transaction_is_kept_whole(memory: SqlMemory) -> None:
    async with memory.transaction():
        anna = await someone(memory)
        await memory.note(anna.id, [fact()])
        inside = await memory.athletes()
        outside = await asyncio.create_task(memory.athletes())

    assert inside == [anna]
    assert outside == []
    assert await memory.athletes() == [anna]


async def test_a_transaction_that_fails_leaves_nothing(memory: SqlMemory) -> None:
    with pytest.raises(ValueError, match="in the midst"):
        await _fail_in_the_midst(memory)

    assert await memory.athletes() == []


async def _fail_in_the_midst(memory: SqlMemory) -> None:
    async with memory.transaction():
        await someone(memory)
        async with memory.transaction():
            await memory.receive(7, "hello", SIX)
        raise ValueError("in the midst")


async def test_tasks_write_one_after_the_other(memory: SqlMemory, anna: Athlete) -> None:
    async def count() -> None:
        async with memory.transaction():
            before = len((await memory.recall({anna.id: MONDAY}))[anna.id].facts)
            await asyncio.sleep(0)
            await memory.note(anna.id, [fact(words=f"{before}")])

    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(count())

    facts = (await memory.recall({anna.id: MONDAY}))[anna.id].facts
    assert [one.words for one in facts] == [str(number) for number in range(20)]


async def test_a_task_that_is_cancelled_leaves_the_memory_usable(
    memory: SqlMemory, anna: Athlete
) -> None:
    begun = asyncio.Event()

    async def write() -> None:
        async with memory.transaction():
            await memory.note(anna.id, [fact()])
            begun.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    await memory.note(anna.id, [fact(words="after")])
    facts = (await memory.recall({anna.id: MONDAY}))[anna.id].facts
    assert [one.words for one in facts] == ["after"]


async def test_no_copy_is_made_in_the_midst_of_a_transaction(
    memory: SqlMemory, tmp_path: Path
) -> None:
    async with memory.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await memory.backup(tmp_path / "copy.db")

    assert "copy.db" not in _names(tmp_path)


async def test_a_rebuilt_table_keeps_what_hangs_on_it(memory: SqlMemory, anna: Athlete) -> None:
    await memory.note(anna.id, [fact()])

    async with memory._connections.rebuilding() as connection:
        for statement in (
            "CREATE TABLE athlete_new AS SELECT * FROM athlete",
            "DROP TABLE athlete",
            "ALTER TABLE athlete_new RENAME TO athlete",
        ):
            await connection.exec_driver_sql(statement)

    async with memory._connections.writing() as connection:
        facts = (await connection.exec_driver_sql("SELECT count(*) FROM fact")).scalar_one()
        bound = (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one()
    assert (facts, bound) == (1, 1)


async def test_many_may_read_while_one_writes(memory: SqlMemory, anna: Athlete) -> None:
    async with memory.transaction():
        await memory.note(anna.id, [fact()])
        reads = await asyncio.gather(
            *(asyncio.create_task(memory.recall({anna.id: MONDAY})) for _ in range(12))
        )

    assert [read[anna.id].facts for read in reads] == [()] * 12


async def test_an_import_works_beside_a_running_bot(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as bot, fresh_memory(tmp_path) as command:
        anna = await someone(bot)
        await command.record(anna.id, [Harvest(file="a", activities=(ride(),))])
        seen = await bot.activities(anna.id, MONDAY, MONDAY)

    assert len(seen) == 1


async def test_a_copy_is_whole_and_never_over_a_file(memory: SqlMemory, tmp_path: Path) -> None:
    anna = await someone(memory)
    copy = tmp_path / "copy.db"

    await memory.backup(copy)

    with pytest.raises(OperatorError, match=r"copy\.db is there already"):
        await memory.backup(copy)
    async with open_memory(address_of(copy)) as copied:
        assert await copied.athletes() == [anna]


async def test_a_copy_into_nowhere_is_refused(memory: SqlMemory, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be written"):
        await memory.backup(tmp_path / "nowhere" / "copy.db")

    assert sorted(_names(tmp_path)) == ["coach.db", "coach.db-shm", "coach.db-wal"]


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_copy_that_fails_leaves_no_piece(memory: SqlMemory, tmp_path: Path) -> None:
    await memory._connections.close()
    _write(tmp_path / "coach.db", b"\xff\xd8\xff" + b"a photo" * 200)

    with pytest.raises(OperatorError):
        await memory.backup(tmp_path / "copy.db")

    assert "copy.db" not in _names(tmp_path)


async def test_a_full_disk_is_said_and_nothing_is_half_written(
    memory: SqlMemory, anna: Athlete
) -> None:
    async with memory._connections.writing() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    rides = tuple(ride(MONDAY - timedelta(days=day)) for day in range(2000))

    with pytest.raises(OperatorError, match="disk is full"):
        await memory.record(anna.id, [Harvest(file="a", activities=rides)])

    assert await memory.activities(anna.id, MONDAY, MONDAY) == []
    assert await memory.athlete(anna.id) == anna


async def test_a_database_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    async with fresh_memory(tmp_path):
        pass
    _sql(path, "UPDATE alembic_version SET version_num = '9999'")

    refusal = await _refusal(address_of(path))

    assert "newer version" in refusal


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    _sql(path, "CREATE TABLE photo (id INTEGER)")

    refusal = await _refusal(address_of(path))

    assert "another program" in refusal


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    _write(path, b"\xff\xd8\xff" + b"a photo" * 200)

    refusal = await _refusal(address_of(path))

    assert "is not a database" in refusal


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///{folder}/nowhere/coach.db", "nowhere is not there"),
        ("sqlite:///{folder}", "is a folder"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://", "names no file"),
        pytest.param(
            "postgresql://coach:hidden@127.0.0.1/coach",
            "driver is missing: pip install asyncpg",
            marks=pytest.mark.skipif(find_spec("asyncpg") is not None, reason="it is there"),
        ),
        ("mysql://localhost/coach", "'mysql'"),
        ("coach.db", "is no database address"),
        ("sqlite:////proc/coach.db", "cannot be written"),
    ],
)
async def test_an_address_that_cannot_work_is_refused_in_words(
    tmp_path: Path, url: str, words: str
) -> None:
    refusal = await _refusal(url.format(folder=tmp_path))

    assert words in refusal
    assert refusal.count(". ") == 0


async def test_a_database_held_by_another_program_is_said(
    memory: SqlMemory, anna: Athlete, tmp_path: Path
) -> None:
    async with memory._connections.writing() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(tmp_path / "coach.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(OperatorError, match="Another program holds"):
            await memory.note(anna.id, [fact()])
        read = await memory.athlete(anna.id)

    assert read == anna


def test_a_read_only_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    _sql(path, "CREATE TABLE x (id)")

    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        pytest.raises(OperatorError, match="cannot be written"),
        in_words("coach.db"),
    ):
        connection.execute("INSERT INTO x VALUES (1)")


def test_a_fault_of_our_own_is_not_blamed_on_the_operator() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        in_words("coach.db"),
    ):
        connection.execute("SELECT * FROM nowhere")


async def test_an_older_database_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    _of_first_revision(path)
    _sql(
        path,
        "INSERT INTO athlete (timezone, push_time, paused, chat_id) VALUES ('UTC', '06:30', 0, 1)",
        "INSERT INTO push VALUES (1, '2026-03-09', 1, 0, 'sent', 0, 99)",
    )

    async with open_memory(address_of(path)) as memory:
        athletes, pushes = await memory.athletes(), await memory.in_state("sent")
        nothing = await memory.sources.connections()

    assert [athlete.chat_id for athlete in athletes] == [1]
    assert [(push.message_id, push.without_night) for push in pushes] == [(99, False)]
    assert nothing == []
    assert f"coach.db.before-{schema.REVISIONS[-1]}" in _names(tmp_path)


def _of_first_revision(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, to="0001")
    engine.dispose()


async def test_opening_needs_neither_migrations_nor_keys(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys\n"
        "from coach.memory.database import open_memory\n"
        "async def main():\n"
        f"    async with open_memory('{address_of(tmp_path / 'coach.db')}'):\n"
        "        print([name for name in ('alembic', 'cryptography') if name in sys.modules])\n"
        "asyncio.run(main())\n"
    )

    python = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await python.communicate()

    assert said.strip() == b"[]"
