"""One call of a model: booked at its most before, kept to its time, settled whatever comes of it.

Knows neither what is asked nor whether the answer is any good.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from coach.domain.proposal import ModelCall
from coach.llm.prompts import Prompt
from coach.llm.provider import FREE, Provider, Scribe, Silence, SilentError, Spoken
from coach.llm.thoughts import without_thoughts
from coach.llm.till import Till
from coach.model_ports import STOPPED, BudgetSpentError

Outcome = str
"""How a call ended: answered (words or calls), unusable, stopped, or the silence that it was."""


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What calls are made for, and for whom."""

    prompt: Prompt
    schema_version: int
    athlete_id: int
    local_date: date


@dataclass(frozen=True, kw_only=True)
class Made:
    """A call that was answered, at its price; `Booking.settle` is to follow."""

    call_id: int
    call: ModelCall
    spoken: Spoken


class Booking:
    """Makes calls and books them."""

    def __init__(self, till: Till, now: Callable[[], datetime]) -> None:
        """Take where calls are booked, and the clock."""
        self.till, self._now = till, now

    async def make(
        self,
        provider: Provider | Scribe,
        errand: Errand,
        *,
        usd: float,
        deadline: float,
        speak: Callable[[], Awaitable[Spoken]],
    ) -> Made:
        """Return an answer in time; raises SilentError, BudgetSpentError.

        A call without an answer is settled here, at its reservation where it may have been charged.
        """
        if time.monotonic() >= deadline:
            raise SilentError(Silence.SLOW, "no time is left")
        call_id, call = await self._reserve(provider, errand, usd)
        began = time.monotonic()
        try:
            spoken = await _in_time(speak, deadline - began)
        except SilentError as error:
            free = {"usd": 0.0} if error.why in FREE else {}
            await self.till.settle(call_id, call.model_copy(update=_took(began) | free), error.why)
            raise
        except asyncio.CancelledError:
            stopped = self.till.settle(call_id, call.model_copy(update=_took(began)), STOPPED)
            await asyncio.shield(stopped)  # written to the end, though the asker has gone
            raise
        told = self._told(provider, spoken) | _took(began)
        return Made(call_id=call_id, call=call.model_copy(update=told), spoken=spoken)

    async def settle(self, made: Made, outcome: Outcome) -> None:
        """Book what an answered call did cost, and how it ended."""
        await self.till.settle(made.call_id, made.call, outcome)

    async def _reserve(
        self, provider: Provider | Scribe, errand: Errand, usd: float
    ) -> tuple[int, ModelCall]:
        call = ModelCall(
            provider=provider.name,
            asked_model=provider.model,
            prompt=errand.prompt.id,
            prompt_version=errand.prompt.version,
            prompt_sha256=errand.prompt.sha256,
            schema_version=errand.schema_version,
            usd=usd,
        )
        call_id = await self.till.reserve(
            call, athlete_id=errand.athlete_id, local_date=errand.local_date, at=self._now()
        )
        if call_id is None:
            raise BudgetSpentError("The day's budget for language models is spent.")
        return call_id, call

    def _told(self, provider: Provider | Scribe, spoken: Spoken) -> dict[str, object]:
        """Return what the provider told; where it told no tokens, the reservation stays."""
        told: dict[str, object] = {
            "answered_model": spoken.model,
            "request_id": spoken.request_id,
            "first_token_ms": None if spoken.first_token_s is None else _ms(spoken.first_token_s),
        }
        if spoken.tokens is not None and spoken.tokens.read:
            told |= {
                "tokens_in": spoken.tokens.read,
                "tokens_cached": spoken.tokens.cached,
                "tokens_out": spoken.tokens.written,
                "usd": self.till.price(provider, spoken.tokens),
            }
        return told


async def _in_time(speak: Callable[[], Awaitable[Spoken]], seconds: float) -> Spoken:
    """Return what is said in time, without thoughts; whatever else happens is a SilentError."""
    try:
        async with asyncio.timeout(max(seconds, 0)):
            spoken = await speak()
    except SilentError:
        raise
    except TimeoutError as error:
        raise SilentError(Silence.SLOW) from error
    except Exception as error:  # a last resort: no library's error reaches an athlete
        raise SilentError(Silence.MALFORMED, type(error).__name__) from error
    meant = replace(spoken, text=without_thoughts(spoken.text))
    if not meant.text and not meant.calls:
        raise SilentError(Silence.UNFINISHED if meant.cut_short else Silence.EMPTY)
    return meant


def _took(began: float) -> dict[str, object]:
    return {"latency_ms": _ms(time.monotonic() - began)}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
