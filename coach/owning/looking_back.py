"""Weeks and months summed up once they are over, and what foreseen and happened teach.

Runs beside the mornings, never in their way; knows ports only.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.agents.reflection import REFLECTED_DAYS, Finding, cases_of, reflect
from coach.agents.summaries import Past, span_before, summarise
from coach.domain.athlete import Athlete
from coach.domain.summary import Span, Summary
from coach.notebook_ports import Chronicle, Lookup, Nights
from coach.ports import Diary, Roster, TrainingLog

log = logging.getLogger(__name__)

KEPT: dict[Span, int] = {Span.WEEK: 4, Span.MONTH: 3}
"""So many spans back are summed up where they are missing."""
SETTLED = timedelta(days=2)
"""A summary made sooner after its span is made once more: rides come late."""
MOST_AT_ONCE = 50
LISTED_EVERY = timedelta(minutes=15)
_DAY = timedelta(days=1)


class Memories(TrainingLog, Roster, Diary, Lookup, Nights, Chronicle, Protocol):
    """The parts of memory that are looked back on."""


@dataclass(kw_only=True)
class LookingBack:
    """Looks back for everybody, some at a time."""

    memory: Memories
    now: Callable[[], datetime]
    _looked_on: dict[int, date] = field(default_factory=dict)
    _waiting: list[Athlete] = field(default_factory=list)
    _listed_at: datetime | None = None

    async def go(self) -> None:
        """Sum up what is over, of so many athletes at most; one that fails stops no other."""
        if not self._waiting:
            await self._list()
        these, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        for athlete in these:
            try:
                await self.catch_up(athlete)
            except Exception:  # a last resort: the others are looked back on all the same
                log.exception("athlete=%s could not be looked back on", athlete.id)
                self._looked_on[athlete.id] = self._today(athlete)

    async def catch_up(self, athlete: Athlete) -> None:
        """Sum up an athlete's weeks and months that are over and were not, or too soon."""
        fresh = [
            summary
            for span, first, last in await self._missing(athlete)
            if (summary := await self._summary(athlete.id, span, first, last)) is not None
        ]
        await self.memory.keep_summaries(athlete.id, fresh)
        self._looked_on[athlete.id] = self._today(athlete)

    async def last(self, athlete: Athlete, span: Span) -> Summary | None:
        """Return the newest summary of a span that ended last, if there is one."""
        await self.catch_up(athlete)
        found = await self.memory.summaries(athlete.id, span, 1)
        _, last = span_before(span, self._today(athlete))
        return found[0] if found and found[0].last == last else None

    async def findings(self, athlete: Athlete) -> tuple[Finding, ...]:
        """Return what the last three months show."""
        last = self._today(athlete) - _DAY
        first = last - timedelta(days=REFLECTED_DAYS)
        entries = await self.memory.entries(athlete.id, first, last)
        activities = await self.memory.activities(athlete.id, first, last)
        nights = await self.memory.nights(athlete.id, first, last + _DAY)
        facts = await self.memory.facts(athlete.id, first, last)
        return reflect(cases_of(entries, activities, nights, facts))

    async def _list(self) -> None:
        """List now and then who was not looked back on today; most rounds ask for nobody."""
        now = self.now()
        if self._listed_at is not None and now - self._listed_at < LISTED_EVERY:
            return
        self._listed_at = now
        athletes = await self.memory.athletes()
        self._waiting = [one for one in athletes if self._looked_on.get(one.id) != self._today(one)]

    async def _missing(self, athlete: Athlete) -> Sequence[tuple[Span, date, date]]:
        missing = []
        for span, count in KEPT.items():
            found = await self.memory.summaries(athlete.id, span, count)
            made = {one.first: athlete.date_at(one.made_at) for one in found}
            for first, last in _spans(span, self._today(athlete), count):
                made_on = made.get(first)
                if made_on is None or made_on <= min(last + SETTLED, self._today(athlete) - _DAY):
                    missing.append((span, first, last))
        return missing

    async def _summary(
        self, athlete_id: int, span: Span, first: date, last: date
    ) -> Summary | None:
        past = Past(
            span=span,
            first=first,
            last=last,
            entries=await self.memory.entries(athlete_id, first, last),
            activities=await self.memory.activities(athlete_id, first, last),
            loads=await self.memory.curve(athlete_id, first - _DAY, last),
            nights=await self.memory.nights(athlete_id, first, last),
            facts=await self.memory.facts(athlete_id, first, last),
        )
        return summarise(past, self.now())

    def _today(self, athlete: Athlete) -> date:
        return athlete.date_at(self.now())


def _spans(span: Span, today: date, count: int) -> Iterator[tuple[date, date]]:
    """Yield the newest spans that are over, newest first."""
    for _ in range(count):
        first, last = span_before(span, today)
        yield first, last
        today = first
