"""A call that nobody waits for any more stands in the books all the same."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach.domain.proposal import ModelCall
from tests.coach.llm.listener import Listener
from tests.fakes.models import TODAY, Books, Speaker, gateway_of
from tests.memories import fresh_memory, someone


@dataclass
class SlowBooks(Books):
    """A ledger whose pen is slow."""

    writing: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:
        self.writing.set()
        await self.may_end.wait()
        await super().settle(call_id, call, outcome)
        self.ended.set()


def a_thinker() -> tuple[Speaker, asyncio.Event]:
    asleep = asyncio.Event()

    async def think() -> None:
        asleep.set()
        await asyncio.sleep(60)

    return Speaker(["Never said."], thinks=think), asleep


async def test_a_stopped_call_is_written_to_the_end_though_stopped_again() -> None:
    books, (speaker, asleep) = SlowBooks(), a_thinker()
    talking = asyncio.create_task(gateway_of(speaker, books=books).talk(Listener().talk()))
    await asleep.wait()

    talking.cancel()
    await books.writing.wait()
    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    books.may_end.set()
    await books.ended.wait()

    assert books.outcomes == ["stopped"]
    assert books.spent[1] == books.booked[0].usd


async def test_a_stopped_call_stays_at_its_reservation_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "coach.llm.till")
    speaker, asleep = a_thinker()
    async with fresh_memory(tmp_path) as memory:
        athlete = await someone(memory)
        listener = Listener(athlete_id=athlete.id)
        talking = asyncio.create_task(gateway_of(speaker, books=memory).talk(listener.talk()))
        await asleep.wait()
        [before] = await memory.spending(athlete.id, TODAY, TODAY)

        talking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await talking
        [after] = await memory.spending(athlete.id, TODAY, TODAY)

    assert "outcome=stopped" in caplog.text
    assert before == after
    assert after.usd > 0
