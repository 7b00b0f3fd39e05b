"""What every vendor's adapter promises, whatever the vendor does: one suite for all three."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator

import pytest

from coach.domain.connection import SourceState
from coach.source_ports import Fetched
from coach.sources.http import Bearer, Call
from tests.coach.sources.vendors.benches import (
    HASTY,
    WANTED,
    Bench,
    intervals_bench,
    oura_bench,
    strava_bench,
)
from tests.fakes.vendor import Mishap, cut, drip, endless, garbage, redirect, says

BENCHES = {"intervals": intervals_bench, "oura": oura_bench, "strava": strava_bench}
TROUBLES: dict[str, tuple[Mishap, SourceState]] = {
    "400": (says(400), SourceState.UNREACHABLE),
    "404": (says(404), SourceState.UNREACHABLE),
    "418": (says(418), SourceState.UNREACHABLE),
    "422": (says(422), SourceState.UNREACHABLE),
    "426": (says(426), SourceState.LAPSED),
    "429": (says(429), SourceState.LIMITED),
    "429 for long": (says(429, retry_after="900"), SourceState.LIMITED),
    "429 in riddles": (says(429, retry_after="soon"), SourceState.LIMITED),
    "500": (says(500), SourceState.UNREACHABLE),
    "503": (says(503), SourceState.UNREACHABLE),
    "html": (garbage(), SourceState.UNREACHABLE),
    "half a document": (garbage(b'{"data": ['), SourceState.UNREACHABLE),
    "a number": (garbage(b"12"), SourceState.UNREACHABLE),
    "nothing": (garbage(b""), SourceState.UNREACHABLE),
    "deep": (garbage(b"[" * 100_000), SourceState.UNREACHABLE),
    "not text": (garbage(b"\xff\xfe\x00"), SourceState.UNREACHABLE),
    "a broken answer": (cut, SourceState.UNREACHABLE),
    "an endless answer": (endless, SourceState.UNREACHABLE),
    "another host": (redirect("http://127.0.0.2:9/"), SourceState.UNREACHABLE),
    "itself": (redirect("/api/v1/"), SourceState.UNREACHABLE),
}


@pytest.fixture(params=BENCHES)
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with BENCHES[request.param]() as ready:
        yield ready


async def fetch(bench: Bench) -> Fetched:
    """Return what the athlete's source has."""
    return await bench.source.fetch(bench.connection, WANTED)


async def test_what_there_is_comes_with_where_it_is_from(bench: Bench) -> None:
    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert got.words is None
    assert len(bench.things(got)) >= 2
    assert got.newest is not None
    assert WANTED.first <= got.newest <= WANTED.last
    origins = [one.provenance for one in got.harvest.activities]
    origins += [one.provenance for one in got.harvest.nights]
    assert {one.fetched_at for one in origins} <= {bench.clock()}
    assert {one.file for one in origins} <= {bench.source.name.label}


async def test_asking_twice_brings_nothing_else(bench: Bench) -> None:
    first, second = await fetch(bench), await fetch(bench)

    assert first == second


async def test_the_adapter_says_whose_it_is(bench: Bench) -> None:
    assert bench.source.name is bench.connection.source


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_trouble_is_a_state_and_one_sentence(bench: Bench, trouble: str) -> None:
    bench.vendor.always, state = TROUBLES[trouble]

    got = await fetch(bench)

    assert got.state is state
    assert bench.things(got) == []
    assert got.words is not None
    assert got.words.count(". ") == 0
    assert got.words.endswith(".")
    assert bench.source.name.label in got.words
    assert "{" not in got.words


@pytest.mark.parametrize("trouble", [drip, says(503)], ids=["drip", "503"])
@pytest.mark.parametrize("name", BENCHES)
async def test_a_vendor_that_stalls_is_left_at_the_deadline(name: str, trouble: Mishap) -> None:
    async with BENCHES[name](HASTY) as bench:
        bench.vendor.always = trouble

        got = await fetch(bench)

        assert got.state is SourceState.UNREACHABLE


async def test_a_vendor_that_is_gone_is_unreachable(bench: Bench) -> None:
    calls = Call(url="http://127.0.0.1:9/nobody", auth=Bearer("secret"))

    with pytest.raises(Exception, match="cannot be reached"):
        await bench.client.ask(calls)


async def test_a_stumble_is_asked_again_at_once(bench: Bench) -> None:
    bench.vendor.mishaps = [says(502), says(503)]

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert len(bench.things(got)) >= 2


async def test_a_short_pause_asked_for_is_kept(bench: Bench) -> None:
    bench.vendor.mishaps = [says(429, retry_after="0")]

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED


async def test_a_long_pause_is_passed_on_and_nothing_more_is_asked(bench: Bench) -> None:
    bench.vendor.always = says(429, retry_after="900")

    got = await fetch(bench)

    assert got.retry_after_s == 900
    assert len(bench.vendor.asked) == 1


async def test_consent_taken_back_is_refused_until_the_athlete_acts(bench: Bench) -> None:
    bench.revoke()

    got = await fetch(bench)

    assert got.state is SourceState.REFUSED
    assert got.state.needs_athlete


@pytest.mark.parametrize("status", [401, 403])
async def test_a_door_that_stays_shut_is_the_athletes_or_operators_to_open(
    bench: Bench, status: int
) -> None:
    bench.vendor.always = says(status)

    got = await fetch(bench)

    assert got.state.needs_athlete
    assert got.words is not None
    assert got.words.endswith(".")
    assert len(bench.vendor.asked) < 12, "it knocks on and on"


@pytest.mark.parametrize("trouble", [*TROUBLES, "revoked"])
async def test_no_secret_is_in_any_word_or_log(
    bench: Bench, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = bench.secrets()
    if trouble == "revoked":
        bench.revoke()
    else:
        bench.vendor.always = TROUBLES[trouble][0]

    got = await fetch(bench)

    told = f"{got!r} {bench.connection!r} {caplog.text}"
    assert not [secret for secret in secrets | bench.secrets() if secret in told]


async def test_no_secret_is_in_a_traceback(bench: Bench) -> None:
    bench.vendor.always = cut
    call = Call(
        url=f"{bench.vendor.url}/x?access_token=topsecret",
        auth=Bearer("topsecret"),
        form={"refresh_token": "topsecret"},
    )

    with pytest.raises(Exception, match="broke off") as raised:
        await bench.client.ask(call)

    assert "topsecret" not in "".join(traceback.format_exception(raised.value))
    assert "topsecret" not in repr(call)


async def test_who_stops_waiting_ends_the_request(bench: Bench) -> None:
    bench.vendor.always = drip
    waiting = asyncio.create_task(fetch(bench))
    await bench.vendor.was_asked.wait()

    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting
    bench.vendor.always = None
    assert (await fetch(bench)).state is SourceState.CONNECTED


async def test_a_clock_an_hour_off_changes_nothing(bench: Bench) -> None:
    bench.clock.turn(hours=-1)

    early = await fetch(bench)
    bench.clock.turn(hours=2)
    late = await fetch(bench)

    assert bench.things(early) == bench.things(late)
    assert late.state is SourceState.CONNECTED
