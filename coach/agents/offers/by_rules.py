"""What the rules offer to a message: a swap that was asked for, a goal that has moved."""

import re
from collections.abc import Iterator

from coach.agents.answering.days import day_asked
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.question import Asked, Question
from coach.agents.listening.dates import spans
from coach.agents.offers.days import swap
from coach.agents.offers.errors import NotOfferedError
from coach.agents.offers.goals import move
from coach.domain.wish import Wish

_GOAL = r"(?:race|event|goal|marathon|half|fondo|sportive|triathlon|tour|10k)"
_MOVES = re.compile(
    rf"\b(?:move|shift|push|postpone|reschedule|change)\b[^.?!]*\b{_GOAL}\b"
    rf"|\b{_GOAL}\b[^.?!]*\b(?:moved|postponed|rescheduled|shifted|is now|new date)\b",
    re.IGNORECASE,
)


def wishes_by_rules(asked: Asked, text: str, ground: Ground) -> Iterator[Wish]:
    """Yield what could be done at once about a message; what does not fit is not offered."""
    try:
        if Question.SWAP in asked.questions:
            yield swap(ground, day_asked(asked, ground) or ground.today + A_DAY)
        named = spans(text, ground.today) if _MOVES.search(text) else ()
        if len(named) == 1 and named[0].first == named[0].last:
            yield move(ground, named[0].first)
    except NotOfferedError:
        return
