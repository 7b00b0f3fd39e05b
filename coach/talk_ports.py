"""What the coach needs of a model that talks, and of whoever follows its answer as it comes.

A tool reads and never writes; whose numbers it reads is set by the caller, never by the model.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pydantic import BaseModel

from coach.domain.proposal import ModelCall


@dataclass(frozen=True, kw_only=True)
class Tool:
    """Something that a model may ask for: `arguments` is the shape of what it hands in."""

    name: str
    description: str
    arguments: type[BaseModel]


Look = Callable[[str, str], Awaitable[str]]
"""Runs a tool: from its name and its arguments as the model wrote them (JSON) to JSON for the
model. It never raises: what is wrong is told in the answer."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A message to be answered in words. `prompt` is a prompt file, `content` the rest as JSON.

    `heard` takes the words so far, whole, whenever more came; `check` takes the finished ones. Both
    return what is wrong with them, in words for the model, or None; a fault in `heard` ends the
    stream. `schema_version` is that of the tools and the content.
    """

    prompt: str
    content: str
    tools: Sequence[Tool]
    look: Look
    heard: Callable[[str], Awaitable[str | None]]
    check: Callable[[str], str | None]
    schema_version: int
    athlete_id: int
    local_date: date


@dataclass(frozen=True, kw_only=True)
class Told:
    """Checked words, the call that ended them, and the tools that were asked on the way."""

    text: str
    call: ModelCall
    looked: tuple[str, ...] = ()


class TalkingModel(Protocol):
    """All providers as one, in words."""

    async def talk(self, talk: Talk) -> Told:
        """Return checked words; raises NoAnswerError, BudgetSpentError."""
        ...


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice note; `name` ends as its format does (`voice.ogg`)."""

    content: bytes
    name: str
    seconds: int
    athlete_id: int
    local_date: date


class Transcriber(Protocol):
    """Writes down what was spoken."""

    async def transcribe(self, voice: Voice) -> str:
        """Return the words; raises NoAnswerError, BudgetSpentError."""
        ...


class Follower(Protocol):
    """Who follows an answer while it is made."""

    async def show(self, text: str) -> None:
        """Show the plain words so far in the place of the earlier ones; never raises."""
        ...

    async def stopped(self) -> None:
        """Return once the athlete wants no more of it; may never return."""
        ...
