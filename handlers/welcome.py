"""`/start`: who I am, and what to begin with."""

from collections.abc import Sequence
from html import escape

from coach.domain.athlete import Athlete
from handlers import texts
from handlers.desk import Answer, Turn
from handlers.settings import resume


async def start(turn: Turn) -> Sequence[Answer]:
    """Greet someone who is in already; whoever was paused wants the mornings back."""
    if turn.athlete.paused:
        return await resume(turn)
    return (Answer(html=texts.WELCOME_BACK),)


def welcome(athlete: Athlete) -> Answer:
    """Greet a new athlete with the settings they begin with."""
    return Answer(
        html=texts.WELCOME.format(
            push_time=f"{athlete.push_time:%H:%M}", timezone=escape(athlete.timezone)
        )
    )
