"""An athlete leaves: every source is given back, then all that was remembered is deleted.

Knows ports only.
"""

from dataclasses import dataclass
from typing import Protocol

from coach.domain.athlete import Athlete
from coach.sourcing.connecting import Connecting


class Forgets(Protocol):
    """The part of memory that forgets."""

    async def forget(self, athlete_id: int) -> None:
        """Delete an athlete with everything remembered of them."""
        ...


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Lets athletes go."""

    memory: Forgets
    connecting: Connecting

    async def leave(self, athlete: Athlete) -> tuple[str, ...]:
        """End what runs for an athlete, give consents back, and delete all there is.

        Return a sentence a source on what is left to do there.
        """
        sources = [one.source for one in await self.connecting.connections(athlete.id)]
        left = [await self.connecting.disconnect(athlete.id, source) for source in sources]
        await self.memory.forget(athlete.id)
        return tuple(filter(None, left))
