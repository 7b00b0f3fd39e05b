"""One chat's updates run in order; one athlete's slow answer delays nobody else.

Only what is there to stop an answer does not wait for it.
"""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from handlers.stopping import is_stop

log = logging.getLogger(__name__)

AT_ONCE = 256
"""Chats that are dealt with beside each other; however much waits, a chat holds one place."""

Waiting: TypeAlias = tuple[Update, Awaitable[Any]]


class InOrderPerChat(BaseUpdateProcessor):
    """Runs chats beside each other and each chat's updates one after the other.

    `done` is told each update that was dealt with; one that was cut off is not.
    """

    __slots__ = ("_done", "_queues")

    def __init__(self, done: Callable[[Update], Awaitable[None]]) -> None:
        super().__init__(AT_ONCE)
        self._queues: dict[int, deque[Waiting]] = {}
        self._done = done

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Deal with the update when it is its turn, and say that it is done."""
        if not isinstance(update, Update):
            await coroutine
        elif is_stop(update):
            await self._deal_with(update, coroutine)
        else:
            await self._in_order(update, coroutine)

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def _in_order(self, update: Update, coroutine: Awaitable[Any]) -> None:
        """Leave the update to who is at this chat already, else deal with all that comes there."""
        chat = _chat_of(update)
        if chat in self._queues:
            self._queues[chat].append((update, coroutine))
            return
        queue = self._queues[chat] = deque([(update, coroutine)])
        try:
            while queue:
                await self._one_of_many(*queue.popleft())
        finally:
            del self._queues[chat]
            for _, never in queue:
                _let_go(never)

    async def _one_of_many(self, update: Update, coroutine: Awaitable[Any]) -> None:
        try:
            await self._deal_with(update, coroutine)
        except Exception:  # a last resort: what waits behind it is not lost
            log.exception("update=%s ended in a fault", update.update_id)

    async def _deal_with(self, update: Update, coroutine: Awaitable[Any]) -> None:
        await coroutine
        await self._done(update)


def _let_go(never: Awaitable[Any]) -> None:
    """Close what was cut off before it began; it is not done, so a restart takes it up again."""
    if isinstance(never, Coroutine):
        never.close()


def _chat_of(update: Update) -> int:
    chat = update.effective_chat
    return chat.id if chat else 0
