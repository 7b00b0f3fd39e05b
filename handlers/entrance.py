"""Who stands before the door: an athlete, one with the code, a stranger, or a group.

Returns the athlete where the conversation may go on; everything else is dealt with here.
"""

import logging

from telegram import Chat, ChatMember, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from coach.domain.athlete import Athlete
from handlers import memory_texts, texts
from handlers.desk import Answer, Context
from handlers.speak import say
from handlers.welcome import welcome

log = logging.getLogger(__name__)
GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def enter(update: Update, context: Context) -> Athlete | None:
    """Return the athlete of a private chat, or None where there is no more to say."""
    chat, desk = update.effective_chat, context.bot_data
    if chat is None or chat.type != ChatType.PRIVATE:
        return None
    if not desk.door.admits(chat.id):
        return await _knock(chat, update, context)
    athlete = await desk.roster.by_chat(chat.id)
    if athlete is not None:
        return athlete
    if not desk.door.may_begin(chat.id, _text(update)):
        await say(context.bot, chat.id, Answer(html=memory_texts.LEFT))
        return None
    return await _enrol(chat, update, context)


async def leave_group(update: Update, context: Context) -> None:
    """Say one line in a group and leave it."""
    chat, change = update.effective_chat, update.my_chat_member
    if chat is None or chat.type == ChatType.PRIVATE:
        return
    if change is not None and change.new_chat_member.status in GONE:
        return
    try:
        if context.bot_data.door.first_knock(chat.id):
            await say(context.bot, chat.id, Answer(html=texts.GROUP))
        await context.bot.leave_chat(chat.id)
    except (BadRequest, Forbidden) as error:
        log.info("left a group that was gone already: %s", error)


async def _knock(chat: Chat, update: Update, context: Context) -> Athlete | None:
    """Admit who says the code; tell anybody else once."""
    door = context.bot_data.door
    if door.unlock(chat.id, _code(update)):
        try:
            return await _enrol(chat, update, context)
        except Exception:
            door.close(chat.id)
            raise
    if update.callback_query is None and door.first_knock(chat.id):
        await say(context.bot, chat.id, Answer(html=texts.STRANGER))
    return None


async def _enrol(chat: Chat, update: Update, context: Context) -> Athlete | None:
    """Admit for good and greet; what came with `/start` is answered by the greeting."""
    desk = context.bot_data
    athlete = await desk.roster.enrol(
        chat_id=chat.id, name=chat.first_name, timezone=desk.timezone, push_time=desk.push_time
    )
    log.info("admitted athlete=%s", athlete.id)
    await say(context.bot, chat.id, welcome(athlete))
    return None if _text(update).startswith("/start") else athlete


def _code(update: Update) -> str:
    command, _, code = _text(update).partition(" ")
    return code if command.partition("@")[0] == "/start" else ""


def _text(update: Update) -> str:
    message = update.message
    return (message.text or "") if message else ""
