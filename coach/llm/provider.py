"""What the gateway knows of a provider: its verbs, and why one may stay silent.

Each provider maps its library's errors to a `SilentError` in one place; nothing else comes out.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

MOST_CHARACTERS = 20_000
"""An answer that goes on for longer is no answer."""


class Silence(StrEnum):
    """Why a provider gave no answer."""

    KEY = "wrong_key"
    MODEL = "unknown_model"
    QUOTA = "no_quota"
    RATE = "rate_limited"
    UNREACHABLE = "unreachable"
    BROKEN = "server_error"
    REJECTED = "request_rejected"
    SLOW = "too_slow"
    CUT = "cut_off"
    MALFORMED = "malformed"
    EMPTY = "empty"
    ENDLESS = "endless"
    UNFINISHED = "unfinished"
    REFUSED = "words_refused"


FOR_LONG = frozenset({Silence.KEY, Silence.MODEL, Silence.QUOTA})
"""What only the operator can mend: asking again soon is of no use."""
FREE = frozenset({*FOR_LONG, Silence.RATE, Silence.UNREACHABLE, Silence.BROKEN, Silence.REJECTED})
"""Refusals before the first word, which no provider charges for."""


REFUSED_TWICE = "its answer was refused twice; LOG_LEVEL=DEBUG says why"
"""What a log may say of words that a model made of an athlete's."""


class SilentError(Exception):
    """A provider gave no answer; `wait_s` is how long it asked to be left alone."""

    def __init__(self, why: Silence, words: str = "", *, wait_s: float | None = None) -> None:
        """Take why, the provider's own words for the log, and what it asked for."""
        super().__init__(f"{why}: {words}" if words else why)
        self.why, self.wait_s = why, wait_s


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What a call used; `cached` is a part of `read`, speech is counted in seconds."""

    read: int = 0
    written: int = 0
    cached: int = 0
    speech_s: int = 0


@dataclass(frozen=True, kw_only=True)
class Call:
    """A tool that a model asks for, with its arguments as it wrote them."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """An answer as it came. `tokens` is None where the provider did not tell.

    One with `calls` wants to know more before it answers; one `cut_short` was not finished.
    """

    text: str
    calls: tuple[Call, ...] = ()
    cut_short: bool = False
    model: str | None = None
    request_id: str | None = None
    tokens: Tokens | None = None
    first_token_s: float | None = None


@dataclass(frozen=True)
class Line:
    """One line of the exchange; a tool's `answers` the call of that id."""

    role: Literal["system", "user", "assistant", "tool"]
    text: str
    calls: tuple[Call, ...] = ()
    answers: str = ""


def flat(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines as mere words, for whoever is offered no tools."""
    names = {call.id: call.name for line in lines for call in line.calls}
    for line in lines:
        if line.role == "tool":
            yield Line("user", f"{names[line.answers]} says: {line.text}")
        elif line.text:
            yield Line(line.role, line.text)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The shape of an answer, or of what a tool takes: a JSON Schema in its strict form."""

    name: str
    schema: Mapping[str, Any]
    description: str = ""


Hear = Callable[[str], Awaitable[None]]
"""Takes each piece of words as it comes; a SilentError from it ends the stream and comes out."""


class Provider(Protocol):
    """One provider with one model. `local` ones cost nothing."""

    name: str
    model: str
    local: bool

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Return one answer; raises SilentError."""
        ...

    async def talk(
        self, lines: Sequence[Line], tools: Sequence[Shape], *, most_tokens: int, hear: Hear
    ) -> Spoken:
        """Return words, or the tools that are asked; raises SilentError."""
        ...

    async def look(self) -> str:
        """Ask whether key and model are good, and return what there is to say; SilentError."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Scribe(Protocol):
    """A provider that writes down what is spoken."""

    name: str
    model: str
    local: bool

    async def write(self, content: bytes, name: str) -> Spoken:
        """Return the words of a recording; raises SilentError."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
