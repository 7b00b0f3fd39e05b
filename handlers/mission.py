"""`/mission`: what all this is for."""

from collections.abc import Sequence

from handlers import render
from handlers.desk import Answer, Turn


async def mission(turn: Turn) -> Sequence[Answer]:
    """Show the mission in words."""
    lines = await turn.desk.coach.mission_lines(turn.athlete.id, turn.now)
    return (Answer(html=render.mission(lines)),)
