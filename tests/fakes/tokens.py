"""A store of tokens in memory: one renewal at a time for each athlete, every commit kept."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from coach.domain.connection import Connection, SourceName

Key = tuple[int, SourceName]


class TokensInMemory:
    """Implements `Tokens`."""

    def __init__(self) -> None:
        self.stored: dict[Key, Connection] = {}
        self.commits: list[Connection] = []
        self._turns: defaultdict[Key, asyncio.Lock] = defaultdict(asyncio.Lock)

    def put(self, connection: Connection) -> Connection:
        """Store a connection and return it."""
        self.stored[connection.athlete_id, connection.source] = connection
        return connection

    @asynccontextmanager
    async def renewing(
        self, athlete_id: int, source: SourceName
    ) -> AsyncIterator[Connection | None]:
        """Hold the athlete's turn."""
        async with self._turns[athlete_id, source]:
            yield self.stored.get((athlete_id, source))

    async def renew(self, connection: Connection) -> None:
        """Commit credentials and scopes."""
        key = connection.athlete_id, connection.source
        await asyncio.sleep(0)
        if key in self.stored:
            self.commits.append(connection)
            self.stored[key] = replace(
                self.stored[key], credentials=connection.credentials, scopes=connection.scopes
            )
