"""From the coach's plain text to Telegram's HTML: bold headings, quotes; all else is escaped.

What must be one message is cut by lines, so that no tag stays open; answers are never cut.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

from coach.domain.briefing import Briefing, Explanation
from coach.domain.reply import Reply
from handlers.splitting import LIMIT, plain, units

__all__ = [
    "LIMIT", "briefing", "escaped", "explanation", "fit", "length", "mission", "plain", "reply",
]  # fmt: skip

CHANGED = re.compile(r"^(Changed: [^.]*\.)")


def escaped(text: str) -> str:
    """Return plain text as HTML."""
    return escape(text, quote=False)


def briefing(day: Briefing) -> str:
    """Return a morning: each section under its bold heading, a model's story folded below."""
    lines = "\n\n".join(_section(s.heading, s.lines) for s in day.sections).split("\n")
    story = [day.explanation] if day.explanation else []
    return fit([*lines, *_quote(story, LIMIT - length("\n".join(lines)) - 4)])


def explanation(why: Explanation) -> str:
    """Return the ledger, its details folded into an expandable quote."""
    story = [escaped(why.story), ""] if why.story else []
    lines = [f"<b>{escaped(why.title)}</b>", *story, *map(escaped, why.lines)]
    closing = [escaped(part) for part in (why.counterfact, why.source) if part]
    ending = ["", *closing] if closing else []
    head = fit([*lines, *ending])
    quote = _quote(why.details, LIMIT - length(head) - 2)
    return fit([*lines, *quote, *ending])


def reply(answer: Reply) -> str:
    """Return the coach's lines, whole; what did change stands in bold before its reason."""
    lines = [escaped(line) for line in answer.lines]
    if answer.change is not None:
        lines = [CHANGED.sub(r"<b>\1</b>", line) for line in lines]
    return "\n".join([*lines, *_offered(answer)]).strip()


def _offered(answer: Reply) -> list[str]:
    """Return each offer in a paragraph of its own, numbered where there are several."""
    several = len(answer.offers) > 1
    words = [
        f"{number}: {offer.words}" if several else offer.words
        for number, offer in enumerate(answer.offers, 1)
    ]
    return [line for each in words for line in ("", escaped(each))]


def mission(lines: Sequence[str]) -> str:
    """Return the mission under its name."""
    first, *others = lines or ("Mission",)
    return fit([f"<b>{escaped(first)}</b>", *map(escaped, others)])


def length(html: str) -> int:
    """Return what Telegram counts: UTF-16 units of the text without tags."""
    return units(plain(html))


def fit(lines: Iterable[str]) -> str:
    """Join lines of HTML as long as they fit; what is left out is shown by an ellipsis."""
    kept: list[str] = []
    room = LIMIT - 2
    for line in lines:
        room -= length(line) + 1
        if room < 0:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def _section(heading: str, lines: Sequence[str]) -> str:
    return "\n".join((f"<b>{escaped(heading)}</b>", *map(escaped, lines)))


def _quote(details: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in map(escaped, details):
        room -= length(line) + 1
        if room < 0:
            break
        kept.append(line)
    if not kept:
        return []
    return ["", "<blockquote expandable>" + "\n".join(kept) + "</blockquote>"]
