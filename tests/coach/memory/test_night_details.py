"""What a wearable says beside a night is kept by day and source, and goes with its athlete."""

from dataclasses import replace
from datetime import timedelta

from coach.domain.activity import Origin, Provenance
from coach.domain.athlete import Athlete
from coach.domain.night import NightDetail
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from tests.memories import MONDAY, SIX, someone

DETAIL = NightDetail(
    local_date=MONDAY,
    contributors=(("hrv_balance", 52.0), ("recovery_index", 48.0)),
    temperature_trend_c=0.1,
    provenance=Provenance(origin=Origin.OURA, fetched_at=SIX, file="Oura"),
)
STRESS = NightDetail(
    local_date=MONDAY, stress_high_min=190.0, recovery_high_min=65.0, stress_summary="normal",
    provenance=replace(DETAIL.provenance, fetched_at=SIX + timedelta(hours=1)),
)  # fmt: skip


async def told(memory: SqlMemory, athlete: Athlete, *details: NightDetail) -> str:
    """Record details, each harvest by itself, and return what the last one came to."""
    harvests = [Harvest(file="Oura", details=(detail,)) for detail in details]
    recorded = [(await memory.record(athlete.id, [harvest]))[0] for harvest in harvests]
    return recorded[-1].status


async def test_a_detail_comes_back_as_it_was_told(memory: SqlMemory, anna: Athlete) -> None:
    await told(memory, anna, DETAIL)

    assert list(await memory.night_details(anna.id, MONDAY, MONDAY)) == [DETAIL]


async def test_what_a_newer_word_does_not_say_stays(memory: SqlMemory, anna: Athlete) -> None:
    await told(memory, anna, DETAIL, STRESS)

    (kept,) = await memory.night_details(anna.id, MONDAY, MONDAY)
    whole = replace(STRESS, contributors=DETAIL.contributors, temperature_trend_c=0.1)
    assert kept == whole


async def test_the_newest_word_stands_and_the_same_again_changes_nothing(
    memory: SqlMemory, anna: Athlete
) -> None:
    later = replace(DETAIL.provenance, fetched_at=SIX + timedelta(hours=2))
    grown = replace(STRESS, stress_high_min=240.0)

    await told(memory, anna, STRESS, grown, replace(grown, provenance=later))

    assert list(await memory.night_details(anna.id, MONDAY, MONDAY)) == [grown]


async def test_details_alone_are_no_news_to_decide_by(memory: SqlMemory, anna: Athlete) -> None:
    assert await told(memory, anna, DETAIL) != "imported"


async def test_each_athlete_has_their_own_and_takes_it_along(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2, name="Ben")
    await told(memory, anna, DETAIL)
    await told(memory, ben, STRESS)

    (row,) = (await memory.rows(anna.id))["night_detail"]
    await memory.forget(anna.id)

    assert row["contributors"] == '{"hrv_balance": 52.0, "recovery_index": 48.0}'
    assert row["fetched_at"] == SIX.isoformat()
    assert list(await memory.night_details(anna.id, MONDAY, MONDAY)) == []
    assert list(await memory.night_details(ben.id, MONDAY, MONDAY)) == [STRESS]
