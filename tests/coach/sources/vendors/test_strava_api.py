"""Strava over its API: off by default, only to be looked at, within its limits."""

import ast
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.activity import Activity, LoadSource, Origin, Sport
from coach.domain.connection import SourceState
from coach.domain.glimpse import Glimpse
from coach.errors import OperatorError, TryAgainError
from coach.ports import Harvest
from coach.source_ports import Fetched
from coach.sources.strava_api import StravaApi
from coach.sources.strava_limits import StravaLimits
from tests.coach.sources.vendors.benches import NOW, WANTED, Bench, strava_bench
from tests.fakes.strava import FakeStrava, a_row
from tests.fakes.vendor import says

COACH = Path(__file__).parents[4] / "coach"
MAY_KNOW_GLIMPSES = {
    "domain/glimpse.py", "source_ports.py", "sourcing/glimpse_words.py", "sources", "memory",
}  # fmt: skip


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with strava_bench() as ready:
        yield ready


def fake_of(bench: Bench) -> FakeStrava:
    """Return the bench's Strava."""
    assert isinstance(bench.vendor, FakeStrava)
    return bench.vendor


def api_of(bench: Bench) -> StravaApi:
    """Return the bench's adapter as what it is."""
    assert isinstance(bench.source, StravaApi)
    return bench.source


async def fetch(bench: Bench) -> Fetched:
    """Return what Strava has, asked with what is stored."""
    return await bench.source.fetch(bench.tokens.stored[1, bench.connection.source], WANTED)


async def test_without_accepted_terms_strava_is_never_asked() -> None:
    async with strava_bench(accepted=False) as bench:
        got = await fetch(bench)

        assert got.state is SourceState.OFF
        assert got.words is not None
        assert "import your Strava archive" in got.words
        with pytest.raises(OperatorError, match="archive"):
            await api_of(bench).connect(1, "strava-refresh-1")
        assert bench.vendor.asked == []


async def test_a_row_is_a_glimpse_and_nothing_that_counts(bench: Bench) -> None:
    got = await fetch(bench)

    assert got.harvest == Harvest(file="Strava")
    assert got.glimpses[0] == Glimpse(
        vendor_id="901",
        name="Lunch Ride",
        sport=Sport.CYCLING,
        start=datetime(2026, 3, 13, 17, 0, tzinfo=UTC),
        local_date=date(2026, 3, 13),
        duration_s=3600,
        distance_m=30000,
        fetched_at=NOW,
    )


async def test_a_glimpse_is_gone_after_seven_days(bench: Bench) -> None:
    (glimpse, _) = (await fetch(bench)).glimpses

    assert glimpse.expires_at == NOW + timedelta(days=7)


async def test_the_day_of_a_ride_is_the_athletes_not_utcs(bench: Bench) -> None:
    late = (await fetch(bench)).glimpses[1]

    assert late.start.date() == date(2026, 3, 14)
    assert late.local_date == date(2026, 3, 15)


def test_a_glimpse_has_no_measure_to_coach_by() -> None:
    names = {field.name for field in fields(Glimpse)}

    assert not issubclass(Glimpse, Activity)
    assert not any(word in name for name in names for word in ("power", "heart", "load", "rpe"))


def test_nothing_that_counts_words_or_exports_knows_a_glimpse() -> None:
    knowing = {
        str(file.relative_to(COACH))
        for file in COACH.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if (isinstance(node, ast.ImportFrom) and node.module == "coach.domain.glimpse")
        or (isinstance(node, ast.Import) and node.names[0].name == "coach.domain.glimpse")
    }

    allowed = {
        one for one in knowing if one in MAY_KNOW_GLIMPSES or one.split("/")[0] in MAY_KNOW_GLIMPSES
    }
    assert knowing
    assert knowing == allowed


def test_nobody_takes_a_glimpse_out_of_the_memory_but_to_show_it() -> None:
    taking = {
        str(file.relative_to(COACH.parent))
        for folder in ("bot", "coach", "handlers")
        for file in (COACH.parent / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"glimpses", "glimpse_line"}
    }

    assert taking == {"coach/sourcing/connecting.py", "handlers/connect.py"}


async def test_the_second_switch_alone_makes_activities() -> None:
    async with strava_bench(at_my_risk=True) as bench:
        got = await fetch(bench)

        assert got.glimpses == ()
        first = got.harvest.activities[0]
        assert first.provenance.origin is Origin.STRAVA_API
        assert (first.provenance.vendor_id, first.normalized_power_w) == ("901", 195)
        assert first.load_source is LoadSource.POWER


async def test_watts_that_strava_guessed_are_no_watts() -> None:
    async with strava_bench(at_my_risk=True) as bench:
        athlete = next(iter(fake_of(bench).access.values()))
        athlete.activities[:] = [
            a_row(7, "2026-03-13T17:00:00", "2026-03-13T18:00:00", device_watts=False)
        ]

        (ride,) = (await fetch(bench)).harvest.activities

        assert ride.average_power_w is None
        assert ride.load_source is LoadSource.HEART_RATE


async def test_pages_are_read_to_the_end(bench: Bench) -> None:
    athlete = next(iter(fake_of(bench).access.values()))
    athlete.activities[:] = [
        a_row(n, "2026-03-13T17:00:00", "2026-03-13T18:00:00") for n in range(1, 451)
    ]

    got = await fetch(bench)

    assert len(got.glimpses) == 450
    assert [asked.query["page"] for asked in bench.vendor.asked] == ["1", "2", "3"]


async def test_rows_of_another_shape_are_passed_over(bench: Bench) -> None:
    athlete = next(iter(fake_of(bench).access.values()))
    athlete.activities += [
        a_row(0, "2026-03-13T17:00:00", "2026-03-13T18:00:00"),
        a_row(5, "2026-03-13T17:00:00", "someday", sport_type=3, name=None, distance="far"),
    ]

    assert len((await fetch(bench)).glimpses) == 2


async def test_a_refresh_token_makes_a_connection(bench: Bench) -> None:
    token = next(iter(fake_of(bench).refresh))

    connection = await api_of(bench).connect(7, token)

    assert (connection.athlete_id, connection.account) == (7, "815")
    assert connection.credentials["refresh_token"] != token


async def test_a_wrong_refresh_token_is_the_operators(bench: Bench) -> None:
    with pytest.raises(OperatorError, match="STRAVA_REFRESH_TOKEN"):
        await api_of(bench).connect(7, "wrong")


async def test_strava_being_down_is_not_the_tokens_fault(bench: Bench) -> None:
    bench.vendor.always = says(500)

    with pytest.raises(TryAgainError):
        await api_of(bench).connect(7, "strava-refresh-1")


async def test_a_spent_token_is_renewed_and_kept(bench: Bench) -> None:
    bench.clock.turn(hours=6)

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert len(bench.tokens.commits) == 1


async def test_a_token_refused_early_is_renewed_once(bench: Bench) -> None:
    fake_of(bench).access.clear()

    got = await fetch(bench)

    assert len(got.glimpses) == 2
    assert len(bench.tokens.commits) == 1


async def test_an_app_without_a_subscription_is_named(bench: Bench) -> None:
    fake_of(bench).paid = False

    got = await fetch(bench)

    assert got.state is SourceState.LAPSED
    assert got.words is not None
    assert "subscribes" in got.words


async def test_at_the_limit_nobody_asks_before_the_quarter_ends(bench: Bench) -> None:
    fake_of(bench).allowed = (1, 1000)

    first, second = await fetch(bench), await fetch(bench)
    fake_of(bench).used[0] = 0
    bench.clock.turn(minutes=15)
    third = await fetch(bench)

    assert (first.state, second.state) == (SourceState.CONNECTED, SourceState.LIMITED)
    assert second.retry_after_s == 15 * 60
    assert third.state is SourceState.CONNECTED
    assert len(bench.vendor.asked) == 2


async def test_a_day_used_up_is_waited_for_till_midnight_utc(bench: Bench) -> None:
    fake_of(bench).allowed = (100, 1)

    await fetch(bench)
    got = await fetch(bench)

    assert got.retry_after_s == 18 * 3600


async def test_too_often_without_a_number_ends_the_quarter(bench: Bench) -> None:
    bench.vendor.mishaps = [says(429)]

    first, second = await fetch(bench), await fetch(bench)

    assert (first.state, second.state) == (SourceState.LIMITED, SourceState.LIMITED)
    assert len(bench.vendor.asked) == 1


@pytest.mark.parametrize("usage", ["", "x,y", "1", ",", "-1,5", None])
def test_limits_in_riddles_hold_nobody_back(usage: str | None) -> None:
    limits = StravaLimits()
    headers = {"X-RateLimit-Limit": "200,2000"} | ({"X-RateLimit-Usage": usage} if usage else {})

    limits.note(headers, NOW)

    assert limits.wait_s(NOW) == 0


async def test_a_day_asked_for_has_the_athletes_midnights(bench: Bench) -> None:
    await bench.source.fetch(bench.connection, replace(WANTED, timezone="Asia/Tokyo"))

    query = bench.vendor.asked[0].query
    assert int(query["after"]) + 1 == datetime(2026, 3, 12, 15, tzinfo=UTC).timestamp()
    assert int(query["before"]) == datetime(2026, 3, 15, 15, tzinfo=UTC).timestamp()
