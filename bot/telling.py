"""Saying something that nobody asked for: to an athlete who is there, admitted and not paused."""

import logging
from collections.abc import Sequence
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from coach.domain.reply import Reply
from coach.ports import Roster
from handlers import render
from handlers.access import Door
from handlers.desk import Answer
from handlers.keyboards import after_reply
from handlers.speak import say

log = logging.getLogger(__name__)


class Teller:
    """Sends lines through `bot`, once there is one; what does not arrive is never repeated."""

    def __init__(self, roster: Roster, door: Door) -> None:
        self.bot: ExtBot[Any] | None = None
        self._roster, self._door = roster, door

    async def tell(
        self, athlete_id: int, lines: Sequence[str], *, change: Reply | None = None
    ) -> None:
        """Say plain lines, and then how today changed by what they tell."""
        athlete = await self._roster.athlete(athlete_id)
        chat_id = athlete.chat_id if athlete else None
        if self.bot is None or chat_id is None or not self._door.admits(chat_id):
            return
        day = change.change.after.local_date if change and change.change else None
        parts = [render.escaped(line) for line in lines]
        parts += [render.reply(change)] if change else []
        answer = Answer(html=render.fit("\n".join(parts).split("\n")), rows=after_reply((), day))
        try:
            await say(self.bot, chat_id, answer)
        except TelegramError as error:
            log.warning("athlete=%s could not be told: %s", athlete_id, error)
