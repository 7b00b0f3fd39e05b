"""Saying something that nobody asked for: to an athlete who is there, admitted and not paused."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from coach.domain.reply import Reply
from coach.ports import Roster
from coach.sourcing.filing import Filed
from handlers import render, texts
from handlers.access import Door
from handlers.news import news
from handlers.speak import say

log = logging.getLogger(__name__)


class Teller:
    """Sends lines through `bot`, once there is one; what does not arrive is never repeated."""

    def __init__(self, roster: Roster, door: Door, operators: Sequence[int] = ()) -> None:
        self.bot: ExtBot[Any] | None = None
        self._roster, self._door, self._operators = roster, door, operators
        self._reading: set[asyncio.Task[Any]] = set()

    def later(self, athlete_id: int, reading: asyncio.Task[Filed]) -> None:
        """Tell what a long reading brought, once it is done."""
        self._reading.add(reading)
        telling = asyncio.create_task(self._told(athlete_id, reading))
        self._reading.add(telling)
        telling.add_done_callback(self._reading.discard)

    async def close(self) -> None:
        """End what is being read; what was kept stays."""
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)

    async def _told(self, athlete_id: int, reading: asyncio.Task[Filed]) -> None:
        try:
            filed = await reading
        except Exception:  # a last resort: the file is named in nobody's way
            log.exception("athlete=%s sent a file that could not be read", athlete_id)
            await self.tell(athlete_id, [render.plain(texts.BROKEN)])
            return
        finally:
            self._reading.discard(reading)
        await self.tell(athlete_id, filed.lines, change=filed.today)

    async def tell(
        self, athlete_id: int, lines: Sequence[str], *, change: Reply | None = None
    ) -> None:
        """Say plain lines, and then how today changed by what they tell."""
        athlete = await self._roster.athlete(athlete_id)
        chat_id = athlete.chat_id if athlete else None
        if self.bot is None or chat_id is None or not self._door.admits(chat_id):
            return
        try:
            await say(self.bot, chat_id, news(lines, change))
        except TelegramError as error:
            log.warning("athlete=%s could not be told: %s", athlete_id, error)

    async def tell_operators(self, lines: Sequence[str]) -> None:
        """Say plain lines to whoever runs the bot."""
        for chat_id in self._operators:
            if self.bot is None:
                return
            try:
                await say(self.bot, chat_id, news(lines, None))
            except TelegramError as error:
                log.warning("an operator's chat could not be told: %s", error)
