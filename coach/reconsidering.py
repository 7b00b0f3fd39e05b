"""Today decided anew because something new came in: what it changed, if it changed anything.

Knows the coach and the days as they were kept; who says it is not known here.
"""

from datetime import datetime
from typing import Protocol

from coach.agents.communication import reply
from coach.domain.briefing import Briefing
from coach.domain.reply import Reply
from coach.ports import Diary, Roster


class Decider(Protocol):
    """What is asked of the coach."""

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        """Return today's message, decided anew where something is known that was not before."""
        ...


class Days(Diary, Roster, Protocol):
    """The parts of memory that are needed."""


class Reconsidering:
    """Decides days anew."""

    def __init__(self, coach: Decider, memory: Days) -> None:
        """Take who decides and where decided days are."""
        self._coach, self._memory = coach, memory

    async def anew(self, athlete_id: int, now: datetime) -> Reply:
        """Decide today anew, and say what that changes against the day as it was kept.

        A day that was not decided yet is decided, and changes nothing.
        """
        kept = await self._kept(athlete_id, now)
        after = await self._coach.today(athlete_id, now)
        return reply(kept or after, after, ())

    async def change(self, athlete_id: int, now: datetime) -> Reply | None:
        """Decide anew a day that was decided already; return what changed, None for nothing."""
        if await self._kept(athlete_id, now) is None:
            return None
        decided = await self.anew(athlete_id, now)
        return decided if decided.change else None

    async def _kept(self, athlete_id: int, now: datetime) -> Briefing | None:
        athlete = await self._memory.athlete(athlete_id)
        if athlete is None:
            return None
        entry = await self._memory.entry(athlete_id, athlete.date_at(now))
        return entry.briefing if entry else None
