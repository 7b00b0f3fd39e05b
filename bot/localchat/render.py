"""A message of the bot as an athlete sees it, for a terminal."""

from itertools import count

from rich.console import Group, RenderableType
from rich.text import Text

from bot.localchat.values import Entity, Formatted, Message

_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "code": "cyan",
    "pre": "cyan",
    "text_link": "underline blue",
    "bot_command": "blue",
}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_BAR = "│ "


def render(message: Message) -> RenderableType:
    """Return the text with its headings bold, quotes barred, and numbered buttons in brackets.

    `[1]` is what one types to tap the first button.
    """
    parts: list[RenderableType] = []
    if message.attachment:
        name = message.attachment.file_name or message.attachment.kind
        parts.append(Text(f"[file: {name}]", "dim"))
    if message.text:
        parts.append(_styled(message.body))
    numbers = count(1)
    for row in message.rows:
        keys = [Text(f"[{next(numbers)}] {button.text}", "reverse") for button in row]
        parts.append(Text("  ").join(keys))
    return Group(*parts)


def _styled(body: Formatted) -> Text:
    text = Text(body.text)
    for entity in body.entities:
        if entity.type in _STYLES:
            text.stylize(_STYLES[entity.type], *_span(body.text, entity))
    quoted = [_span(body.text, entity) for entity in body.entities if entity.type in _QUOTES]
    return _barred(text, quoted) if quoted else text


def _barred(text: Text, quoted: list[tuple[int, int]]) -> Text:
    """Put a bar before each quoted line."""
    lines = []
    position = 0
    for line in text.split("\n", allow_blank=True):
        inside = any(start <= position < end for start, end in quoted)
        lines.append(Text.assemble((_BAR, "dim"), line) if inside else line)
        position += len(line.plain) + 1
    return Text("\n").join(lines)


def _span(text: str, entity: Entity) -> tuple[int, int]:
    """Return where an entity counted in UTF-16 units begins and ends in characters."""
    units = text.encode("utf-16-le", "surrogatepass")
    first = _characters(units[: entity.offset * 2])
    return first, _characters(units[: (entity.offset + entity.length) * 2])


def _characters(units: bytes) -> int:
    return len(units.decode("utf-16-le", "surrogatepass"))
