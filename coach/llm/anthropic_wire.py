"""Claude's Messages' own forms: our lines and shapes to its JSON, its events to an answer.

Imports the anthropic library's types; sends nothing.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from anthropic.types import RawMessageStreamEvent, ToolUseBlock

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

_UNFINISHED = ("max_tokens", "refusal", "model_context_window_exceeded")


def system(lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    """Return what stays the same; tools come before it and are kept with it."""
    keep = {"type": "ephemeral"}
    told = [line.text for line in lines if line.role == "system"]
    return [{"type": "text", "text": text, "cache_control": keep} for text in told]


def messages(lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    """Return what was said; the answers of one round of tools stand in one message."""
    said: list[dict[str, Any]] = []
    for line in lines:
        if line.role == "tool":
            result = {"type": "tool_result", "tool_use_id": line.answers, "content": line.text}
            if said[-1]["role"] == "user":
                said[-1]["content"].append(result)
            else:
                said.append({"role": "user", "content": [result]})
        elif line.role != "system":
            content = list(_blocks(line)) if line.calls else line.text
            said.append({"role": line.role, "content": content})
    return list(said)


def _blocks(line: Line) -> Iterator[Mapping[str, Any]]:
    if line.text:
        yield {"type": "text", "text": line.text}
    for call in line.calls:
        handed = _read(call.arguments)
        yield {"type": "tool_use", "id": call.id, "name": call.name, "input": handed}


def _read(arguments: str) -> Mapping[str, Any]:
    try:
        handed = json.loads(arguments)
    except ValueError:
        return {}
    return handed if isinstance(handed, dict) else {}


def tool_forms(tools: Sequence[Shape]) -> list[Mapping[str, Any]]:
    """Return the offer of tools."""
    return [
        {"name": tool.name, "description": tool.description, "input_schema": dict(tool.schema)}
        for tool in tools
    ]


class Hearing:
    """A stream as it is heard, event by event; implements `streams.Hearing`."""

    def __init__(self, began: float) -> None:
        """Take when the answer was asked for, by the monotonic clock."""
        self._began, self._size = began, 0
        self.parts: list[str] = []
        self.calls: list[tuple[ToolUseBlock, list[str]]] = []
        self.read = self.cached = self.written = 0
        self.first: float | None = None
        self.model: str | None = None
        self.request_id: str | None = None
        self.ended: str | None = None

    def take(self, event: RawMessageStreamEvent) -> str:
        """Take one event and return its words; raises SilentError for an answer without end."""
        match event.type:
            case "message_start":
                self.model, self.request_id = event.message.model, event.message.id
                usage = event.message.usage
                self.cached = usage.cache_read_input_tokens or 0
                made = usage.cache_creation_input_tokens or 0
                self.read = usage.input_tokens + self.cached + made
            case "content_block_start" if event.content_block.type == "tool_use":
                self.calls.append((event.content_block, []))
            case "content_block_delta":
                return self._take_delta(event.delta)
            case "message_delta":
                self.ended = event.delta.stop_reason or self.ended
                self.written = event.usage.output_tokens or self.written
        return ""

    def _take_delta(self, delta: Any) -> str:  # noqa: ANN401  # a union that grows with each version
        self.first = self.first or time.monotonic() - self._began
        piece: str = getattr(delta, "text", None) or ""
        arguments: str = getattr(delta, "partial_json", None) or ""
        self._size += len(piece) + len(arguments)
        if self._size > MOST_CHARACTERS:
            raise SilentError(Silence.ENDLESS)
        self.parts.append(piece)
        if arguments and self.calls:
            self.calls[-1][1].append(arguments)
        return piece

    def spoken(self) -> Spoken:
        """Return the whole; raises SilentError where the end was not heard."""
        if self.ended is None:
            raise SilentError(Silence.CUT)
        calls = [(block, "".join(parts) or "{}") for block, parts in self.calls]
        return Spoken(
            text="".join(self.parts),
            calls=tuple(Call(id=b.id, name=b.name, arguments=written) for b, written in calls),
            cut_short=self.ended in _UNFINISHED,
            model=self.model,
            request_id=self.request_id,
            tokens=Tokens(read=self.read, written=self.written, cached=self.cached),
            first_token_s=self.first,
        )
