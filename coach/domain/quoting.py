"""Words of others: put in quotation marks where code repeats them, and told apart by those again.

What stands between “ and ” in a line of ours was written by anybody; all else by code.
"""

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

_MARKS = re.compile("[“”„‟«»]")
_QUOTE = re.compile("“([^“”\n]*)(?:”|$)", re.MULTILINE)
_ELSEWHERE = "(said under untrusted)"
_LONGEST = 80
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]+"
)
"""Signs that show nothing of themselves: of control and direction, fillers, tags, halves."""
_ADDRESS = re.compile(
    r"://|\bwww\.|@\w|(?!intervals\.icu\b)(?<![\w.])[^\W_][\w-]*[.。][^\W\d_]{2,}", re.IGNORECASE
)
"""Whatever a chat may make a link of: any word, dot, word."""


def leads_away(text: str) -> bool:
    """Whether a text holds an address or a mention."""
    return _ADDRESS.search(normalize("NFKC", text)) is not None


def clean(text: str, most: int) -> str:
    """Return a text without what cannot be seen, on one line, cut to a length."""
    return " ".join(UNSEEN.sub(" ", text).split())[:most]


def quoted(words: str, most: int = _LONGEST) -> str:
    """Put somebody's words in quotation marks that they cannot close themselves."""
    bare = _MARKS.sub("'", words)
    return f"“{clean(bare, most)}”"


def without_quotes(text: str) -> str:
    """Return a line of ours without what it quotes."""
    return _QUOTE.sub("", text)


def apart(told: Any, quotes: list[str], others: Sequence[str] | None = None) -> Any:  # noqa: ANN401  # whatever JSON holds
    """Return what code says without what it quotes, which is added to `quotes`, and all visible.

    Of `others` it is known what code may quote; without them every quote counts.
    """

    def moved(match: re.Match[str]) -> str:
        if others is not None and not any(_alike(match[1], each) for each in others):
            return match[0]
        quotes.append(match[1])
        return _ELSEWHERE

    match told:
        case str():
            return _QUOTE.sub(moved, UNSEEN.sub(" ", told))
        case dict():
            return {key: apart(item, quotes, others) for key, item in told.items()}
        case list():
            return [apart(item, quotes, others) for item in told]
        case _:
            return told


def _alike(quote: str, words: str) -> bool:
    """Whether one is the other, cut somewhere."""
    return quote.startswith(words) or words.startswith(quote)
