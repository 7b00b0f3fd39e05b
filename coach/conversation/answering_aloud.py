"""One answer by a model, shown as it is made: checked sentences, or all at once.

Knows ports only; what an answer may hold is `agents.talking`'s.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from coach.agents.proofreading import says_nothing
from coach.agents.talking.proof import TalkProof
from coach.agents.talking.words import finished, plain, standing
from coach.talk_ports import Follower

T = TypeVar("T")


@dataclass
class Showing:
    """What a follower sees: `first` at once, then the checked sentences; none where `whole`."""

    follower: Follower
    proof: TalkProof
    first: tuple[str, ...]
    whole: bool
    shown: str = field(default="", init=False)
    _best: str = field(default="", init=False)

    async def begin(self) -> None:
        """Show what code says first."""
        if self.first:
            await self.follower.show("\n".join(self.first))

    async def heard(self, text: str) -> str | None:
        """Take the words so far; show those that stand, or return what is wrong."""
        words = plain(finished(text))
        if not words or words == self.shown:
            return None
        if (fault := self.proof.fault(words)) is not None:
            return fault
        if not self.whole:
            self.shown = words
            self._best = max(self._best, words, key=len)
            await self.follower.show("\n".join((*self.first, words)))
        return None

    @property
    def kept(self) -> str:
        """What was shown and may stand where no more comes; "" where it is too little."""
        words = standing(self._best)
        return "" if says_nothing(words) else words

    def looks_up(self) -> None:
        """Take note that a tool is asked: what was said before is only a lead-in, and not kept."""
        self._best = ""

    def check(self, text: str) -> str | None:
        """Return what is wrong with the finished words, or None."""
        return self.proof.fault(plain(text)) or says_nothing(text)


async def unless_stopped(work: Awaitable[T], follower: Follower) -> T | None:
    """Return what comes of the work, or None where the athlete wanted no more of it."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(follower.stopped())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        for task in (working, stopping):
            with suppress(asyncio.CancelledError, Exception):
                await task
