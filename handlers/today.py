"""`/today`: today's message as it stands now, with its buttons."""

from collections.abc import Sequence

from coach.domain.briefing import Briefing
from handlers import render
from handlers.desk import Answer, Turn
from handlers.keyboards import morning


async def today(turn: Turn) -> Sequence[Answer]:
    """Show today, with what the athlete's sources say within 3 seconds."""
    await turn.desk.glance(turn.athlete.id)
    return (as_answer(await turn.desk.mornings.today(turn.athlete.id, turn.now)),)


def as_answer(briefing: Briefing) -> Answer:
    """Return a morning as it is pushed and shown."""
    return Answer(html=render.briefing(briefing), rows=morning(briefing.local_date))
