"""What a model is told of a message: its words as a string, the days by name, what is noted."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from coach.agents.answering.question import Asked
from coach.agents.noted import fact_words
from coach.domain.fact import Fact
from coach.domain.quoting import clean

MOST_CHARACTERS = 1500
_LEAST_LETTERS = 3
_DAYS = 14
_QUOTED = 80


def is_worth_asking(text: str, asked: Asked) -> bool:
    """Whether a message may tell more than the rules read: no command, no nod, no two letters."""
    letters = sum(letter.isalpha() for letter in text)
    nods = bool(asked.questions) and not asked.of_training and not asked.unclear
    return letters >= _LEAST_LETTERS and not text.lstrip().startswith("/") and not nods


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
