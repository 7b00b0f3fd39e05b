"""Access tokens kept fresh: one renewal at a time for each athlete, written before it is used.

A refresh token works once. So who renews holds the store's lock, reads the pair again inside it,
and is not interrupted between the vendor's answer and the commit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Protocol, TypeVar

from anyio import CancelScope

from coach.domain.connection import Connection, SourceState
from coach.source_ports import Tokens
from coach.sources.answers import Clock
from coach.sources.faults import Fault, Meaning
from coach.sources.oauth import Pair

EARLY = timedelta(minutes=5)
"""A token is renewed that long before it ends, so that it lasts for what is asked with it."""

_GONE = Meaning(SourceState.OFF, "{label} is not connected any more.")
_ENDED = Meaning(SourceState.REFUSED, "{label} no longer lets me in: connect it anew.")


class Asked(Protocol):
    """What asking gave, with what went wrong in it."""

    @property
    def faults(self) -> Sequence[Fault]:
        """The faults of its parts."""
        ...


Answered = TypeVar("Answered", bound=Asked)


class Renewer:
    """Hands out connections whose access token works. `ask` trades in a pair; it raises Fault."""

    def __init__(
        self, tokens: Tokens, ask: Callable[[Connection], Awaitable[Pair]], clock: Clock
    ) -> None:
        """Keep tokens in this store and renew them by this question."""
        self._tokens, self._ask, self._clock = tokens, ask, clock

    async def asked(
        self, connection: Connection, question: Callable[[Connection], Awaitable[Answered]]
    ) -> Answered:
        """Ask with a fresh token; where it is refused all the same, renew it and ask once more.

        Raises Fault where no token can be had.
        """
        usable = await self.fresh(connection)
        answered = await question(usable)
        if all(fault.status != HTTPStatus.UNAUTHORIZED for fault in answered.faults):
            return answered
        spent = usable.credentials["access_token"]
        return await question(await self.fresh(usable, spent=spent))

    async def fresh(self, connection: Connection, *, spent: str | None = None) -> Connection:
        """Return the connection with a token that should work; raises Fault where none can be had.

        `spent` is an access token that the vendor has just refused, whatever its date says.
        """
        if not self._is_stale(connection, spent):
            return connection
        async with self._tokens.renewing(connection.athlete_id, connection.source) as stored:
            if stored is None:
                raise Fault(_GONE, connection.source.label)
            if not self._is_stale(stored, spent):
                return replace(connection, credentials=stored.credentials, scopes=stored.scopes)
            if not stored.credentials.get("refresh_token"):
                raise Fault(_ENDED, connection.source.label)
            return await self._renewed(stored)

    async def _renewed(self, stored: Connection) -> Connection:
        """Trade to the end, whoever stops waiting: a pair that is not kept is lost for ever."""
        trading = asyncio.create_task(self._trade(stored))
        with CancelScope(shield=True):
            try:
                await asyncio.shield(trading)
            except asyncio.CancelledError:
                await asyncio.wait([trading])
                trading.exception()  # whoever asked for it is gone
                raise
        return trading.result()

    async def _trade(self, stored: Connection) -> Connection:
        pair = await self._ask(stored)
        renewed = replace(
            stored,
            credentials={**stored.credentials, **pair.credentials},
            scopes=pair.scopes or stored.scopes,
        )
        await self._tokens.renew(renewed)
        return renewed

    def _is_stale(self, connection: Connection, spent: str | None) -> bool:
        credentials = connection.credentials
        if not credentials.get("access_token") or credentials["access_token"] == spent:
            return True
        return expiry(credentials.get("expires_at")) - EARLY <= self._clock()


def expiry(text: str | None) -> datetime:
    """Return when a token ends; one without a date is used until it is refused."""
    if text is None:
        return datetime.max.replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC) + EARLY
