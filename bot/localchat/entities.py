"""Telegram's HTML into text and entities, counted and refused as Telegram does.

Knows nothing of chats; errors are `Refusal`s that begin with "can't parse entities".
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.localchat.refusal import Refusal, bad_request
from bot.localchat.values import Entity, Formatted

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ATTRIBUTE = r"""\s+([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s<>"']+))?"""
_TOKEN = re.compile(
    rf"</(?P<end>[a-zA-Z][\w-]*)\s*>|<(?P<start>[a-zA-Z][\w-]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*>"
    r"|(?P<broken><)|&(?P<reference>lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);"
)
_COMMAND = re.compile(r"(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)")
_ALONE = frozenset({"code", "pre"})  # nothing may be formatted inside these
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes, which is what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def commands(text: str) -> tuple[Entity, ...]:
    """Return the bot commands that Telegram finds by itself in a text."""
    return tuple(
        Entity("bot_command", utf16_length(text[: found.start()]), utf16_length(found[0]))
        for found in _COMMAND.finditer(text)
    )


def plain(text: str, entities: Sequence[Entity] = ()) -> Formatted:
    """Return a text trimmed as Telegram trims, its entities moved along and commands found."""
    leading = utf16_length(text) - utf16_length(text.lstrip())
    trimmed = text.strip()
    kept = [_clipped(entity, leading, utf16_length(trimmed)) for entity in entities]
    found = [entity for entity in commands(trimmed) if not _covered(entity, kept)]
    ordered = sorted(
        (entity for entity in (*kept, *found) if entity.length > 0),
        key=lambda entity: (entity.offset, -entity.length),
    )
    return Formatted(trimmed, tuple(ordered))


def parse_html(source: str) -> Formatted:
    """Return the text and entities of Telegram's HTML.

    Raises:
        Refusal: an unknown tag, a tag left open, or an end that closes nothing.

    """
    reader = _Reader(source)
    for found in _TOKEN.finditer(source):
        reader.take(found)
    return plain(*reader.finish())


@dataclass
class _Open:
    tag: str
    type: str
    offset: int
    extras: dict[str, str]


@dataclass
class _Reader:
    """Walks the tokens once, with a stack of open tags."""

    source: str
    pieces: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    position: int = 0
    length: int = 0

    def take(self, found: re.Match[str]) -> None:
        self._text(self.source[self.position : found.start()])
        self.position = found.end()
        if found["reference"]:
            self._text(html.unescape(found[0]))
        elif found["start"]:
            self._start(found)
        elif found["end"]:
            self._end(found)
        else:
            raise self._error('Unsupported start tag "" at byte offset {}', found.start())

    def finish(self) -> tuple[str, list[Entity]]:
        if self.stack:
            tag = self.stack[-1].tag
            raise _refused(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self._text(self.source[self.position :])
        return "".join(self.pieces), self.entities

    def _text(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += utf16_length(piece)

    def _start(self, found: re.Match[str]) -> None:
        tag = found["start"].lower()
        attributes = dict(_attributes(found["attributes"]))
        if tag not in _TAGS or (tag == "span" and attributes.get("class") != "tg-spoiler"):
            raise self._error(f'Unsupported start tag "{tag}" at byte offset {{}}', found.start())
        kind = _TAGS[tag]
        if tag == "blockquote" and "expandable" in attributes:
            kind = "expandable_blockquote"
        self.stack.append(_Open(tag, kind, self.length, attributes))

    def _end(self, found: re.Match[str]) -> None:
        tag = found["end"].lower()
        if not self.stack:
            raise self._error("Unexpected end tag at byte offset {}", found.start())
        opened = self.stack.pop()
        if opened.tag != tag:
            sentence = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise self._error(f"Unmatched end tag at byte offset {{}}, {sentence}", found.start())
        if self._may_stand(opened):
            extras = _extras(opened)
            length = self.length - opened.offset
            self.entities.append(Entity(opened.type, opened.offset, length, extras))

    def _may_stand(self, opened: _Open) -> bool:
        around = {outer.type for outer in self.stack}
        nested_quote = opened.type in _QUOTES and bool(around & _QUOTES)
        no_link = opened.type == "text_link" and not opened.extras.get("href")
        return not (around & _ALONE or nested_quote or no_link)

    def _error(self, sentence: str, position: int) -> Refusal:
        offset = len(self.source[:position].encode("utf-8", "surrogatepass"))
        return _refused(sentence.format(offset))


def _attributes(source: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(_ATTRIBUTE, source or ""):
        yield found[1].lower(), html.unescape((found[2] or "").strip("\"'"))


def _extras(opened: _Open) -> dict[str, str]:
    match opened.type:
        case "text_link":
            return {"url": opened.extras["href"]}
        case "custom_emoji":
            return {"custom_emoji_id": opened.extras.get("emoji-id", "")}
        case _:
            return {}


def _clipped(entity: Entity, leading: int, length: int) -> Entity:
    start = max(entity.offset - leading, 0)
    end = min(entity.offset - leading + entity.length, length)
    return Entity(entity.type, start, end - start, entity.extras)


def _covered(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(
        other.type in _ALONE | {"text_link"}
        and other.offset <= entity.offset < other.offset + other.length
        for other in others
    )


def _refused(sentence: str) -> Refusal:
    return bad_request(f"can't parse entities: {sentence}")
