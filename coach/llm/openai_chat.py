"""Chat Completions, streamed: OpenAI, Hugging Face's router, and every server that speaks alike.

Imports the openai library, so it is imported beside the event loop and only where it is needed.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import openai
from openai import AsyncOpenAI, AsyncStream
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk

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


class OpenAIChat:
    """Implements `provider.Provider`."""

    def __init__(
        self, name: str, model: str, *, key: str, base_url: str | None, local: bool = False
    ) -> None:
        """Take who is asked; the library's own retries are off, and time is kept by the caller."""
        self.name, self.model, self.local = name, model, local
        self._client = AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, timeout=60)
        self._plain = False

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Return one answer; a server that refuses the schema is asked without it from then on."""
        if not self._plain:
            try:
                return await self._stream(lines, _shaped(shape, most_tokens))
            except SilentError as error:
                if error.why is not Silence.REJECTED:
                    raise
        spoken = await self._stream(lines, {"max_tokens": most_tokens})
        self._plain = True
        return spoken

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

    async def _stream(self, lines: Sequence[Line], how: Mapping[str, Any]) -> Spoken:
        began = time.monotonic()
        try:
            stream: AsyncStream[ChatCompletionChunk] = await self._client.chat.completions.create(  # type: ignore[call-overload]  # one dict for all roles
                model=self.model,
                messages=[{"role": line.role, "content": line.text} for line in lines],
                stream=True,
                stream_options={"include_usage": True},
                **how,
            )
        except Exception as error:
            raise silence(error) from error
        async with stream:
            return await _heard(stream, began)


def _shaped(shape: Shape, most_tokens: int) -> Mapping[str, Any]:
    schema = {"name": shape.name, "strict": True, "schema": shape.schema}
    return {
        "response_format": {"type": "json_schema", "json_schema": schema},
        "max_completion_tokens": most_tokens,
    }


class _Hearing:
    """A stream as it is heard, part by part."""

    def __init__(self, began: float) -> None:
        self._began = began
        self.parts: list[str] = []
        self.first: float | None = None
        self.usage: CompletionUsage | None = None
        self.model: str | None = None
        self.request_id: str | None = None
        self.ended = False

    def take(self, chunk: ChatCompletionChunk) -> None:
        """Take one part; raises SilentError for an answer without end."""
        self.model, self.request_id = chunk.model or self.model, chunk.id or self.request_id
        self.usage = chunk.usage or self.usage
        for choice in chunk.choices[:1]:
            self.ended = self.ended or choice.finish_reason is not None
            if choice.delta.content:
                self.first = self.first or time.monotonic() - self._began
                self.parts.append(choice.delta.content)
        if sum(map(len, self.parts)) > MOST_CHARACTERS:
            raise SilentError(Silence.ENDLESS)


async def _heard(stream: AsyncStream[ChatCompletionChunk], began: float) -> Spoken:
    """Listen to the end; a stream that breaks off is no answer."""
    hearing = _Hearing(began)
    try:
        async for chunk in stream:
            hearing.take(chunk)
    except SilentError:
        raise
    except Exception as error:
        raise SilentError(Silence.CUT, type(error).__name__) from error
    if not hearing.ended:
        raise SilentError(Silence.CUT)
    return Spoken(
        text="".join(hearing.parts),
        model=hearing.model,
        request_id=hearing.request_id,
        tokens=_tokens(hearing.usage),
        first_token_s=hearing.first,
    )


def _tokens(usage: CompletionUsage | None) -> Tokens | None:
    if usage is None:
        return None
    details = usage.prompt_tokens_details
    return Tokens(
        read=usage.prompt_tokens,
        written=usage.completion_tokens,
        cached=(details.cached_tokens or 0) if details else 0,
    )
