"""Ending an answer that is being written: by button, by Telegram's own Stop, by `/stop` or "stop".

Only the chat's own answer is ever meant.
"""

import re
from collections.abc import Sequence

from telegram import Update
from telegram.ext import BaseHandler

from handlers import texts
from handlers.desk import Answer, Context, Turn
from handlers.previews import STOP

NATIVE = "stopped_message_generation"
"""Bot API 10.3's update, which the library does not know yet: it hands it through."""
WORD = re.compile(r"\A\s*(?:/stop(?:@\w+)?(?:\s.*)?|stop\s*[.!]*)\s*\Z", re.IGNORECASE | re.DOTALL)
"""The command, or a message that is nothing but the word."""


def is_stop(update: Update) -> bool:
    """Whether an update can wait for no answer, as it is there to end one."""
    if update.callback_query is not None:
        return (update.callback_query.data or "").partition(":")[0] == STOP
    message = update.message
    said = message.text if message else None
    return NATIVE in update.api_kwargs or bool(said and WORD.search(said))


async def stop(turn: Turn) -> Sequence[Answer]:
    """Stop what is being written to this athlete, whatever it is."""
    chat_id = turn.athlete.chat_id
    stopped = chat_id is not None and turn.desk.live.stop(chat_id)
    return () if stopped else (Answer(html=texts.NOTHING_TO_STOP),)


async def stop_one(turn: Turn) -> Sequence[Answer]:
    """Stop the answer that the button stood under."""
    chat_id, run = turn.athlete.chat_id, turn.words
    if not (run.isascii() and run.isdigit()):
        return (Answer(html=texts.FORGED),)
    stopped = chat_id is not None and turn.desk.live.stop(chat_id, int(run[:20]))
    return () if stopped else (Answer(html=texts.NOTHING_TO_STOP),)


class NativeStop(BaseHandler[Update, Context, None]):
    """Takes Telegram's own Stop; where nothing is written any more there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(_stop_draft)

    def check_update(self, update: object) -> bool:
        """Whether it is a Stop."""
        return isinstance(update, Update) and NATIVE in update.api_kwargs


async def _stop_draft(update: Update, context: Context) -> None:
    match update.api_kwargs.get(NATIVE):
        case {"chat": {"id": int(chat_id)}, "draft_id": int(run)}:
            context.bot_data.live.stop(chat_id, run)
