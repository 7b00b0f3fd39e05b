"""intervals.icu over its API: keys, hidden rides, what was not measured, feelings, marks."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.domain.activity import DayLoad, LoadSource, Origin
from coach.domain.connection import SourceState
from coach.domain.fact import FactKind
from coach.errors import AthleteError, TryAgainError
from coach.source_ports import Fetched, Wanted
from coach.sources.intervals_icu_api import IntervalsIcu
from coach.sourcing.nights import measured_on
from tests.coach.sources.vendors.benches import DAY, NOW, WANTED, Bench, intervals_bench
from tests.fakes.intervals import FakeIntervals, Member, a_day, a_ride, a_stub
from tests.fakes.vendor import garbage, says

KEY = "intervalskey4711"


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with intervals_bench() as ready:
        yield ready


def site_of(bench: Bench) -> IntervalsIcu:
    """Return the bench's adapter as what it is."""
    assert isinstance(bench.source, IntervalsIcu)
    return bench.source


def member_of(bench: Bench) -> Member:
    """Return the bench's athlete at the site."""
    assert isinstance(bench.vendor, FakeIntervals)
    return bench.vendor.member(KEY)


async def fetch(bench: Bench, wanted: Wanted = WANTED) -> Fetched:
    """Return what the site has."""
    return await bench.source.fetch(bench.connection, wanted)


async def test_a_key_that_works_makes_a_connection(bench: Bench) -> None:
    connection = await site_of(bench).connect(7, f"  {KEY}\n")

    assert (connection.athlete_id, connection.account) == (7, "i77")
    assert connection.credentials == {"api_key": KEY}
    assert connection.connected_at == NOW


@pytest.mark.parametrize("key", ["", "wrongkey", "two words", "кириллица", "a:b", "x" * 5000])
async def test_a_wrong_key_is_refused_with_where_to_find_it(bench: Bench, key: str) -> None:
    with pytest.raises(AthleteError, match="copy it again from its settings"):
        await site_of(bench).connect(7, key)


async def test_a_site_in_trouble_is_not_the_keys_fault(bench: Bench) -> None:
    bench.vendor.always = says(500)

    with pytest.raises(TryAgainError, match="trouble of its own"):
        await site_of(bench).connect(7, KEY)


async def test_a_ride_has_the_sites_load_and_its_id(bench: Bench) -> None:
    got = await fetch(bench)

    (ride,) = got.harvest.activities
    assert (ride.load, ride.load_source) == (62, LoadSource.VENDOR)
    assert (ride.provenance.origin, ride.provenance.vendor_id) == (Origin.INTERVALS, "i1")
    assert ride.local_date == DAY


async def test_a_wellness_day_is_a_night_and_the_sites_loads(bench: Bench) -> None:
    got = await fetch(bench)

    night = got.harvest.nights[0]
    assert (night.readiness, night.sleep_score, night.hrv_ms) == (76, 79, 61)
    assert (night.resting_heart_rate_bpm, night.weight_kg) == (51, 71.5)
    assert got.harvest.day_loads[0] == DayLoad(local_date=DAY, fitness_load=40, fatigue_load=55)
    assert measured_on(got.harvest.nights) == {DAY, DAY + timedelta(days=1)}


async def test_rides_that_strava_hides_are_counted_and_the_remedies_said(bench: Bench) -> None:
    member_of(bench).activities += [
        a_stub("s1", "2026-03-14T08:00:00"),
        a_stub("s2", "2026-03-14T18:00:00"),
    ]

    got = await fetch(bench)

    assert got.stubs == 2
    assert len(got.harvest.activities) == 1
    assert got.state is SourceState.CONNECTED
    assert got.words == (
        "2 activities came lately to intervals.icu from Strava, which hides them: connect your "
        "device to intervals.icu itself, or import Strava's own archive"
    )


async def test_what_is_hidden_is_said_on_while_nothing_changes(bench: Bench) -> None:
    member_of(bench).activities.append(a_stub("s1", "2026-03-14T08:00:00"))
    first = await fetch(bench)
    member_of(bench).wellness.append(a_day("2026-03-15"))

    second = await bench.source.fetch(replace(bench.connection, cursor=first.cursor), WANTED)
    third = await bench.source.fetch(replace(bench.connection, cursor=second.cursor), WANTED)

    assert first.words is not None
    assert first.words.startswith(
        "1 activity came lately to intervals.icu from Strava, which hides it:"
    )
    assert second.words == third.words == first.words


async def test_what_is_hidden_no_more_is_said_no_more(bench: Bench) -> None:
    rides = member_of(bench).activities
    rides.append(a_stub("s1", "2026-03-14T08:00:00"))
    first = await fetch(bench)
    rides[-1] = a_ride("s1", "2026-03-14T08:00:00")

    second = await bench.source.fetch(replace(bench.connection, cursor=first.cursor), WANTED)

    assert second.words is None


async def test_what_was_carried_over_is_not_this_mornings(bench: Bench) -> None:
    member_of(bench).wellness[:] = [a_day("2026-03-13", tempWeight=True, tempRestingHR=True)]

    (night,) = (await fetch(bench)).harvest.nights

    assert night.weight_kg is None
    assert night.resting_heart_rate_bpm is None
    assert night.hrv_ms == 61


async def test_a_weight_alone_is_no_night_to_stop_waiting_for(bench: Bench) -> None:
    member_of(bench).wellness.append({"id": "2026-03-15", "weight": 71, "restingHR": 50})

    got = await fetch(bench)

    assert got.newest == date(2026, 3, 15)
    assert date(2026, 3, 15) not in measured_on(got.harvest.nights)


async def test_how_it_felt_comes_as_the_athletes_words(bench: Bench) -> None:
    member_of(bench).wellness[:] = [a_day("2026-03-13", soreness=4, fatigue=1, mood=4)]

    facts = (await fetch(bench)).harvest.facts

    assert [(fact.kind, fact.value) for fact in facts] == [
        (FactKind.SORENESS, 9),
        (FactKind.ENERGY, 8),
        (FactKind.NOTE, None),
    ]
    assert facts[2].words == "mood grumpy, on intervals.icu"
    assert all(fact.local_date == DAY and fact.said_at <= NOW for fact in facts)


@pytest.mark.parametrize("mark", [0, 5, 2.5, "high", None, True, [1]])
async def test_a_mark_outside_the_scale_says_nothing(bench: Bench, mark: object) -> None:
    member_of(bench).wellness[:] = [a_day("2026-03-13", soreness=mark)]

    assert (await fetch(bench)).harvest.facts == ()


async def test_what_has_not_changed_is_not_sent_again(bench: Bench) -> None:
    first = await fetch(bench)
    again = replace(bench.connection, cursor=first.cursor)

    second = await bench.source.fetch(again, WANTED)

    assert len(first.harvest.activities) == 1
    assert (*second.harvest.activities, *second.harvest.nights) == ()
    assert second.cursor == first.cursor


async def test_a_new_ride_is_seen_although_the_nights_are_as_before(bench: Bench) -> None:
    first = await fetch(bench)
    member_of(bench).activities.append(a_ride("i2", "2026-03-14T09:00:00"))

    second = await bench.source.fetch(replace(bench.connection, cursor=first.cursor), WANTED)

    assert [one.provenance.vendor_id for one in second.harvest.activities] == ["i1", "i2"]
    assert second.harvest.nights == ()


async def test_what_failed_once_is_not_taken_for_unchanged(bench: Bench) -> None:
    bench.vendor.only, bench.vendor.always = "wellness.json", garbage()
    first = await fetch(bench)
    bench.vendor.always = None

    second = await bench.source.fetch(replace(bench.connection, cursor=first.cursor), WANTED)

    assert first.state is SourceState.UNREACHABLE
    assert len(first.harvest.activities) == 1
    assert len(second.harvest.activities) == 1
    assert len(second.harvest.nights) == 2


@pytest.mark.parametrize("cursor", ["", "null", "[]", "{", '{"x": 1}', '{"hidden": "many"}'])
async def test_a_damaged_cursor_does_no_harm(bench: Bench, cursor: str) -> None:
    got = await bench.source.fetch(replace(bench.connection, cursor=cursor), WANTED)

    assert len(got.harvest.nights) == 2


async def test_years_are_asked_for_in_pieces_without_a_hole(bench: Bench) -> None:
    years = replace(WANTED, first=date(2024, 1, 1), last=date(2026, 3, 15))
    member_of(bench).activities += [
        a_ride(f"d{n}", f"{date(2024, 1, 1) + timedelta(days=n)}T10:00:00")
        for n in range(0, 800, 7)
    ]

    got = await fetch(bench, years)

    assert len(got.harvest.activities) == 116
    assert len([path for path in bench.vendor.paths() if path.endswith("activities")]) == 7


async def test_rows_of_nonsense_are_passed_over(bench: Bench) -> None:
    nonsense = [a_ride("", "2026-03-14T09:00"), a_ride("i9", "2026-03-14T09", moving_time="much")]
    member_of(bench).activities += [*nonsense, a_ride("i3", "2026-03-14T09:00:00", new_key={})]

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert "i3" in {one.provenance.vendor_id for one in got.harvest.activities}


async def test_two_athletes_never_see_each_others_days(bench: Bench) -> None:
    assert isinstance(bench.vendor, FakeIntervals)
    other = bench.vendor.member("otherkey99", "i88")
    other.activities.append(a_ride("x1", "2026-03-13T07:00:00"))
    connection = await site_of(bench).connect(2, "otherkey99")

    got = await bench.source.fetch(connection, WANTED)

    assert [one.provenance.vendor_id for one in got.harvest.activities] == ["x1"]
    assert got.harvest.nights == ()
