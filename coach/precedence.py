"""Who goes first where all wait for one thing: those who are waited for, before background work.

Knows nothing of what is waited for.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

MOST_PASSED: Final = 8
"""So many may pass one who gives way, so that nobody waits for ever."""

_gives_way: ContextVar[bool] = ContextVar("gives_way", default=False)


@contextmanager
def giving_way() -> Iterator[None]:
    """Let what is done inside, and every task that it begins, come after those who type."""
    before = _gives_way.set(True)
    try:
        yield
    finally:
        _gives_way.reset(before)


class Turn:
    """A lock with two lines; in each of them, who comes first goes first."""

    def __init__(self) -> None:
        """Let the first one in."""
        self._taken = False
        self._passed = 0
        self._first, self._later = deque[asyncio.Future[None]](), deque[asyncio.Future[None]]()

    async def __aenter__(self) -> None:
        """Wait for the turn."""
        if not self._taken:
            self._taken = True
            return
        called = asyncio.get_running_loop().create_future()
        (self._later if _gives_way.get() else self._first).append(called)
        try:
            await called
        except asyncio.CancelledError:
            if not called.cancelled():  # called at the very moment of leaving
                self._call_next()
            raise

    async def __aexit__(self, *_: object) -> None:
        """Call the next one."""
        self._call_next()

    def _call_next(self) -> None:
        called = self._next()
        self._taken = called is not None
        if called is not None:
            called.set_result(None)

    def _next(self) -> asyncio.Future[None] | None:
        """Take the next one out of the lines; who has left while waiting is passed over."""
        for line in (self._first, self._later):
            while line and line[0].done():
                line.popleft()
        if self._first and not (self._later and self._passed >= MOST_PASSED):
            self._passed += bool(self._later)
            return self._first.popleft()
        self._passed = 0
        return self._later.popleft() if self._later else None
