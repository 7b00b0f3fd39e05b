"""Calls carried out in worker processes: as many as there are cores, each with a deadline.

Knows processes, no files; a hang is killed and a worker that dies takes nothing with it.
"""

import asyncio
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Generic, Self, TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from coach.errors import AthleteError

_AHEAD = 2  # calls in flight for each worker, so that none waits for who takes the results
_HANGS = "reading it took too long and was stopped: the file is damaged"
_DIED = "reading it ended the reader twice: the file is damaged"

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Crew(Generic[Result]):
    """Workers with calls under way; leaving the context ends what is still running.

    Tasks are held here and not in a task group, since an iterator yields between their results.
    """

    def __init__(self, workers: int) -> None:
        self._limiter = CapacityLimiter(workers)
        self._free = asyncio.Semaphore(workers)  # a deadline starts when a worker does
        self._most = workers * _AHEAD
        self._running: set[asyncio.Task[Result]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    @property
    def is_full(self) -> bool:
        """Whether results should be taken before more is started."""
        return len(self._running) >= self._most

    @property
    def is_busy(self) -> bool:
        """Whether results are still to come."""
        return bool(self._running)

    def start(self, call: Coroutine[None, None, Result]) -> None:
        """Start a call whose result `ready` will give."""
        self._running.add(asyncio.create_task(call))

    async def ready(self) -> list[Result]:
        """Wait for results and return those that are there."""
        done, self._running = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
        return [task.result() for task in done]

    async def run(
        self, function: Callable[[Asked], Answer], asked: Asked, *, deadline_s: float
    ) -> Answer:
        """Return what the function answers in a worker.

        Raises AthleteError where it took longer than `deadline_s` or killed two workers.
        """
        for _ in range(2):
            try:
                async with self._free:
                    with fail_after(deadline_s):
                        return await to_process.run_sync(
                            function, asked, cancellable=True, limiter=self._limiter
                        )
            except TimeoutError as error:
                raise AthleteError(_HANGS) from error
            except BrokenWorkerProcess:
                continue
        raise AthleteError(_DIED)
