"""A change that was offered: the athlete's yes and no; whose it is settles the coach."""

from collections.abc import Sequence

from handlers import render, texts
from handlers.desk import Answer, Turn
from handlers.keyboards import after_reply

_LONGEST_ID = 15


async def take(turn: Turn) -> Sequence[Answer]:
    """Do what was offered."""
    offer_id = _id(turn.words)
    if offer_id is None:
        return (Answer(html=texts.FORGED),)
    reply = await turn.desk.offering.accept(turn.athlete.id, offer_id, turn.now)
    rows = after_reply(reply.noted, reply.changed_on)
    return (Answer(html=render.reply(reply), rows=rows),)


async def leave(turn: Turn) -> Sequence[Answer]:
    """Leave it."""
    offer_id = _id(turn.words)
    if offer_id is None:
        return (Answer(html=texts.FORGED),)
    reply = await turn.desk.offering.decline(turn.athlete.id, offer_id, turn.now)
    return (Answer(html=render.reply(reply)),)


def _id(argument: str) -> int | None:
    small = argument.isascii() and argument.isdigit() and len(argument) <= _LONGEST_ID
    return int(argument) if small else None
