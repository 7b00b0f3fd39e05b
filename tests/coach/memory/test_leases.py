"""Renewing single-use tokens: one at a time in a process, and one process at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.domain.connection import SourceName
from coach.errors import OperatorError, TryAgainError
from coach.memory import leases
from coach.memory.database import SqlMemory
from coach.memory.sealing import Sealing
from coach.source_ports import Tokens
from tests.memories import SIX, connection, fresh_memory, someone

OURA = SourceName.OURA


@dataclass
class Watch:
    """A clock that two processes share."""

    time: datetime = SIX

    def __call__(self) -> datetime:
        return self.time


@dataclass
class Vendor:
    """Gives the next pair for a refresh token, once each; burnt ones are counted."""

    valid: str = "refresh 0"
    given: int = 0
    burnt: int = 0

    async def trade(self, refresh_token: str) -> dict[str, str]:
        await asyncio.sleep(0)
        if refresh_token != self.valid:
            self.burnt += 1
            return {}
        self.given += 1
        self.valid = f"refresh {self.given}"
        return {"access_token": f"access {self.given}", "refresh_token": self.valid}


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def processes(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[SqlMemory]]:
    """Give two memories over one file: a bot, and a command beside it."""
    monkeypatch.setattr(leases, "ASKED_AGAIN_S", 0.001)
    async with AsyncExitStack() as stack:
        opened = [fresh_memory(tmp_path, clock=watch) for _ in range(2)]
        yield [await stack.enter_async_context(one) for one in opened]


async def _connected(memory: SqlMemory) -> Athlete:
    anna = await someone(memory)
    made = replace(connection(anna.id), credentials={"refresh_token": "refresh 0"})
    await memory.sources.connect(made)
    return anna


async def _renew(tokens: Tokens, athlete: Athlete, vendor: Vendor) -> None:
    async with tokens.renewing(athlete.id, OURA) as stored:
        assert stored is not None
        pair = await vendor.trade(stored.credentials["refresh_token"])
        await tokens.renew(replace(stored, credentials=pair))


async def test_a_single_use_token_is_used_once_among_tasks_and_processes(
    processes: list[SqlMemory],
) -> None:
    anna, vendor = await _connected(processes[0]), Vendor()

    async with asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(_renew(processes[number % 2].sources, anna, vendor))

    (stored,) = await processes[1].sources.connections()
    assert (vendor.given, vendor.burnt) == (8, 0)
    assert stored.credentials["refresh_token"] == vendor.valid


async def test_without_a_connection_there_is_nothing_to_renew(
    memory: SqlMemory, anna: Athlete
) -> None:
    async with memory.sources.renewing(anna.id, OURA) as stored:
        assert stored is None


async def test_two_athletes_and_two_sources_do_not_wait_for_each_other(memory: SqlMemory) -> None:
    anna, ben = await someone(memory, chat_id=1), await someone(memory, chat_id=2)
    held = [(anna, OURA), (anna, SourceName.STRAVA), (ben, OURA)]
    for athlete, source in held:
        await memory.sources.connect(connection(athlete.id, source, account=str(athlete.id)))

    async with AsyncExitStack() as stack:
        stored = [
            await stack.enter_async_context(memory.sources.renewing(athlete.id, source))
            for athlete, source in held
        ]

    assert [one and (one.athlete_id, one.source) for one in stored] == [
        (athlete.id, source) for athlete, source in held
    ]


async def test_others_may_write_while_a_vendor_is_asked(processes: list[SqlMemory]) -> None:
    anna = await _connected(processes[0])

    async with processes[0].sources.renewing(anna.id, OURA):
        await processes[1].change(replace(anna, name="Anna B."))

    stored = await processes[0].athlete(anna.id)
    assert stored is not None
    assert stored.name == "Anna B."


async def test_a_renewal_that_failed_lets_the_next_one_in(processes: list[SqlMemory]) -> None:
    anna, vendor = await _connected(processes[0]), Vendor()

    with pytest.raises(OSError, match="cut off"):
        await _fail(processes[0].sources, anna)
    await _renew(processes[1].sources, anna, vendor)

    assert (vendor.given, vendor.burnt) == (1, 0)


async def _fail(tokens: Tokens, athlete: Athlete) -> None:
    async with tokens.renewing(athlete.id, OURA):
        raise OSError("cut off")


async def test_a_crash_holds_a_renewal_up_for_a_minute_at_most(
    processes: list[SqlMemory], watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_ATTEMPTS", 3)
    anna = await _connected(processes[0])
    crashed = processes[0].sources.renewing(anna.id, OURA)
    await crashed.__aenter__()

    with pytest.raises(TryAgainError, match="try again in a minute"):
        await _renew(processes[1].sources, anna, Vendor())
    watch.time += leases.DURATION
    await _renew(processes[1].sources, anna, Vendor())

    await crashed.__aexit__(None, None, None)


async def test_a_lease_that_was_overrun_is_not_given_back_in_anothers_stead(
    processes: list[SqlMemory], watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "_ATTEMPTS", 3)
    bot, command = processes[0].sources, processes[1].sources
    anna = await _connected(processes[0])

    slow = bot.renewing(anna.id, OURA)
    await slow.__aenter__()
    watch.time += leases.DURATION
    async with command.renewing(anna.id, OURA):
        await slow.__aexit__(None, None, None)
        with pytest.raises(TryAgainError):
            await _renew(bot, anna, Vendor())


async def test_a_clock_set_back_an_hour_blocks_nobody(
    processes: list[SqlMemory], watch: Watch
) -> None:
    anna, vendor = await _connected(processes[0]), Vendor()
    crashed = processes[0].sources.renewing(anna.id, OURA)
    await crashed.__aenter__()

    watch.time -= timedelta(hours=1)
    await _renew(processes[1].sources, anna, vendor)

    assert vendor.given == 1
    await crashed.__aexit__(None, None, None)


async def test_a_renewal_inside_a_transaction_is_refused(memory: SqlMemory, anna: Athlete) -> None:
    async with memory.transaction():
        with pytest.raises(RuntimeError, match="all writers wait"):
            await memory.sources.renewing(anna.id, OURA).__aenter__()


async def test_a_key_that_is_lost_is_said_when_the_pair_is_read(
    processes: list[SqlMemory], tmp_path: Path
) -> None:
    anna = await _connected(processes[0])
    async with fresh_memory(tmp_path, sealing=Sealing(key_file=tmp_path / "none")) as other:
        with pytest.raises(OperatorError, match="another key"):
            await _renew(other.sources, anna, Vendor())
