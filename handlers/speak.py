"""Sending an answer: HTML, and plain where Telegram cannot parse it; a press may be replaced."""

from typing import Any

from telegram import CallbackQuery, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from handlers import render
from handlers.desk import Answer
from handlers.keyboards import markup

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
SILENT_REFUSALS = ("message is not modified", "message to edit not found", "query is too old")


async def say(
    bot: ExtBot[Any], chat_id: int, answer: Answer, *, rate_limit_args: int | None = None
) -> Message:
    """Send one message and return it; raises TelegramError."""
    if answer.document is not None:
        return await bot.send_document(
            chat_id, answer.document.content, filename=answer.document.name,
            caption=answer.html, parse_mode=ParseMode.HTML, reply_markup=markup(answer.rows),
            rate_limit_args=rate_limit_args,
        )  # fmt: skip
    try:
        return await bot.send_message(
            chat_id, answer.html, parse_mode=ParseMode.HTML,
            reply_markup=markup(answer.rows), link_preview_options=NO_PREVIEW,
            rate_limit_args=rate_limit_args,
        )  # fmt: skip
    except BadRequest as error:
        if "parse entities" not in error.message:
            raise
        return await bot.send_message(
            chat_id, render.plain(answer.html),
            reply_markup=markup(answer.rows), rate_limit_args=rate_limit_args,
        )  # fmt: skip


async def put_in_place(query: CallbackQuery, answer: Answer) -> None:
    """Write the answer over the message whose button was pressed; what is gone stays gone."""
    try:
        await query.edit_message_text(
            answer.html, parse_mode=ParseMode.HTML, reply_markup=markup(answer.rows),
            link_preview_options=NO_PREVIEW,
        )  # fmt: skip
    except BadRequest as error:
        if not is_silent(error):
            raise


async def acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner; a query too old to answer is answered by the message."""
    try:
        await query.answer()
    except BadRequest as error:
        if not is_silent(error):
            raise


def is_silent(error: BadRequest) -> bool:
    """Whether a refusal means only that there is nothing left to do."""
    return any(words in error.message.lower() for words in SILENT_REFUSALS)
