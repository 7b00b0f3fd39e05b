"""One chat's updates run in order; one athlete's slow answer delays nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256
"""A chat's waiting updates hold a place each, so there are many."""


class InOrderPerChat(BaseUpdateProcessor):
    """Runs chats beside each other and each chat's updates one after the other.

    `done` is told each update that was dealt with; one that was cut off is not.
    """

    __slots__ = ("_done", "_turns")

    def __init__(self, done: Callable[[Update], Awaitable[None]]) -> None:
        super().__init__(AT_ONCE)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._done = done

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, deal with the update, and say that it is done."""
        if not isinstance(update, Update):
            await coroutine
            return
        turn = self._turns.setdefault(_chat_of(update), asyncio.Lock())
        async with turn:
            await coroutine
            await self._done(update)

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""


def _chat_of(update: Update) -> int:
    chat = update.effective_chat
    return chat.id if chat else 0
