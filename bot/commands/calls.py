"""What commands share: settings with a quiet log, an end to the work, and whose data is meant."""

import asyncio
import logging
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.faults import load_settings
from bot.house import House
from bot.logs import start_log
from bot.settings import Settings
from bot.wrong import CallError
from coach.domain.athlete import Athlete

T = TypeVar("T")


def quiet_settings() -> Settings:
    """Read the settings for a command whose output is for a person or a script."""
    settings = load_settings()
    start_log("DEBUG" if settings.log_level == "DEBUG" else "WARNING", settings.secrets, sys.stderr)
    return settings


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run the work of a command to its end."""
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    return asyncio.run(work)


async def whose(house: House, athlete_id: int | None) -> Athlete:
    """Return the athlete who is meant, the first one made at need; raises CallError."""
    if athlete_id is not None:
        found = await house.memory.athlete(athlete_id)
        if found is None:
            raise CallError(f"There is no athlete {athlete_id}{await _known(house)}.")
        return found
    athletes = await house.memory.athletes()
    if len(athletes) > 1:
        raise CallError(
            f"There are several athletes: name one with --athlete{await _known(house)}."
        )
    if athletes:
        return athletes[0]
    settings = house.settings
    return await house.memory.enrol(
        chat_id=None, name=None, timezone=settings.timezone, push_time=settings.push_time
    )


async def _known(house: House) -> str:
    athletes = await house.memory.athletes()
    names = ", ".join(f"{a.id} {a.name}" if a.name else str(a.id) for a in athletes)
    return f" (known: {names})" if names else ""
