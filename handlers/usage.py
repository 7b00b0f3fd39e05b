"""`/usage`: what language models cost this athlete."""

from collections.abc import Sequence

from handlers import texts
from handlers.desk import Answer, Turn
from handlers.render import escaped, fit


async def usage(turn: Turn) -> Sequence[Answer]:
    """Show today and the last weeks."""
    lines = await turn.desk.mornings.usage_lines(turn.athlete, turn.now)
    return (Answer(html=fit([texts.USAGE, *map(escaped, lines)])),)
