"""One exchange: who is it, hand the turn to its handler, send the answers.

The only place where updates are taken apart; a turn is capped, so that a shutdown never hangs.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from telegram import Update

from coach.domain.athlete import Athlete
from coach.errors import AthleteError
from handlers import texts
from handlers.desk import Answer, Context, Desk, Handler, Turn
from handlers.entrance import enter
from handlers.outlet import Outlet
from handlers.received import Received
from handlers.render import escaped
from handlers.speak import acknowledge
from handlers.stopping import is_stop

LONGEST_TURN_S = 35.0
"""Above listening to a voice note and answering it, under the grace that compose.yaml gives."""

Callback: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]


def converse(handler: Handler, *, command: bool = True) -> Callback:
    """Return a callback that answers a message; a command's words are what follows its name."""

    async def answer(update: Update, context: Context) -> None:
        text = update.effective_message.text or "" if update.effective_message else ""
        words = text.partition(" ")[2] if command else text
        async with asyncio.timeout(LONGEST_TURN_S):
            athlete = await enter(update, context)
            if athlete is not None:
                await _exchange(handler, athlete, words.strip(), update, context)

    return answer


def tell(html: str) -> Handler:
    """Return a handler that always says the same."""

    async def told(turn: Turn) -> Sequence[Answer]:
        name = escaped(turn.words.split(maxsplit=1)[0][:40]) if turn.words else ""
        return (Answer(html=html.format(command=name)),)

    return told


def press(table: Mapping[str, Handler]) -> Callback:
    """Return a callback that answers a button by the kind its data begins with."""

    async def answer(update: Update, context: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        kind, _, argument = (query.data or "").partition(":")
        async with asyncio.timeout(LONGEST_TURN_S):
            await acknowledge(query)
            athlete = await enter(update, context)
            if athlete is not None:
                handler = table.get(kind, tell(texts.FORGED))
                await _exchange(handler, athlete, argument, update, context)

    return answer


async def _exchange(
    handler: Handler, athlete: Athlete, words: str, update: Update, context: Context
) -> None:
    desk, received = _desk(context), Received(update.message) if update.message else None
    turn = Turn(athlete=athlete, words=words, now=desk.now(), desk=desk, received=received)
    chat = update.effective_chat
    if received is None or chat is None or is_stop(update):
        await _answer(handler, turn, Outlet(update, context))
        return
    async with desk.live.follow(context.bot, chat.id, update.update_id) as following:
        followed = replace(turn, follower=following)
        await _answer(handler, followed, Outlet(update, context, following))


async def _answer(handler: Handler, turn: Turn, outlet: Outlet) -> None:
    try:
        answers = await handler(turn)
    except AthleteError as error:
        answers = (Answer(html=escaped(str(error))),)
    await outlet.send(answers)


def _desk(context: Context) -> Desk:
    return context.bot_data
