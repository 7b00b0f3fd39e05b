"""The last resort: what went wrong goes into the log, the athlete gets one kind line."""

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from coach.errors import OperatorError, TryAgainError
from handlers import texts
from handlers.desk import Answer, Context
from handlers.speak import say, say_over

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log an error and say so where there is an athlete to say it to."""
    error = context.error
    match error:
        case Forbidden():
            log.info("the chat is closed to the bot: %s", error)
            return
        case NetworkError() if not isinstance(error, BadRequest):
            log.warning("Telegram could not be reached: %s", error)
            return
        case OperatorError() | TryAgainError() | TimeoutError():
            log.error("a turn failed: %s", str(error) or "it took too long")
        case _:
            log.error("a turn failed", exc_info=error)
    await _apologise(
        update, context, texts.SLOW if isinstance(error, TimeoutError) else texts.BROKEN
    )


async def _apologise(update: object, context: Context, words: str) -> None:
    chat = update.effective_chat if isinstance(update, Update) else None
    if chat is None or chat.type != ChatType.PRIVATE or not context.bot_data.door.admits(chat.id):
        return
    answer, half = Answer(html=words), context.bot_data.live.take_standing(chat.id)
    try:
        if half is None or not await say_over(context.bot, chat.id, half, answer):
            await say(context.bot, chat.id, answer)
    except TelegramError as error:
        log.warning("the apology did not arrive either: %s", error)
