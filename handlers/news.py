"""News of an athlete's data: plain lines, and how today changed by what they tell."""

from collections.abc import Sequence

from coach.domain.reply import Reply
from handlers import render
from handlers.desk import Answer
from handlers.keyboards import after_reply


def news(lines: Sequence[str], change: Reply | None) -> Answer:
    """Return the lines, then the change with the button that explains it."""
    parts = [render.escaped(line) for line in lines]
    parts += [render.reply(change)] if change else []
    rows = after_reply((), change.changed_on if change else None)
    return Answer(html=render.fit("\n".join(parts).split("\n")), rows=rows)
