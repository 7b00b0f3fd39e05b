"""An answer that comes in parts: each told as it comes, the whole only where its end was heard.

Knows no provider's parts; its wire takes them apart.
"""

from collections.abc import AsyncIterable
from typing import Protocol, TypeVar

from coach.llm.provider import Hear, Silence, SilentError, Spoken

Part_contra = TypeVar("Part_contra", contravariant=True)
Part = TypeVar("Part")


class Hearing(Protocol[Part_contra]):
    """What was heard of an answer so far."""

    def take(self, part: Part_contra, /) -> str:
        """Take one part and return its words; raises SilentError for an answer without end."""
        ...

    def spoken(self) -> Spoken:
        """Return the whole; raises SilentError where the end was not heard."""
        ...


async def heard(stream: AsyncIterable[Part], hearing: Hearing[Part], hear: Hear | None) -> Spoken:
    """Listen to the end; a stream that breaks off is no answer."""
    try:
        async for part in stream:
            if (piece := hearing.take(part)) and hear is not None:
                await hear(piece)
    except SilentError:
        raise
    except Exception as error:
        raise SilentError(Silence.CUT, type(error).__name__) from error
    return hearing.spoken()
