"""The coach of a day over a real memory: what changes today, what is kept, what stops nobody."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import TourCoach
from coach.domain.briefing import DayEntry
from coach.domain.recollection import Recollection
from coach.errors import AthleteError
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from missions import bootstrap
from tests.memories import fresh_memory, night, ride, someone

NOW = datetime(2026, 3, 11, 6, 0, tzinfo=UTC)
TODAY = date(2026, 3, 11)
ORIGINAL = {"readiness_score": 76, "ctl": 35.6, "atl": 45.2, "tsb": -9.6}


def coach_of(memory: SqlMemory | None = None) -> TourCoach:
    return TourCoach(bootstrap("keep_fit"), memory)


async def a_trained_athlete(memory: SqlMemory) -> int:
    athlete = await someone(memory)
    days = [TODAY - timedelta(days=ago) for ago in range(1, 120)]
    rides = tuple(ride(day, load=60) for day in days[::2])
    nights = tuple(night(day) for day in [TODAY, *days])
    await memory.record(athlete.id, [Harvest(file="year", activities=rides, nights=nights)])
    return athlete.id


def test_the_originals_example_eases_five_days_before_the_goal() -> None:
    coach = TourCoach(bootstrap("missions/tdf_sim_2025.toml"), use_llm_reasoning=False)

    text = coach.generate_daily_recommendation({**ORIGINAL, "phase": "Taper", "days_to_goal": 5})

    assert "Today: ease" in text
    assert "Intensity low · I am fairly sure (0.8)" in text
    assert "5 days" in text
    assert "Taper" in text


def test_a_date_in_the_mission_brings_its_phase() -> None:
    coach = TourCoach(bootstrap("missions/tdf_sim_2025.toml"))

    text = coach.generate_daily_recommendation(ORIGINAL, today=date(2025, 6, 30))

    assert "5 days to" in text
    assert "Taper" in text


async def test_a_day_is_decided_once_and_stays_until_something_new_is_known(
    tmp_path: Path,
) -> None:
    async with fresh_memory(tmp_path) as memory:
        coach, athlete_id = coach_of(memory), await a_trained_athlete(memory)

        first = await coach.entry(athlete_id, NOW)
        again = await coach.entry(athlete_id, NOW + timedelta(hours=3))
        await coach.hear(athlete_id, "my legs are dead", NOW + timedelta(hours=4))
        changed = await coach.entry(athlete_id, NOW + timedelta(hours=5))

        assert (first.version, again.version, changed.version) == (1, 1, 2)
        assert again.briefing == first.briefing
        assert changed.briefing.decision.action.rank < first.briefing.decision.action.rank


async def test_what_is_undone_gives_the_first_plan_back(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        coach, athlete_id = coach_of(memory), await a_trained_athlete(memory)
        first = await coach.today(athlete_id, NOW)
        told = await coach.hear(athlete_id, "I have a fever of 39", NOW)

        await coach.undo(athlete_id, [fact.id or 0 for fact in told.noted], NOW)

        assert told.change is not None
        assert told.change.after.decision.workout.type == "rest"
        assert (await coach.today(athlete_id, NOW)).decision.workout == first.decision.workout


async def test_a_button_is_a_fact_and_a_forged_one_is_refused(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        coach, athlete_id = coach_of(memory), await a_trained_athlete(memory)

        reply = await coach.tap(athlete_id, "soreness:8:", NOW)

        assert [(fact.kind, fact.value) for fact in reply.noted] == [("soreness", 8.0)]
        for forged in ("soreness:much", "drop table:1", ""):
            with pytest.raises(AthleteError):
                await coach.tap(athlete_id, forged, NOW)


async def test_one_athlete_whose_day_cannot_be_decided_stops_nobody(tmp_path: Path) -> None:
    class Stumbling(TourCoach):
        def compose(self, recollection: Recollection, now: datetime) -> DayEntry:
            if recollection.athlete.name == "Broken":
                raise ZeroDivisionError
            return super().compose(recollection, now)

    async with fresh_memory(tmp_path) as memory:
        broken = await someone(memory, chat_id=1, name="Broken")
        whole = await someone(memory, chat_id=2, name="Whole")
        coach = Stumbling(bootstrap("keep_fit"), memory)

        settled = await coach.brief_many({broken.id: TODAY, whole.id: TODAY}, NOW)

        assert isinstance(settled[broken.id], ZeroDivisionError)
        assert await memory.entry(whole.id, TODAY) is not None
        assert await memory.entry(broken.id, TODAY) is None


async def test_a_day_is_looked_at_again_only_where_a_message_told_something(
    tmp_path: Path,
) -> None:
    looked_at: list[int] = []

    class Counting(TourCoach):
        def compose(self, recollection: Recollection, now: datetime) -> DayEntry:
            looked_at.append(recollection.athlete.id)
            return super().compose(recollection, now)

    async with fresh_memory(tmp_path) as memory:
        athlete_id = await a_trained_athlete(memory)
        coach = Counting(bootstrap("keep_fit"), memory)

        await coach.hear(athlete_id, "what is my fitness?", NOW)
        asked = len(looked_at)
        await coach.hear(athlete_id, "my legs are dead", NOW)
        told = len(looked_at) - asked

        assert (asked, told) == (1, 2)


async def test_a_mission_is_kept_even_where_a_first_try_was_rolled_back(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        coach, athlete = coach_of(memory), await someone(memory)

        with suppress(RuntimeError):
            async with memory.transaction():
                await coach.brief_many({athlete.id: TODAY}, NOW)
                raise RuntimeError("the disk is full")
        entry = (await coach.brief_many({athlete.id: TODAY}, NOW))[athlete.id]

        assert not isinstance(entry, Exception)
        assert entry.mission_digest is not None
        assert await memory.mission_text(entry.mission_digest) == coach.mission.text


async def test_nobody_is_coached_who_is_not_there(tmp_path: Path) -> None:
    async with fresh_memory(tmp_path) as memory:
        with pytest.raises(AthleteError, match="/start"):
            await coach_of(memory).today(99, NOW)
