"""Claude's Messages, streamed; the answer is the input of the one tool that must be used.

Imports the anthropic library, an optional extra: imported beside the event loop, and only with a
key.
"""

import json
import time
from collections.abc import Sequence
from typing import Any

from anthropic import AsyncAnthropic
from anthropic.types import Message

from coach.llm.library_errors import silence
from coach.llm.provider import (
    MOST_CHARACTERS,
    Line,
    Shape,
    Silence,
    SilentError,
    Spoken,
    Tokens,
)

LOOK_S = 10.0


class AnthropicMessages:
    """Implements `provider.Provider`."""

    local = False

    def __init__(self, model: str, *, key: str, base_url: str | None) -> None:
        """Take who is asked; the library's own retries are off, and time is kept by the caller."""
        self.name, self.model = "anthropic", model
        self._client = AsyncAnthropic(api_key=key, base_url=base_url, max_retries=0, timeout=60)

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Return one answer; raises SilentError."""
        began = time.monotonic()
        said: Any = [{"role": x.role, "content": x.text} for x in lines if x.role != "system"]
        try:
            async with self._client.messages.stream(
                model=self.model,
                max_tokens=most_tokens,
                system=[
                    {"type": "text", "text": line.text, "cache_control": {"type": "ephemeral"}}
                    for line in lines
                    if line.role == "system"
                ],
                messages=said,
                tools=[{"name": shape.name, "input_schema": dict(shape.schema)}],
                tool_choice={"type": "tool", "name": shape.name},
            ) as stream:
                return await _heard(stream, began)
        except Exception as error:
            raise silence(error) from error

    async def look(self) -> str:
        """Ask for the model; raises SilentError."""
        try:
            await self._client.with_options(timeout=LOOK_S).models.retrieve(self.model)
        except Exception as error:
            raise silence(error) from error
        return "key and model are good"

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()


async def _heard(stream: Any, began: float) -> Spoken:  # noqa: ANN401  # the library's own generic
    first, size = None, 0
    async for event in stream:
        if event.type == "content_block_delta":
            first = first or time.monotonic() - began
            size += len(getattr(event.delta, "partial_json", None) or "")
            if size > MOST_CHARACTERS:
                raise SilentError(Silence.ENDLESS)
    message = await stream.get_final_message()
    if message.stop_reason is None:
        raise SilentError(Silence.CUT)
    usage = message.usage
    cached = usage.cache_read_input_tokens or 0
    read = usage.input_tokens + cached + (usage.cache_creation_input_tokens or 0)
    return Spoken(
        text=_text(message),
        model=message.model,
        request_id=message.id,
        tokens=Tokens(read=read, written=usage.output_tokens, cached=cached),
        first_token_s=first,
    )


def _text(message: Message) -> str:
    for block in message.content:
        if block.type == "tool_use":
            return json.dumps(block.input)
    return "".join(block.text for block in message.content if block.type == "text")
