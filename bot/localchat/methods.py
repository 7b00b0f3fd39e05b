"""The table of Bot API methods that a coach bot uses, with their parameters; Bot API 10.x.

Stricter than Telegram in one place: it ignores parameters it does not know, this refuses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What a parameter holds once it is read."""

    TEXT = auto()
    INTEGER = auto()
    FLAG = auto()
    CHAT = auto()
    OBJECT = auto()
    LIST = auto()
    FILE = auto()


@dataclass(frozen=True)
class Method:
    """The parameters that must be there and those that may."""

    must: Mapping[str, Kind] = field(default_factory=dict)
    may: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def parameters(self) -> Mapping[str, Kind]:
        """All parameters."""
        return {**self.must, **self.may}


_SENDING = {
    "business_connection_id": Kind.TEXT,
    "message_thread_id": Kind.INTEGER,
    "direct_messages_topic_id": Kind.INTEGER,
    "disable_notification": Kind.FLAG,
    "protect_content": Kind.FLAG,
    "allow_paid_broadcast": Kind.FLAG,
    "message_effect_id": Kind.TEXT,
    "suggested_post_parameters": Kind.OBJECT,
    "reply_parameters": Kind.OBJECT,
    "reply_markup": Kind.OBJECT,
}
_TEXT = {"parse_mode": Kind.TEXT, "entities": Kind.LIST, "link_preview_options": Kind.OBJECT}
_CAPTION = {"caption": Kind.TEXT, "parse_mode": Kind.TEXT, "caption_entities": Kind.LIST}
_ABOVE = {"show_caption_above_media": Kind.FLAG, "has_spoiler": Kind.FLAG}
_EDITED = {
    "chat_id": Kind.CHAT,
    "message_id": Kind.INTEGER,
    "inline_message_id": Kind.TEXT,
    "business_connection_id": Kind.TEXT,
    "reply_markup": Kind.OBJECT,
}
_IN_CHAT = {"chat_id": Kind.CHAT}
_ON_MESSAGE = {"chat_id": Kind.CHAT, "message_id": Kind.INTEGER}
_LANGUAGE = {"language_code": Kind.TEXT}
_SCOPED = {"scope": Kind.OBJECT, **_LANGUAGE}

METHODS: Mapping[str, Method] = {
    "getMe": Method(),
    "getUpdates": Method(
        may={
            "offset": Kind.INTEGER,
            "limit": Kind.INTEGER,
            "timeout": Kind.INTEGER,
            "allowed_updates": Kind.LIST,
        }
    ),
    "setWebhook": Method(
        may={
            "url": Kind.TEXT,
            "certificate": Kind.FILE,
            "ip_address": Kind.TEXT,
            "max_connections": Kind.INTEGER,
            "allowed_updates": Kind.LIST,
            "drop_pending_updates": Kind.FLAG,
            "secret_token": Kind.TEXT,
        },
    ),
    "deleteWebhook": Method(may={"drop_pending_updates": Kind.FLAG}),
    "getWebhookInfo": Method(),
    "sendMessage": Method(must={**_IN_CHAT, "text": Kind.TEXT}, may={**_SENDING, **_TEXT}),
    "sendMessageDraft": Method(
        must={**_IN_CHAT, "draft_id": Kind.INTEGER},
        may={
            "text": Kind.TEXT,
            "parse_mode": Kind.TEXT,
            "entities": Kind.LIST,
            "message_thread_id": Kind.INTEGER,
            "can_stop": Kind.FLAG,
            "keep_on_stop": Kind.FLAG,
        },
    ),
    "sendDocument": Method(
        must={**_IN_CHAT, "document": Kind.FILE},
        may={
            **_SENDING,
            **_CAPTION,
            "thumbnail": Kind.FILE,
            "disable_content_type_detection": Kind.FLAG,
        },
    ),
    "sendPhoto": Method(
        must={**_IN_CHAT, "photo": Kind.FILE}, may={**_SENDING, **_CAPTION, **_ABOVE}
    ),
    "sendVoice": Method(
        must={**_IN_CHAT, "voice": Kind.FILE},
        may={**_SENDING, **_CAPTION, "duration": Kind.INTEGER},
    ),
    "sendChatAction": Method(
        must={**_IN_CHAT, "action": Kind.TEXT},
        may={"message_thread_id": Kind.INTEGER, "business_connection_id": Kind.TEXT},
    ),
    "editMessageText": Method(must={"text": Kind.TEXT}, may={**_EDITED, **_TEXT}),
    "editMessageReplyMarkup": Method(may=_EDITED),
    "deleteMessage": Method(must=_ON_MESSAGE),
    "setMessageReaction": Method(
        must=_ON_MESSAGE, may={"reaction": Kind.LIST, "is_big": Kind.FLAG}
    ),
    "answerCallbackQuery": Method(
        must={"callback_query_id": Kind.TEXT},
        may={
            "text": Kind.TEXT,
            "show_alert": Kind.FLAG,
            "url": Kind.TEXT,
            "cache_time": Kind.INTEGER,
        },
    ),
    "getFile": Method(must={"file_id": Kind.TEXT}),
    "getChat": Method(must=_IN_CHAT),
    "leaveChat": Method(must=_IN_CHAT),
    "setMyCommands": Method(must={"commands": Kind.LIST}, may=_SCOPED),
    "getMyCommands": Method(may=_SCOPED),
    "deleteMyCommands": Method(may=_SCOPED),
    "setMyDescription": Method(may={"description": Kind.TEXT, **_LANGUAGE}),
    "getMyDescription": Method(may=_LANGUAGE),
    "setMyShortDescription": Method(may={"short_description": Kind.TEXT, **_LANGUAGE}),
    "getMyShortDescription": Method(may=_LANGUAGE),
}

MISSING: Mapping[str, str] = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "voice": "there is no voice in the request",
    "action": "wrong parameter action in request",
    "file_id": "file_id is not specified",
}
"""Telegram's words where a parameter that must be there is missing."""

_BY_LOWER_CASE = {name.lower(): name for name in METHODS}


def method_named(name: str) -> tuple[str, Method] | None:
    """Return a method by its name in any case, as Telegram finds it."""
    known = _BY_LOWER_CASE.get(name.lower())
    return (known, METHODS[known]) if known else None
