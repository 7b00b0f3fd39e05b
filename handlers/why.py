"""`/why` and the Why button: the ledger behind today, or behind the morning it stands under."""

from collections.abc import Sequence
from datetime import date

from handlers import render, texts
from handlers.desk import Answer, Turn


async def why(turn: Turn) -> Sequence[Answer]:
    """Explain today."""
    explained = await turn.desk.coach.why(turn.athlete.id, turn.now)
    return (Answer(html=render.explanation(explained)),)


async def why_day(turn: Turn) -> Sequence[Answer]:
    """Explain the day that the button names."""
    try:
        day = date.fromisoformat(turn.words)
    except ValueError:
        return (Answer(html=texts.FORGED),)
    explained = await turn.desk.coach.why(turn.athlete.id, turn.now, day)
    return (Answer(html=render.explanation(explained)),)
