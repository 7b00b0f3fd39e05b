"""Doubles of a model that reads messages: it finds what a test tells it, or fails as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from coach.model_ports import Answer, Answered, Ask
from tests.fakes.talkers import a_call


def told(kind: str, quote: str, **fields: object) -> dict[str, object]:
    """Return one thing told, as a model writes it."""
    return {"kind": kind, "quote": quote, **fields}


@dataclass
class FakeReader:
    """Implements `LanguageModel` for one kind of answer; counts what it was asked."""

    found: Sequence[dict[str, object]] = ()
    fails: Exception | None = None
    asked: list[Ask[Any]] = field(default_factory=list)

    async def complete(self, ask: Ask[Answer]) -> Answered[Answer]:
        """Return what was found."""
        self.asked.append(ask)
        if self.fails is not None:
            raise self.fails
        return Answered(answer=ask.answer.model_validate({"facts": self.found}), call=a_call(ask))
