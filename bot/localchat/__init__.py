"""A small, strict Bot API server on 127.0.0.1, and the people who chat with the bot there.

async with serve(port=0) as chat:
ada = chat.person("Ada")   # settings: TELEGRAM_API_BASE_URL=chat.url, the token chat.token
ada.say("/today")
message = await ada.hears()
ada.tap(message.message_id, "Why")
await chat_in_terminal(chat, ada, console=console)
"""

from bot.localchat.chat import LocalChat, serve
from bot.localchat.person import Person
from bot.localchat.render import render
from bot.localchat.terminal import chat_in_terminal, typed_lines
from bot.localchat.values import Button, Message

__all__ = [
    "Button",
    "LocalChat",
    "Message",
    "Person",
    "chat_in_terminal",
    "render",
    "serve",
    "typed_lines",
]
