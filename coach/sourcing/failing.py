"""Sources that fail morning after morning: counted, and told to the athlete once.

Knows the store of connections; who says it is not known here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from coach.domain.connection import SourceState
from coach.source_ports import Connections
from coach.sourcing.harvesting import HEARD
from coach.sourcing.source_words import failing_line

PATIENCE = 3
"""Mornings in a row before it is told; what only the athlete can mend is told on the first."""


class Failing:
    """Counts mornings."""

    def __init__(self, connections: Connections, now: Callable[[], datetime]) -> None:
        """Take the store to count in."""
        self._connections, self._now = connections, now

    async def count_morning(self, athlete_id: int) -> tuple[str, ...]:
        """Count a morning for each source that gave no answer; return what is to be told now.

        To be called once a morning, outside the asking. What is returned counts as told.
        """
        lines = []
        for connection in await self._connections.connections(athlete_id):
            if connection.state in HEARD or connection.state is SourceState.OFF:
                continue
            counted = replace(connection, failed_mornings=connection.failed_mornings + 1)
            patience = 1 if counted.state.needs_athlete else PATIENCE
            if counted.failed_mornings >= patience and counted.told_at is None:
                counted = replace(counted, told_at=self._now())
                lines.append(failing_line(counted))
            await self._connections.change(counted)
        return tuple(lines)
