"""What is handed over is all there is, by tables that other programs read, and no key."""

import csv
from datetime import timedelta
from pathlib import Path

from coach.domain.fact import FactKind
from coach.memory.dumping import SECRETS, SHOWN_ONLY
from coach.memory.schema import metadata
from coach.owning.handing_over import files_of
from coach.ports import Harvest
from tests.memories import (
    MONDAY,
    SIX,
    connection,
    entry,
    fact,
    fresh_memory,
    glimpse,
    night,
    ride,
    someone,
)  # fmt: skip


async def test_every_table_of_an_athlete_is_handed_over(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path, clock=lambda: SIX) as memory:
        anna = await someone(memory)

        files = await files_of(memory, anna, "[mission]", SIX)
        tables = await memory.rows(anna.id)

    theirs = {table.name for table in metadata.tables.values() if "athlete_id" in table.c}
    theirs.remove(SHOWN_ONLY.name)
    assert set(tables) == theirs
    assert len(files) >= len(theirs) + len({"athlete.json", "mission.toml", "reasoning_log.csv"})


async def test_words_days_and_rides_go_out_and_keys_stay(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path, clock=lambda: SIX) as memory:
        anna, ben = await someone(memory, chat_id=1), await someone(memory, chat_id=2)
        harvest = Harvest(file="a", activities=(ride(name="Alpe"),), nights=(night(readiness=70),))
        await memory.record(anna.id, [harvest])
        await memory.note(anna.id, [fact(FactKind.NOTE, MONDAY + timedelta(days=9), "camp")])
        await memory.write_down(anna.id, "in", "hello, coach", SIX)
        await memory.write_down(ben.id, "in", "not yours", SIX)
        await memory.keep([entry(anna.id), entry(anna.id, reason="Changed.")])
        await memory.keep_mission(anna.id, "name = 'Marmotte'", SIX)
        await memory.sources.connect(connection(anna.id, token="top secret"))
        await memory.keep_glimpses(anna.id, [glimpse()])

        files = await files_of(memory, anna, "[mission]", SIX)

    everything = "\n".join(files.values())
    versions = list(csv.DictReader(files["day_versions.csv"].splitlines()))
    (message,) = csv.DictReader(files["messages.csv"].splitlines())
    assert [row["version"] for row in versions] == ["1", "2"]
    assert (message["text"], message["at"]) == ("hello, coach", "2026-03-09T06:00:00+00:00")
    assert [w for w in ("Alpe", "camp", "Marmotte", "ring-7") if w not in everything] == []
    assert [w for w in ("top secret", "not yours", *SECRETS) if w in everything] == []
