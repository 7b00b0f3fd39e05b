"""`lanterne forget`: everything goes, whatever a vendor or a lost key says to it."""

import asyncio
from pathlib import Path

import pytest

from coach.memory.database import open_memory
from coach.memory.sealing import Sealing
from tests.bot.programs import Program, program
from tests.memories import KEY, connection, someone

NOBODY_THERE = "http://127.0.0.1:9/revoke"
TO_DO = (
    "Oura could not be told: end my access yourself, in your account there, under connected apps."
)


@pytest.fixture
def lanterne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    ready = program(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("OURA_CLIENT_ID", "lanterne")
    monkeypatch.setenv("OURA_CLIENT_SECRET", "secret")
    for name in ("OURA_REVOKE_URL", "OURA_TOKEN_URL", "OURA_LEGACY_TOKEN_URL"):
        monkeypatch.setenv(name, NOBODY_THERE)
    return ready


def with_a_ring(folder: Path) -> None:
    """Let an athlete have a ring."""

    async def work() -> None:
        (folder / "data").mkdir()
        place = f"sqlite+aiosqlite:///{folder}/data/lanterne.db"
        async with open_memory(place, sealing=Sealing(KEY)) as memory:
            await memory.sources.connect(connection((await someone(memory)).id))

    asyncio.run(work())


@pytest.mark.parametrize("key", [KEY, KEY.replace("d", "e")])
def test_a_vendor_that_cannot_be_told_is_named_and_all_is_gone(
    lanterne: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("LANTERNE_SECRET_KEY", key)
    with_a_ring(tmp_path)

    outcome = lanterne("forget", "--yes")
    again = lanterne("fitness", "--json")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"Everything of Anna was deleted.\n{TO_DO}\n"
    assert again.out == "[]\n"
