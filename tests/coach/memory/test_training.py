"""What files bring is counted once, whatever the format, the order and the number of imports."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import permutations
from pathlib import Path

import pytest

from coach.domain.activity import Activity, DayLoad, LoadSource, Origin, Sport
from coach.domain.athlete import Athlete
from coach.domain.night import Night
from coach.memory.database import SqlMemory
from coach.memory.words import words_of
from coach.ports import Harvest, Recorded
from tests.memories import MONDAY, fact, fresh_memory, night, ride, someone, source

TUESDAY = MONDAY + timedelta(days=1)
EVER = (date(1990, 1, 1), date(2090, 1, 1))

SITE = source("activities.csv", origin=Origin.INTERVALS, vendor_id="i7")
FIT = Harvest(file="ride.fit", activities=(ride(load=64),))
GPX = Harvest(
    file="ride.gpx",
    activities=(
        ride(
            after_s=40,
            load=58,
            load_source=LoadSource.HEART_RATE,
            provenance=source("activities/1.gpx", origin=Origin.STRAVA_ARCHIVE, vendor_id="1"),
        ),
    ),
)
CSV = Harvest(
    file="activities.csv",
    activities=(ride(load=62, load_source=LoadSource.VENDOR, name="Alpe loop", provenance=SITE),),
)


async def _record(memory: SqlMemory, athlete: Athlete, *harvests: Harvest) -> Sequence[Recorded]:
    return await memory.record(athlete.id, harvests)


async def _loads(memory: SqlMemory, athlete: Athlete) -> dict[date, float]:
    curve = await memory.curve(athlete.id, None, TUESDAY)
    return {day.local_date: day.load for day in curve if day.load}


async def test_an_activity_comes_back_as_it_was_measured(memory: SqlMemory, anna: Athlete) -> None:
    start = datetime(2026, 3, 9, 8, 0, 1, 250_000, timezone(timedelta(hours=5, minutes=45)))
    measured = Activity(
        sport=Sport.ROWING,
        start=start,
        local_date=MONDAY,
        duration_s=1707.308,
        elapsed_s=1800.5,
        distance_m=7000.25,
        average_power_w=180.5,
        normalized_power_w=191.0,
        average_heart_rate_bpm=141.5,
        load=44.4,
        load_source=LoadSource.RPE,
        intensity_factor=0.81,
        rpe_0_10=6.5,
        name="Rudern am See",
        provenance=source(vendor_id="v1"),
    )

    (recorded,) = await _record(memory, anna, Harvest(file="a", activities=(measured,)))

    (stored,) = await memory.activities(anna.id, *EVER)
    assert recorded == Recorded(status="imported", activities=(measured,))
    assert stored == measured
    assert stored.start.utcoffset() == start.utcoffset()


@pytest.mark.parametrize("order", list(permutations((FIT, GPX, CSV))))
async def test_one_ride_from_three_files_counts_once_by_its_best_measure(
    memory: SqlMemory, anna: Athlete, order: tuple[Harvest, ...]
) -> None:
    first = [(await _record(memory, anna, harvest))[0].status for harvest in order]
    again = [(await _record(memory, anna, harvest))[0].status for harvest in order]

    (stored,) = await memory.activities(anna.id, *EVER)
    assert first == ["imported", "duplicate", "duplicate"]
    assert again == ["duplicate"] * 3
    assert (stored.load, stored.provenance.file, stored.name) == (64, "ride.fit", "Alpe loop")
    assert await _loads(memory, anna) == {MONDAY: 64}


async def test_one_ride_from_three_files_of_one_batch_counts_once(
    memory: SqlMemory, anna: Athlete
) -> None:
    recorded = await _record(memory, anna, CSV, GPX, FIT)

    (stored,) = await memory.activities(anna.id, *EVER)
    assert [one.status for one in recorded] == ["imported", "duplicate", "duplicate"]
    assert stored.load == 64
    assert await _loads(memory, anna) == {MONDAY: 64}


async def test_a_duplicate_lists_the_activity_as_it_is_kept(
    memory: SqlMemory, anna: Athlete
) -> None:
    await _record(memory, anna, FIT)

    (recorded,) = await _record(memory, anna, GPX)

    (stored,) = await memory.activities(anna.id, *EVER)
    assert recorded.activities == (stored,)
    assert stored.load == 64


async def test_where_else_a_ride_was_met_is_remembered(memory: SqlMemory, anna: Athlete) -> None:
    await _record(memory, anna, CSV, GPX, FIT)

    async with memory._connections.reading() as connection:
        (met,) = (await connection.exec_driver_sql("SELECT met FROM activity")).one()

    assert [word.file for word in words_of(met)] == [
        "activities.csv",
        "activities/1.gpx",
        "ride.fit",
    ]


async def test_a_triathlon_is_five_activities_and_stays_five(
    memory: SqlMemory, anna: Athlete
) -> None:
    legs = (
        ride(sport=Sport.SWIMMING, hours=0.5),
        ride(sport=Sport.TRANSITION, after_s=1800, hours=2 / 60),
        ride(after_s=1920, hours=1),
        ride(sport=Sport.TRANSITION, after_s=5520, hours=1 / 60),
        ride(sport=Sport.RUNNING, after_s=5580, hours=0.7),
    )
    whole = Harvest(file="triathlon.fit", activities=legs)

    first, again = await _record(memory, anna, whole), await _record(memory, anna, whole)

    assert [one.status for one in (*first, *again)] == ["imported", "duplicate"]
    assert await memory.activities(anna.id, *EVER) == list(legs)
    assert again[0].activities == legs


async def test_two_rides_that_a_site_lists_at_once_stay_two(
    memory: SqlMemory, anna: Athlete
) -> None:
    twins = tuple(
        ride(provenance=replace(SITE, vendor_id=vendor_id), load=load)
        for vendor_id, load in (("i1", 30), ("i2", 40))
    )
    export = Harvest(file="activities.csv", activities=twins)

    await _record(memory, anna, export)
    (again,) = await _record(memory, anna, export)

    assert again.status == "duplicate"
    assert await _loads(memory, anna) == {MONDAY: 70}


async def test_the_same_hour_of_another_athlete_is_another_ride(
    memory: SqlMemory, anna: Athlete
) -> None:
    ben = await someone(memory, chat_id=2)
    await _record(memory, anna, FIT)

    (recorded,) = await _record(memory, ben, FIT)

    assert recorded.status == "imported"


async def test_a_load_corrected_at_the_site_is_imported(memory: SqlMemory, anna: Athlete) -> None:
    await _record(memory, anna, CSV)
    mended = replace(CSV, activities=(replace(CSV.activities[0], load=30),))

    (recorded,) = await _record(memory, anna, mended)

    assert recorded.status == "imported"
    assert await _loads(memory, anna) == {MONDAY: 30}


async def test_files_that_disagree_are_settled_once(memory: SqlMemory, anna: Athlete) -> None:
    listed = replace(CSV, file="list.json", activities=(_of_site(load=80, file="list.json"),))
    detail = replace(CSV, file="one.json", activities=(_of_site(load=70, file="one.json"),))
    nights = [Harvest(file=f, nights=(_from(f, hrv),)) for f, hrv in (("a", 50.0), ("b", 52.0))]
    loads = [Harvest(file=f, day_loads=(_own(load),)) for f, load in (("c", 0.0), ("d", 30.0))]
    folder = (listed, detail, *nights, *loads)

    first, again = await _record(memory, anna, *folder), await _record(memory, anna, *folder)

    (kept,) = (await memory.recall({anna.id: MONDAY}))[anna.id].nights
    assert [one.status for one in first] == ["imported"] * 6
    assert [one.status for one in again] == ["duplicate"] * 6
    assert await _loads(memory, anna) == {MONDAY: 70, TUESDAY: 30}
    assert kept.hrv_ms == 52


def _of_site(*, load: float, file: str) -> Activity:
    provenance = replace(SITE, file=file)
    return ride(load=load, load_source=LoadSource.VENDOR, provenance=provenance)


def _from(file: str, hrv_ms: float) -> Night:
    return replace(night(hrv_ms=hrv_ms), provenance=source(file, origin=Origin.OURA))


def _own(load: float) -> DayLoad:
    return DayLoad(local_date=TUESDAY, fitness_load=load, fatigue_load=load)


async def test_thresholds_set_back_count_again(memory: SqlMemory, anna: Athlete) -> None:
    strong, weak = (replace(FIT, activities=(ride(load=load),)) for load in (50, 70))

    statuses = [(await _record(memory, anna, one))[0].status for one in (strong, weak, strong)]

    assert statuses == ["imported"] * 3
    assert await _loads(memory, anna) == {MONDAY: 50}


async def test_a_refused_file_brings_nothing(memory: SqlMemory, anna: Athlete) -> None:
    refused = Harvest(file="photo.fit", refused="it is a JPEG picture")

    recorded = await _record(memory, anna, refused, Harvest(file="empty.csv"))

    assert [one.status for one in recorded] == ["refused", "refused"]
    assert await memory.curve(anna.id, None, MONDAY) == ()


async def test_nothing_handed_in_is_nothing_done(memory: SqlMemory, anna: Athlete) -> None:
    recorded = await _record(memory, anna)

    assert list(recorded) == []


async def test_nights_are_counted_and_not_doubled(memory: SqlMemory, anna: Athlete) -> None:
    diary = Harvest(file="w.csv", nights=(night(hrv_ms=50.0), night(TUESDAY, hrv_ms=51.0)))

    first, again = await _record(memory, anna, diary), await _record(memory, anna, diary)

    assert [(one.status, one.nights) for one in (*first, *again)] == [
        ("imported", 2),
        ("duplicate", 2),
    ]


async def test_a_night_told_in_parts_is_one_night(memory: SqlMemory, anna: Athlete) -> None:
    readiness = Harvest(file="readiness.json", nights=(night(readiness=80.0),))
    sleep = Harvest(file="sleep.json", nights=(night(sleep_h=7.5, hrv_ms=52.0),))

    recorded = await _record(memory, anna, readiness, sleep, readiness)

    (joined,) = (await memory.recall({anna.id: MONDAY}))[anna.id].nights
    assert [one.status for one in recorded] == ["imported", "imported", "duplicate"]
    assert (joined.readiness, joined.sleep_h, joined.hrv_ms) == (80, 7.5, 52)


async def test_a_sources_newer_word_on_a_night_counts(memory: SqlMemory, anna: Athlete) -> None:
    await _record(memory, anna, Harvest(file="a", nights=(night(readiness=80.0),)))

    await _record(memory, anna, Harvest(file="b", nights=(night(readiness=78.0),)))

    (newest,) = (await memory.recall({anna.id: MONDAY}))[anna.id].nights
    assert newest.readiness == 78


async def test_facts_of_a_diary_are_noted_once(memory: SqlMemory, anna: Athlete) -> None:
    diary = Harvest(file="w.csv", facts=(fact(), fact(words="tired")))

    recorded = [*await _record(memory, anna, diary), *await _record(memory, anna, diary)]

    facts = (await memory.recall({anna.id: MONDAY}))[anna.id].facts
    assert [one.status for one in recorded] == ["imported", "duplicate"]
    assert [one.words for one in facts] == ["sore knee", "tired"]


async def test_activities_are_given_by_local_day_oldest_first(
    memory: SqlMemory, anna: Athlete
) -> None:
    rides = (ride(TUESDAY), ride(MONDAY, at=time(18)), ride(MONDAY), ride(date(2020, 1, 1)))
    await _record(memory, anna, Harvest(file="a", activities=rides))

    found = await memory.activities(anna.id, MONDAY, TUESDAY)

    assert found == [rides[2], rides[1], rides[0]]


async def test_a_day_is_the_athletes_not_utcs(memory: SqlMemory, anna: Athlete) -> None:
    late = replace(ride(), start=datetime(2026, 3, 9, 23, 30, tzinfo=UTC), local_date=TUESDAY)

    await _record(memory, anna, Harvest(file="a", activities=(late,)))

    assert await _loads(memory, anna) == {TUESDAY: 60}


async def test_the_wellness_export_fills_days_without_activities(
    memory: SqlMemory, anna: Athlete
) -> None:
    days = (
        DayLoad(local_date=MONDAY - timedelta(days=1), fitness_load=0, fatigue_load=0),
        DayLoad(local_date=MONDAY, fitness_load=99, fatigue_load=99),
        DayLoad(local_date=TUESDAY, fitness_load=20, fatigue_load=30),
    )
    wellness = Harvest(file="wellness.csv", day_loads=days)

    await _record(memory, anna, wellness, FIT)
    (again,) = await _record(memory, anna, wellness)

    curve = await memory.curve(anna.id, None, TUESDAY)
    assert [day.load for day in curve] == [0, 64, 30]
    assert curve[0].ctl == 0
    assert again.status == "duplicate"


async def test_an_import_that_fails_keeps_nothing_of_its_batch(
    memory: SqlMemory, anna: Athlete
) -> None:
    broken = replace(ride(TUESDAY), duration_s=float("nan"))  # no database takes it for a number

    with pytest.raises(Exception, match="NOT NULL"):
        await _record(memory, anna, FIT, Harvest(file="b", activities=(broken,)))

    assert await memory.activities(anna.id, *EVER) == []
    assert await memory.curve(anna.id, None, TUESDAY) == ()


async def test_an_archive_imported_in_pieces_is_the_archive_imported_at_once(
    tmp_path: Path,
) -> None:
    days = [MONDAY - timedelta(days=day) for day in range(200) if day % 3]
    files = [Harvest(file=str(day), activities=(ride(day),)) for day in days]
    shuffled = sorted(files, key=lambda harvest: harvest.file[::-1])

    async with fresh_memory(tmp_path, name="one.db") as memory:
        anna = await someone(memory)
        await memory.record(anna.id, files)
        at_once = await memory.curve(anna.id, None, MONDAY)
    async with fresh_memory(tmp_path, name="two.db") as memory:
        anna = await someone(memory)
        for begin in range(0, len(shuffled), 9):
            await memory.record(anna.id, shuffled[begin : begin + 9])
        in_pieces = await memory.curve(anna.id, None, MONDAY)

    assert [day.local_date for day in in_pieces] == [day.local_date for day in at_once]
    assert [day.ctl for day in in_pieces] == pytest.approx([day.ctl for day in at_once])
    assert [day.atl for day in in_pieces] == pytest.approx([day.atl for day in at_once])
