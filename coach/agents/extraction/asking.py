"""What a model is told of a message: its words as a string, the days by name, what is noted."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta

from coach.agents.answering.question import ORDERS, Asked
from coach.agents.noted import fact_words
from coach.agents.talking.who import may_be_of_the_body
from coach.domain.fact import Fact
from coach.domain.quoting import clean

MOST_CHARACTERS = 1500
_LEAST_LETTERS = 3
_DAYS = 14
_QUOTED = 80
_SHORT = 12
_TELLS = re.compile(
    r"[,;:–(]|\bI(?:['’](?:m|ve|d)| (?:am|was|have|had|feel|felt|got|get|hate|love|like|only))\b",
    re.IGNORECASE,
)
"""Signs that a question may tell something beside: "can I skip, I am in Paris"."""


def is_worth_asking(text: str, asked: Asked, noted: Sequence[Fact] = ()) -> bool:
    """Whether a message may tell more than the rules read and `noted`.

    A command, a nod, two letters, or a question that they know and that tells nothing may not.
    """
    letters = sum(letter.isalpha() for letter in text)
    nods = bool(asked.questions) and not asked.of_training and not asked.unclear
    only_asks = not noted and _only_asks(text, asked)
    is_command = text.lstrip().startswith("/")
    return letters >= _LEAST_LETTERS and not (is_command or nods or only_asks)


def _only_asks(text: str, asked: Asked) -> bool:
    """Whether a short message is nothing but questions that rules know, none of the body."""
    known = bool(asked.of_training) and not (asked.unclear or asked.ailing)
    if not known or not ORDERS.isdisjoint(asked.questions) or len(text.split()) > _SHORT:
        return False
    left = text
    for sentence in asked.spoken:
        left = left.replace(sentence, " ")
    tells = any(letter.isalpha() for letter in left) or _TELLS.search(text) is not None
    return not tells and not may_be_of_the_body(text)


def content(text: str, noted: Sequence[Fact], today: date) -> str:
    """Return what is asked, as JSON."""
    ahead = (today + timedelta(days=n) for n in range(1, _DAYS + 1))
    told = {
        "today": f"{today:%A} {today}",
        "days": {f"{day:%a} {day.day} {day:%b}": day.isoformat() for day in ahead},
        "noted": [clean(f"{one.kind}: {fact_words(one)}", _QUOTED) for one in noted],
        "message": capped(text),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def capped(text: str) -> str:
    """Return as much of a message as is read."""
    return clean(text, MOST_CHARACTERS)
