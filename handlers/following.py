"""Who follows an answer while it is made: nobody, or the chat itself, until it wants no more.

A slow Telegram never slows the words: the newest ones win, the others are never shown.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeAlias

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from handlers.previews import Draft, Edited, Place, Preview
from handlers.refusals import seconds

log = logging.getLogger(__name__)

TYPING_AFTER_S = 1.0
TYPING_EVERY_S = 4.5
LONGEST_WAIT_S = 2.0
"""What is on its way at the end of an answer is waited for so long."""

Pause: TypeAlias = Callable[[float], Awaitable[object]]


class Nobody:
    """Waits for the whole answer; implements `coach.talk_ports.Follower`."""

    async def show(self, text: str) -> None:
        """Show nothing."""

    async def stopped(self) -> None:
        """Never stop."""
        await asyncio.Event().wait()


class Live:
    """The answers being made, one a chat; and where Telegram was found to have no drafts.

    `pause` waits between two showings.
    """

    def __init__(self, pause: Pause = asyncio.sleep) -> None:
        self.pause = pause
        self._running: dict[int, Following] = {}
        self._standing: dict[int, int] = {}
        self._no_drafts: set[int] = set()
        self._no_drafts_at_all = False

    def follow(self, bot: ExtBot[Any], chat_id: int, run: int) -> "Following":
        """Return who follows one answer; to be entered."""
        return Following(self, Place(bot, chat_id, run))

    def stop(self, chat_id: int, run: int | None = None) -> bool:
        """Stop what is being written in a chat; False where nothing is, or another answer."""
        running = self._running.get(chat_id)
        if running is None or run not in (None, running.place.run):
            return False
        running.stop()
        return True

    def take_standing(self, chat_id: int) -> int | None:
        """Return the message that a failed answer left, once."""
        return self._standing.pop(chat_id, None)

    def begin(self, following: "Following") -> None:
        """Take note of an answer that begins; what an earlier one left is out of sight by now."""
        self._standing.pop(following.place.chat_id, None)
        self._running[following.place.chat_id] = following

    def end(self, following: "Following", *, left: int | None) -> None:
        """Take note of its end, and of the half message that it left."""
        if self._running.get(following.place.chat_id) is following:
            del self._running[following.place.chat_id]
        if left is not None:
            self._standing[following.place.chat_id] = left

    def preview(self, place: Place) -> Preview:
        """Return the best way to show words in a place."""
        drafts = not self._no_drafts_at_all and place.chat_id not in self._no_drafts
        return Draft(place) if drafts else Edited(place)

    def no_drafts(self, chat_id: int, error: Exception) -> None:
        """Remember that drafts failed: everywhere, in this chat, or just this once."""
        match error:
            case InvalidToken():  # what the library makes of a method that a server lacks
                self._no_drafts_at_all = True
            case BadRequest():
                self._no_drafts.add(chat_id)


class Following:
    """A chat that follows one answer; implements `coach.talk_ports.Follower`.

    `standing` is the half message in the chat whose place the answer takes, None with drafts.
    """

    def __init__(self, live: Live, place: Place) -> None:
        """Take where to show."""
        self.place = place
        self.standing: int | None = None
        self._live = live
        self._preview: Preview | None = live.preview(place)
        self._words, self._news = "", asyncio.Event()
        self._stop, self._on_its_way = asyncio.Event(), asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Begin: show typing until there are words."""
        self._live.begin(self)
        self._tasks = [asyncio.create_task(self._type(), name="show typing")]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """End; what stands half in the chat is left to whoever says what went wrong."""
        try:
            await self.close()
        finally:
            self._live.end(self, left=self.standing if kind else None)

    async def show(self, text: str) -> None:
        """Show the plain words so far, as soon as the chat takes them."""
        if not text.strip() or not self._tasks:
            return
        if not self._words:
            self._tasks[0].cancel()
            self._tasks.append(asyncio.create_task(self._go_on(), name="show words"))
        self._words = text
        self._news.set()

    async def stopped(self) -> None:
        """Return once the athlete wants no more."""
        await self._stop.wait()

    def stop(self) -> None:
        """Want no more."""
        self._stop.set()

    async def close(self) -> None:
        """Show nothing more; what is on its way may arrive first, so that it is not the last."""
        if not self._tasks:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT_S):
                await self._on_its_way.acquire()
        for task in self._tasks:
            task.cancel()
        for fault in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(fault, Exception):
                log.error("words could not be shown", exc_info=fault)
        self._tasks.clear()

    async def _type(self) -> None:
        await self._live.pause(TYPING_AFTER_S)
        with suppress(TelegramError):  # a hint that fails is none
            while True:
                await self.place.show_typing()
                await self._live.pause(TYPING_EVERY_S)

    async def _go_on(self) -> None:
        while self._preview is not None:
            await self._news.wait()
            self._news.clear()
            async with self._on_its_way:
                rest_s = await self._put(self._preview)
            await self._live.pause(rest_s)

    async def _put(self, preview: Preview) -> float:
        """Show the newest words, and return how long to rest before the next ones."""
        try:
            await preview.put(self._words)
        except RetryAfter as error:
            self._news.set()
            return seconds(error)
        except TelegramError as error:
            self._preview = self._instead(preview, error)
            self._news.set()
        self.standing = preview.message_id
        return preview.every_s

    def _instead(self, preview: Preview, error: TelegramError) -> Preview | None:
        """Return the other way to show where there is one; a failing one is not tried on."""
        log.info("words so far could not be shown (%s)", type(error).__name__)
        if not isinstance(preview, Draft) or isinstance(error, Forbidden):
            return None
        self._live.no_drafts(self.place.chat_id, error)
        return Edited(self.place)
