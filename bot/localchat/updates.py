"""What waits for the bot: updates, long polling, and the one poller there may be."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from bot.localchat.refusal import Json, bad_request, conflict

_MAX_BATCH = 100
_ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_SECOND_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
)


class Updates:
    """A queue that forgets an update when a later offset is asked for."""

    def __init__(self, first_id: int) -> None:
        self.webhook_url = ""
        self._next_id = first_id
        self._waiting: list[Json] = []
        self._allowed: Sequence[str] = ()
        self._poller = 0
        self._changed = asyncio.Event()
        self._closed = False
        self._releases = 0

    @property
    def polls(self) -> int:
        """How often the bot has asked for updates."""
        return self._poller

    @property
    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        return len(self._waiting)

    def add(self, kind: str, body: Json) -> None:
        """Queue one update, unless the bot did not ask for this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in _ON_DEMAND
        if wanted:
            self._waiting.append({"update_id": self._next_id, kind: body})
            self._next_id += 1
            self._wake()

    def allow(self, kinds: Sequence[str]) -> None:
        """Keep to these kinds from now on; none means Telegram's usual ones."""
        self._allowed = tuple(kinds)

    def drop(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def release(self) -> None:
        """Let who waits go empty-handed, to come again."""
        self._releases += 1
        self._wake()

    def close(self) -> None:
        """Send pollers home."""
        self._closed = True
        self._wake()

    async def poll(self, *, offset: int, limit: int, seconds: int) -> list[Json]:
        """Return waiting updates from `offset` on; wait up to `seconds` for the first.

        Raises:
            Refusal: a webhook is set, or another poller came while this one waited.

        """
        if self.webhook_url:
            raise conflict(_WEBHOOK_ACTIVE)
        if not seconds >= 0:
            raise bad_request("timeout must not be negative")
        self._confirm(offset)
        self._poller += 1
        ticket = self._poller
        self._wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._something(ticket)
        if ticket != self._poller:
            raise conflict(_SECOND_POLLER)
        return self._waiting[: min(limit or _MAX_BATCH, _MAX_BATCH)]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset > 0:
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]

    async def _something(self, ticket: int) -> None:
        releases = self._releases
        while not (self._waiting or self._closed or ticket != self._poller):
            await self._changed.wait()
            if releases != self._releases:
                return

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
