"""What every part of the memory stands on: the connections and the clock."""

from collections.abc import Callable
from datetime import UTC, datetime

from coach.memory.connections import Connections


def utc_now() -> datetime:
    """Return this moment; memory is an adapter and may look at the clock."""
    return datetime.now(UTC)


class Shelf:
    """One part of the memory; the whole memory is all shelves over the same connections."""

    def __init__(self, connections: Connections, clock: Callable[[], datetime] = utc_now) -> None:
        """Take the connections and the clock that a next push is counted from."""
        self._connections = connections
        self._clock = clock
