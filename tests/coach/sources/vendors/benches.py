"""The three vendors made ready for one test: a fake, its adapter, a connected athlete."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coach.domain.connection import Connection, SourceName
from coach.source_ports import Fetched, Source, Wanted
from coach.sources.fetching import Client, Threads
from coach.sources.http import Patience
from coach.sources.intervals_icu_api import IntervalsIcu
from coach.sources.oauth import App
from coach.sources.oura_api import OuraRing
from coach.sources.oura_tokens import OuraAddresses, OuraDesk
from coach.sources.strava_api import StravaAccess, StravaApi
from tests.coach.sources.orders import RIDER
from tests.fakes import intervals, oura, strava
from tests.fakes.tokens import TokensInMemory
from tests.fakes.vendor import Vendor

NOW = datetime(2026, 3, 15, 6, 0, tzinfo=UTC)
DAY = date(2026, 3, 13)
WANTED = Wanted(first=DAY, last=DAY + timedelta(days=2), thresholds=RIDER, timezone="Europe/Paris")
QUICK = Patience(
    deadline_s=5, connect_s=2, read_s=2, retries=2, backoff_s=0.001, longest_pause_s=1,
    most_bytes=2 * 1024 * 1024,
)  # fmt: skip
HASTY = Patience(
    deadline_s=0.4, connect_s=0.3, read_s=0.3, retries=1, backoff_s=0.001, longest_pause_s=1
)
OURA_APP = App(
    client_id=oura.CLIENT_ID, client_secret=oura.CLIENT_SECRET, redirect_url="http://localhost/oura"
)
STRAVA_APP = App(client_id=strava.CLIENT_ID, client_secret=strava.CLIENT_SECRET)


@dataclass
class Clock:
    """A clock that stands until it is turned."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def turn(self, **by: float) -> None:
        """Turn it on."""
        self.time += timedelta(**by)


@dataclass
class Bench:
    """One vendor and one athlete of it. `connect` admits another athlete with the same days.

    `things` counts what a fetch brought; `core` is the path whose trouble is felt.
    """

    vendor: Vendor
    source: Source
    client: Client
    connection: Connection
    secrets: Callable[[], set[str]]
    revoke: Callable[[], None]
    things: Callable[[Fetched], list[str]]
    tokens: TokensInMemory = field(default_factory=TokensInMemory)
    clock: Clock = field(default_factory=Clock)


def a_connection(source: SourceName, account: str, **values: Any) -> Connection:  # noqa: ANN401  # any field
    """Return a connection of athlete 1."""
    values = {"athlete_id": 1, "connected_at": NOW, "state_since": NOW, **values}
    return Connection(source=source, account=account, **values)


@asynccontextmanager
async def intervals_bench(patience: Patience = QUICK) -> AsyncIterator[Bench]:
    """Return intervals.icu with a ride on Friday and a night on each day."""
    fake = intervals.FakeIntervals()
    member = fake.member("intervalskey4711")
    member.activities.append(intervals.a_ride("i1", "2026-03-13T18:00:00"))
    member.wellness += [intervals.a_day("2026-03-13"), intervals.a_day("2026-03-14")]
    clock = Clock()
    async with fake.open() as url:
        site = IntervalsIcu(Threads(8), base_url=url, patience=patience, clock=clock)
        connection = a_connection(
            SourceName.INTERVALS, "i77", credentials={"api_key": "intervalskey4711"}
        )
        yield Bench(
            vendor=fake,
            source=site,
            client=site.client,
            connection=connection,
            secrets=lambda: {"intervalskey4711"},
            revoke=fake.members.clear,
            things=lambda got: [
                *[f"ride {one.provenance.vendor_id}" for one in got.harvest.activities],
                *[f"night {one.local_date}" for one in got.harvest.nights],
            ],
            clock=clock,
        )
        site.client.close()


@asynccontextmanager
async def oura_bench(patience: Patience = QUICK) -> AsyncIterator[Bench]:
    """Return Oura with two nights."""
    fake, tokens, clock = oura.FakeOura(), TokensInMemory(), Clock()
    wearer = oura.a_wearer("ada-ring", oura.a_night("2026-03-13"), oura.a_night("2026-03-14"))
    pair = fake.issue(wearer)
    async with fake.open() as url:
        desk = a_desk(url, patience, clock)
        connection = a_connection(
            SourceName.OURA,
            "ada-ring",
            credentials={
                "access_token": str(pair["access_token"]),
                "refresh_token": str(pair["refresh_token"]),
                "expires_at": (NOW + timedelta(days=1)).isoformat(),
            },
            scopes=("personal", "daily", "tag"),
        )
        yield Bench(
            vendor=fake,
            source=OuraRing(desk, tokens, clock=clock),
            client=desk.client,
            connection=tokens.put(connection),
            secrets=lambda: {*fake.access, *fake.refresh, *connection.credentials.values()},
            revoke=fake.forget_all,
            things=lambda got: [f"night {one.local_date}" for one in got.harvest.nights],
            tokens=tokens,
            clock=clock,
        )
        desk.client.close()


def a_desk(url: str, patience: Patience = QUICK, clock: Clock | None = None) -> OuraDesk:
    """Return a desk of our app at a fake's address."""
    addresses = OuraAddresses(
        api_url=url,
        authorize_url=f"{url}/oauth/authorize",
        token_url=f"{url}/oauth/v2/ext/oauth-token",
        legacy_token_url=f"{url}/oauth/token",
        revoke_url=f"{url}/oauth/revoke",
    )
    return OuraDesk(
        Threads(8), OURA_APP, addresses=addresses, patience=patience, clock=clock or Clock()
    )


@asynccontextmanager
async def strava_bench(
    patience: Patience = QUICK, *, accepted: bool = True, at_my_risk: bool = False
) -> AsyncIterator[Bench]:
    """Return Strava, its terms accepted, with two rides."""
    fake, tokens, clock = strava.FakeStrava(), TokensInMemory(), Clock()
    rows = [
        strava.a_row(901, "2026-03-13T17:00:00", "2026-03-13T18:00:00"),
        strava.a_row(902, "2026-03-14T23:30:00", "2026-03-15T00:30:00"),
    ]
    pair = fake.issue(strava.Sportsman(815, rows))
    async with fake.open() as url:
        access = StravaAccess(
            app=STRAVA_APP,
            terms_accepted=accepted,
            own_data_at_my_risk=at_my_risk,
            base_url=f"{url}/api/v3",
        )
        api = StravaApi(Threads(8), tokens, access, patience=patience, clock=clock)
        connection = a_connection(
            SourceName.STRAVA,
            "815",
            credentials={
                "access_token": str(pair["access_token"]),
                "refresh_token": str(pair["refresh_token"]),
                "expires_at": (NOW + timedelta(hours=6)).isoformat(),
            },
        )
        yield Bench(
            vendor=fake,
            source=api,
            client=api.client,
            connection=tokens.put(connection),
            secrets=lambda: {*fake.access, *fake.refresh, *connection.credentials.values()},
            revoke=fake.forget_all,
            things=lambda got: [f"glimpse {one.vendor_id}" for one in got.glimpses],
            tokens=tokens,
            clock=clock,
        )
        api.client.close()
