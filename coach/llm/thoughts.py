"""Models that think aloud put their thoughts between tags; nobody is to see them.

Works on words that are still coming: a thought without an end, and a tag that is half there, go.
"""

import re

_NAMES = ("think", "thinking", "thought", "reasoning")
_TAGS = tuple(f"<{slash}{name}>" for name in _NAMES for slash in ("", "/"))
_ANY = "|".join(_NAMES)
_THOUGHT = re.compile(rf"<({_ANY})>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_ENDED = re.compile(rf"\A.*</(?:{_ANY})>", re.DOTALL | re.IGNORECASE)
"""Some servers open the tag themselves, so that only its end is seen."""


def without_thoughts(text: str) -> str:
    """Return the words that are meant for others."""
    said = _ENDED.sub("", _THOUGHT.sub("", text))
    start = said.rfind("<")
    tail = said[start:].lower()
    half = start >= 0 and any(tag.startswith(tail) for tag in _TAGS)
    return (said[:start] if half else said).strip()
