"""Two ways to show words that are still being written: a draft, or a message that is edited.

Both put plain text: half a tag is none. What Telegram says against it is raised.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction
from telegram.error import BadRequest
from telegram.ext import ExtBot

from handlers.refusals import is_silent
from handlers.splitting import tail

UNPACED = -1
"""Marks a request that paces itself: it never waits in the replies' line, nor holds it up."""
STOP = "stop"
"""What the Stop button's data begins with; the answer that it stops follows."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Place:
    """Where an answer is shown: `run` is its number, never 0 and never twice in one chat."""

    bot: ExtBot[Any]
    chat_id: int
    run: int

    @property
    def pace(self) -> int | None:
        """The mark for the limiter of requests, where there is one."""
        return UNPACED if self.bot.rate_limiter else None

    async def show_typing(self) -> None:
        """Show for a few seconds that an answer is being written."""
        await self.bot.send_chat_action(
            self.chat_id, ChatAction.TYPING, rate_limit_args=self.pace
        )  # fmt: skip


class Preview(Protocol):
    """A way to show words so far, at most every `every_s` seconds."""

    every_s: float
    message_id: int | None

    async def put(self, text: str) -> None:
        """Show a plain text in the place of the earlier one; raises TelegramError."""
        ...


class Draft:
    """Telegram's own preview, gone by itself; its Stop comes back as an update."""

    every_s = 0.4
    message_id: int | None = None

    def __init__(self, place: Place) -> None:
        """Take where to show."""
        self._place = place

    async def put(self, text: str) -> None:
        """Show the draft; what older servers do not know of it they leave out."""
        place = self._place
        await place.bot.send_message_draft(
            place.chat_id, place.run, tail(text), rate_limit_args=place.pace,
            api_kwargs={"can_stop": True, "keep_on_stop": True},
        )  # fmt: skip


class Edited:
    """A message with a Stop button that grows, and whose place the answer takes at the end."""

    every_s = 1.0

    def __init__(self, place: Place) -> None:
        """Take where to show."""
        self._place = place
        self.message_id: int | None = None
        stop = InlineKeyboardButton("Stop", callback_data=f"{STOP}:{place.run}")
        self._keys = InlineKeyboardMarkup([[stop]])

    async def put(self, text: str) -> None:
        """Send the message, or edit it."""
        if self.message_id is None:
            self.message_id = await self._send(tail(text))
        else:
            await self._edit(self.message_id, tail(text))

    async def _send(self, text: str) -> int:
        place = self._place
        sent = await place.bot.send_message(
            place.chat_id, text, reply_markup=self._keys, link_preview_options=NO_PREVIEW,
            rate_limit_args=place.pace,
        )  # fmt: skip
        return sent.message_id

    async def _edit(self, message_id: int, text: str) -> None:
        place = self._place
        try:
            await place.bot.edit_message_text(
                text, place.chat_id, message_id, reply_markup=self._keys,
                link_preview_options=NO_PREVIEW, rate_limit_args=place.pace,
            )  # fmt: skip
        except BadRequest as error:
            if not is_silent(error):
                raise
