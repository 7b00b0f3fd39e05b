"""Files in messages, both ways: sending documents, photos and voices, telling where to fetch."""

from dataclasses import replace

from bot.localchat.keyboards import checked_keyboard
from bot.localchat.parameters import Upload
from bot.localchat.refusal import Json, bad_request
from bot.localchat.rooms import Room, World
from bot.localchat.texts import caption_of
from bot.localchat.values import Attachment, AttachmentKind, Message

_PNG = b"\x89PNG\r\n\x1a\n"
_PICTURES = (_PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")
_PHOTO_SIDE = 1280


def put(room: Room, message: Message, parameters: Json) -> Json:
    """Put a message of the bot into a chat, with its keyboard and what it replies to."""
    kept = room.add(
        "sent",
        replace(
            message,
            markup=checked_keyboard(parameters.get("reply_markup")),
            reply_to=_replied_to(room, parameters.get("reply_parameters")),
        ),
    )
    return kept.document()


def send_document(world: World, parameters: Json) -> Json:
    """Put a file into a chat."""
    return _send(world, parameters, "document")


def send_voice(world: World, parameters: Json) -> Json:
    """Put a voice message into a chat."""
    return _send(world, parameters, "voice")


def send_photo(world: World, parameters: Json) -> Json:
    """Put a picture into a chat.

    Raises:
        Refusal: the file is no picture.

    """
    photo = parameters["photo"]
    if isinstance(photo, Upload) and not photo.content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    return _send(world, parameters, "photo")


def get_file(world: World, parameters: Json) -> Json:
    """Tell where a file can be fetched."""
    return world.file(parameters["file_id"])


def picture_size(content: bytes) -> dict[str, int]:
    """Return width and height in pixels, read from a PNG and nominal for others."""
    if content.startswith(_PNG):
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        return {"width": width, "height": height}
    return {"width": _PHOTO_SIDE, "height": _PHOTO_SIDE}


def _send(world: World, parameters: Json, kind: AttachmentKind) -> Json:
    room = world.room(parameters["chat_id"])
    body = caption_of(parameters)
    attachment = _attachment(world, parameters, kind)
    message = replace(world.message(room, world.bot, body), attachment=attachment)
    return put(room, message, parameters)


def _attachment(world: World, parameters: Json, kind: AttachmentKind) -> Attachment:
    given = parameters[kind]
    if isinstance(given, str):
        known = world.file(given)
        return Attachment(kind, given, known["file_size"])
    if not given.content:
        raise bad_request("file must be non-empty")
    extras: dict[str, object] = {}
    if kind == "voice":
        extras = {"duration": parameters.get("duration", 0)}
    elif kind == "photo":
        extras = dict(picture_size(given.content))
    attachment = Attachment(kind, "", 0, given.file_name, given.mime_type, extras)
    return world.store(given.content, attachment)


def _replied_to(room: Room, reply: Json | None) -> Message | None:
    if reply is None:
        return None
    message = room.messages.get(reply.get("message_id", 0))
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return replace(message, reply_to=None) if message else None
