"""Oura's consent: the pasted address, codes and tokens that work once, and two token addresses."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from coach.domain.connection import SourceState
from coach.errors import AthleteError, CoachError, OperatorError, TryAgainError
from coach.source_ports import Fetched
from coach.sources.fetching import Threads
from coach.sources.oauth import App
from coach.sources.oura_tokens import OuraDesk
from tests.coach.sources.vendors.benches import (
    NOW,
    OURA_APP,
    QUICK,
    WANTED,
    Bench,
    Clock,
    a_desk,
    oura_bench,
)
from tests.fakes.oura import FakeOura, Wearer, a_wearer
from tests.fakes.vendor import Mishap, drip, garbage, says

STATE = "our-state"


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with oura_bench() as ready:
        yield ready


@pytest.fixture
async def oura() -> AsyncIterator[FakeOura]:
    fake = FakeOura()
    async with fake.open():
        yield fake


@pytest.fixture
async def desk(oura: FakeOura) -> AsyncIterator[OuraDesk]:
    ready = a_desk(oura.url)
    yield ready
    ready.client.close()


def fake_of(bench: Bench) -> FakeOura:
    """Return the bench's Oura."""
    assert isinstance(bench.vendor, FakeOura)
    return bench.vendor


async def fetch(bench: Bench) -> Fetched:
    """Return what Oura has, asked with what is stored."""
    stored = bench.tokens.stored[1, bench.connection.source]
    return await bench.source.fetch(stored, WANTED)


async def test_a_pasted_address_makes_a_connection(oura: FakeOura, desk: OuraDesk) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))

    connection = await desk.exchange(7, f" {pasted} \n", state=STATE)

    assert (connection.athlete_id, connection.account) == (7, "ada-ring")
    assert connection.scopes == ("daily", "personal", "tag")
    assert connection.credentials["expires_at"] == (NOW + timedelta(days=1)).isoformat()
    assert oura.asked[0].form["redirect_uri"] == OURA_APP.redirect_url


async def test_an_address_of_another_try_is_refused_unasked(oura: FakeOura, desk: OuraDesk) -> None:
    pasted = oura.allow(desk.link("another"), a_wearer("ada-ring"))

    with pytest.raises(AthleteError, match="another try"):
        await desk.exchange(7, pasted, state=STATE)
    assert oura.asked == []


async def test_a_code_works_once(oura: FakeOura, desk: OuraDesk) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))
    await desk.exchange(7, pasted, state=STATE)

    with pytest.raises(AthleteError, match="used already"):
        await desk.exchange(7, pasted, state=STATE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
async def test_a_code_is_never_tried_at_the_other_address(
    oura: FakeOura, desk: OuraDesk, status: int
) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))
    oura.always = says(status)

    with pytest.raises(AthleteError, match="new link"):
        await desk.exchange(7, pasted, state=STATE)
    assert oura.paths() == ["/oauth/v2/ext/oauth-token"]


async def test_an_app_that_oura_does_not_know_is_the_operators(oura: FakeOura) -> None:
    app = App(client_id="other", client_secret="wrong", redirect_url="http://localhost/")
    desk = OuraDesk(Threads(1), app, addresses=a_desk(oura.url).addresses, patience=QUICK)
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))

    with pytest.raises(OperatorError, match="OURA_CLIENT_ID"):
        await desk.exchange(7, pasted, state=STATE)


async def test_without_an_app_the_operator_is_told_what_to_set(oura: FakeOura) -> None:
    desk = OuraDesk(Threads(1), None, addresses=a_desk(oura.url).addresses)

    with pytest.raises(OperatorError, match="register one at Oura"):
        desk.link(STATE)


async def test_without_the_personal_scope_the_account_is_still_one_athletes(
    oura: FakeOura, desk: OuraDesk
) -> None:
    wearer = Wearer("ada-ring", scopes={"daily"})

    connection = await desk.exchange(7, oura.allow(desk.link(STATE), wearer), state=STATE)

    assert connection.account == "athlete-7"


async def test_a_spent_token_is_traded_in_and_written_before_it_is_used(bench: Bench) -> None:
    before = bench.connection.credentials["access_token"]
    bench.clock.turn(hours=24)

    got = await fetch(bench)

    (written,) = bench.tokens.commits
    assert got.state is SourceState.CONNECTED
    used = {asked.headers.get("authorization") for asked in bench.vendor.asked[1:]}
    assert used == {f"Bearer {written.credentials['access_token']}"}
    assert written.credentials["access_token"] != before


async def test_ten_at_once_trade_in_one_token_once(bench: Bench) -> None:
    bench.clock.turn(hours=24)

    results = await asyncio.gather(
        *(bench.source.fetch(bench.connection, WANTED) for _ in range(10))
    )

    assert {got.state for got in results} == {SourceState.CONNECTED}
    assert len(bench.tokens.commits) == 1
    assert bench.vendor.paths().count("/oauth/v2/ext/oauth-token") == 1


async def test_a_token_refused_before_its_time_is_renewed(bench: Bench) -> None:
    fake_of(bench).access.clear()

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert len(got.harvest.nights) == 2
    assert len(bench.tokens.commits) == 1


async def test_tokens_rotate_day_after_day(bench: Bench) -> None:
    for _ in range(5):
        bench.clock.turn(hours=24)
        assert (await fetch(bench)).state is SourceState.CONNECTED

    assert len(bench.tokens.commits) == 5


async def test_an_app_of_the_old_portal_renews_at_the_old_address(bench: Bench) -> None:
    fake_of(bench).home = "old"
    bench.clock.turn(hours=24)

    got = await fetch(bench)

    assert got.state is SourceState.CONNECTED
    assert bench.vendor.paths()[:2] == ["/oauth/v2/ext/oauth-token", "/oauth/token"]


@pytest.mark.parametrize("trouble", [says(500), says(429), garbage()])
async def test_trouble_at_the_token_address_loses_no_token(bench: Bench, trouble: object) -> None:
    assert callable(trouble)
    bench.clock.turn(hours=24)
    bench.vendor.mishaps = [trouble]

    first, second = await fetch(bench), await fetch(bench)

    assert not first.state.needs_athlete
    assert bench.vendor.paths()[:2] == ["/oauth/v2/ext/oauth-token"] * 2
    assert second.state is SourceState.CONNECTED


async def test_who_stops_waiting_does_not_lose_the_new_pair(bench: Bench) -> None:
    bench.clock.turn(hours=24)
    fetching = asyncio.create_task(fetch(bench))
    await bench.vendor.was_asked.wait()

    fetching.cancel()

    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert len(bench.tokens.commits) == 1
    assert (await fetch(bench)).state is SourceState.CONNECTED


async def test_consent_taken_back_is_not_asked_again_for_each_route(bench: Bench) -> None:
    bench.revoke()

    got = await fetch(bench)

    assert got.state is SourceState.REFUSED
    assert bench.vendor.paths().count("/v2/usercollection/sleep") == 0


async def test_a_source_disconnected_meanwhile_stays_so(bench: Bench) -> None:
    bench.tokens.stored.clear()
    bench.clock.turn(hours=24)

    got = await bench.source.fetch(bench.connection, WANTED)

    assert got.state is SourceState.OFF
    assert bench.vendor.asked == []


@pytest.mark.parametrize("expires_at", ["soon", ""])
async def test_a_token_with_a_damaged_date_is_renewed(bench: Bench, expires_at: str) -> None:
    credentials = {**bench.connection.credentials, "expires_at": expires_at}
    bench.tokens.put(replace(bench.connection, credentials=credentials))

    assert (await fetch(bench)).state is SourceState.CONNECTED
    assert len(bench.tokens.commits) == 1


async def test_revoking_tells_oura(oura: FakeOura, desk: OuraDesk) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))
    connection = await desk.exchange(7, pasted, state=STATE)

    await desk.revoke(connection)

    assert oura.revoked == [connection.credentials["access_token"]]


async def test_a_token_that_has_ended_is_renewed_to_be_revoked(
    oura: FakeOura, desk: OuraDesk
) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))
    connection = await desk.exchange(7, pasted, state=STATE)
    over = {**connection.credentials, "expires_at": "2026-01-01T00:00:00+00:00"}
    oura.access.clear()

    await desk.revoke(replace(connection, credentials=over))

    assert len(oura.revoked) == 1


@pytest.mark.parametrize("trouble", [says(500), says(401), garbage(b"", 403)])
async def test_an_oura_that_could_not_be_told_is_no_secret(
    oura: FakeOura, desk: OuraDesk, trouble: Mishap
) -> None:
    pasted = oura.allow(desk.link(STATE), a_wearer("ada-ring"))
    connection = await desk.exchange(7, pasted, state=STATE)
    oura.always = trouble

    with pytest.raises(CoachError, match=r"^Oura "):
        await desk.revoke(connection)


async def test_a_personal_token_is_taken_where_it_still_works(
    oura: FakeOura, desk: OuraDesk
) -> None:
    token = str(oura.issue(a_wearer("ada-ring"))["access_token"])

    connection = await desk.connect(7, token)

    assert connection.account == "ada-ring"
    assert connection.credentials == {"access_token": token}


@pytest.mark.parametrize("token", ["withdrawn", "", "tökén"])
async def test_a_withdrawn_personal_token_is_refused_with_what_to_do(
    desk: OuraDesk, token: str
) -> None:
    with pytest.raises(OperatorError, match="set OURA_CLIENT_ID"):
        await desk.connect(7, token)


async def test_a_personal_token_is_not_blamed_for_oura_being_down(
    oura: FakeOura, desk: OuraDesk
) -> None:
    oura.always = says(503)

    with pytest.raises(TryAgainError):
        await desk.connect(7, "perhaps")


async def test_a_personal_token_that_ends_asks_for_a_real_connection(bench: Bench) -> None:
    bench.tokens.put(replace(bench.connection, credentials={"access_token": "withdrawn"}))

    assert (await fetch(bench)).state is SourceState.REFUSED


async def test_a_stalling_token_address_ends_at_the_deadline() -> None:
    hasty = replace(QUICK, deadline_s=0.3)
    async with oura_bench(hasty) as bench:
        bench.clock = Clock()
        bench.vendor.always = drip
        expired = {**bench.connection.credentials, "expires_at": NOW.isoformat()}
        bench.tokens.put(replace(bench.connection, credentials=expired))

        assert (await fetch(bench)).state is SourceState.UNREACHABLE
