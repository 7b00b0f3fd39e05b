"""An athlete leaves: every source is given back, then all that was remembered is deleted.

Knows ports only.
"""

from dataclasses import dataclass
from typing import Protocol

from coach.connecting import Connecting
from coach.domain.athlete import Athlete


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

    async def leave(self, athlete: Athlete) -> None:
        """End what runs for an athlete, give consents back, and delete all there is."""
        for connection in await self.connecting.connections(athlete.id):
            await self.connecting.disconnect(athlete.id, connection.source)
        await self.memory.forget(athlete.id)
