"""Texts and captions as parameters bring them, within Telegram's lengths."""

from typing import Any

from bot.localchat.entities import parse_html, plain, utf16_length
from bot.localchat.refusal import Json, bad_request
from bot.localchat.values import Entity, Formatted

MAX_TEXT = 4096
MAX_CAPTION = 1024


def text_of(parameters: Json) -> Formatted:
    """Return a message's text.

    Raises:
        Refusal: empty, over 4096 UTF-16 units after parsing, or markup that cannot be parsed.

    """
    body = _formatted(parameters, "text", "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if utf16_length(body.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return body


def draft_of(parameters: Json) -> Formatted:
    """Return a draft's text, which may be empty."""
    return text_of(parameters) if parameters.get("text") else Formatted()


def caption_of(parameters: Json) -> Formatted:
    """Return a file's caption, which may be empty.

    Raises:
        Refusal: over 1024 UTF-16 units after parsing, or markup that cannot be parsed.

    """
    body = _formatted(parameters, "caption", "caption_entities")
    if utf16_length(body.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return body


def _formatted(parameters: Json, name: str, entities: str) -> Formatted:
    source = parameters.get(name, "")
    mode = parameters.get("parse_mode", "")
    if mode.lower() == "html":
        return parse_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")
    return plain(source, [_entity(given, source) for given in parameters.get(entities, ())])


def _entity(given: Any, text: str) -> Entity:  # noqa: ANN401  # whatever a JSON array holds
    match given:
        case {"type": str(kind), "offset": int(offset), "length": int(length), **rest}:
            _refuse_outside(offset, length, utf16_length(text))
            return Entity(kind, offset, length, {str(key): str(rest[key]) for key in rest})
        case _:
            raise bad_request("can't parse entities: expected type, offset and length")


def _refuse_outside(offset: int, length: int, whole: int) -> None:
    if offset < 0 or offset + length > whole:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {whole}"
        )
