"""The coach as a library, with the original's call: one day, from memory to the message."""

import asyncio
from datetime import UTC, datetime, time

from coach.memory.database import open_memory
from coach.tour_coach import TourCoach
from missions import bootstrap


def run_tour_coach(
    *,
    use_llm_reasoning: bool = True,
    llm_model: str | None = None,  # noqa: ARG001  # the original's; no model is asked here
    mission: str = "keep_fit",
    database_url: str = "sqlite+aiosqlite:///data/lanterne.db",
    now: datetime | None = None,
) -> str:
    """Return today's message for the one athlete of a database, made at need.

    `mission` is a path or the name of a ready mission. The rules decide: models belong to the bot's
    settings, so `use_llm_reasoning` and `llm_model` are taken and change nothing.
    """
    coach = _run(
        mission, database_url, now or datetime.now(UTC), use_llm_reasoning=use_llm_reasoning
    )
    return asyncio.run(coach)


async def _run(mission: str, database_url: str, now: datetime, *, use_llm_reasoning: bool) -> str:
    async with open_memory(database_url) as memory:
        coach = TourCoach(bootstrap(mission), memory, use_llm_reasoning=use_llm_reasoning)
        athletes = await memory.athletes()
        athlete = (
            athletes[0]
            if athletes
            else await memory.enrol(chat_id=None, name=None, timezone="UTC", push_time=time(6, 30))
        )
        return (await coach.today(athlete.id, now)).text
