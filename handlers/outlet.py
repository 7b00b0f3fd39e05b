"""Where an exchange's answers go: new messages, the pressed one's place, or the preview's."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update

from handlers.desk import Answer, Context
from handlers.following import Following
from handlers.speak import put_in_place, say, say_over


@dataclass(frozen=True)
class Outlet:
    """The way to one chat; `following` showed words there while they were made, or is None."""

    update: Update
    context: Context
    following: Following | None = None

    async def send(self, answers: Sequence[Answer]) -> None:
        """Send the answers in order; whatever happens, each one's `then` is called."""
        if self.following is not None:
            await self.following.close()
        for answer in answers:
            try:
                await self._send(answer)
            finally:
                if answer.then is not None:
                    answer.then()

    async def _send(self, answer: Answer) -> None:
        bot, query, chat = self.context.bot, self.update.callback_query, self.update.effective_chat
        pause = self.context.bot_data.live.pause
        if answer.replaces and query is not None:
            await put_in_place(bot, query, answer, pause=pause)
        elif chat is not None and not await self._settled(answer):
            await say(bot, chat.id, answer, pause=pause)

    async def _settled(self, answer: Answer) -> bool:
        """Whether the answer took the place of the words that were shown while it was made."""
        following = self.following
        if following is None or following.standing is None:
            return False
        bot, pause = self.context.bot, self.context.bot_data.live.pause
        place = following.place.chat_id, following.standing
        there = await say_over(bot, *place, answer, pause=pause)
        following.standing = None
        return there
