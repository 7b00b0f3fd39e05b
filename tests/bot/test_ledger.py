"""States are on the disk when a mark returns, in as few commits as may be."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime

import pytest

from bot.ledger import Ledger
from coach.errors import TryAgainError
from coach.ports import Push, PushState
from tests.bot.doubles import NOON


def a_push(athlete_id: int) -> Push:
    return Push(
        athlete_id=athlete_id, chat_id=athlete_id, local_date=date(2026, 3, 11), due_at=NOON,
        state="claimed", state_since=NOON,
    )  # fmt: skip


class SlowBooks:
    """Counts commits; each takes a turn of the loop; `broken` fails the next."""

    def __init__(self) -> None:
        self.commits = 0
        self.broken = False
        self.moved: list[tuple[int, PushState, int | None]] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        yield
        for _ in range(3):
            await asyncio.sleep(0)
        if self.broken:
            raise OSError("disk full")
        self.commits += 1

    async def move(self, pushes: Sequence[Push], state: PushState, at: datetime) -> None:
        assert at == NOON
        self.moved += [(push.athlete_id, state, push.message_id) for push in pushes]

    async def claim_due(self, now: datetime, limit: int) -> Sequence[Push]:
        raise NotImplementedError(now, limit)

    async def in_state(self, *states: PushState) -> Sequence[Push]:
        raise NotImplementedError(states)


async def test_marks_that_come_while_a_commit_runs_share_the_next() -> None:
    books = SlowBooks()
    ledger = Ledger(books, lambda: NOON)

    await asyncio.gather(*(ledger.mark(a_push(n), "sending") for n in range(16)))

    assert books.commits == 2
    assert sorted(books.moved) == [(n, "sending", None) for n in range(16)]


async def test_each_message_keeps_its_own_id() -> None:
    books = SlowBooks()
    ledger = Ledger(books, lambda: NOON)

    await asyncio.gather(*(ledger.mark(a_push(n), "sent", 100 + n) for n in range(3)))

    assert sorted(books.moved) == [(n, "sent", 100 + n) for n in range(3)]


async def test_a_failed_commit_is_told_to_all_who_shared_it() -> None:
    books = SlowBooks()
    ledger = Ledger(books, lambda: NOON)
    first = asyncio.create_task(ledger.mark(a_push(1), "sending"))
    await asyncio.sleep(0)
    others = [asyncio.create_task(ledger.mark(a_push(n), "sending")) for n in (2, 3)]
    await first
    books.broken = True

    outcomes = await asyncio.gather(*others, return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {OSError, TryAgainError}


async def test_a_ledger_goes_on_after_a_failure() -> None:
    books = SlowBooks()
    ledger = Ledger(books, lambda: NOON)
    books.broken = True
    with pytest.raises(OSError, match="disk full"):
        await ledger.mark(a_push(1), "sending")

    books.broken = False
    await ledger.mark(a_push(1), "sending")

    assert books.commits == 1
