"""OpenAI's transcriptions, and those of servers that speak alike: a recording in, words out.

Imports the openai library, so it is imported beside the event loop and only where it is needed.
"""

from openai import AsyncOpenAI

from coach.llm.library_errors import silence
from coach.llm.provider import Silence, SilentError, Spoken


class OpenAISpeech:
    """Implements `provider.Scribe`."""

    def __init__(self, model: str, *, key: str, base_url: str | None, local: bool = False) -> None:
        """Take who is asked; the library's own retries are off, and time is kept by the caller."""
        self.name, self.model, self.local = "openai", model, local
        self._client = AsyncOpenAI(api_key=key, base_url=base_url, max_retries=0, timeout=60)

    async def write(self, content: bytes, name: str) -> Spoken:
        """Return the words of a recording; raises SilentError."""
        try:
            written = await self._client.audio.transcriptions.create(
                model=self.model, file=(name, content), response_format="json"
            )
        except Exception as error:
            raise silence(error) from error
        text: object = getattr(written, "text", None)  # a web page is handed out as it is
        if not isinstance(text, str):
            raise SilentError(Silence.MALFORMED, type(written).__name__)
        return Spoken(text=text)

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()
