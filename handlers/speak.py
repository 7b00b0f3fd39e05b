"""Sending an answer: HTML, and plain where Telegram cannot parse it; in parts where it is long.

Links never open a preview, whoever wrote them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from telegram import CallbackQuery, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError
from telegram.ext import ExtBot

from handlers.desk import Answer, Rows
from handlers.keyboards import markup
from handlers.previews import NO_PREVIEW
from handlers.refusals import is_gone, is_markup, is_silent
from handlers.splitting import parts, plain

PART_EVERY_S = 1.0
"""Telegram takes a message a second in one chat."""
AGAIN_AFTER_S = 1.0

Pause: TypeAlias = Callable[[float], Awaitable[object]]


async def say(
    bot: ExtBot[Any], chat_id: int, answer: Answer, *,
    rate_limit_args: int | None = None, pause: Pause = asyncio.sleep,
) -> Message:  # fmt: skip
    """Send an answer and return its last message, which has the buttons; raises TelegramError."""
    if answer.document is not None:
        return await bot.send_document(
            chat_id, answer.document.content, filename=answer.document.name,
            caption=answer.html, parse_mode=ParseMode.HTML, reply_markup=markup(answer.rows),
            rate_limit_args=rate_limit_args,
        )  # fmt: skip
    *before, last = _shown(answer.html)
    for part in before:
        await _send(bot, chat_id, part, (), rate_limit_args)
        await pause(PART_EVERY_S)
    return await _send(bot, chat_id, last, answer.rows, rate_limit_args)


async def say_over(
    bot: ExtBot[Any], chat_id: int, message_id: int, answer: Answer, *,
    pause: Pause = asyncio.sleep,
) -> bool:  # fmt: skip
    """Write an answer over a message of ours; False where that message is gone."""
    first, *others = _shown(answer.html)
    head = replace(answer, html=first, rows=() if others else answer.rows)
    try:
        await _write_over(bot, chat_id, message_id, head, pause)
    except BadRequest as error:
        if not is_silent(error):
            raise
        if is_gone(error):
            return False
    if others:
        await pause(PART_EVERY_S)
        await say(bot, chat_id, replace(answer, html="".join(others)), pause=pause)
    return True


async def put_in_place(
    bot: ExtBot[Any], query: CallbackQuery, answer: Answer, *, pause: Pause = asyncio.sleep
) -> None:
    """Write the answer over the message whose button was pressed; what is gone stays gone."""
    if query.message is not None:
        place = query.message.chat.id, query.message.message_id
        await say_over(bot, *place, answer, pause=pause)


async def acknowledge(query: CallbackQuery) -> None:
    """Stop the button's spinner; a query too old to answer is answered by the message."""
    try:
        await query.answer()
    except BadRequest as error:
        if not is_silent(error):
            raise


def _shown(html: str) -> list[str]:
    """Return the parts that Telegram takes; one of blanks alone is refused there."""
    return [part for part in parts(html) if plain(part).strip()] or [html]


async def _send(
    bot: ExtBot[Any], chat_id: int, html: str, rows: Rows, rate_limit_args: int | None
) -> Message:
    try:
        return await bot.send_message(
            chat_id, html, parse_mode=ParseMode.HTML, reply_markup=markup(rows),
            link_preview_options=NO_PREVIEW, rate_limit_args=rate_limit_args,
        )  # fmt: skip
    except BadRequest as error:
        if not is_markup(error):
            raise
        return await bot.send_message(
            chat_id, plain(html), reply_markup=markup(rows),
            link_preview_options=NO_PREVIEW, rate_limit_args=rate_limit_args,
        )  # fmt: skip


async def _write_over(
    bot: ExtBot[Any], chat_id: int, message_id: int, answer: Answer, pause: Pause
) -> None:
    """Edit a message; as that does no harm twice, it is tried again where the network failed."""
    try:
        await _edit(bot, chat_id, message_id, answer)
    except BadRequest:
        raise
    except NetworkError:
        await pause(AGAIN_AFTER_S)
        await _edit(bot, chat_id, message_id, answer)


async def _edit(bot: ExtBot[Any], chat_id: int, message_id: int, answer: Answer) -> None:
    try:
        await bot.edit_message_text(
            answer.html, chat_id, message_id, parse_mode=ParseMode.HTML,
            reply_markup=markup(answer.rows), link_preview_options=NO_PREVIEW,
        )  # fmt: skip
    except BadRequest as error:
        if not is_markup(error):
            raise
        await bot.edit_message_text(
            plain(answer.html), chat_id, message_id,
            reply_markup=markup(answer.rows), link_preview_options=NO_PREVIEW,
        )  # fmt: skip
