"""The tools of a model that talks: one athlete's numbers, fetched through ports and laid out.

Whose numbers they are is settled here and never by the model; a tool reads and changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from coach.agents.answering import Ground
from coach.agents.looking import ahead, loads, notes, past, sessions
from coach.agents.looking.arguments import Catalogue, Days, Nothing, Search, WhatIf
from coach.agents.looking.sheet import Sheet, fault, window
from coach.agents.talking.proof import TalkProof
from coach.conversation.tool_arguments import Arguments, read_arguments
from coach.domain.quoting import clean
from coach.notebook_ports import Lookup, Nights
from coach.ports import Diary, TrainingLog
from coach.talk_ports import Tool

log = logging.getLogger(__name__)

MOST_LOOKS = 12
"""For one message; who asks for more goes round in circles."""


class Shelves(TrainingLog, Diary, Lookup, Nights, Protocol):
    """The parts of memory that are looked at."""


@dataclass
class LookingUp:
    """Looks up one athlete's numbers as of `ground`, and lets `proof` know what was told."""

    memory: Shelves
    ground: Ground
    proof: TalkProof
    looks: int = 0

    async def look(self, name: str, arguments: str) -> str:
        """Run a tool; what is wrong with the question is its answer."""
        sheet = await self._sheet(name, arguments)
        self.proof.add(sheet.lines, sheet.said)
        return sheet.text

    async def _sheet(self, name: str, arguments: str) -> Sheet:
        self.looks += 1
        if self.looks > MOST_LOOKS:
            return fault("that is enough looked up; answer now")
        if name not in _RUN:
            return fault(f"there is no such tool; there are {', '.join(_RUN)}")
        try:
            return await _RUN[name](self, arguments)
        except ValueError as error:
            return fault(str(error))
        except Exception:  # a last resort: the model answers without it
            log.exception("athlete=%s tool=%s failed", self._athlete_id, name)
            return fault("that could not be looked up now")

    @property
    def _athlete_id(self) -> int:
        return self.ground.recollection.athlete.id

    async def load_curve(self, asked: Days) -> Sheet:
        """Return loads, CTL, ATL, TSB."""
        first, last = window(asked, self.ground.today, loads.MOST_DAYS)
        found = await self.memory.curve(self._athlete_id, first, last)
        return loads.load_curve(found, self.ground.today)

    async def nights(self, asked: Days) -> Sheet:
        """Return nights."""
        first, last = window(asked, self.ground.today, past.MOST_DAYS)
        return past.nights(
            await self.memory.nights(self._athlete_id, first, last), self.ground.today
        )

    async def activities(self, asked: Days) -> Sheet:
        """Return what was done."""
        first, last = window(asked, self.ground.today, past.MOST_DAYS)
        found = await self.memory.activities(self._athlete_id, first, last)
        return past.activities(found, self.ground.today)

    async def decisions(self, asked: Days) -> Sheet:
        """Return what was decided, and what was done of it."""
        first, last = window(asked, self.ground.today, past.MOST_DAYS)
        entries = await self.memory.entries(self._athlete_id, first, last)
        curve = await self.memory.curve(self._athlete_id, first, last)
        over = (day for day in curve if day.load or day.local_date < self.ground.today)
        done = {day.local_date: day.load for day in over}
        return past.decisions(entries, done, self.ground.today)

    async def what_if(self, asked: WhatIf) -> Sheet:
        """Return what another day would change."""
        return ahead.what_if(asked, self.ground)

    async def sessions(self, asked: Catalogue) -> Sheet:
        """Return sessions of the catalogue."""
        return sessions.sessions(asked, self.ground)

    async def zones(self, _: Nothing) -> Sheet:
        """Return the zones."""
        return sessions.zones(self.ground)

    async def mission(self, _: Nothing) -> Sheet:
        """Return the mission and the days ahead."""
        return ahead.mission(self.ground)

    async def search_notes(self, asked: Search) -> Sheet:
        """Return what was said with such words."""
        words = clean(asked.query, notes.LONGEST_QUERY)
        found = await self.memory.search(self._athlete_id, words, notes.MOST_QUOTES)
        earlier = [quote for quote in found if quote.words != self.proof.message]
        timezone = self.ground.recollection.athlete.timezone
        return notes.quotes(earlier, timezone, self.ground.today)


_Run = Callable[[LookingUp, str], Awaitable[Sheet]]


def _tool(
    arguments: type[Arguments],
    run: Callable[[LookingUp, Arguments], Awaitable[Sheet]],
    description: str,
) -> tuple[Tool, _Run]:
    """Return a tool called as its method is, and what runs it; raises ValueError in words."""

    async def read_and_run(looking: LookingUp, written: str) -> Sheet:
        return await run(looking, read_arguments(arguments, written))

    return Tool(name=run.__name__, description=description, arguments=arguments), read_and_run


_SHELVES = (
    _tool(
        Days, LookingUp.load_curve,
        "Load, CTL, ATL, TSB and ramp by day (over 28 days by week), up to a year; "
        "with sum, highest, lowest and change.",
    ),
    _tool(
        Days, LookingUp.nights,
        "Readiness, sleep, HRV and resting pulse by night, up to 92 days; with means.",
    ),
    _tool(
        Days, LookingUp.activities,
        "What was trained, up to 92 days: time, load, distance, power, heart rate; with sums.",
    ),
    _tool(
        Days, LookingUp.decisions,
        "What was planned on earlier days, why, and what was done of it.",
    ),
    _tool(
        WhatIf, LookingUp.what_if,
        "TSB, CTL and ATL of the mornings after a day done otherwise (longer, shorter, harder, "
        "rest), beside the plan's; for today also whether the bounds have room.",
    ),
    _tool(
        Catalogue, LookingUp.sessions,
        "Sessions of the catalogue with duration, load and steps in own watts or pace.",
    ),
    _tool(Nothing, LookingUp.zones, "The athlete's training zones."),
    _tool(
        Nothing, LookingUp.mission,
        "Goal, phases, week, limits, and what the next ten days are planned to be.",
    ),
    _tool(
        Search, LookingUp.search_notes,
        "What the athlete or you said earlier, found by words.",
    ),
)  # fmt: skip
TOOLS: tuple[Tool, ...] = tuple(tool for tool, _ in _SHELVES)
_RUN: Mapping[str, _Run] = {tool.name: run for tool, run in _SHELVES}
