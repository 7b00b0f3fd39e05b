"""Vendors' calls in worker threads: so many at a time, each under a deadline of its own.

The event loop never waits for a vendor, and a thread never outlives who waits for it.
"""

import math
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import TypeVar

from anyio import CapacityLimiter, fail_after, to_thread

from coach.sources.faults import Broken, Meaning, broken
from coach.sources.http import Answer, Call, Patience, Wire
from coach.sources.leash import Leash

USUAL_THREADS = 20
Result = TypeVar("Result")


class Threads:
    """How many calls to vendors run at a time, over all vendors and athletes."""

    def __init__(self, most: int = USUAL_THREADS) -> None:
        """Allow so many."""
        self.most = most
        self._turns = CapacityLimiter(most)
        self._unlimited = CapacityLimiter(math.inf)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[CapacityLimiter]:
        """Wait for a turn; a call's deadline starts when it has one."""
        async with self._turns:
            yield self._unlimited


class Client:
    """Asks one vendor; `ask` raises Fault, and nothing else."""

    def __init__(
        self,
        label: str,
        threads: Threads,
        patience: Patience | None = None,
        *,
        own: Mapping[int, Meaning] = MappingProxyType({}),
    ) -> None:
        """Prepare to ask the vendor that people call `label`; `own` are its own statuses."""
        self.label = label
        self._threads = threads
        self._patience = patience or Patience()
        self._wire = Wire(label, self._patience, connections=threads.most, own=own)

    def close(self) -> None:
        """Close what is open."""
        self._wire.close()

    async def work(self, reading: Callable[[], Result]) -> Result:
        """Return what reading gives, made in a thread: years of rows hold up nobody else."""
        async with self._threads.turn() as limiter:
            return await to_thread.run_sync(reading, limiter=limiter)

    async def ask(self, call: Call) -> Answer:
        """Return the answer; raises Fault. A caller who is cancelled ends the request too."""
        leash = Leash()
        async with self._threads.turn() as limiter:
            try:
                with fail_after(self._patience.deadline_s):
                    return await to_thread.run_sync(
                        self._wire.send, call, leash, abandon_on_cancel=True, limiter=limiter
                    )
            except TimeoutError:
                raise broken(Broken.TIMEOUT, self.label) from None
            finally:
                leash.cut()
