"""Chat Completions' own forms: our lines and shapes to its JSON, its stream to an answer.

Imports the openai library's types; sends nothing.
"""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDeltaToolCall

from coach.llm.provider import (
    MOST_CHARACTERS,
    Call,
    Line,
    Shape,
    Silence,
    SilentError,
    Spoken,
    Tokens,
)

_UNFINISHED = ("length", "content_filter")


def message(line: Line) -> Mapping[str, Any]:
    """Return a line as a message."""
    if line.role == "tool":
        return {"role": "tool", "tool_call_id": line.answers, "content": line.text}
    if not line.calls:
        return {"role": line.role, "content": line.text}
    asked = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": sound(call.arguments)},
        }
        for call in line.calls
    ]
    return {"role": line.role, "content": line.text or None, "tool_calls": asked}


def sound(arguments: str) -> str:
    """Return arguments as they may be sent back: some servers choke on JSON that is none."""
    try:
        return arguments if isinstance(json.loads(arguments), dict) else "{}"
    except ValueError:
        return "{}"


def answer_form(shape: Shape) -> Mapping[str, Any]:
    """Return the order to answer in a shape."""
    schema = {"name": shape.name, "strict": True, "schema": shape.schema}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


def tool_forms(tools: Sequence[Shape]) -> Mapping[str, Any]:
    """Return the offer of tools, nothing where there are none."""
    functions = [
        {
            "name": tool.name,
            "description": tool.description,
            "parameters": tool.schema,
            "strict": True,
        }
        for tool in tools
    ]
    offered = [{"type": "function", "function": function} for function in functions]
    return {"tools": offered} if offered else {}


class Hearing:
    """A stream as it is heard, part by part; implements `streams.Hearing`."""

    def __init__(self, began: float) -> None:
        """Take when the answer was asked for, by the monotonic clock."""
        self._began, self._size = began, 0
        self.parts: list[str] = []
        self.calls: list[ChoiceDeltaToolCall] = []
        self.first: float | None = None
        self.usage: CompletionUsage | None = None
        self.model: str | None = None
        self.request_id: str | None = None
        self.ended: str | None = None

    def take(self, chunk: ChatCompletionChunk) -> str:
        """Take one part and return its words; raises SilentError for an answer without end."""
        self.model, self.request_id = chunk.model or self.model, chunk.id or self.request_id
        self.usage = chunk.usage or self.usage
        piece = ""
        for choice in chunk.choices[:1]:
            self.ended = choice.finish_reason or self.ended
            piece = choice.delta.content or ""
            for part in choice.delta.tool_calls or ():
                self._take_call(part)
        if piece:
            self.first = self.first or time.monotonic() - self._began
            self.parts.append(piece)
        self._grow(len(piece))
        return piece

    def _take_call(self, part: ChoiceDeltaToolCall) -> None:
        """Add a part to its call; some servers give every whole call the same index."""
        known = next((call for call in reversed(self.calls) if call.index == part.index), None)
        if known is None or (part.id and known.id and part.id != known.id):
            self.calls.append(part)
        elif known.function and part.function:
            known.function.name = known.function.name or part.function.name
            more = part.function.arguments or ""
            known.function.arguments = (known.function.arguments or "") + more
        self._grow(len(part.function.arguments or "") if part.function else 0)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > MOST_CHARACTERS:
            raise SilentError(Silence.ENDLESS)

    def spoken(self) -> Spoken:
        """Return the whole; raises SilentError where the end was not heard."""
        if self.ended is None:
            raise SilentError(Silence.CUT)
        return Spoken(
            text="".join(self.parts),
            calls=tuple(_call(part) for part in self.calls),
            cut_short=self.ended in _UNFINISHED,
            model=self.model,
            request_id=self.request_id,
            tokens=_tokens(self.usage),
            first_token_s=self.first,
        )


def _call(part: ChoiceDeltaToolCall) -> Call:
    """Return a whole call; not every server gives it an id, and one of nine letters suits all."""
    name = (part.function.name if part.function else None) or ""
    arguments = (part.function.arguments if part.function else None) or "{}"
    return Call(id=part.id or uuid4().hex[:9], name=name, arguments=arguments)


def _tokens(usage: CompletionUsage | None) -> Tokens | None:
    if usage is None:
        return None
    details = usage.prompt_tokens_details
    return Tokens(
        read=usage.prompt_tokens,
        written=usage.completion_tokens,
        cached=(details.cached_tokens or 0) if details else 0,
    )
