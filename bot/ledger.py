"""Push states, committed in groups: who comes while a commit runs shares the next one."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from coach.errors import TryAgainError
from coach.ports import Deliveries, Push, PushState


class Books(Deliveries, Protocol):
    """Deliveries that can be written several at once."""

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Open one transaction for the calls inside."""
        ...


@dataclass
class _Mark:
    push: Push
    state: PushState
    done: bool = False
    failed: bool = False


class Ledger:
    """Writes states so that a mark that returned is on the disk."""

    def __init__(self, books: Books, now: Callable[[], datetime]) -> None:
        self._books, self._now = books, now
        self._waiting: list[_Mark] = []
        self._commit = asyncio.Lock()

    async def mark(self, push: Push, state: PushState, message_id: int | None = None) -> None:
        """Commit one state; raises TryAgainError where the shared commit failed."""
        mine = _Mark(replace(push, message_id=message_id), state)
        self._waiting.append(mine)
        async with self._commit:
            if not mine.done:
                await self._commit_waiting()
        if mine.failed:
            raise TryAgainError(f"The push of {push.local_date} could not be recorded.")

    async def _commit_waiting(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            await self._write(batch)
        except BaseException:
            for mark in batch:
                mark.failed = True
            raise
        finally:
            for mark in batch:
                mark.done = True

    async def _write(self, batch: Sequence[_Mark]) -> None:
        alike: dict[PushState, list[Push]] = defaultdict(list)
        for mark in batch:
            alike[mark.state].append(mark.push)
        async with self._books.transaction():
            for state, pushes in alike.items():
                await self._books.move(pushes, state, self._now())
