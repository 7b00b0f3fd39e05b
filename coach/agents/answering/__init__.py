"""Questions to answers by rules, from the athlete's own numbers: no model, no network, no clock.

What a message asks is read by a phrase table by language beside this file; each question has one
answer, whose figures code computed. What no rule knows is said to be unknown.
"""

from collections.abc import Sequence
from dataclasses import replace

from coach.agents.answering import talk
from coach.agents.answering.answers import ANSWERS
from coach.agents.answering.asking import ask
from coach.agents.answering.ground import Ground
from coach.agents.answering.orders import ONCE_YES
from coach.agents.answering.question import NOT_TOLD, ORDERS, Asked, Question
from coach.agents.noted import noted_lines
from coach.agents.said import ILLNESS
from coach.domain.fact import Fact, FactKind
from coach.domain.reply import Reply

TOLD_BY_CHANGE = frozenset({Question.WITH_THIS, Question.TODAY})
"""What the lines about a changed day have answered already."""

__all__ = [
    "ONCE_YES", "ORDERS", "Asked", "Ground", "Question", "answer", "answered", "ask", "is_final",
    "without_asked",
]  # fmt: skip


def answer(asked: Asked, ground: Ground) -> tuple[str, ...]:
    """Return the answers to what was asked, in short lines; none where nothing was."""
    return tuple(line for each in asked.questions for line in ANSWERS[each](asked, ground))


def answered(reply: Reply, asked: Asked, ground: Ground) -> Reply:
    """Return a reply to facts with the answers after it; one to a grave symptom stays as it is.

    Where nothing was noted the answers are the whole reply; where nothing was asked either, it says
    so with examples. A nod or thanks beside facts needs no answer.
    """
    if is_final(reply):
        return reply
    if not reply.noted:
        unknown = talk.NO_SUCH_RULE if asked.unclear else talk.NOTHING_FOUND
        return replace(reply, lines=answer(asked, ground) or (unknown,))
    if not asked.of_training:
        besides = (talk.NOTED_BUT,) if _asked_besides(asked, reply.noted) else ()
        return replace(reply, lines=(*reply.lines, *besides))
    if reply.change is None:
        return replace(
            reply, lines=(*noted_lines(reply.noted, ground.today), *answer(asked, ground))
        )
    left = tuple(each for each in asked.questions if each not in TOLD_BY_CHANGE)
    return replace(reply, lines=(*reply.lines, *answer(replace(asked, questions=left), ground)))


def is_final(reply: Reply) -> bool:
    """Whether a reply to facts is safety's own, beside which nothing else is said."""
    return reply.red_flag or any(map(_is_grave, reply.noted))


def without_asked(facts: Sequence[Fact], asked: Asked) -> tuple[Fact, ...]:
    """Return the facts without those that were only asked about: "is 3 hours ok today"."""
    asked_about = {kind for each in asked.questions for kind in NOT_TOLD.get(each, ())}
    return tuple(
        fact for fact in facts if not (fact.kind in asked_about and _is_asked(fact, asked))
    )


def _is_grave(fact: Fact) -> bool:
    """Whether a symptom has an answer of its own, beside which nothing else belongs."""
    return fact.kind is FactKind.SYMPTOM and fact.code not in ILLNESS


def _is_asked(fact: Fact, asked: Asked) -> bool:
    return any(fact.words in sentence for sentence in asked.spoken)


def _asked_besides(asked: Asked, noted: Sequence[Fact]) -> bool:
    """Whether a question was left that is not what the facts were read from."""
    return asked.unclear and not any(_is_asked(fact, asked) for fact in noted)
