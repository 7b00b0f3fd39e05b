"""Doubles of language models: providers that say what a test tells them, and books in memory.

Whoever needs a whole model that talks, not a provider, finds it in `talkers.py`.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from coach.domain.proposal import SCHEMA_VERSION, ModelCall, Proposal
from coach.llm.gateway import Gateway
from coach.llm.provider import Call, Hear, Line, Provider, Scribe, Shape, Spoken, Tokens
from coach.llm.till import Till
from coach.model_ports import Ask, Budget, CallLedger, Reservation

NOW = datetime(2026, 3, 11, 6, tzinfo=UTC)
TODAY = NOW.date()
USED = Tokens(read=1000, written=100, cached=400)

PROPOSAL: dict[str, Any] = {
    "action": "ease",
    "reason": "You are a little tired, so today is easy.",
    "intensity_recommendation": "low",
    "flags": [],
    "confidence": 0.7,
    "evidence": [],
    "explanation": "I looked at your night and at your load, and an easy day suits them.",
}


def proposal(**changes: object) -> str:
    """Return an answer as a model writes it."""
    return json.dumps(PROPOSAL | changes)


@dataclass(frozen=True)
class Broken:
    """Words that come, and what then happens instead of an end."""

    text: str
    error: Exception


Script = str | Spoken | Broken | Exception | Callable[[Sequence[Line]], str]


@dataclass
class Speaker:
    """A provider that says its lines one after the other, the last one again and again."""

    script: list[Script]
    name: str = "openai"
    model: str = "model-1"
    local: bool = False
    tokens: Tokens | None = USED
    heard: list[Sequence[Line]] = field(default_factory=list)
    offered: list[Sequence[Shape]] = field(default_factory=list)
    thinks: Callable[[], Awaitable[object]] | None = None
    closed: bool = False

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Say the next line."""
        assert shape.schema
        assert most_tokens > 0
        return self._told(await self._next(lines))

    async def talk(
        self, lines: Sequence[Line], tools: Sequence[Shape], *, most_tokens: int, hear: Hear
    ) -> Spoken:
        """Say the next line word by word."""
        assert most_tokens > 0
        self.offered.append(tools)
        said = await self._next(lines)
        text = said if isinstance(said, str) else said.text
        for word in text.splitlines(keepends=True) or [text]:
            await hear(word)
        if isinstance(said, Broken):
            raise said.error
        return self._told(said)

    async def _next(self, lines: Sequence[Line]) -> str | Spoken | Broken:
        self.heard.append(list(lines))
        if self.thinks is not None:
            await self.thinks()
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, Exception):
            raise said
        return said(lines) if callable(said) else said

    def _told(self, said: str | Spoken | Broken) -> Spoken:
        whole = said if isinstance(said, Spoken) else Spoken(text=str(said))
        model = f"{self.model}-2026"
        return replace(whole, model=model, tokens=self.tokens, first_token_s=0.01)

    async def look(self) -> str:
        """Find nothing wrong."""
        return "key and model are good"

    async def close(self) -> None:
        """Be closed."""
        self.closed = True


def wants(*names: str, arguments: str = "{}", text: str = "") -> Spoken:
    """Return a round in which tools are asked."""
    calls = [
        Call(id=f"c{number}", name=name, arguments=arguments) for number, name in enumerate(names)
    ]
    return Spoken(text=text, calls=tuple(calls))


@dataclass
class Books:
    """A ledger in memory: what was booked, and how it ended."""

    booked: list[Reservation] = field(default_factory=list)
    settled: list[tuple[int, ModelCall, str]] = field(default_factory=list)
    spent: dict[int, float] = field(default_factory=dict)

    async def reserve(self, call: Reservation, budget: Budget) -> int | None:
        """Book a call, unless it is too much."""
        total = sum(self.spent.values()) + call.usd
        if not budget.allows(total, total):
            return None
        self.booked.append(call)
        self.spent[len(self.booked)] = call.usd
        return len(self.booked)

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:
        """Book its price."""
        self.spent[call_id] = call.usd
        self.settled.append((call_id, call, outcome))

    @property
    def outcomes(self) -> list[str]:
        """How the calls ended, in order."""
        return [outcome for _, _, outcome in self.settled]


def a_cent_each(_provider: str, _model: str, tokens: Tokens) -> float:
    """Charge a cent for a thousand tokens, and for a minute of speech."""
    return (tokens.read + tokens.written) / 1000 / 100 + tokens.speech_s / 60 / 100


def gateway_of(
    *providers: Provider,
    books: CallLedger | None = None,
    usd: float | None = None,
    seconds: float = 5,
    scribe: Scribe | None = None,
) -> Gateway:
    """Return a gateway over doubles; talking and answering have the same time."""
    till = Till(books or Books(), Budget(athlete_usd=usd, all_usd=usd), a_cent_each)
    return Gateway(
        lambda: list(providers),
        till,
        seconds=seconds,
        now=lambda: NOW,
        talk_seconds=seconds,
        scribe=None if scribe is None else lambda: scribe,
    )


def an_ask(check: Callable[[Proposal], str | None] = lambda _: None) -> Ask[Proposal]:
    """Return a question about a morning."""
    return Ask(
        prompt="morning", content='{"facts": {}}', answer=Proposal, check=check,
        schema_version=SCHEMA_VERSION, athlete_id=7, local_date=TODAY,
    )  # fmt: skip
