"""What the rules offer to a message: days changed as was asked, a goal moved, a fact forgotten."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from coach.agents.answering.days import days_named, days_swapped
from coach.agents.answering.ground import Ground
from coach.agents.answering.question import Asked, Question
from coach.agents.listening.dates import spans
from coach.agents.offers.days import plan, swap
from coach.agents.offers.errors import NotOfferedError
from coach.agents.offers.goals import move, shift
from coach.agents.remembering import Known
from coach.domain.wish import Forgetting, MovingGoal, Planning, Wish

_COUNTED = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_LATER = re.compile(
    rf"\b(?P<many>{'|'.join(_COUNTED)}|\d{{1,2}}) (?P<unit>day|week)s?"
    r" (?P<way>later|after|earlier|sooner|before)\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(r"\b(?:delete|erase|for good|for ever|forever)\b", re.IGNORECASE)
_MOST_MEANT = 2
_TELLS_NOTHING = frozenset(
    ["about", "again", "delete", "disregard", "erase", "everything", "forget", "had", "has", "have",
     "hurt", "hurts", "please", "remove", "said", "that", "the", "this", "told", "was", "what",
     "with", "you"]
)  # fmt: skip


def wishes_by_rules(
    asked: Asked, text: str, ground: Ground, remembered: Sequence[Known] = ()
) -> Iterator[Wish]:
    """Yield what could be done at once about a message; what does not fit is not offered."""
    try:
        if Question.SWAP in asked.questions:
            yield swap(ground, *days_swapped(asked, ground))
        if Question.CHANGE_DAY in asked.questions:
            yield from _another_day(asked, ground)
        if Question.MOVE_GOAL in asked.questions:
            yield from _another_goal(text, ground)
        if Question.FORGET in asked.questions:
            yield from _forgotten(asked, text, remembered)
    except NotOfferedError:
        return


def _another_day(asked: Asked, ground: Ground) -> Iterator[Planning]:
    if asked.wanted is not None:
        yield plan(ground, next(iter(days_named(asked, ground)), ground.today), code=asked.wanted)


def _another_goal(text: str, ground: Ground) -> Iterator[MovingGoal]:
    named, later = spans(text, ground.today), _LATER.search(text)
    if later is not None:
        many = _COUNTED.get(later["many"].lower()) or int(later["many"])
        ahead = later["way"].lower() in {"later", "after"}
        by = timedelta(**{f"{later['unit'].lower()}s": many})
        yield shift(ground, by if ahead else -by)
    elif len(named) == 1 and named[0].first == named[0].last:
        yield move(ground, named[0].first)


def _forgotten(asked: Asked, text: str, remembered: Sequence[Known]) -> Iterator[Forgetting]:
    wanted = _telling(" ".join(asked.spoken))
    meant = [each for each in remembered if wanted & _telling(f"{each.words} {each.quote or ''}")]
    for each in meant[:_MOST_MEANT]:
        yield Forgetting(fact_id=each.fact_id, erase=bool(_FOR_GOOD.search(text)))


def _telling(text: str) -> frozenset[str]:
    """Return the words of a text that tell one thing from another."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return frozenset(words) - _TELLS_NOTHING
