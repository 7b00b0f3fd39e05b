"""A decided day told by a model where there is one, and kept as it is told.

The rules have decided and kept the day before; whatever fails here leaves it as it is.
"""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.agents.proposing import is_for_a_model
from coach.domain.briefing import Briefing, DayEntry, Section
from coach.domain.proposal import Asked
from coach.model_ports import BudgetSpentError, LanguageModel, NoAnswerError
from coach.newest import Newest
from coach.ports import Diary, Transactions
from coach.telling import Telling

log = logging.getLogger(__name__)

MOST_A_DAY = 3
PAUSE = timedelta(minutes=10)
"""A day that no model answered is not asked about again before."""
OVER_BUDGET = "The language model's budget for today is spent, so the rules alone speak."


class Days(Diary, Transactions, Protocol):
    """The parts of memory that are needed."""


@dataclass(frozen=True)
class _Tries:
    day: date
    count: int
    last: datetime


class Refining:
    """Tells decided days by a model; a day is asked about by one caller at a time."""

    def __init__(self, model: LanguageModel, memory: Days) -> None:
        """Take who is asked, and where days are kept."""
        self._telling, self._memory = Telling(model), memory
        self._tries = Newest[int, _Tries]()

    async def refine(self, entry: DayEntry, now: datetime) -> DayEntry:
        """Return the day as it is kept after a model was asked, or the day as it came."""
        if not is_for_a_model(entry.briefing) or not self._may_ask(entry, now):
            return entry
        try:
            refined = await self._told(entry)
            return await self._keep(entry, refined, now)
        except NoAnswerError:
            return entry
        except Exception:  # a last resort: the rules' day is there and goes out
            log.exception("athlete=%s could not be told by a model", entry.athlete_id)
            return entry

    def _may_ask(self, entry: DayEntry, now: datetime) -> bool:
        """Count the tries of a day; who is asking keeps others from it by the pause."""
        tries = self._tries.get(entry.athlete_id)
        if tries is None or tries.day != entry.local_date:
            tries = _Tries(entry.local_date, 0, now - PAUSE)
        if tries.count >= MOST_A_DAY or now - tries.last < PAUSE:
            return False
        self._tries[entry.athlete_id] = _Tries(tries.day, tries.count + 1, now)
        return True

    async def _told(self, entry: DayEntry) -> Briefing:
        """Return the day as a model tells it, or with the one line that the budget is spent."""
        day, athlete_id = entry.local_date, entry.athlete_id
        recollection = (await self._memory.recall({athlete_id: day}))[athlete_id]
        try:
            return await self._telling.told(entry.briefing, recollection)
        except BudgetSpentError:
            return over_budget(entry.briefing)

    async def _keep(self, entry: DayEntry, refined: Briefing, now: datetime) -> DayEntry:
        """Keep the day's next version, unless the day was decided anew meanwhile."""
        kept = replace(entry, briefing=refined, made_at=now)
        async with self._memory.transaction():
            newest = await self._memory.entry(entry.athlete_id, entry.local_date)
            if newest is not None and newest.briefing != entry.briefing:
                return newest
            await self._memory.keep([kept])
        return kept


def over_budget(briefing: Briefing) -> Briefing:
    """Return the rules' day with one line that says why no model speaks."""
    sections = tuple(
        Section(heading=section.heading, lines=(*section.lines, OVER_BUDGET))
        if section.heading.startswith("Today:")
        else section
        for section in briefing.sections
    )
    asked = Asked(outcome="over_budget", rules_action=briefing.decision.action)
    return briefing.model_copy(update={"sections": sections, "asked": asked})
