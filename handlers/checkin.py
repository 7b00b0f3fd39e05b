"""`/checkin` and the answers by buttons: questions from a table, taps handed to the coach."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from coach.domain.reply import Reply
from handlers import render, texts
from handlers.desk import Answer, Rows, Turn
from handlers.keyboards import CHECK_IN, QUESTIONS, TAPS, after_reply, of_offers

_AboutFacts = Callable[[int, Sequence[int], datetime], Awaitable[Reply]]
FACT_IDS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})*")


async def checkin(turn: Turn) -> Sequence[Answer]:  # noqa: ARG001  # the table's one shape
    """Ask the first question; each answer brings the next."""
    return (_question(CHECK_IN[0]),)


async def ask(turn: Turn) -> Sequence[Answer]:
    """Ask what a button under the morning is about."""
    if turn.words not in QUESTIONS:
        return (Answer(html=texts.FORGED),)
    words, rows = QUESTIONS[turn.words]
    return (Answer(html=words, rows=rows),)


async def tap(turn: Turn) -> Sequence[Answer]:
    """Take an answer that stands alone."""
    if turn.words not in TAPS:
        return (Answer(html=texts.FORGED),)
    reply = await turn.desk.coach.tap(turn.athlete.id, turn.words, turn.now)
    return (_told(reply, replaces=True),)


async def next_question(turn: Turn) -> Sequence[Answer]:
    """Take an answer of the check-in and ask on."""
    answers = await tap(turn)
    asked = turn.words.partition(":")[0]
    if asked not in CHECK_IN[:-1] or turn.words not in TAPS:
        return answers
    return (*answers, _question(CHECK_IN[CHECK_IN.index(asked) + 1]))


async def done(turn: Turn) -> Sequence[Answer]:
    """Take that the session was done, and ask how hard it was."""
    await turn.desk.coach.tap(turn.athlete.id, "done::", turn.now)
    words, rows = QUESTIONS["done"]
    return (Answer(html=words, rows=rows),)


async def undo(turn: Turn) -> Sequence[Answer]:
    """Take back what was noted by mistake; only this athlete's facts are ever closed."""
    return await _about_facts(turn, turn.desk.coach.undo)


async def sure(turn: Turn) -> Sequence[Answer]:
    """Take the athlete's word for what was only likely."""
    return await _about_facts(turn, turn.desk.coach.confirm)


async def _about_facts(turn: Turn, answer: _AboutFacts) -> Sequence[Answer]:
    if not FACT_IDS.fullmatch(turn.words):
        return (Answer(html=texts.FORGED),)
    fact_ids = [int(word) for word in turn.words.split(".")]
    reply = await answer(turn.athlete.id, fact_ids, turn.now)
    return (_told(reply, replaces=True),)


async def hear(turn: Turn) -> Sequence[Answer]:
    """Take free words; who writes too fast is answered by the rules, so that no alarm waits."""
    if turn.desk.rush.count(turn.athlete.id, turn.said_at):
        return await _hear_in_a_rush(turn)
    reply = await turn.desk.talker.hear(turn.athlete.id, turn.words, turn.now, turn.follower)
    return (_told(reply),)


async def _hear_in_a_rush(turn: Turn) -> Sequence[Answer]:
    """Note and screen the words; only what they change is answered, and the rush told once."""
    reply = await turn.desk.coach.hear(turn.athlete.id, turn.words, turn.now)
    matters = reply.red_flag or reply.noted or reply.change is not None
    answers = [_told(reply)] if matters else []
    if turn.desk.rush.tell(turn.athlete.id, turn.said_at):
        answers.append(Answer(html=texts.RUSH))
    return answers


def _told(reply: Reply, *, replaces: bool = False) -> Answer:
    html = render.reply(reply) or texts.EMPTY
    rows = (*of_offers(reply.offers), *after_reply(reply.noted, reply.changed_on))
    return Answer(html=html, rows=rows, replaces=replaces)


def _question(kind: str) -> Answer:
    words, rows = QUESTIONS[kind]
    return Answer(html=words, rows=_chained(rows))


def _chained(rows: Rows) -> Rows:
    return tuple(
        tuple((label, kind.replace("tap:", "next:", 1)) for label, kind in row) for row in rows
    )
