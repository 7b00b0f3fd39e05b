"""Sources asked in order: how far back, once at a time, kept with their state, left alone."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coach.domain.athlete import Thresholds
from coach.domain.connection import Connection, SourceName, SourceState
from coach.errors import OperatorError
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from coach.source_ports import Fetched, Wanted
from coach.sourcing.failing import Failing
from coach.sourcing.gathering import Gathering
from coach.sourcing.harvesting import CHUNK, Harvesting
from coach.sourcing.vendors import Adapters, Way
from tests.memories import connection, fresh_memory, night, ride, someone

MONDAY = date(2026, 3, 9)
SEVEN = datetime(2026, 3, 9, 6, tzinfo=UTC)


@dataclass
class Ring:
    """A source that answers what a test says, and notes which days it was asked for."""

    name: SourceName = SourceName.OURA
    answer: Fetched = field(default_factory=lambda: Fetched(harvest=Harvest(file="Oura")))
    later: Fetched | None = None
    asked: list[tuple[date, date]] = field(default_factory=list)
    hold: asyncio.Event | None = None
    raises: Exception | None = None

    async def fetch(self, connection: Connection, wanted: Wanted) -> Fetched:
        assert connection.source is self.name
        self.asked.append((wanted.first, wanted.last))
        if self.hold is not None:
            await self.hold.wait()
        if self.raises is not None:
            raise self.raises
        return self.later if self.later and len(self.asked) > 1 else self.answer


@dataclass
class Vendors:
    """All sources are the one of the test."""

    ring: Ring

    def way(self, _source: SourceName) -> Way:
        return Way.KEY

    async def open(self) -> Adapters:
        return Adapters(sources=dict.fromkeys(SourceName, self.ring))


@dataclass
class Scene:
    """A memory, a source and a clock."""

    memory: SqlMemory
    ring: Ring
    now: datetime = SEVEN

    def gathering(self) -> Gathering:
        """Return who asks, as a fresh process would have it."""
        sources = self.memory.sources
        harvesting = Harvesting(
            memory=self.memory, connections=sources, vendors=Vendors(self.ring),
            thresholds=Thresholds(), now=lambda: self.now,
        )  # fmt: skip
        return Gathering(harvesting, roster=self.memory, connections=sources, now=lambda: self.now)

    async def connected(
        self,
        source: SourceName = SourceName.OURA,
        **changes: Any,  # noqa: ANN401  # any field
    ) -> Connection:
        """Return a stored connection of an athlete."""
        athlete = await someone(self.memory)
        made = replace(connection(athlete.id, source), **changes)
        await self.memory.sources.connect(made)
        self.ring.name = source
        return await self.stored()

    async def stored(self) -> Connection:
        (found,) = await self.memory.sources.connections()
        return found


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with fresh_memory(tmp_path) as memory:
        yield Scene(memory, Ring())


async def test_a_first_reading_goes_back_two_years_in_chunks_newest_first(scene: Scene) -> None:
    new = await scene.connected(SourceName.INTERVALS)

    answered = await scene.gathering().begin(new)

    lengths = [last - first for first, last in scene.ring.asked]
    assert scene.ring.asked[0][1] == MONDAY
    assert scene.ring.asked[-1][0] == MONDAY - timedelta(days=730)
    assert all(length < CHUNK for length in lengths)
    assert answered.past


async def test_a_first_reading_that_was_broken_off_begins_again(scene: Scene) -> None:
    new = await scene.connected(SourceName.INTERVALS)
    scene.ring.answer = replace(scene.ring.answer, state=SourceState.UNREACHABLE, words="Gone.")
    broken = await scene.gathering().begin(new)
    scene.ring.answer = Fetched(harvest=Harvest(file="intervals.icu"))

    again = await scene.gathering().begin(await scene.stored())

    assert not broken.past
    assert len(scene.ring.asked) > 5
    assert again.past


async def test_what_is_said_of_a_source_is_what_its_newest_days_say(scene: Scene) -> None:
    new = await scene.connected(SourceName.INTERVALS)
    scene.ring.answer = replace(scene.ring.answer, words="2 activities are hidden.")
    scene.ring.later = Fetched(harvest=Harvest(file="intervals.icu"))

    await scene.gathering().begin(new)

    assert (await scene.stored()).state_words == "2 activities are hidden."


async def test_later_only_the_last_days_are_asked_for_the_first_time_a_day_some_more(
    scene: Scene,
) -> None:
    yesterday = SEVEN - timedelta(days=1)
    known = await scene.connected(newest_data_on=yesterday.date(), last_ok_at=yesterday)
    gathering = scene.gathering()

    await gathering.begin(known)
    await gathering.begin(await scene.stored())

    firsts = [(MONDAY - first).days for first, _ in scene.ring.asked]
    assert firsts == [15, 3]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
async def test_the_first_time_a_day_is_by_the_athletes_own_midnight(
    scene: Scene, zone: str
) -> None:
    midnight = datetime(2026, 3, 9, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    known = await scene.connected(
        newest_data_on=MONDAY - timedelta(days=1), last_ok_at=midnight - timedelta(minutes=5)
    )
    athlete = await scene.memory.athlete(known.athlete_id)
    assert athlete is not None
    await scene.memory.change(replace(athlete, timezone=zone))
    gathering = scene.gathering()

    for minutes in (5, 15):
        scene.now = midnight + timedelta(minutes=minutes)
        await gathering.begin(await scene.stored())

    firsts = [(MONDAY - first).days for first, _ in scene.ring.asked]
    assert firsts == [15, 3]


async def test_two_who_ask_at_once_share_one_answer(scene: Scene) -> None:
    known = await scene.connected(last_ok_at=SEVEN)
    scene.ring.hold = asyncio.Event()
    gathering = scene.gathering()

    one, other = gathering.begin(known), gathering.begin(known)
    scene.ring.hold.set()

    assert one is other
    await one
    assert len(scene.ring.asked) == 1


async def test_an_answer_that_nobody_waits_for_any_more_is_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.sourcing.gathering.GLANCE_S", 0.01)
    known = await scene.connected(last_ok_at=SEVEN - timedelta(hours=1))
    scene.ring.hold = asyncio.Event()
    nights = (night(MONDAY, readiness=70),)
    scene.ring.answer = Fetched(harvest=Harvest(file="Oura", nights=nights), newest=MONDAY)
    gathering = scene.gathering()
    await gathering.load()

    await gathering.glance(known.athlete_id)
    scene.ring.hold.set()
    await gathering.begin(known)

    recalled = await scene.memory.recall({known.athlete_id: MONDAY})
    assert recalled[known.athlete_id].nights[0].readiness == 70
    assert (await scene.stored()).newest_data_on == MONDAY


async def test_nobody_in_a_hurry_joins_a_crowd(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.sourcing.gathering.BUSY", 0)
    known = await scene.connected(last_ok_at=SEVEN - timedelta(hours=1))
    gathering = scene.gathering()
    await gathering.load()

    await gathering.glance(known.athlete_id)

    assert scene.ring.asked == []


async def test_who_wants_to_be_left_alone_is_left_alone(scene: Scene) -> None:
    known = await scene.connected(last_ok_at=SEVEN)
    limited = Fetched(
        harvest=Harvest(file="Oura"), state=SourceState.LIMITED, words="Later.", retry_after_s=900
    )
    scene.ring.answer = limited
    gathering = scene.gathering()

    await gathering.ask_all(known.athlete_id)
    await gathering.ask_all(known.athlete_id)
    scene.now += timedelta(minutes=16)
    await gathering.ask_all(known.athlete_id)

    assert len(scene.ring.asked) == 2


async def test_what_arrives_after_a_disconnection_is_not_kept(scene: Scene) -> None:
    known = await scene.connected(SourceName.INTERVALS, last_ok_at=SEVEN)
    scene.ring.hold = asyncio.Event()
    scene.ring.answer = Fetched(harvest=Harvest(file="intervals.icu", activities=(ride(),)))
    asking = scene.gathering().begin(known)

    await scene.memory.sources.disconnect(known.athlete_id, known.source)
    scene.ring.hold.set()
    answered = await asking

    assert answered.connection is None
    assert await scene.memory.activities(known.athlete_id, MONDAY, MONDAY) == []


async def test_a_switch_thrown_during_an_asking_stays_thrown(scene: Scene) -> None:
    known = await scene.connected(SourceName.INTERVALS, last_ok_at=SEVEN)
    scene.ring.hold = asyncio.Event()
    asking = scene.gathering().begin(known)

    await scene.memory.sources.change(replace(known, calendar=True))
    scene.ring.hold.set()
    await asking

    assert (await scene.stored()).calendar


async def test_credentials_of_another_key_are_a_state_with_what_to_do(scene: Scene) -> None:
    known = await scene.connected(last_ok_at=SEVEN)

    words = "The connection to Oura was sealed with another key: connect again with /connect."
    scene.ring.raises = OperatorError(words)

    await scene.gathering().begin(known)

    stored = await scene.stored()
    assert stored.state is SourceState.REFUSED
    assert stored.state_words == words


@pytest.mark.parametrize("state", [SourceState.REFUSED, SourceState.LAPSED, SourceState.OFF])
async def test_what_is_shut_is_tried_once_after_a_start_and_then_left_to_who_must_act(
    scene: Scene, state: SourceState
) -> None:
    shut = await scene.connected(last_ok_at=SEVEN - timedelta(hours=3), state=state)
    scene.ring.answer = Fetched(harvest=Harvest(file="Oura"), state=state, words="Still shut.")
    gathering = scene.gathering()
    every = timedelta(hours=1)

    after_the_start = gathering.is_rested(shut, every)
    await gathering.begin(shut)
    scene.now += timedelta(hours=2)

    assert after_the_start
    assert not gathering.is_rested(await scene.stored(), every)


async def test_a_source_that_breaks_our_code_breaks_nothing_else(scene: Scene) -> None:
    known = await scene.connected(last_ok_at=SEVEN)

    scene.ring.raises = ZeroDivisionError()

    answered = await scene.gathering().begin(known)

    assert answered.connection == known


async def test_three_bad_mornings_are_told_once_and_a_good_one_begins_anew(scene: Scene) -> None:
    words = "Oura cannot be reached; later."
    known = await scene.connected(
        last_ok_at=SEVEN, state=SourceState.UNREACHABLE, state_words=words
    )
    failing = Failing(scene.memory.sources, lambda: scene.now)

    told = [await failing.count_morning(known.athlete_id) for _ in range(5)]
    await scene.gathering().begin(await scene.stored())
    after = await scene.stored()

    assert [len(lines) for lines in told] == [0, 0, 1, 0, 0]
    assert told[2][0].startswith("I have had nothing from Oura for 3 mornings. Oura ")
    assert (after.failed_mornings, after.told_at) == (0, None)
