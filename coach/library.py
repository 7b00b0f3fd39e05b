"""The coach as a library, with the original's call: one day, from memory to the message."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time

from coach.llm.gateway import Gateway
from coach.llm.provider import Provider
from coach.llm.till import Till, price_of
from coach.memory.database import SqlMemory, open_memory
from coach.model_ports import Budget
from coach.mornings import Mornings
from coach.refining import Refining
from coach.tour_coach import TourCoach
from missions import bootstrap

DEFAULT_MODEL = "gpt-6-luna"
LONGEST_S = 10.0
MOST_USD = 0.5


def run_tour_coach(
    *,
    use_llm_reasoning: bool = True,
    llm_model: str | None = None,
    mission: str = "keep_fit",
    database_url: str = "sqlite+aiosqlite:///data/lanterne.db",
    now: datetime | None = None,
) -> str:
    """Return today's message for the one athlete of a database, made at need.

    `mission` is a path or the name of a ready mission. With `use_llm_reasoning` a model tells the
    day where OPENAI_API_KEY or OPENAI_BASE_URL stands in the environment; `llm_model` names it.
    Without one, or where none answers, the rules tell it.
    """
    model = (llm_model or DEFAULT_MODEL) if use_llm_reasoning else None
    return asyncio.run(_run(mission, database_url, now or datetime.now(UTC), model))


async def _run(mission: str, database_url: str, now: datetime, model: str | None) -> str:
    async with open_memory(database_url) as memory, _asking(model, memory, now) as refining:
        coach = TourCoach(bootstrap(mission), memory)
        athletes = await memory.athletes()
        athlete = (
            athletes[0]
            if athletes
            else await memory.enrol(chat_id=None, name=None, timezone="UTC", push_time=time(6, 30))
        )
        return (await Mornings(coach, memory, refining).today(athlete.id, now)).text


@asynccontextmanager
async def _asking(
    model: str | None, memory: SqlMemory, now: datetime
) -> AsyncIterator[Refining | None]:
    key, address = os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL")
    if model is None or not (key or address):
        yield None
        return

    def build() -> Sequence[Provider]:
        from coach.llm.openai_chat import OpenAIChat  # noqa: PLC0415  # heavy, and only with a key

        return (OpenAIChat("openai", model, key=key or "none", base_url=address),)

    till = Till(memory, Budget(athlete_usd=MOST_USD, all_usd=MOST_USD), price_of)
    gateway = Gateway(build, till, seconds=LONGEST_S, now=lambda: now)
    try:
        yield Refining(gateway, memory)
    finally:
        await gateway.close()
