"""Oura's OAuth: the link, the code, and refresh tokens that work once, at two addresses.

Apps of the new portal renew at Oura's identity server, older ones at the documented address; which
one an app belongs to shows only when it is tried. A code is never tried twice: a try burns it.
"""

from dataclasses import dataclass, replace

from coach.domain.connection import Connection, SourceName, SourceState
from coach.errors import AthleteError, OperatorError
from coach.sources.answers import Clock, row, utc_now
from coach.sources.faults import Fault, Meaning
from coach.sources.fetching import Client, Threads
from coach.sources.http import Bearer, Call, Patience
from coach.sources.oauth import App, Pair, code_from, link, pair_of
from coach.sources.renewing import expiry

LABEL = SourceName.OURA.label
_ELSEWHERE = frozenset({400, 401, 403, 404})
_ENDED = Meaning(SourceState.REFUSED, "{label} no longer lets me in: connect it anew.")
_NO_PERSONAL_TOKENS = (
    "Oura has withdrawn personal access tokens and refuses this one: remove OURA_ACCESS_TOKEN, "
    "set OURA_CLIENT_ID and OURA_CLIENT_SECRET, and connect Oura from the chat."
)


@dataclass(frozen=True, kw_only=True)
class OuraAddresses:
    """Where Oura is. `legacy_token_url` is tried where `token_url` refuses a refresh token."""

    api_url: str = "https://api.ouraring.com"
    authorize_url: str = "https://cloud.ouraring.com/oauth/authorize"
    token_url: str = "https://moi.ouraring.com/oauth/v2/ext/oauth-token"  # noqa: S105  # an address
    legacy_token_url: str | None = "https://api.ouraring.com/oauth/token"  # noqa: S105  # an address
    revoke_url: str = "https://api.ouraring.com/oauth/revoke"
    scopes: str = "personal daily tag"


class OuraDesk:
    """Implements `LinkConnector` for an app, and `KeyConnector` for a token of the old kind."""

    name = SourceName.OURA

    def __init__(
        self,
        threads: Threads,
        app: App | None,
        *,
        addresses: OuraAddresses | None = None,
        patience: Patience | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Work for this app; without one only a personal token can be tried."""
        self.client = Client(LABEL, threads, patience)
        self.addresses = addresses or OuraAddresses()
        self._app, self._clock = app, clock

    def link(self, state: str) -> str:
        """Return the address to open."""
        at = self.addresses
        return link(at.authorize_url, self._registered, scopes=at.scopes, state=state)

    async def exchange(self, athlete_id: int, pasted: str, *, state: str) -> Connection:
        """Return the new connection, not stored yet; raises CoachError by who must act."""
        code = code_from(pasted, state=state, label=LABEL)
        app = self._registered
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": app.redirect_url}
        asked = tuple(self.addresses.scopes.split())
        try:
            pair = await self._pair(self.addresses.token_url, {**form, **app.form}, scopes=asked)
            return await self._connection(athlete_id, pair)
        except Fault as fault:
            raise _code_refused(fault) from None

    async def connect(self, athlete_id: int, key: str) -> Connection:
        """Try a personal access token; raises OperatorError where Oura refuses it."""
        if not key.isascii() or not key.strip():
            raise OperatorError(_NO_PERSONAL_TOKENS)
        far = Pair(access_token=key.strip(), refresh_token="", expires_at=self._clock())
        try:
            connection = await self._connection(athlete_id, far)
        except Fault as fault:
            if fault.state.needs_athlete:
                raise OperatorError(_NO_PERSONAL_TOKENS) from None
            fault.told()
        return replace(connection, credentials={"access_token": far.access_token})

    async def refreshed(self, stored: Connection) -> Pair:
        """Trade in a refresh token; raises Fault, of state `refused` where it is worth nothing."""
        form = {"grant_type": "refresh_token", **self._registered.form}
        form["refresh_token"] = stored.credentials["refresh_token"]
        last: Fault | None = None
        for address in filter(None, (self.addresses.token_url, self.addresses.legacy_token_url)):
            try:
                return await self._pair(address, form, scopes=stored.scopes)
            except Fault as fault:
                if fault.status not in _ELSEWHERE:
                    raise
                last = fault
        raise Fault(_ENDED, LABEL, status=last.status if last else None)

    async def revoke(self, connection: Connection) -> None:
        """Give the consent back; raises CoachError where Oura could not be told."""
        try:
            query = {"access_token": await self._lasting(connection)}
            call = Call(url=self.addresses.revoke_url, method="POST", query=query)
            await self.client.ask(call)
        except Fault as fault:
            fault.told()

    async def _lasting(self, connection: Connection) -> str:
        """Return an access token that has not ended; for a last call none need be kept."""
        credentials = connection.credentials
        over = expiry(credentials.get("expires_at")) <= self._clock()
        if over and credentials.get("refresh_token"):
            return (await self.refreshed(connection)).access_token
        return credentials.get("access_token", "")

    @property
    def _registered(self) -> App:
        if self._app is None:
            raise OperatorError(
                "Oura needs an app of your own: register one at Oura and set OURA_CLIENT_ID and "
                "OURA_CLIENT_SECRET."
            )
        return self._app

    async def _pair(self, address: str, form: dict[str, str], *, scopes: tuple[str, ...]) -> Pair:
        answer = await self.client.ask(Call(url=address, method="POST", form=form))
        spent = form.get("refresh_token", "")
        return pair_of(answer.document, self._clock(), label=LABEL, asked_with=spent, scopes=scopes)

    async def _connection(self, athlete_id: int, pair: Pair) -> Connection:
        now = self._clock()
        return Connection(
            athlete_id=athlete_id,
            source=self.name,
            account=await self._account(pair.access_token, athlete_id),
            credentials=pair.credentials,
            scopes=pair.scopes,
            connected_at=now,
            state_since=now,
        )

    async def _account(self, token: str, athlete_id: int) -> str:
        """Return Oura's id of the person; without the scope for it, our own stands in."""
        url = f"{self.addresses.api_url.rstrip('/')}/v2/usercollection/personal_info"
        try:
            answer = await self.client.ask(Call(url=url, auth=Bearer(token)))
        except Fault as fault:
            if fault.status == 403:
                return f"athlete-{athlete_id}"
            raise
        return str(row(answer.document, LABEL).get("id") or f"athlete-{athlete_id}")


def _code_refused(fault: Fault) -> Exception:
    if "invalid_client" in fault.detail or "unauthorized_client" in fault.detail:
        return OperatorError(
            "Oura does not know this app: check OURA_CLIENT_ID, OURA_CLIENT_SECRET and the "
            "redirect address that is registered there."
        )
    if fault.status in _ELSEWHERE:
        return AthleteError(
            "Oura does not take this code: it was used already or is too old. Ask for a new link "
            "and paste the new address."
        )
    return AthleteError(
        "Oura did not finish the connection: ask for a new link, since this code may be spent."
    )
