"""`/memory`: what is known, a page at a time; each thing opens, to be corrected or forgotten."""

from collections.abc import Iterator, Sequence

from coach.agents.remembering import Known
from coach.domain.reply import Reply
from handlers import memory_texts as words
from handlers import render, texts
from handlers.desk import Answer, Rows, Turn
from handlers.keyboards import after_reply

A_PAGE = 6
_ID = 15
"""No id has more digits."""


async def memory(turn: Turn) -> Sequence[Answer]:
    """Show the first page."""
    return (await _page(turn, 0),)


async def page(turn: Turn) -> Sequence[Answer]:
    """Turn to a page."""
    number = _number(turn.words)
    if number is None:
        return (Answer(html=texts.FORGED),)
    return (await _page(turn, number, replaces=True),)


async def fact(turn: Turn) -> Sequence[Answer]:
    """Open one thing known."""
    found = await _found(turn)
    if found is None:
        return (Answer(html=words.UNKNOWN_FACT, replaces=True),)
    said = words.QUOTE.format(quote=render.escaped(found.quote)) if found.quote else ""
    html = f"{words.CARD.format(words=render.escaped(found.words))}\n{said or words.WHERE_FROM}"
    rows: Rows = (
        (("No longer so", f"over:{found.fact_id}"), ("Forget it", f"lose:{found.fact_id}")),
        (("Back", "memory:0"),),
    )
    return (Answer(html=html, rows=rows, replaces=True),)


async def over(turn: Turn) -> Sequence[Answer]:
    """Take it that something holds no longer."""
    found = await _found(turn)
    if found is None:
        return (Answer(html=words.UNKNOWN_FACT, replaces=True),)
    changed = await turn.desk.remembrance.close(turn.athlete, found.fact_id, turn.now)
    return (_done(words.CLOSED, changed),)


async def lose(turn: Turn) -> Sequence[Answer]:
    """Forget something for good."""
    found = await _found(turn)
    if found is None:
        return (Answer(html=words.UNKNOWN_FACT, replaces=True),)
    changed = await turn.desk.remembrance.erase(turn.athlete, found.fact_id, turn.now)
    return (_done(words.ERASED, changed),)


async def _found(turn: Turn) -> Known | None:
    fact_id = _number(turn.words)
    if fact_id is None:
        return None
    return await turn.desk.remembrance.one(turn.athlete, fact_id, turn.now)


def _done(html: str, changed: Reply | None) -> Answer:
    day = changed.changed_on if changed else None
    lines = [html, *([render.reply(changed)] if changed else [])]
    return Answer(html=render.fit(lines), rows=after_reply((), day), replaces=True)


async def _page(turn: Turn, number: int, *, replaces: bool = False) -> Answer:
    overview = await turn.desk.remembrance.overview(turn.athlete, turn.now)
    first = number * A_PAGE
    shown = overview.known[first : first + A_PAGE]
    lines = [words.HEAD, *_listed(shown, first + 1)]
    lines += [] if overview.known else ["", words.NOTHING]
    lines += ["", *map(render.escaped, overview.lines), "", words.FOOT] if number == 0 else []
    rows = _rows(shown, number, len(overview.known))
    return Answer(html=render.fit(lines), rows=rows, replaces=replaces)


def _listed(shown: Sequence[Known], first: int) -> Iterator[str]:
    group = None
    for number, one in enumerate(shown, first):
        if one.group is not group:
            group = one.group
            yield f"\n<b>{group}</b>"
        yield f"{number}. {render.escaped(one.words)}"


def _rows(shown: Sequence[Known], number: int, count: int) -> Rows:
    first = number * A_PAGE
    opens = tuple((str(first + i), f"fact:{one.fact_id}") for i, one in enumerate(shown, 1))
    before = (("Before", f"memory:{number - 1}"),) if number else ()
    more = (("More", f"memory:{number + 1}"),) if count > first + A_PAGE else ()
    return tuple(row for row in (opens, (*before, *more)) if row)


def _number(argument: str) -> int | None:
    small = argument.isascii() and argument.isdigit() and len(argument) <= _ID
    return int(argument) if small else None
