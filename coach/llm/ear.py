"""Words as they come: thoughts left out, whole each time, and not oftener than one can follow.

Knows whoever listens only as a function.
"""

import time
from collections.abc import Awaitable, Callable

from coach.llm.provider import Silence, SilentError
from coach.llm.thoughts import without_thoughts

EVERY_S = 0.2


class RefusedError(SilentError):
    """The listener wants no more of these words; `fault` says why, in words for the model."""

    def __init__(self, words: str, fault: str) -> None:
        """Take the words as far as they came, and what is wrong with them."""
        super().__init__(Silence.REFUSED, fault)
        self.words, self.fault = words, fault


class Ear:
    """Hears one stream."""

    def __init__(
        self,
        heard: Callable[[str], Awaitable[str | None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the listener: it is given the words so far and returns what is wrong with them."""
        self._heard, self._clock = heard, clock
        self._parts: list[str] = []
        self._told, self._next = "", float("-inf")

    async def take(self, piece: str) -> None:
        """Take the next piece; raises RefusedError."""
        self._parts.append(piece)
        if self._clock() >= self._next:
            await self.tell(without_thoughts("".join(self._parts)))
            self._next = self._clock() + EVERY_S

    async def tell(self, words: str) -> None:
        """Let words be heard that were not yet; raises RefusedError."""
        if words == self._told:
            return
        self._told = words
        if (fault := await self._heard(words)) is not None:
            raise RefusedError(words, fault)
