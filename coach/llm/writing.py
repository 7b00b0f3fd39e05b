"""Voice notes written down by one provider, inside a deadline and the day's budget.

Knows no provider's wire; what the words mean is for others.
"""

import asyncio
import logging
import time
import unicodedata
from collections.abc import Callable

from coach.llm.booking import Booking, Errand
from coach.llm.breaker import Breaker
from coach.llm.prompts import Prompt
from coach.llm.provider import Scribe, Silence, SilentError, Tokens
from coach.model_ports import ANSWERED, NoAnswerError
from coach.talk_ports import Voice

log = logging.getLogger(__name__)

WRITE_S = 10.0
MOST_CHARACTERS = 4000
"""About four minutes of speech; what is longer is not told in one breath."""
_SLOWEST = 4000
"""Bytes a second of a voice note: who says that a large one is short is not believed."""
_NO_WORDS = Prompt(id="voice", version=1, text="")
"""Nothing of ours goes with a recording; the ledger wants a name for the call."""


class Writing:
    """Writes voice notes down; the provider is built at the first one."""

    def __init__(self, booking: Booking, build: Callable[[], Scribe]) -> None:
        """Take who makes the calls, and what builds the provider beside the event loop."""
        self._booking, self._build = booking, build
        self._scribe: Scribe | None = None
        self._opening = asyncio.Lock()
        self._breaker = Breaker(time.monotonic)

    async def transcribe(self, voice: Voice) -> str:
        """Return the words on one line, none where nobody spoke.

        Raises NoAnswerError, BudgetSpentError.
        """
        scribe = await self._open()
        if not self._breaker.take():
            raise NoAnswerError("Voice notes cannot be written down right now.")
        try:
            words = await self._written(scribe, voice)
        except SilentError as error:
            if error.why is not Silence.EMPTY:
                self._breaker.failed(error)
                log.warning("%s wrote no voice note down: %s", scribe.name, error)
                raise NoAnswerError("The voice note could not be written down.") from error
            words = ""
        self._breaker.went_well()
        return words

    async def close(self) -> None:
        """Let go of connections."""
        if self._scribe is not None:
            await self._scribe.close()

    async def _open(self) -> Scribe:
        async with self._opening:
            if self._scribe is None:
                self._scribe = await asyncio.to_thread(self._build)
            return self._scribe

    async def _written(self, scribe: Scribe, voice: Voice) -> str:
        seconds = max(voice.seconds, len(voice.content) // _SLOWEST, 1)
        errand = Errand(
            prompt=_NO_WORDS,
            schema_version=1,
            athlete_id=voice.athlete_id,
            local_date=voice.local_date,
        )
        made = await self._booking.make(
            scribe,
            errand,
            usd=self._booking.till.price(scribe, Tokens(speech_s=seconds)),
            deadline=time.monotonic() + WRITE_S,
            speak=lambda: scribe.write(voice.content, voice.name),
        )
        await self._booking.settle(made, ANSWERED)
        return _clean(made.spoken.text)


def _clean(text: str) -> str:
    """Return words on one line, without what cannot be seen, and not without end."""
    seen = " ".join(text.split())
    kept = "".join(sign for sign in seen if unicodedata.category(sign)[0] != "C")
    return kept[:MOST_CHARACTERS].rstrip()
