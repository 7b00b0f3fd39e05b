"""The table of handlers: which words, taps and things of Telegram's go to which function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import BotCommand, Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.ext.filters import BaseFilter

from handlers import (
    checkin,
    connect,
    files,
    memory,
    mission,
    offers,
    own_data,
    settings,
    stopping,
    texts,
    today,
    usage,
    voice,
    welcome,
    why,
)
from handlers.converse import converse, press, tell
from handlers.desk import Answer, Bot, Handler, Turn
from handlers.entrance import leave_group
from handlers.previews import STOP
from handlers.trouble import on_error

UPDATES = (
    Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER,
    stopping.NATIVE,
)  # fmt: skip
"""What is asked of Telegram; everything else is never sent."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command and what the menu says of it; an empty text keeps it out."""

    name: str
    handler: Handler
    menu: str = ""


async def help_(turn: Turn) -> Sequence[Answer]:  # noqa: ARG001  # the table's one shape
    """Say what there is."""
    lines = (f"/{command.name}: {command.menu}" for command in COMMANDS if command.menu)
    return (Answer(html=texts.HELP.format(commands="\n".join(lines))),)


COMMANDS: tuple[Command, ...] = (
    Command(name="start", handler=welcome.start),
    Command(name="today", handler=today.today, menu="what today should be"),
    Command(name="why", handler=why.why, menu="the evidence behind it"),
    Command(name="checkin", handler=checkin.checkin, menu="tell me how you are, by buttons"),
    Command(name="mission", handler=mission.mission, menu="what we train for"),
    Command(name="connect", handler=connect.connect, menu="your sources: nights and training"),
    Command(name="memory", handler=memory.memory, menu="what I know of you, to correct or forget"),
    Command(name="settings", handler=settings.settings, menu="time zone and time of the morning"),
    Command(name="pause", handler=settings.pause, menu="no mornings for a while"),
    Command(name="resume", handler=settings.resume, menu="mornings again"),
    Command(name="export", handler=own_data.export, menu="all your data as files"),
    Command(name="forget", handler=own_data.forget, menu="delete everything about you"),
    Command(name="usage", handler=usage.usage, menu="what language models cost"),
    Command(name="stop", handler=stopping.stop, menu="end the answer I am writing"),
    Command(name="help", handler=help_, menu="what I can do"),
)

PRESSES: Mapping[str, Handler] = {
    "why": why.why_day,
    "ask": checkin.ask,
    "tap": checkin.tap,
    "next": checkin.next_question,
    "done": checkin.done,
    "undo": checkin.undo,
    "sure": checkin.sure,
    "at": settings.push_at,
    "link": connect.link,
    "unlink": connect.unlink,
    "part": connect.part,
    "cal": connect.calendar,
    "wait": connect.wait,
    "memory": memory.page,
    "fact": memory.fact,
    "over": memory.over,
    "lose": memory.lose,
    "erase": own_data.erase,
    "stay": own_data.stay,
    "do": offers.take,
    "leave": offers.leave,
    STOP: stopping.stop_one,
}
"""What a button's data begins with, and who takes it."""

CANNOT_YET: tuple[tuple[BaseFilter, str], ...] = (
    (filters.VIDEO_NOTE, texts.VIDEO_NOTE),
    (filters.PHOTO | filters.VIDEO | filters.ANIMATION, texts.PICTURE),
    (filters.LOCATION | filters.VENUE, texts.LOCATION),
)
"""What I cannot read yet, with what I say to it; the rest is as a sticker."""


MENU: tuple[BotCommand, ...] = tuple(BotCommand(c.name, c.menu) for c in COMMANDS if c.menu)


def register(bot: Bot) -> None:
    """Hang all handlers into the application; the first that fits takes the update."""
    private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
    edited = filters.UpdateType.EDITED_MESSAGE
    bot.add_handler(MessageHandler(~private, leave_group))
    bot.add_handler(ChatMemberHandler(leave_group, ChatMemberHandler.MY_CHAT_MEMBER))
    bot.add_handler(stopping.NativeStop())
    for command in COMMANDS:
        bot.add_handler(CommandHandler(command.name, converse(command.handler), filters=new))
    bot.add_handler(CallbackQueryHandler(press(PRESSES)))
    bot.add_handler(MessageHandler(edited, converse(tell(texts.EDITED))))
    for kind, words in CANNOT_YET:
        bot.add_handler(MessageHandler(kind, converse(tell(words))))
    bot.add_handler(MessageHandler(filters.VOICE | filters.AUDIO, converse(voice.voice)))
    bot.add_handler(MessageHandler(filters.Document.ALL, converse(files.file)))
    unknown = converse(tell(texts.UNKNOWN_COMMAND), command=False)
    bot.add_handler(MessageHandler(filters.COMMAND, unknown))
    bot.add_handler(MessageHandler(filters.Regex(stopping.WORD), converse(stopping.stop)))
    bot.add_handler(MessageHandler(filters.TEXT, converse(connect.hear_or_paste, command=False)))
    bot.add_handler(MessageHandler(~filters.StatusUpdate.ALL, converse(tell(texts.STICKER))))
    bot.add_error_handler(on_error)
