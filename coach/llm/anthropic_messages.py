"""Claude's Messages, streamed; a typed answer is the input of the one tool that must be used.

Imports the anthropic library, an optional extra: imported beside the event loop, and only with a
key.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from anthropic import AsyncAnthropic, AsyncStream
from anthropic.types import RawMessageStreamEvent

from coach.llm.anthropic_wire import Hearing, messages, system, tool_forms
from coach.llm.library_errors import silence
from coach.llm.provider import Hear, Line, Shape, Spoken
from coach.llm.streams import heard

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
        must = {"tool_choice": {"type": "tool", "name": shape.name}}
        spoken = await self._stream(lines, [shape], {**must, "max_tokens": most_tokens})
        typed = spoken.calls[0].arguments if spoken.calls else spoken.text
        return replace(spoken, text=typed, calls=())

    async def talk(
        self, lines: Sequence[Line], tools: Sequence[Shape], *, most_tokens: int, hear: Hear
    ) -> Spoken:
        """Return words or calls; raises SilentError."""
        return await self._stream(lines, tools, {"max_tokens": most_tokens}, hear)

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

    async def _stream(
        self,
        lines: Sequence[Line],
        tools: Sequence[Shape],
        how: Mapping[str, Any],
        hear: Hear | None = None,
    ) -> Spoken:
        began = time.monotonic()
        offered = {"tools": tool_forms(tools)} if tools else {}
        try:
            stream: AsyncStream[RawMessageStreamEvent] = await self._client.messages.create(  # type: ignore[call-overload]  # plain dicts
                model=self.model,
                system=system(lines),
                messages=messages(lines),
                stream=True,
                **offered,
                **how,
            )
        except Exception as error:
            raise silence(error) from error
        async with stream:
            return await heard(stream, Hearing(began), hear)
