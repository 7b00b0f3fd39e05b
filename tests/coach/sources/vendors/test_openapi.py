"""Adapters and fakes against the vendors' own OpenAPI documents, with Prism in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.serving import listening
from coach.domain.connection import SourceState
from coach.errors import OperatorError
from coach.sources.fetching import Threads
from coach.sources.http import Patience
from coach.sources.intervals_icu_api import IntervalsIcu
from coach.sources.intervals_icu_calendar import IntervalsIcuCalendar
from coach.sources.oura_api import OuraRing
from coach.sources.oura_hooks import OuraHooks
from coach.sources.oura_tokens import OuraDesk
from coach.sources.strava_api import StravaAccess, StravaApi
from tests.coach.sources.vendors.benches import (
    OURA_APP,
    STRAVA_APP,
    WANTED,
    Bench,
    a_desk,
    intervals_bench,
    oura_bench,
    strava_bench,
)
from tests.coach.sources.vendors.test_intervals_icu_calendar import entry
from tests.fakes.oura import FakeOura
from tests.fakes.prism import program, proxy
from tests.fakes.vendor import found

pytestmark = [pytest.mark.shared, pytest.mark.timeout(240)]
CALM = Patience(deadline_s=60, connect_s=5, read_s=50, retries=0)


@pytest.fixture(autouse=True)
def _prism_is_there() -> None:
    program()


def ring_behind(prism: str, bench: Bench) -> OuraRing:
    """Return Oura's adapter, asking through the proxy."""
    addresses = replace(a_desk(bench.vendor.url).addresses, api_url=prism)
    desk = OuraDesk(Threads(2), OURA_APP, addresses=addresses, patience=CALM, clock=bench.clock)
    return OuraRing(desk, bench.tokens, clock=bench.clock)


async def test_what_we_ask_of_oura_and_what_our_fake_answers_is_ouras_own() -> None:
    async with (
        oura_bench() as bench,
        proxy("oura-openapi-1.35.prism.json", bench.vendor.url) as prism,
    ):
        ring = ring_behind(prism, bench)

        got = await ring.fetch(bench.connection, WANTED)
        bench.vendor.always = lambda: found({"data": [{"id": 1}], "next_token": None})
        broken = await ring.fetch(bench.connection, WANTED)

        assert (got.state, got.words) == (SourceState.CONNECTED, None)
        assert len(got.harvest.nights) == 2
        assert broken.state is SourceState.UNREACHABLE, "Prism lets anything through"


async def test_subscriptions_to_ouras_webhooks_are_asked_for_as_oura_says() -> None:
    async with (
        oura_bench() as bench,
        listener() as public,
        proxy("oura-openapi-1.35.prism.json", bench.vendor.url) as prism,
    ):
        assert isinstance(bench.vendor, FakeOura)
        bench.vendor.hooks.public = public
        hooks = OuraHooks(Threads(2), OURA_APP, api_url=prism, patience=CALM)

        address = "https://bot.example.org/hooks/oura"
        await hooks.subscribe(kind="sleep", event="create", address=address, word="oura-word")
        (made,) = await hooks.subscriptions()
        await hooks.renew(made)
        with pytest.raises(OperatorError, match="reachable from outside"):
            await hooks.subscribe(kind="dreams", event="create", address=address, word="oura-word")

        assert (made.kind, made.event, made.address) == ("sleep", "create", address)
        assert made.ends_at is not None
        assert bench.vendor.hooks.renewed == [made.vendor_id]


@asynccontextmanager
async def listener() -> AsyncIterator[str]:
    """Answer Oura's handshake as the bot does."""

    async def shaken(request: Request) -> JSONResponse:
        return JSONResponse({"challenge": request.query_params["challenge"]})

    async with listening(Starlette(routes=[Route("/hooks/oura", shaken)]), 0) as port:
        yield f"http://127.0.0.1:{port}"


async def test_what_we_ask_of_intervals_icu_and_what_our_fake_answers_is_its_own() -> None:
    async with (
        intervals_bench() as bench,
        proxy("intervals-icu-openapi.prism.json", bench.vendor.url) as prism,
    ):
        site = IntervalsIcu(Threads(2), base_url=prism, patience=CALM, clock=bench.clock)

        connection = await site.connect(1, "intervalskey4711")
        got = await site.fetch(connection, WANTED)
        await IntervalsIcuCalendar(site).plan(connection, entry())
        await IntervalsIcuCalendar(site).clear(connection, entry().external_id, WANTED.first)
        bench.vendor.always = lambda: found([{"id": 1, "moving_time": "much"}])
        broken = await site.fetch(connection, WANTED)

        assert (got.state, got.words) == (SourceState.CONNECTED, None)
        assert len(got.harvest.activities) + len(got.harvest.nights) == 3
        assert broken.state is SourceState.UNREACHABLE, "Prism lets anything through"


async def test_what_we_ask_of_strava_and_what_our_fake_answers_is_its_own() -> None:
    async with (
        strava_bench() as bench,
        proxy("strava-swagger-bundled.json", f"{bench.vendor.url}/api/v3") as prism,
    ):
        access = StravaAccess(app=STRAVA_APP, terms_accepted=True, base_url=prism)
        api = StravaApi(Threads(2), bench.tokens, access, patience=CALM, clock=bench.clock)

        got = await api.fetch(bench.connection, WANTED)
        bench.vendor.always = lambda: found([{"id": "seven", "distance": "far"}])
        broken = await api.fetch(bench.connection, WANTED)

        assert (got.state, got.words) == (SourceState.CONNECTED, None)
        assert len(got.glimpses) == 2
        assert broken.state is SourceState.UNREACHABLE, "Prism lets anything through"
