"""Recalling a batch of athletes' mornings with a handful of queries, however long their history.

Every query asks for bounded windows of all athletes of one date at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.athlete import LoadDay
from coach.domain.briefing import DayEntry
from coach.domain.load_day import reach_back, window
from coach.domain.recollection import PlannedDay, Recollection
from coach.domain.summary import Summary
from coach.memory import questions
from coach.memory.codec import Record, athlete_of, entry_of, fact_of
from coach.memory.curve import curve_days, kept_days
from coach.memory.nights import one_a_date
from coach.memory.records import activity_of
from coach.memory.shelf import Shelf

LOAD_DAYS = 42
NIGHT_DAYS = 61
ACTIVITY_DAYS = 14
FACT_DAYS = 14
AHEAD_DAYS = 14
RECENT_DAYS = 7
_WEEK_DAYS = 7
_PLAN_DAYS = 61  # decided days older than this are not looked for

_DAY = timedelta(days=1)
_Rows = Mapping[int, Sequence[Record]]
_athlete_id = itemgetter(0)


class RecallShelf(Shelf):
    """Implements `ports.Diary.recall`."""

    async def recall(self, days: Mapping[int, date]) -> Mapping[int, Recollection]:
        """Return what is known of each athlete (by id) on their given local date.

        An id that there is not is left out.
        """
        by_date: dict[date, list[int]] = defaultdict(list)
        for athlete_id, day in days.items():
            by_date[day].append(athlete_id)
        recalled: dict[int, Recollection] = {}
        async with self._connections.reading() as connection:
            for day, ids in by_date.items():
                recalled |= await _Morning(connection, day, ids).recollections()
        return recalled


@dataclass(frozen=True)
class _Morning:
    """One date's question about some athletes."""

    connection: AsyncConnection
    today: date
    ids: Sequence[int]

    async def recollections(self) -> Mapping[int, Recollection]:
        athletes = await self._asked(questions.ATHLETES)
        missions = await self._missions(athletes)
        loads = await self._loads()
        nights = await self._by_athlete(questions.NIGHTS, NIGHT_DAYS - 1)
        activities = await self._by_athlete(questions.ACTIVITIES, ACTIVITY_DAYS)
        facts, plans = await self._facts(), await self._plans()
        todays, weeks = await self._todays(plans), await self._last_weeks()
        return {
            row.id: Recollection(
                athlete=athlete_of(row),
                local_date=self.today,
                mission_text=missions.get(row.mission_digest),
                loads=loads.get(row.id, ()),
                nights=one_a_date(nights.get(row.id, ())),
                activities=tuple(map(activity_of, activities.get(row.id, ()))),
                facts=tuple(map(fact_of, facts.get(row.id, ()))),
                history_days=self._days_since(row.first_day),
                today=todays.get(row.id),
                recent=self._earlier(plans.get(row.id, ())),
                last_week=weeks.get(row.id),
                training_arrives=row.training_arrives,
            )
            for row in athletes
        }

    async def _asked(self, question: Executable, since_days: int = 0) -> Sequence[Record]:
        """Return the rows of these athletes, from so many days ago up to today."""
        since = self.today - since_days * _DAY
        soon = self.today + AHEAD_DAYS * _DAY
        asked = {"ids": self.ids, "since": since.isoformat(), "today": self.today.isoformat(),
                 "soon": soon.isoformat()}  # fmt: skip
        return (await self.connection.execute(question, asked)).all()

    async def _by_athlete(self, question: Executable, since_days: int) -> _Rows:
        """Return rows that begin with the athlete's id, and come in its order, by athlete."""
        rows = await self._asked(question, since_days)
        return {athlete_id: tuple(theirs) for athlete_id, theirs in groupby(rows, _athlete_id)}

    async def _missions(self, athletes: Iterable[Record]) -> Mapping[str | None, str]:
        digests = {row.mission_digest for row in athletes} - {None}
        rows = await self.connection.execute(questions.MISSIONS, {"ids": tuple(digests)})
        return {row.digest: row.text for row in rows}

    async def _loads(self) -> Mapping[int, tuple[LoadDay, ...]]:
        first, last = self.today - LOAD_DAYS * _DAY, self.today - _DAY
        kept = await kept_days(self.connection, self.ids, reach_back(first), last)
        return {
            athlete_id: tuple(window(curve_days(rows), first, last))
            for athlete_id, rows in kept.items()
        }

    async def _facts(self) -> _Rows:
        """Return the facts of the last days and of days ahead, and older ones that still hold."""
        rows = await self._asked(questions.FACTS, FACT_DAYS - 1)
        groups: dict[int, list[Record]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.local_date, row.said_at, row.id)):
            groups[row.athlete_id].append(row)
        return groups

    async def _plans(self) -> _Rows:
        """Return what each day was planned to be in its newest version, newest day first."""
        rows = await self._asked(questions.PLANS, _PLAN_DAYS - 1)
        days = groupby(rows, key=itemgetter(0, 1))
        newest = (next(versions) for _, versions in days)
        return {athlete_id: tuple(theirs) for athlete_id, theirs in groupby(newest, _athlete_id)}

    async def _todays(self, plans: _Rows) -> Mapping[int, DayEntry]:
        """Return today's entries; only of days decided already is the whole document read."""
        today = self.today.isoformat()
        decided = [rows[0].id for rows in plans.values() if rows[0].local_date == today]
        if not decided:
            return {}
        rows = await self.connection.execute(questions.ENTRIES, {"ids": decided})
        return {row.athlete_id: entry_of(row) for row in rows}

    async def _last_weeks(self) -> Mapping[int, Summary]:
        """Return the week before, on Mondays only."""
        if self.today.weekday():
            return {}
        rows = await self._asked(questions.LAST_WEEKS, _WEEK_DAYS)
        return {row.athlete_id: Summary.model_validate_json(row.document) for row in rows}

    def _earlier(self, plans: Sequence[Record]) -> tuple[PlannedDay, ...]:
        today = self.today.isoformat()
        return tuple(_plan_of(row) for row in plans if row[1] < today)[:RECENT_DAYS]

    def _days_since(self, first: str | None) -> int:
        return 0 if first is None else max((self.today - date.fromisoformat(first)).days, 0)


def _plan_of(row: Record) -> PlannedDay:
    _, local_date, version, sport, session, estimated_load, intensity_factor, _ = row
    return PlannedDay(
        local_date=date.fromisoformat(local_date),
        version=version,
        sport=sport,
        session=session,
        estimated_load=estimated_load,
        intensity_factor=intensity_factor,
    )
