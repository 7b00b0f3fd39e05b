"""What a conversation is made of: users, chats, messages and what happened to them.

Frozen values that know how Telegram writes them; they know no server and no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.localchat.refusal import Json

AttachmentKind = Literal["document", "photo", "voice", "audio", "video_note", "sticker"]
ChatKind = Literal["private", "group"]
EventKind = Literal["said", "sent", "edited", "deleted", "draft", "action", "notice", "reaction"]


@dataclass(frozen=True)
class User:
    """A person or the bot."""

    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language_code: str | None = None

    def document(self) -> Json:
        """Return Telegram's User."""
        return _without_nothing(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(frozen=True)
class Entity:
    """A stretch of formatted text; offset and length count UTF-16 units, as Telegram does."""

    type: str
    offset: int
    length: int
    extras: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> Json:
        """Return Telegram's MessageEntity."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.extras}


@dataclass(frozen=True)
class Formatted:
    """A text with its entities."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file in a message; `extras` are what its kind adds, such as a duration in seconds."""

    kind: AttachmentKind
    file_id: str
    size: int
    file_name: str | None = None
    mime_type: str | None = None
    extras: Mapping[str, object] = field(default_factory=dict)

    def document(self) -> Json | list[Json]:
        """Return Telegram's Document, Voice or Sticker, or the list of a photo's sizes."""
        body = _without_nothing(
            file_id=self.file_id,
            file_unique_id=f"unique{self.file_id}",
            file_size=self.size,
            file_name=self.file_name,
            mime_type=self.mime_type,
            **self.extras,
        )
        return [body] if self.kind == "photo" else body


@dataclass(frozen=True)
class Button:
    """A button under a message; one with no `data` is a link or the like."""

    text: str
    data: str | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it stands now; `markup` is its keyboard as Telegram writes it."""

    message_id: int
    chat: Json
    sender: User
    date: int
    body: Formatted = Formatted()
    attachment: Attachment | None = None
    markup: Json | None = None
    reply_to: "Message | None" = None
    edit_date: int | None = None

    @property
    def text(self) -> str:
        """The text, or the caption of a file."""
        return self.body.text

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The inline buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", ())
        return tuple(
            tuple(Button(key["text"], key.get("callback_data")) for key in row) for row in rows
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The inline buttons in reading order."""
        return tuple(button for row in self.rows for button in row)

    def document(self) -> Json:
        """Return Telegram's Message."""
        inline = self.markup if self.markup and "inline_keyboard" in self.markup else None
        return _without_nothing(
            message_id=self.message_id,
            **{"from": self.sender.document()},
            chat=self.chat,
            date=self.date,
            edit_date=self.edit_date,
            reply_to_message=self.reply_to.document() if self.reply_to else None,
            **self._content(),
            reply_markup=inline,
        )

    def _content(self) -> Json:
        entities = [entity.document() for entity in self.body.entities] or None
        if self.attachment is None:
            return {"text": self.text, "entities": entities}
        kind = self.attachment.kind
        captioned = {"caption": self.text or None, "caption_entities": entities}
        return {kind: self.attachment.document(), **captioned}


@dataclass(frozen=True)
class Draft:
    """A text that the bot is still writing; `can_stop` gives it a Stop button."""

    id: int
    text: str
    can_stop: bool = False


@dataclass(frozen=True)
class Event:
    """What happened in a chat, in order; `text` is a draft's, an action's or a notice's words."""

    kind: EventKind
    message: Message | None = None
    text: str = ""


def _without_nothing(**fields: object) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
