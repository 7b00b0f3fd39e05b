"""The day's workout in intervals.icu's calendar: made, changed, removed, never twice."""

from collections.abc import AsyncIterator

import pytest

from coach.domain.activity import Sport
from coach.errors import AthleteError, TryAgainError
from coach.source_ports import CalendarEntry
from coach.sources.intervals_icu_api import IntervalsIcu
from coach.sources.intervals_icu_calendar import IntervalsIcuCalendar
from tests.coach.sources.vendors.benches import DAY, Bench, intervals_bench
from tests.fakes.intervals import FakeIntervals, Row
from tests.fakes.vendor import says

OURS = "lanterne-2026-03-13"
THEIRS: Row = {
    "id": 1, "external_id": "coach-joe", "category": "WORKOUT", "name": "Joe's intervals",
    "start_date_local": "2026-03-13T00:00:00",
}  # fmt: skip


@pytest.fixture(params=[True, False], ids=["site upserts", "site upserts for apps only"])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with intervals_bench() as ready:
        assert isinstance(ready.vendor, FakeIntervals)
        ready.vendor.knows_upsert = request.param
        yield ready


def calendar_of(bench: Bench) -> IntervalsIcuCalendar:
    """Return the calendar of the bench's site."""
    assert isinstance(bench.source, IntervalsIcu)
    return IntervalsIcuCalendar(bench.source)


def events_of(bench: Bench) -> list[Row]:
    """Return what stands in the athlete's calendar."""
    assert isinstance(bench.vendor, FakeIntervals)
    return bench.vendor.member("intervalskey4711").events


def entry(name: str = "Endurance 90", sport: Sport = Sport.CYCLING) -> CalendarEntry:
    """Return the day's workout."""
    return CalendarEntry(
        external_id=OURS, local_date=DAY, name=name, sport=sport, duration_s=5400, load=66.5,
        text="- 10m ramp 45%-72%\n- 75m 68%",
    )  # fmt: skip


async def test_a_planned_day_stands_in_the_calendar(bench: Bench) -> None:
    await calendar_of(bench).plan(bench.connection, entry())

    (event,) = events_of(bench)
    assert (event["external_id"], event["category"], event["type"]) == (OURS, "WORKOUT", "Ride")
    assert event["start_date_local"] == "2026-03-13T00:00:00"
    assert event["description"] == "- 10m ramp 45%-72%\n- 75m 68%"
    assert (event["moving_time"], event["icu_training_load"]) == (5400, 66)


async def test_a_changed_day_replaces_itself(bench: Bench) -> None:
    calendar = calendar_of(bench)
    await calendar.plan(bench.connection, entry())

    await calendar.plan(bench.connection, entry("Easy 45"))

    assert [event["name"] for event in events_of(bench)] == ["Easy 45"]


async def test_a_rest_day_takes_the_workout_away_and_nothing_else(bench: Bench) -> None:
    calendar = calendar_of(bench)
    events_of(bench).append(THEIRS)
    await calendar.plan(bench.connection, entry())

    await calendar.clear(bench.connection, OURS, DAY)

    assert events_of(bench) == [THEIRS]


async def test_clearing_a_day_without_a_workout_does_nothing(bench: Bench) -> None:
    await calendar_of(bench).clear(bench.connection, OURS, DAY)

    assert events_of(bench) == []


@pytest.mark.parametrize("sport", list(Sport))
async def test_every_sport_can_be_planned(bench: Bench, sport: Sport) -> None:
    await calendar_of(bench).plan(bench.connection, entry(sport=sport))

    assert events_of(bench)[0]["type"]


async def test_a_workout_that_stands_is_no_failure_when_the_look_after_it_is(bench: Bench) -> None:
    bench.vendor.only, bench.vendor.always = "/events", says(404)

    await calendar_of(bench).plan(bench.connection, entry())

    assert len(events_of(bench)) == 1


async def test_a_site_that_is_down_is_tried_again_later(bench: Bench) -> None:
    bench.vendor.always = says(503)

    with pytest.raises(TryAgainError):
        await calendar_of(bench).plan(bench.connection, entry())
    with pytest.raises(TryAgainError):
        await calendar_of(bench).clear(bench.connection, OURS, DAY)


async def test_a_key_taken_back_is_the_athletes_to_mend(bench: Bench) -> None:
    bench.revoke()

    with pytest.raises(AthleteError, match="does not accept the key"):
        await calendar_of(bench).plan(bench.connection, entry())
