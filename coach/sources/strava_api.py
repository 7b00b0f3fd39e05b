"""Strava over its API: off until the operator accepts its terms, and then only to be looked at.

Its policy forbids use by a coach, so its rows become `Glimpse`s, which nothing counts, words or
exports. History comes from the athlete's own archive (`strava_archive`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from coach.domain.connection import Connection, SourceName, SourceState
from coach.errors import OperatorError
from coach.ports import Harvest
from coach.source_ports import Fetched, Tokens, Wanted
from coach.sources.answers import Clock, Parts, Row, context_of, fetched, row, rows, utc_now
from coach.sources.context import Context
from coach.sources.faults import STATUSES, Fault, Meaning
from coach.sources.fetching import Client, Threads
from coach.sources.http import Answer, Bearer, Call, Patience
from coach.sources.oauth import App, Pair, pair_of
from coach.sources.renewing import Renewer
from coach.sources.strava_limits import StravaLimits
from coach.sources.strava_rows import activity, glimpse

STRAVA_URL = "https://www.strava.com/api/v3"
LABEL = SourceName.STRAVA.label
MOST_PAGES = 10
_PAGE_SIZE = 200
_OFF = Meaning(
    SourceState.OFF,
    "{label}'s API is off here, since its policy forbids a coach: import your {label} archive.",
)
_NO_SUBSCRIPTION = Meaning(
    SourceState.LAPSED,
    "{label} answers only apps whose owner subscribes to it: import your {label} archive instead.",
)
_NO_TOKEN = Meaning(
    SourceState.REFUSED,
    "{label} does not accept its tokens: whoever runs this bot must renew STRAVA_REFRESH_TOKEN.",
)


@dataclass(frozen=True, kw_only=True)
class StravaAccess:
    """The operator's app, and the two switches, both off by default."""

    app: App
    terms_accepted: bool = False
    own_data_at_my_risk: bool = False
    base_url: str = STRAVA_URL


@dataclass(frozen=True)
class _Pages:
    """The rows of some days, and what went wrong on the way; `whole` where none is missing."""

    rows: Sequence[Row]
    faults: Sequence[Fault]
    whole: bool


class StravaApi:
    """Implements `Source`, and `KeyConnector` with a refresh token as the key."""

    name = SourceName.STRAVA

    def __init__(
        self,
        threads: Threads,
        tokens: Tokens,
        access: StravaAccess,
        *,
        patience: Patience | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Prepare to ask Strava with the tokens of this store."""
        self.client = Client(LABEL, threads, patience)
        self._access, self._clock = access, clock
        self._base = access.base_url.rstrip("/")
        self._renewer = Renewer(tokens, self._refreshed, clock)
        self._limits = StravaLimits()

    async def connect(self, athlete_id: int, key: str) -> Connection:
        """Return the new connection of a refresh token, not stored yet.

        Raises OperatorError where the terms are not accepted, CoachError by who must act.
        """
        if not self._access.terms_accepted:
            raise OperatorError(_OFF.words.format(label=LABEL))
        try:
            pair = await self._traded(key.strip())
            call = Call(url=f"{self._base}/athlete", auth=Bearer(pair.access_token))
            athlete = row((await self._ask(call)).document, LABEL)
        except Fault as fault:
            if fault.state.needs_athlete:
                raise OperatorError(fault.words) from None
            fault.told()
        now = self._clock()
        return Connection(
            athlete_id=athlete_id,
            source=self.name,
            account=str(athlete.get("id") or f"athlete-{athlete_id}"),
            credentials=pair.credentials,
            scopes=pair.scopes,
            connected_at=now,
            state_since=now,
        )

    async def fetch(self, connection: Connection, wanted: Wanted) -> Fetched:
        """Return glimpses of the wanted days; activities only by the operator's second switch."""
        if not self._access.terms_accepted:
            return fetched(Harvest(file=LABEL), [Fault(_OFF, LABEL)])
        try:
            pages = await self._renewer.asked(connection, partial(self._pages, wanted))
        except Fault as fault:
            return fetched(Harvest(file=LABEL), [fault])
        context = context_of(wanted, LABEL, self._clock())
        if self._access.own_data_at_my_risk:
            done = (activity(one, context) for one in pages.rows)
            harvest = Harvest(file=LABEL, activities=tuple(filter(None, done)))
            return fetched(harvest, pages.faults)
        return _shown(pages, wanted, context)

    async def _pages(self, wanted: Wanted, connection: Connection) -> _Pages:
        parts, found = Parts(), list[Row]()
        auth, between = Bearer(connection.credentials["access_token"]), _query(wanted)
        whole = False
        for page in range(1, MOST_PAGES + 1):
            query = {**between, "page": str(page), "per_page": str(_PAGE_SIZE)}
            call = Call(url=f"{self._base}/athlete/activities", auth=auth, query=query)
            got = await parts.ask(partial(self._rows, call))
            found += got or ()
            if got is None or len(got) < _PAGE_SIZE:
                whole = got is not None
                break
        return _Pages(found, parts.faults, whole)

    async def _rows(self, call: Call) -> tuple[Row, ...]:
        return rows((await self._ask(call)).document, LABEL)

    async def _ask(self, call: Call) -> Answer:
        """Ask within the app's limits; raises Fault, without asking where they are reached."""
        wait_s = self._limits.wait_s(self._clock())
        if wait_s > 0:
            raise Fault(STATUSES[429], LABEL, status=429, retry_after_s=wait_s)
        try:
            answer = await self.client.ask(call)
        except Fault as fault:
            raise self._meant(fault) from None
        self._limits.note(answer.headers, self._clock())
        return answer

    def _meant(self, fault: Fault) -> Fault:
        if fault.status == 403 and "inactive" in fault.detail:
            return Fault(_NO_SUBSCRIPTION, LABEL, status=403)
        if fault.status == 429:
            self._limits.reached(self._clock())
            wait_s = max(fault.retry_after_s or 0.0, self._limits.wait_s(self._clock()))
            return Fault(STATUSES[429], LABEL, status=429, retry_after_s=wait_s)
        return fault

    async def _refreshed(self, stored: Connection) -> Pair:
        return await self._traded(stored.credentials["refresh_token"])

    async def _traded(self, refresh_token: str) -> Pair:
        """Trade in a refresh token; raises Fault, of state `refused` where it is worth nothing."""
        form = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            **self._access.app.form,
        }
        call = Call(url=f"{self._base}/oauth/token", method="POST", form=form)
        try:
            answer = await self.client.ask(call)
        except Fault as fault:
            if fault.status in {400, 401}:
                raise Fault(_NO_TOKEN, LABEL, status=fault.status) from None
            raise
        return pair_of(answer.document, self._clock(), label=LABEL, asked_with=refresh_token)


def _instants(wanted: Wanted) -> tuple[datetime, datetime]:
    """Return the wanted days' first instant, and the first one after them, where they are."""
    zone = ZoneInfo(wanted.timezone)
    start = datetime.combine(wanted.first, time(), tzinfo=zone)
    end = datetime.combine(wanted.last + timedelta(days=1), time(), tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def _query(wanted: Wanted) -> dict[str, str]:
    """Return the wanted days as Strava asks for them, both ends left out."""
    start, end = _instants(wanted)
    return {"after": str(int(start.timestamp()) - 1), "before": str(int(end.timestamp()))}


def _shown(pages: _Pages, wanted: Wanted, context: Context) -> Fetched:
    glimpses = tuple(filter(None, (glimpse(one, context) for one in pages.rows)))
    result = fetched(Harvest(file=LABEL), pages.faults)
    newest = max((one.local_date for one in glimpses), default=None)
    start, end = _instants(wanted)
    glimpsed = (start, end - timedelta(seconds=1)) if pages.whole else None
    return replace(result, glimpses=glimpses, newest=newest, glimpsed=glimpsed)
