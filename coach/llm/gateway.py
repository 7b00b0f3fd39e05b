"""All providers as one: in their order, each with its breaker, inside one deadline and a budget.

What is asked of a provider, and how often, is the matter of `asking.py` and `talking.py`.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from coach.llm.asking import Asking
from coach.llm.booking import Booking
from coach.llm.breaker import Breaker
from coach.llm.provider import Provider, Scribe, SilentError
from coach.llm.talking import Talking
from coach.llm.till import Till
from coach.llm.writing import Writing
from coach.model_ports import Answer, Answered, Ask, BudgetSpentError, NoAnswerError
from coach.talk_ports import Talk, Told, Voice

log = logging.getLogger(__name__)

TALK_S = 20.0
"""For all providers and all tools of one answer together."""
FIRST_SHARE = 0.6
"""What a provider may use of the time left while others stand behind it."""

Got = TypeVar("Got")


@dataclass
class Seat:
    """A provider in its place, with its breaker."""

    provider: Provider
    breaker: Breaker = field(default_factory=lambda: Breaker(time.monotonic))


class Gateway:
    """Implements `LanguageModel`, `TalkingModel` and `Transcriber`.

    Providers are built at the first question.
    """

    def __init__(
        self,
        build: Callable[[], Sequence[Provider]],
        till: Till,
        *,
        seconds: float,
        now: Callable[[], datetime],
        talk_seconds: float = TALK_S,
        scribe: Callable[[], Scribe] | None = None,
    ) -> None:
        """Take what builds the providers, in order; it is called once, beside the event loop.

        `seconds` are for a typed answer, `talk_seconds` for words.
        """
        self._build, self._seconds, self._talk_seconds = build, seconds, talk_seconds
        booking = Booking(till, now)
        self._asking, self._talking = Asking(booking), Talking(booking)
        self._writing = None if scribe is None else Writing(booking, scribe)
        self._seats: Sequence[Seat] | None = None
        self._opening = asyncio.Lock()

    @property
    def can_transcribe(self) -> bool:
        """Whether voice notes can be written down."""
        return self._writing is not None

    async def open(self) -> Sequence[Seat]:
        """Build the providers, where that was not done; their libraries are heavy."""
        async with self._opening:
            if self._seats is None:
                built = await asyncio.to_thread(self._build)
                self._seats = tuple(Seat(provider) for provider in built)
            return self._seats

    async def close(self) -> None:
        """Let go of every connection."""
        for seat in self._seats or ():
            await seat.provider.close()
        if self._writing is not None:
            await self._writing.close()

    async def complete(self, ask: Ask[Answer]) -> Answered[Answer]:
        """Return a checked answer; raises NoAnswerError, BudgetSpentError."""

        async def asked(provider: Provider, deadline: float) -> Answered[Answer]:
            return await self._asking.ask(provider, ask, deadline)

        return await self._first(asked, self._seconds)

    async def talk(self, talk: Talk) -> Told:
        """Return checked words; raises NoAnswerError, BudgetSpentError."""

        async def talked(provider: Provider, deadline: float) -> Told:
            return await self._talking.talk(provider, talk, deadline)

        return await self._first(talked, self._talk_seconds)

    async def transcribe(self, voice: Voice) -> str:
        """Return the words of a voice note; raises NoAnswerError, BudgetSpentError."""
        if self._writing is None:
            raise NoAnswerError("Nobody writes down voice notes: see OPENAI_TRANSCRIBE_MODEL.")
        return await self._writing.transcribe(voice)

    async def _first(self, ask: Callable[[Provider, float], Awaitable[Got]], seconds: float) -> Got:
        """Return what the first provider gives that gives anything, before the time is over."""
        seats = await self.open()
        deadline = time.monotonic() + seconds
        too_dear: BudgetSpentError | None = None
        for behind, seat in _countdown([seat for seat in seats if not seat.breaker.is_open]):
            left = deadline - time.monotonic()
            if left <= 0 or not seat.breaker.take():
                continue
            try:
                got = await ask(seat.provider, deadline - left * (1 - FIRST_SHARE) * bool(behind))
            except SilentError as error:
                seat.breaker.failed(error)
                log.warning("%s gave no answer: %s", seat.provider.name, error)
            except BudgetSpentError as error:
                too_dear = error
            else:
                seat.breaker.went_well()
                return got
        raise too_dear or NoAnswerError("No language model answered; the rules decide.")


def _countdown(seats: Sequence[Seat]) -> Iterator[tuple[int, Seat]]:
    """Yield each seat with how many stand behind it."""
    for number, seat in enumerate(seats, 1):
        yield len(seats) - number, seat
