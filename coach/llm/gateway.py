"""All providers as one: in their order, each with its breaker, inside one deadline and a budget.

An answer that cannot be used gets one repair turn; then comes the next provider, then nobody.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from coach.domain.proposal import ModelCall
from coach.llm.breaker import Breaker
from coach.llm.prompts import Prompt, prompt
from coach.llm.provider import FREE, Line, Provider, Shape, Silence, SilentError, Spoken, Tokens
from coach.llm.shapes import read, shape_of
from coach.llm.till import Till
from coach.model_ports import Answer, Answered, Ask, BudgetSpentError, NoAnswerError

log = logging.getLogger(__name__)

MOST_TOKENS = 1200
"""Of an answer: 500 are enough for the words; some models think in the same count."""
FIRST_SHARE = 0.6
"""What a provider may use of the time left while others stand behind it."""
_QUOTED = 4000


@dataclass
class Seat:
    """A provider in its place, with its breaker."""

    provider: Provider
    breaker: Breaker = field(default_factory=lambda: Breaker(time.monotonic))


@dataclass(frozen=True, kw_only=True)
class _Exchange:
    """One question to one provider, and the words so far."""

    provider: Provider
    prompt: Prompt
    shape: Shape
    lines: tuple[Line, ...]

    def followed_by(self, spoken: Spoken, fault: str) -> "_Exchange":
        said = f"That cannot be used: {fault}. Answer again with one JSON object and nothing else."
        more = (Line("assistant", spoken.text[:_QUOTED]), Line("user", said))
        return _Exchange(
            provider=self.provider,
            prompt=self.prompt,
            shape=self.shape,
            lines=(*self.lines, *more),
        )


class Gateway:
    """Implements `model_ports.LanguageModel`; providers are built at the first question."""

    def __init__(
        self,
        build: Callable[[], Sequence[Provider]],
        till: Till,
        *,
        seconds: float,
        now: Callable[[], datetime],
    ) -> None:
        """Take what builds the providers, in order; it is called once, beside the event loop."""
        self._build, self._till, self._seconds, self._now = build, till, seconds, now
        self._seats: Sequence[Seat] | None = None
        self._opening = asyncio.Lock()

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

    async def complete(self, ask: Ask[Answer]) -> Answered[Answer]:
        """Return a checked answer; raises NoAnswerError, BudgetSpentError."""
        seats = await self.open()
        deadline = time.monotonic() + self._seconds
        willing = [seat for seat in seats if not seat.breaker.is_open]
        too_dear: BudgetSpentError | None = None
        for behind, seat in _countdown(willing):
            left = deadline - time.monotonic()
            if left <= 0 or not seat.breaker.take():
                continue
            try:
                answered = await self._ask(seat, ask, left * (FIRST_SHARE if behind else 1))
            except SilentError as error:
                seat.breaker.failed(error)
                log.warning("%s gave no answer: %s", seat.provider.name, error)
            except BudgetSpentError as error:
                too_dear = error
            else:
                seat.breaker.went_well()
                return answered
        raise too_dear or NoAnswerError("No language model answered; the rules decide.")

    async def _ask(self, seat: Seat, ask: Ask[Answer], seconds: float) -> Answered[Answer]:
        """Ask one provider, and once more where the answer cannot be used; raises SilentError."""
        deadline = time.monotonic() + seconds
        words = prompt(ask.prompt)
        exchange = _Exchange(
            provider=seat.provider,
            prompt=words,
            shape=shape_of(ask.answer),
            lines=(Line("system", words.text), Line("user", ask.content)),
        )
        fault = ""
        for _ in range(2):
            call_id, call = await self._reserve(exchange, ask)
            spoken, call = await self._spoken(exchange, call_id, call, deadline)
            try:
                answer = _usable(spoken.text, ask)
            except ValueError as error:
                fault = str(error)
                await self._till.settle(call_id, call, "unusable")
                exchange = exchange.followed_by(spoken, fault)
            else:
                await self._till.settle(call_id, call, "answered")
                return Answered(answer=answer, call=call)
        raise SilentError(Silence.MALFORMED, fault)

    async def _reserve(self, exchange: _Exchange, ask: Ask[Answer]) -> tuple[int, ModelCall]:
        call = ModelCall(
            provider=exchange.provider.name,
            asked_model=exchange.provider.model,
            prompt=exchange.prompt.id,
            prompt_version=exchange.prompt.version,
            prompt_sha256=exchange.prompt.sha256,
            schema_version=ask.schema_version,
        )
        most = _most(exchange)
        usd = self._till.price(exchange.provider, most)
        booked = call.model_copy(update={"usd": usd})
        call_id = await self._till.reserve(
            booked, athlete_id=ask.athlete_id, local_date=ask.local_date, at=self._now()
        )
        if call_id is None:
            raise BudgetSpentError("The day's budget for language models is spent.")
        return call_id, booked

    async def _spoken(
        self, exchange: _Exchange, call_id: int, call: ModelCall, deadline: float
    ) -> tuple[Spoken, ModelCall]:
        """Return what was said, and the call at its price; one that failed is settled here."""
        began = time.monotonic()
        try:
            spoken = await _speak(exchange, deadline - began)
        except SilentError as error:
            free = {"usd": 0.0} if error.why in FREE else {}
            took = {"latency_ms": _ms(time.monotonic() - began)}
            await self._till.settle(call_id, call.model_copy(update=took | free), error.why)
            raise
        return spoken, self._priced(call, exchange.provider, spoken, time.monotonic() - began)

    def _priced(
        self, call: ModelCall, provider: Provider, spoken: Spoken, seconds: float
    ) -> ModelCall:
        """Return the call with what the provider told; where it did not, the reservation stays."""
        told: dict[str, object] = {
            "answered_model": spoken.model,
            "request_id": spoken.request_id,
            "latency_ms": _ms(seconds),
            "first_token_ms": None if spoken.first_token_s is None else _ms(spoken.first_token_s),
        }
        if spoken.tokens is not None and spoken.tokens.read:
            told |= {
                "tokens_in": spoken.tokens.read,
                "tokens_cached": spoken.tokens.cached,
                "tokens_out": spoken.tokens.written,
                "usd": self._till.price(provider, spoken.tokens),
            }
        return call.model_copy(update=told)


async def _speak(exchange: _Exchange, seconds: float) -> Spoken:
    """Return the provider's words in time; whatever else happens is a SilentError."""
    try:
        async with asyncio.timeout(max(seconds, 0)):
            spoken = await exchange.provider.speak(
                exchange.lines, exchange.shape, most_tokens=MOST_TOKENS
            )
    except SilentError:
        raise
    except TimeoutError as error:
        raise SilentError(Silence.SLOW) from error
    except Exception as error:  # a last resort: no library's error reaches an athlete
        raise SilentError(Silence.MALFORMED, type(error).__name__) from error
    if not spoken.text.strip():
        raise SilentError(Silence.EMPTY)
    return spoken


def _usable(text: str, ask: Ask[Answer]) -> Answer:
    """Return the answer; raises ValueError in words for the model."""
    answer = read(text, ask.answer)
    if (fault := ask.check(answer)) is not None:
        raise ValueError(fault)
    return answer


def _most(exchange: _Exchange) -> Tokens:
    """Return the most tokens that a call may use; half of the bytes never counts too few."""
    size = sum(len(line.text.encode()) for line in exchange.lines) + len(str(exchange.shape.schema))
    return Tokens(read=-(-size // 2), written=MOST_TOKENS)


def _countdown(seats: Sequence[Seat]) -> Iterator[tuple[int, Seat]]:
    """Yield each seat with how many stand behind it."""
    for number, seat in enumerate(seats, 1):
        yield len(seats) - number, seat


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
