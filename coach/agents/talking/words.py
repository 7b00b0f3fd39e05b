"""An answer's words made plain, and cut where a sentence ends; whether they are true is elsewhere.

Bold goes, lists become lines with a dot: a chat shows the rest as it was written.
"""

import re
from collections.abc import Iterator

from coach.agents.proofreading import PICTURES

_MARKS = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_ITEM = re.compile(r"^\s*(?:[-*•·]|\d\d?[.)])\s+")
_HEADING = re.compile(r"^\s*#{1,4}\s+")
_SHOUT = re.compile(r"\s?!+")
_END = re.compile(r"[.!?](?:[\"”’')*]*)(?=\s)|\n")
_ENOUGH_SENTENCES, _ENOUGH_LETTERS = 2, 80
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")


def plain(text: str) -> str:
    """Return the words without markup, pictures and shouting; one line a paragraph or item."""
    lines = (_line(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _line(line: str) -> str:
    bare = _SHOUT.sub(".", PICTURES.sub("", _MARKS.sub("", _HEADING.sub("", line))))
    item = _ITEM.match(bare)
    words = " ".join(bare[item.end() :].split() if item else bare.split())
    return f"• {words}" if item and words else words


def finished(text: str) -> str:
    """Return the words up to the end of the last whole sentence; "" before the first."""
    ends = [match.end() for match in _END.finditer(text)]
    return text[: ends[-1]].rstrip() if ends else ""


def standing(text: str) -> str:
    """Return whole sentences that stand without what was to follow; "" where they are too few."""
    lines = text.splitlines()
    while lines and lines[-1].endswith(":"):
        lines.pop()
    said = "\n".join(lines)
    enough = len(said) >= _ENOUGH_LETTERS or len(list(sentences(said))) >= _ENOUGH_SENTENCES
    return said if enough else ""


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences, lists item by item."""
    yield from (sentence for sentence in _SENTENCE.split(text) if sentence.strip())
