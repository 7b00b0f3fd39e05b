"""Chat Completions, streamed: OpenAI, Hugging Face's router, and every server that speaks alike.

Imports the openai library, so it is imported beside the event loop and only where it is needed.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import openai
from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from coach.llm.library_errors import silence
from coach.llm.openai_wire import Hearing, answer_form, message, tool_forms
from coach.llm.provider import Hear, Line, Shape, Silence, SilentError, Spoken
from coach.llm.streams import heard

LOOK_S = 10.0
_REFUSALS = frozenset({Silence.REJECTED, Silence.MODEL})
"""How servers say that a model takes no tools; some say that there is no such model."""


class OpenAIChat:
    """Implements `provider.Provider`."""

    def __init__(
        self, name: str, model: str, *, key: str, base_url: str | None, local: bool = False
    ) -> None:
        """Take who is asked; the library's own retries are off, and time is kept by the caller."""
        self.name, self.model, self.local = name, model, local
        self._client = AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, timeout=60)
        self._plain = False
        self._form = 0

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Return one answer; a server that refuses the schema is asked without it from then on."""
        if not self._plain:
            form = {**answer_form(shape), "max_completion_tokens": most_tokens}
            try:
                return await self._stream(lines, form)
            except SilentError as error:
                if error.why is not Silence.REJECTED:
                    raise
        spoken = await self._stream(lines, {"max_tokens": most_tokens})
        self._plain = True
        return spoken

    async def talk(
        self, lines: Sequence[Line], tools: Sequence[Shape], *, most_tokens: int, hear: Hear
    ) -> Spoken:
        """Return words or calls; a server that refuses a form is asked in the next from then on."""
        offered = tool_forms(tools)
        forms: Sequence[Mapping[str, Any]] = (
            {**offered, "max_completion_tokens": most_tokens},
            {**offered, "max_tokens": most_tokens},
            {"max_tokens": most_tokens},
        )
        refusal = SilentError(Silence.REJECTED)
        for number in range(self._form, len(forms)):
            try:
                spoken = await self._stream(lines, forms[number], hear)
            except SilentError as error:
                if error.why not in _REFUSALS or any(line.calls for line in lines):
                    raise
                refusal = error
            else:
                self._form = number
                return spoken
        raise refusal

    async def look(self) -> str:
        """Ask for the models there are; raises SilentError."""
        client = self._client.with_options(timeout=LOOK_S)
        try:
            names = [model.id async for model in client.models.list()]
        except openai.NotFoundError:
            return "it answers, and lists no models"
        except Exception as error:
            raise silence(error) from error
        if names and self.model not in names and self.model.partition(":")[0] not in names:
            raise SilentError(Silence.MODEL, self.model)
        return "key and model are good"

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()

    async def _stream(
        self, lines: Sequence[Line], how: Mapping[str, Any], hear: Hear | None = None
    ) -> Spoken:
        began = time.monotonic()
        try:
            stream: AsyncStream[ChatCompletionChunk] = await self._client.chat.completions.create(  # type: ignore[call-overload]  # one dict for all roles
                model=self.model,
                messages=[message(line) for line in lines],
                stream=True,
                stream_options={"include_usage": True},
                **how,
            )
        except Exception as error:
            raise silence(error) from error
        async with stream:
            return await heard(stream, Hearing(began), hear)
