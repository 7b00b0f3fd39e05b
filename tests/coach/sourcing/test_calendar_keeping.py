"""The day's workout in a calendar: once, tried again where it failed, out again when it is over."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.domain.connection import Connection, SourceName
from coach.domain.workout import Step, WorkoutPlan
from coach.errors import AthleteError, CoachError, TryAgainError
from coach.memory.database import SqlMemory
from coach.source_ports import CalendarEntry
from coach.sourcing.calendar_keeping import CalendarKeeping
from coach.sourcing.vendors import Adapters, Way
from tests.memories import MONDAY, connection, entry, fresh_memory, someone

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
SPIN = WorkoutPlan(
    session="spin", type="endurance", description="Endurance spin", duration_minutes=40,
    estimated_load=25, intensity_factor=0.6, time_in_zones={"Z2": 40},
    steps=(Step(kind="steady", seconds=2400, low=0.6, high=0.6, unit="fraction_ftp"),),
)  # fmt: skip


@dataclass
class Page:
    """A calendar that notes what it is told, or fails at it."""

    told: list[str] = field(default_factory=list)
    fails: CoachError | None = None

    def way(self, _source: SourceName) -> Way:
        return Way.KEY

    async def open(self) -> Adapters:
        return Adapters(sources={}, calendars={SourceName.INTERVALS: self})

    async def plan(self, connection: Connection, planned: CalendarEntry) -> None:
        self._note(f"{connection.account} {planned.external_id} {planned.name}")

    async def clear(self, connection: Connection, external_id: str, day: date) -> None:
        self._note(f"{connection.account} {external_id} of {day:%A} out")

    def _note(self, words: str) -> None:
        self.told.append(words)
        if self.fails is not None:
            raise self.fails


@dataclass
class Scene:
    """A memory with an athlete, and their calendar."""

    memory: SqlMemory
    page: Page
    theirs: Connection

    def keeping(self) -> CalendarKeeping:
        """Return who keeps it, as a fresh process would have it."""
        return CalendarKeeping(
            memory=self.memory,
            connections=self.memory.sources,
            vendors=self.page,
            now=lambda: NOON,
        )

    async def decided(self, workout: WorkoutPlan | None) -> None:
        """Keep a day with a workout, or with none."""
        day = entry(self.theirs.athlete_id)
        if workout is not None:
            decision = day.briefing.decision.model_copy(update={"workout": workout})
            briefing = day.briefing.model_copy(update={"decision": decision})
            day = replace(day, briefing=briefing)
        await self.memory.keep([day])


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with fresh_memory(tmp_path) as memory:
        athlete = await someone(memory)
        theirs = connection(athlete.id, SourceName.INTERVALS, account="i77")
        theirs = replace(theirs, calendar=True)
        await memory.sources.connect(theirs)
        yield Scene(memory, Page(), theirs)


async def test_a_decided_day_is_written_once(scene: Scene) -> None:
    await scene.decided(SPIN)
    keeping = scene.keeping()

    for _ in range(3):
        await keeping.keep(scene.theirs)

    assert scene.page.told == [f"i77 lanterne-{MONDAY} Endurance spin"]


async def test_what_failed_by_itself_is_tried_again_what_must_be_mended_once(scene: Scene) -> None:
    await scene.decided(SPIN)
    keeping = scene.keeping()

    for error in (TryAgainError("Later."), AthleteError("No."), None):
        scene.page.fails = error
        await keeping.keep(scene.theirs)

    assert len(scene.page.told) == 2


async def test_a_day_that_became_rest_is_taken_out(scene: Scene) -> None:
    await scene.decided(SPIN)
    keeping = scene.keeping()
    await keeping.keep(scene.theirs)
    await scene.decided(None)

    await keeping.keep(scene.theirs)

    assert scene.page.told[1] == f"i77 lanterne-{MONDAY} of Monday out"


async def test_a_calendar_that_is_off_is_never_touched(scene: Scene) -> None:
    await scene.decided(SPIN)
    keeping, off = scene.keeping(), replace(scene.theirs, calendar=False)
    await scene.memory.sources.change(off)

    await keeping.keep(off)
    await keeping.empty(off)

    assert scene.page.told == []


async def test_a_day_that_is_not_decided_plans_nothing(scene: Scene) -> None:
    await scene.keeping().keep(scene.theirs)

    assert scene.page.told == []
