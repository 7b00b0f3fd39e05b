"""What each method does in the world, one function a method; `ANSWERS` is their table.

Parameters come checked by the table of methods; nothing here knows HTTP.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.localchat import files, profile
from bot.localchat.keyboards import checked_keyboard
from bot.localchat.refusal import Json, bad_request
from bot.localchat.rooms import Room, World
from bot.localchat.texts import draft_of, text_of
from bot.localchat.values import Draft, Event, Message

Answer = Callable[[World, Json], object | Awaitable[object]]

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_MAX_NOTICE = 200


async def get_updates(world: World, parameters: Json) -> list[Json]:
    """Long polling."""
    if "allowed_updates" in parameters:
        world.updates.allow(parameters["allowed_updates"])
    return await world.updates.poll(
        offset=parameters.get("offset", 0),
        limit=parameters.get("limit", 0),
        seconds=parameters.get("timeout", 0),
    )


def send_message(world: World, parameters: Json) -> Json:
    """Put a text into a chat."""
    room = world.room(parameters["chat_id"])
    message = world.message(room, world.bot, text_of(parameters))
    return files.put(room, message, parameters)


def send_message_draft(world: World, parameters: Json) -> bool:
    """Show a text that is still being written; private chats only."""
    room = world.room(parameters["chat_id"])
    if parameters["draft_id"] == 0:
        raise bad_request("draft_id must be non-zero")
    if room.kind != "private":
        raise bad_request("chat type is not supported")
    text, can_stop = draft_of(parameters).text, parameters.get("can_stop", False)
    room.write(Draft(parameters["draft_id"], text, can_stop))
    return True


def send_chat_action(world: World, parameters: Json) -> bool:
    """Show that the bot is at something."""
    room = world.room(parameters["chat_id"])
    if parameters["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    room.tell(Event("action", text=parameters["action"]))
    return True


def edit_message_text(world: World, parameters: Json) -> Json:
    """Give a message of the bot another text and keyboard."""
    room, message = _own_message(world, parameters, "edit")
    if message.attachment:
        raise bad_request("there is no text in the message to edit")
    keyboard = checked_keyboard(parameters.get("reply_markup"))
    return _edited(world, room, replace(message, body=text_of(parameters), markup=keyboard))


def edit_message_reply_markup(world: World, parameters: Json) -> Json:
    """Give a message of the bot another keyboard, or none."""
    room, message = _own_message(world, parameters, "edit")
    keyboard = checked_keyboard(parameters.get("reply_markup"))
    return _edited(world, room, replace(message, markup=keyboard))


def delete_message(world: World, parameters: Json) -> bool:
    """Delete a message; in a private chat the person's too."""
    room = world.room(parameters["chat_id"])
    room.remove(_message(room, parameters, "message to delete not found"))
    return True


def set_message_reaction(world: World, parameters: Json) -> bool:
    """React to a message with at most one emoji."""
    room = world.room(parameters["chat_id"])
    message = _message(room, parameters, "message to react not found")
    reactions = parameters.get("reaction", [])
    match reactions:
        case []:
            emoji = ""
        case [{"type": "emoji", "emoji": str(emoji)}] if emoji in profile.REACTIONS:
            pass
        case _:
            raise bad_request("REACTION_INVALID")
    room.tell(Event("reaction", message, emoji))
    return True


def answer_callback_query(world: World, parameters: Json) -> bool:
    """Answer a tap, once."""
    tap = world.taps.pop(parameters["callback_query_id"], None)
    if tap is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    notice = parameters.get("text", "")
    if len(notice) > _MAX_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.room.tell(Event("notice", text=notice))
    return True


def leave_chat(world: World, parameters: Json) -> bool:
    """Leave a group."""
    room = world.room(parameters["chat_id"])
    if room.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    room.closed_because = "bot is not a member of the group chat"
    return True


def _message(room: Room, parameters: Json, otherwise: str) -> Message:
    found = room.messages.get(parameters.get("message_id", 0))
    if found is None:
        raise bad_request(otherwise)
    return found


def _own_message(world: World, parameters: Json, deed: str) -> tuple[Room, Message]:
    if "inline_message_id" in parameters:
        raise bad_request("MESSAGE_ID_INVALID")
    for name, sentence in (
        ("chat_id", "chat_id is empty"),
        ("message_id", "message identifier is not specified"),
    ):
        if name not in parameters:
            raise bad_request(sentence)
    room = world.room(parameters["chat_id"])
    message = _message(room, parameters, f"message to {deed} not found")
    if message.sender != world.bot:
        raise bad_request(f"message can't be {deed}ed")
    return room, message


def _edited(world: World, room: Room, message: Message) -> Json:
    before = room.messages[message.message_id]
    if (before.body, before.markup) == (message.body, message.markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    edited = replace(message, edit_date=world.clock())
    room.put("edited", edited)
    return edited.document()


ANSWERS: Mapping[str, Answer] = {
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
    "sendDocument": files.send_document,
    "sendPhoto": files.send_photo,
    "sendVoice": files.send_voice,
    "getFile": files.get_file,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
    "leaveChat": leave_chat,
    **profile.ANSWERS,
}
