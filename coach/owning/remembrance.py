"""What the coach knows of an athlete, opened to them: read, corrected, forgotten, handed over.

Knows ports only; each fact is looked up by its id and its owner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.agents.mission import describe
from coach.agents.remembering import NOTES_DAYS, Known, known
from coach.agents.summaries import title
from coach.domain.athlete import Athlete
from coach.domain.reply import Reply
from coach.domain.summary import Span
from coach.notebook_ports import Chronicle, Notebook
from coach.owning.handing_over import LAST, Kept, archive_of, files_of, mission_of, name_of
from coach.owning.looking_back import LookingBack
from coach.reconsidering import Reconsidering
from coach.source_ports import Connections
from missions import MissionConfig

_COUNTED = (("activity", "activities", "activity"), ("night", "nights", "night"),
            ("day", "decisions", "decision"), ("message", "messages", "message"))  # fmt: skip

_MOST_FINDINGS = 3


class Memories(Kept, Notebook, Chronicle, Protocol):
    """The parts of memory that are opened."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What is known: facts one by one, and lines about all the rest."""

    known: tuple[Known, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Remembrance:
    """Opens the memory to its owner."""

    memory: Memories
    connections: Connections
    mission: MissionConfig
    reconsidering: Reconsidering
    looking_back: LookingBack

    async def overview(self, athlete: Athlete, now: datetime) -> Overview:
        """Return what is known of an athlete."""
        today = athlete.date_at(now)
        lines = (
            *self._limits(today),
            await self._sources(athlete),
            *await self._looked_back(athlete),
            await self._held(athlete),
        )
        return Overview(known=await self._known(athlete, today), lines=lines)

    async def one(self, athlete: Athlete, fact_id: int, now: datetime) -> Known | None:
        """Return one thing known; None where it is not known, or not of this athlete."""
        everything = await self._known(athlete, athlete.date_at(now))
        return next((one for one in everything if one.fact_id == fact_id), None)

    async def close(self, athlete: Athlete, fact_id: int, now: datetime) -> Reply | None:
        """Take it that a fact holds no longer; return how today changed, None for not at all."""
        await self.memory.close(athlete.id, [fact_id], athlete.date_at(now))
        return await self.reconsidering.change(athlete.id, now)

    async def erase(self, athlete: Athlete, fact_id: int, now: datetime) -> Reply | None:
        """Delete a fact with its words; return how today changed, None for not at all."""
        await self.memory.erase(athlete.id, fact_id)
        return await self.reconsidering.change(athlete.id, now)

    async def archive(self, athlete: Athlete, now: datetime) -> tuple[str, bytes]:
        """Return the name and the content of a zip with all that is remembered."""
        mission = await mission_of(self.memory, athlete, self.mission, now)
        files = await files_of(self.memory, athlete, mission.text, now)
        return f"{name_of(athlete, now)}.zip", await archive_of(files)

    async def amounts(self, athlete: Athlete) -> str:
        """Return how much there is: "412 activities, 360 nights and 3 messages"."""
        return _joined(await self.memory.amounts(athlete.id))

    async def _known(self, athlete: Athlete, today: date) -> tuple[Known, ...]:
        first = today - timedelta(days=NOTES_DAYS)
        return known(await self.memory.facts(athlete.id, first, LAST), today)

    def _limits(self, today: date) -> Sequence[str]:
        return [line for line in describe(self.mission, today) if line.startswith("Limits: ")]

    async def _sources(self, athlete: Athlete) -> str:
        found = await self.connections.connections(athlete.id)
        names = ", ".join(one.source.label for one in found)
        return f"Sources: {names or 'none connected; what I have, you sent me'}"

    async def _looked_back(self, athlete: Athlete) -> Sequence[str]:
        """Return the last week and month in a line each, and what was noticed."""
        spans = [await self.looking_back.last(athlete, span) for span in Span]
        lines = [f"{title(one)}: {' '.join(one.lines)}" for one in spans if one is not None]
        noticed = (await self.looking_back.findings(athlete))[:_MOST_FINDINGS]
        if noticed:
            lines.append(f"Noticed lately: {' '.join(one.words for one in noticed)}")
        return lines

    async def _held(self, athlete: Athlete) -> str:
        return f"In all I hold {await self.amounts(athlete)}."


def _joined(amounts: Mapping[str, int]) -> str:
    parts = [
        f"{count} {many if count != 1 else one}"
        for table, many, one in _COUNTED
        if (count := amounts.get(table, 0))
    ]
    if not parts:
        return "nothing yet"
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last
