"""intervals.icu over its API: activities and wellness of some days, by the athlete's own key.

Knows addresses and how a key is sent; what rows mean is `intervals_icu`'s business.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from requests.auth import AuthBase, HTTPBasicAuth

from coach.domain.connection import Connection, SourceName, SourceState
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.source_ports import Fetched, Wanted
from coach.sources import intervals_icu
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
from coach.sources.fetching import Client, Threads
from coach.sources.http import Call, Patience
from coach.sources.intervals_icu_feelings import feelings, measured

INTERVALS_URL = "https://intervals.icu"
LABEL = SourceName.INTERVALS.label
OWN_ATHLETE = "0"
"""The site's name for whoever the key belongs to."""

_WRONG_KEY = Meaning(
    SourceState.REFUSED,
    "{label} does not accept the key: copy it again from its settings, under Developer.",
)
_OWN = {401: _WRONG_KEY, 403: _WRONG_KEY}
_LONGEST_WINDOW = timedelta(days=120)
_ACTIVITIES = "/activities"
_HIDDEN = "hidden"


class IntervalsIcu:
    """Implements `Source` and `KeyConnector` over HTTP Basic, user `API_KEY`."""

    name = SourceName.INTERVALS

    def __init__(
        self,
        threads: Threads,
        *,
        base_url: str = INTERVALS_URL,
        patience: Patience | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Prepare to ask the site at `base_url`."""
        self.client = Client(LABEL, threads, patience, own=_OWN)
        self._base, self._clock = base_url.rstrip("/"), clock

    def address(self, account: str, path: str = "") -> str:
        """Return the address of an athlete's resource."""
        return f"{self._base}/api/v1/athlete/{account}{path}"

    async def connect(self, athlete_id: int, key: str, *, account: str = OWN_ATHLETE) -> Connection:
        """Try the key and return the new connection; `account` where a coach's key opens others'.

        Raises AthleteError for a wrong key, TryAgainError where the site cannot be asked.
        """
        clean = key.strip()
        if not clean.isascii() or not clean.isalnum():
            raise AthleteError(_WRONG_KEY.words.format(label=LABEL))
        call = Call(url=self.address(account), auth=key_auth({"api_key": clean}))
        try:
            answer = await self.client.ask(call)
            owner = row(answer.document, LABEL)
        except Fault as fault:
            fault.told()
        now = self._clock()
        return Connection(
            athlete_id=athlete_id,
            source=self.name,
            account=str(owner.get("id") or account),
            credentials={"api_key": clean},
            connected_at=now,
            state_since=now,
        )

    async def fetch(self, connection: Connection, wanted: Wanted) -> Fetched:
        """Return activities, nights, daily loads and feelings of the wanted days."""
        asking = _Asking(self, connection)
        context = context_of(wanted, LABEL, self._clock())
        parts = Parts()
        done: list[Row] = []
        days: list[Row] = []
        for first, last in windows(wanted, _LONGEST_WINDOW):
            evening = f"{last.isoformat()}T23:59:59"
            done += await parts.ask(partial(asking.rows, _ACTIVITIES, first, evening)) or ()
            days += await parts.ask(partial(asking.rows, "/wellness.json", first, str(last))) or ()
        harvest, hidden = await self.client.work(partial(_harvest, done, days, context))
        lately = asking.hidden_lately(hidden)
        result = fetched(harvest, parts.faults, cursor=asking.cursor(parts.faults))
        words = intervals_icu.hidden_words(lately, when=" lately") if lately else None
        return replace(result, stubs=hidden, words=result.words or words)


class _Asking:
    """One athlete's questions, each with the mark of what was answered to it before."""

    def __init__(self, site: IntervalsIcu, connection: Connection) -> None:
        self._site, self._account = site, connection.account
        self._auth = key_auth(connection.credentials)
        self._before = _marks(connection.cursor)
        self._after: dict[str, str] = {}
        self._same_rides = False

    def hidden_lately(self, hidden: int) -> int:
        """Return how many activities Strava hides, and keep it: what is as before hides as many."""
        before = self._before.get(_HIDDEN, "")
        count = int(before) if self._same_rides and before.isdecimal() else hidden
        if count:
            self._after[_HIDDEN] = str(count)
        return count

    def cursor(self, faults: Sequence[Fault]) -> str | None:
        """Return the marks for next time; after a fault the old ones still hold."""
        return json.dumps(dict(self._before) if faults else self._after)

    async def rows(self, path: str, oldest: date, newest: str) -> tuple[Row, ...]:
        """Return the rows of some days, none where they are as before. Raises Fault."""
        query = {"oldest": oldest.isoformat(), "newest": newest}
        key = f"{path} {oldest} {newest}"
        mark = self._before.get(key)
        url = self._site.address(self._account, path)
        answer = await self._site.client.ask(Call(url=url, auth=self._auth, query=query, etag=mark))
        if (new_mark := answer.headers.get("ETag", mark if answer.unchanged else None)) is not None:
            self._after[key] = new_mark
        if answer.unchanged:
            self._same_rides = self._same_rides or path == _ACTIVITIES
            return ()
        return rows(answer.document, LABEL)


def key_auth(credentials: Mapping[str, str]) -> AuthBase:
    """Return how the key is sent."""
    return HTTPBasicAuth("API_KEY", credentials.get("api_key", ""))


def _harvest(done: list[Row], days: list[Row], context: Context) -> tuple[Harvest, int]:
    activities, hidden = intervals_icu.sorted_out(done, context)
    wellness = intervals_icu.wellness([measured(day) for day in days], context)
    harvest = Harvest(
        file=context.file,
        activities=activities,
        nights=wellness.nights,
        day_loads=wellness.day_loads,
        facts=feelings(days, context),
    )
    return harvest, hidden


def _marks(cursor: str | None) -> Mapping[str, str]:
    try:
        marks = json.loads(cursor or "{}")
    except ValueError:
        return {}
    return {str(key): str(mark) for key, mark in marks.items()} if isinstance(marks, dict) else {}
