"""What a morning is made from: bounded windows of the right athlete, right days, right order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest
from sqlalchemy import event

from coach.agents.said import said
from coach.domain.activity import DayLoad, Origin
from coach.domain.athlete import Athlete
from coach.domain.briefing import DayEntry
from coach.domain.fact import FactKind
from coach.domain.morning import Morning, TrainedSport
from coach.domain.recollection import PlannedDay, Recollection
from coach.domain.workout import REST_DAY, WorkoutPlan
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from tests.memories import MONDAY, SIX, entry, fact, night, ride, someone


def _ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


async def _recall(memory: SqlMemory, athlete: Athlete, day: date = MONDAY) -> Recollection:
    return (await memory.recall({athlete.id: day}))[athlete.id]


async def _ridden(memory: SqlMemory, athlete: Athlete, days_ago: Sequence[int]) -> None:
    rides = tuple(ride(_ago(days)) for days in days_ago)
    await memory.record(athlete.id, [Harvest(file="a", activities=rides)])


async def test_of_a_newcomer_nothing_is_known(memory: SqlMemory, anna: Athlete) -> None:
    recalled = await _recall(memory, anna)

    assert recalled == Recollection(athlete=anna, local_date=MONDAY)


async def test_an_athlete_that_there_is_not_is_left_out(memory: SqlMemory, anna: Athlete) -> None:
    recalled = await memory.recall({anna.id + 1: MONDAY})

    assert recalled == {}


async def test_six_weeks_of_loads_end_yesterday(memory: SqlMemory, anna: Athlete) -> None:
    await _ridden(memory, anna, range(100))

    loads = (await _recall(memory, anna)).loads

    assert [loads[0].local_date, loads[-1].local_date, len(loads)] == [_ago(42), _ago(1), 42]


async def test_loads_are_those_of_the_curve(memory: SqlMemory, anna: Athlete) -> None:
    await _ridden(memory, anna, [100, 60, 59, 43, 12, 3])

    loads = (await _recall(memory, anna)).loads

    whole = (await memory.curve(anna.id, None, _ago(1)))[-42:]
    assert [day.local_date for day in loads] == [day.local_date for day in whole]
    assert [day.tsb for day in loads] == pytest.approx([day.tsb for day in whole])
    assert [day.ramp for day in loads] == pytest.approx([day.ramp for day in whole])


async def test_a_short_history_gives_the_days_there_are(memory: SqlMemory, anna: Athlete) -> None:
    await _ridden(memory, anna, [3])

    recalled = await _recall(memory, anna)

    assert [day.local_date for day in recalled.loads] == [_ago(3), _ago(2), _ago(1)]
    assert [day.load for day in recalled.loads] == [60, 0, 0]
    assert recalled.history_days == 3


async def test_after_two_years_on_the_sofa_fitness_has_faded(
    memory: SqlMemory, anna: Athlete
) -> None:
    await _ridden(memory, anna, range(730, 830))

    recalled = await _recall(memory, anna)

    whole = await memory.curve(anna.id, None, _ago(1))
    assert len(recalled.loads) == 42
    assert recalled.loads[-1].ctl == pytest.approx(whole[-1].ctl)
    assert 0 < recalled.loads[-1].ctl < 0.01
    assert recalled.history_days == 829


async def test_today_and_later_do_not_count_into_this_mornings_loads(
    memory: SqlMemory, anna: Athlete
) -> None:
    await _ridden(memory, anna, [1, 0, -3])

    recalled = await _recall(memory, anna)

    assert [day.local_date for day in recalled.loads] == [_ago(1)]
    assert [one.local_date for one in recalled.activities] == [_ago(1), MONDAY]


async def test_two_weeks_of_activities_are_recalled(memory: SqlMemory, anna: Athlete) -> None:
    await _ridden(memory, anna, [15, 14, 1])

    recalled = await _recall(memory, anna)

    assert [one.local_date for one in recalled.activities] == [_ago(14), _ago(1)]


async def test_sixty_one_nights_are_recalled_with_todays(memory: SqlMemory, anna: Athlete) -> None:
    nights = tuple(night(_ago(days), readiness=70.0 + days) for days in (61, 60, 1, 0))
    await memory.record(anna.id, [Harvest(file="a", nights=nights)])

    recalled = await _recall(memory, anna)

    assert [one.local_date for one in recalled.nights] == [_ago(60), _ago(1), MONDAY]


async def test_one_night_is_joined_from_its_sources(memory: SqlMemory, anna: Athlete) -> None:
    diary = night(origin=Origin.INTERVALS, hrv_ms=50.0, weight_kg=70.0)
    ring = night(origin=Origin.OURA, hrv_ms=52.0, readiness=80.0)
    await memory.record(anna.id, [Harvest(file="a", nights=(diary, ring))])

    recalled = await _recall(memory, anna)

    (joined,) = recalled.nights
    assert (joined.hrv_ms, joined.readiness, joined.weight_kg) == (52, 80, 70)
    assert joined.provenance.origin is Origin.OURA


async def test_facts_of_two_weeks_either_way_are_recalled_in_the_order_of_their_days(
    memory: SqlMemory, anna: Athlete
) -> None:
    days = (14, 0, 13, 1, -14, -15)
    said = [fact(FactKind.ENERGY, _ago(day), words=f"{day} days ago") for day in days]
    await memory.note(anna.id, said)

    recalled = await _recall(memory, anna)

    told = ["13 days ago", "1 days ago", "0 days ago", "-14 days ago"]
    assert [one.words for one in recalled.facts] == told


async def test_an_old_pain_is_recalled_until_it_is_closed(memory: SqlMemory, anna: Athlete) -> None:
    old = [
        fact(FactKind.PAIN, _ago(400), words="knee"),
        fact(FactKind.PAIN, _ago(300), words="back"),
        fact(FactKind.SORENESS, _ago(300), words="stiff legs"),
    ]
    noted = await memory.note(anna.id, old)
    assert noted[1].id is not None
    await memory.close(anna.id, [noted[1].id], _ago(200))

    now, then = await _recall(memory, anna), await _recall(memory, anna, _ago(250))

    assert [one.words for one in now.facts] == ["knee"]
    assert [one.words for one in then.facts] == ["knee", "back"]


@pytest.mark.parametrize("word", [FactKind.CLEARED, FactKind.RECOVERED])
async def test_an_illness_that_is_over_does_not_come_back_after_weeks(
    memory: SqlMemory, anna: Athlete, word: FactKind
) -> None:
    ill = replace(fact(FactKind.SYMPTOM, _ago(40), words="fever"), code="fever")
    over = replace(fact(word, _ago(30), words="I am well again"), value=None)
    await memory.note(anna.id, [ill, over])

    recalled = await _recall(memory, anna)

    assert said(recalled.facts, MONDAY).symptoms == ()


async def test_a_red_flag_that_nobody_cleared_is_there_after_weeks(
    memory: SqlMemory, anna: Athlete
) -> None:
    fainted = replace(fact(FactKind.SYMPTOM, _ago(40), words="I fainted"), code="fainting")
    mistaken = replace(fact(FactKind.CLEARED, _ago(30)), code="fainting", closed_on=_ago(30))
    await memory.note(anna.id, [fainted, mistaken])

    recalled = await _recall(memory, anna)

    assert said(recalled.facts, MONDAY).symptoms == ("fainted during training",)


async def test_a_missing_trainer_is_of_its_own_day(memory: SqlMemory, anna: Athlete) -> None:
    await memory.note(anna.id, [fact(FactKind.EQUIPMENT, _ago(40), words="no trainer here")])

    recalled = await _recall(memory, anna)

    assert recalled.facts == ()


async def test_the_last_decided_days_are_recalled_newest_first(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.keep([entry(anna.id, _ago(days)) for days in range(20)])
    await memory.keep([entry(anna.id, MONDAY, "again"), entry(anna.id, _ago(2), "again")])

    recalled = await _recall(memory, anna)

    assert recalled.today is not None
    assert recalled.today.version == 2
    assert [one.local_date for one in recalled.recent] == [_ago(days) for days in range(1, 8)]
    assert [one.version for one in recalled.recent] == [1, 2, 1, 1, 1, 1, 1]


async def test_of_an_earlier_day_the_plan_alone_is_recalled(
    memory: SqlMemory, anna: Athlete
) -> None:
    ride = REST_DAY.model_copy(
        update={"session": "threshold_4x8", "estimated_load": 80.5, "intensity_factor": 0.86}
    )
    await memory.keep([_planned(entry(anna.id, _ago(3)), ride, sport="running")])

    recalled = await _recall(memory, anna)

    assert recalled.recent == (
        PlannedDay(
            local_date=_ago(3),
            version=1,
            sport="running",
            session="threshold_4x8",
            estimated_load=80.5,
            intensity_factor=0.86,
        ),
    )


def _planned(decided: DayEntry, workout: WorkoutPlan, sport: TrainedSport) -> DayEntry:
    before = decided.briefing
    decision = before.decision.model_copy(update={"workout": workout})
    update = {"decision": decision, "morning": Morning(sport=sport)}
    return replace(decided, briefing=before.model_copy(update=update))


async def test_a_day_not_decided_yet_has_no_entry(memory: SqlMemory, anna: Athlete) -> None:
    await memory.keep([entry(anna.id, _ago(1))])

    recalled = await _recall(memory, anna)

    assert recalled.today is None
    assert len(recalled.recent) == 1


async def test_a_batch_gives_each_athlete_their_own(memory: SqlMemory) -> None:
    days = {}
    for number in range(1, 6):
        athlete = await someone(memory, chat_id=number, name=f"athlete {number}")
        days[athlete.id] = _ago(number % 2)
        await memory.keep_mission(athlete.id, f"mission {number % 3}", SIX)
        await _fill(memory, athlete, number)

    batch = await memory.recall(days)

    alone = {key: (await memory.recall({key: day}))[key] for key, day in days.items()}
    assert batch == alone
    assert len({one.mission_text for one in batch.values()}) == 3
    assert all(one.facts[0].words == one.athlete.name for one in batch.values())


async def _fill(memory: SqlMemory, athlete: Athlete, number: int) -> None:
    harvest = Harvest(
        file="a",
        activities=(ride(_ago(3), load=10.0 * number), ride(_ago(30), load=10.0)),
        nights=(night(_ago(1), readiness=60.0 + number),),
        day_loads=(DayLoad(local_date=_ago(50), fitness_load=0, fatigue_load=number),),
    )
    await memory.record(athlete.id, [harvest])
    await memory.note(athlete.id, [replace(fact(day=_ago(2)), words=athlete.name or "")])
    await memory.keep([entry(athlete.id, _ago(2), reason=f"reason {number}")])


async def test_what_is_asked_often_is_asked_of_a_small_index(
    memory: SqlMemory, anna: Athlete
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(*event_of: object) -> None:
        asked.append((str(event_of[2]), cast("tuple[object, ...]", event_of[3])))

    event.listen(memory._connections._reader.sync_engine, "before_cursor_execute", listen)
    await memory.claim_due(SIX, 20)
    await memory.recall({anna.id: MONDAY})
    await memory.undone()

    async with memory._connections.reading() as connection:
        plans = [
            str((await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)).all())
            for text, values in tuple(asked)
            if text.startswith("SELECT")
        ]
    assert [plan for plan in plans if "SCAN athlete" in plan or "SCAN fact" in plan] == []
    for index in ("ix_athlete_due", "ix_fact_standing", "ix_activity_date", "ix_inbox_undone"):
        assert index in str(plans)


async def test_what_reaches_over_weeks_is_recalled_to_its_end(
    memory: SqlMemory, anna: Athlete
) -> None:
    long_ago = MONDAY - timedelta(days=40)
    trip = replace(fact(FactKind.TRAVEL, long_ago, words="trip"), until=MONDAY)
    over = replace(fact(FactKind.TRAVEL, long_ago, words="over"), until=MONDAY - timedelta(days=1))
    dislike = fact(FactKind.PREFERENCE, long_ago, words="dislike")
    pain = replace(fact(FactKind.PAIN, long_ago, words="pain"), until=MONDAY)
    await memory.note(anna.id, [trip, over, dislike, pain])

    held = (await memory.recall({anna.id: MONDAY}))[anna.id].facts

    assert sorted(one.words for one in held) == ["dislike", "pain", "trip"]
