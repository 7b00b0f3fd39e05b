"""Oura over its API: nights, stress and tags of some days, page by page.

Knows routes, pages and scopes; what a document means is `oura`'s business. A night appears only
after the phone has synced: its absence is no fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from coach.domain.connection import Connection, SourceName, SourceState
from coach.ports import Harvest
from coach.source_ports import Fetched, Tokens, Wanted
from coach.sources import oura
from coach.sources.answers import (
    Clock,
    Parts,
    Row,
    context_of,
    fetched,
    row,
    rows,
    utc_now,
    windows,
)
from coach.sources.context import Context
from coach.sources.faults import Fault, Meaning
from coach.sources.http import Bearer, Call
from coach.sources.oura_details import details, tags
from coach.sources.oura_tokens import LABEL, OuraDesk
from coach.sources.renewing import Renewer

MOST_PAGES = 20
_LONGEST_WINDOW = timedelta(days=180)
_MARGIN = timedelta(days=1)  # sleep is dated by its morning but found by its evening


@dataclass(frozen=True)
class _Route:
    """One kind of document; without the core ones there is no night."""

    path: str
    scope: str
    words: str
    core: bool = True


_ROUTES = (
    _Route("daily_readiness", "daily", "readiness"),
    _Route("sleep", "daily", "sleep"),
    _Route("daily_sleep", "daily", "sleep scores"),
    _Route("daily_stress", "daily", "stress", core=False),
    _Route("enhanced_tag", "tag", "tags", core=False),
)
_LAPSED = Meaning(
    SourceState.LAPSED,
    "{label} shares nothing, which it does when a membership has ended: renew it in the Oura app.",
)
_NO_SCOPE = "{{label}} does not share your {what}: connect it anew and allow everything it asks."


class OuraRing:
    """Implements `Source`."""

    name = SourceName.OURA

    def __init__(self, desk: OuraDesk, tokens: Tokens, *, clock: Clock = utc_now) -> None:
        """Ask with the tokens of this store, renewed at this desk."""
        self._client, self._desk, self._clock = desk.client, desk, clock
        self._renewer = Renewer(tokens, desk.refreshed, clock)

    async def fetch(self, connection: Connection, wanted: Wanted) -> Fetched:
        """Return the nights, with stress and tags, of the wanted days."""
        try:
            asking = await self._renewer.asked(connection, partial(self._asked, wanted))
        except Fault as fault:
            return fetched(Harvest(file=LABEL), [fault])
        context = context_of(wanted, LABEL, self._clock())
        reading = partial(_harvest, asking.documents, wanted, context)
        return fetched(await self._client.work(reading), asking.told())

    async def _asked(self, wanted: Wanted, connection: Connection) -> "_Asking":
        asking = _Asking(self._desk, connection, wanted)
        for route in _ROUTES:
            await asking.ask(route)
        return asking


def _harvest(documents: Sequence[Row], wanted: Wanted, context: Context) -> Harvest:
    each = {str(one.get("id") or index): one for index, one in enumerate(documents)}
    documents = tuple(each.values())  # pieces and pages overlap
    found = oura.nights(documents, context)
    nights = (night for night in found.nights if wanted.first <= night.local_date <= wanted.last)
    return Harvest(
        file=context.file,
        nights=tuple(nights),
        details=details(documents, wanted, context),
        facts=tags(documents, wanted, context),
    )


class _Asking:
    """One athlete's routes, one after the other, and which of them are closed."""

    def __init__(self, desk: OuraDesk, connection: Connection, wanted: Wanted) -> None:
        self._client = desk.client
        self._root = f"{desk.addresses.api_url.rstrip('/')}/v2/usercollection/"
        self._auth = Bearer(connection.credentials["access_token"])
        self._granted = {scope.removeprefix("extapi:") for scope in connection.scopes}
        self._wanted = wanted
        self._parts = Parts()
        self._closed: list[_Route] = []
        self.documents: list[Row] = []

    @property
    def faults(self) -> Sequence[Fault]:
        """What went wrong, before it is made one state."""
        return self._parts.faults

    async def ask(self, route: _Route) -> None:
        """Add a route's documents, or note that it is closed to us."""
        if self._granted and route.scope not in self._granted:
            self._closed.append(route)
            return
        before = len(self.faults)
        for first, last in windows(self._wanted, _LONGEST_WINDOW):
            asking = partial(self._pages, route, first - _MARGIN, last + _MARGIN)
            self.documents += await self._parts.ask(asking) or ()
            if len(self.faults) > before:
                break
        if any(fault.status == 403 for fault in self.faults[before:]):
            self._closed.append(route)

    def told(self) -> list[Fault]:
        """Return the faults as the athlete should hear them: closed routes are one matter."""
        spared = {403, 404, 422, 400}
        others = [fault for fault in self.faults if fault.status not in spared]
        return [*others, *self._closed_routes(), *self._unanswered()]

    def _closed_routes(self) -> list[Fault]:
        core = [route for route in _ROUTES if route.core]
        if not self._closed:
            return []
        words = " ".join(fault.detail for fault in self.faults if fault.status == 403)
        all_shut = all(route in self._closed for route in core) and "scope" not in words
        if all_shut and (not self._granted or "daily" in self._granted):
            return [Fault(_LAPSED, LABEL, status=403)]
        *first, last = [route.words for route in self._closed]
        what = " and ".join(filter(None, (", ".join(first), last)))
        return [Fault(Meaning(SourceState.SCOPE_MISSING, _NO_SCOPE.format(what=what)), LABEL)]

    def _unanswered(self) -> list[Fault]:
        """Return what Oura could not answer, where not even the others gave anything."""
        odd = [fault for fault in self.faults if fault.status in {400, 404, 422}]
        return odd if not self.documents else []

    async def _pages(self, route: _Route, first: date, last: date) -> list[Row]:
        """Return all pages of some days; a token met again, or too many, ends them."""
        days = {"start_date": first.isoformat(), "end_date": last.isoformat()}
        found: list[Row] = []
        seen: set[str] = set()
        query = days
        for _ in range(MOST_PAGES):
            call = Call(url=self._root + route.path, auth=self._auth, query=query)
            answer = row((await self._client.ask(call)).document, LABEL)
            found += rows(answer.get("data"), LABEL)
            token = answer.get("next_token")
            if not isinstance(token, str) or not token or token in seen:
                break
            seen.add(token)
            query = {**days, "next_token": token}
        return found
