"""Long HTML in parts that Telegram takes: cut between paragraphs, else sentences, else words.

A tag or an entity is never cut; a tag that is open at a cut is closed there and opened again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

LIMIT = 4096
"""Telegram's limit for a text, in UTF-16 units after the entities are parsed."""
TAG = re.compile(r"<[^>]+>")
ATOM = re.compile(r"<[^>]+>|&(?:lt|gt|amp|quot|#[0-9]+|#x[0-9a-fA-F]+);|.", re.DOTALL)
BORDERS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?…][)”»\"']*\s+"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first; the border stays with what stands before it."""
LEAST = 0.25
"""A part that is shorter than this share of the limit is not worth a better border."""


@dataclass(frozen=True)
class Atom:
    """What cannot be cut: a tag, an entity, or one character."""

    html: str

    @property
    def is_tag(self) -> bool:
        """Whether it is a tag, which is seen by nobody."""
        return len(self.html) > 1 and self.html[0] == "<"

    @property
    def text(self) -> str:
        """What is seen of it."""
        return "" if self.is_tag else unescape(self.html)


def plain(html: str) -> str:
    """Return the text without its tags, for a chat that refuses the HTML."""
    return unescape(TAG.sub("", html))


def units(text: str) -> int:
    """Return the UTF-16 units of a text, which is what Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parts(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Return the HTML in parts within the limit; together they show just what the whole does."""
    if units(plain(html)) <= limit:
        return (html,)
    return tuple(_parts([Atom(found) for found in ATOM.findall(html)], limit))


def tail(text: str, limit: int = LIMIT) -> str:
    """Return the end of a plain text, where all of it is too long."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[-(limit - 1) * 2 :]
    return "…" + kept.decode("utf-16-le", "ignore")


def _parts(atoms: Sequence[Atom], limit: int) -> Iterator[str]:
    opened: list[str] = []
    start = 0
    while start < len(atoms):
        end = _end(atoms, start, limit)
        beginning = "".join(opened)
        opened = _opened(opened, atoms[start:end])
        ending = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        yield beginning + "".join(atom.html for atom in atoms[start:end]) + ending
        start = end


def _end(atoms: Sequence[Atom], start: int, limit: int) -> int:
    """Return where the part that begins at `start` ends; closing tags at its end belong to it."""
    reach, room = start, limit
    while reach < len(atoms) and (room := room - units(atoms[reach].text)) >= 0:
        reach += 1
    end = reach if reach == len(atoms) else _border(atoms, start, reach, limit)
    while end < len(atoms) and atoms[end].html.startswith("</"):
        end += 1
    return end


def _border(atoms: Sequence[Atom], start: int, reach: int, limit: int) -> int:
    """Return the best place for a cut between `start` and `reach`."""
    seen, places = "", [start]
    for place in range(start, reach):
        seen += atoms[place].text
        places += [place + 1] * len(atoms[place].text)
    for border in BORDERS:
        ends = [found.end() for found in border.finditer(seen)]
        if ends and ends[-1] >= limit * LEAST:
            return places[ends[-1]]
    return reach


def _opened(before: Sequence[str], atoms: Sequence[Atom]) -> list[str]:
    """Return the tags that are open after the atoms."""
    opened = list(before)
    for atom in atoms:
        if atom.html.startswith("</"):
            del opened[-1:]
        elif atom.is_tag:
            opened.append(atom.html)
    return opened


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]
