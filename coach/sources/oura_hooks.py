"""Oura's webhook subscriptions: listed, made and renewed in the app's own name.

Knows addresses and how an app signs; which ones there shall be is not known here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from requests import PreparedRequest
from requests.auth import AuthBase

from coach.domain.connection import SourceName, SourceState
from coach.source_ports import Subscription
from coach.sources.answers import Row, row, rows
from coach.sources.faults import Fault, Meaning
from coach.sources.fetching import Client, Threads
from coach.sources.http import Call, Patience
from coach.sources.oauth import App
from coach.sources.tables import moment

LABEL = SourceName.OURA.label
_WRONG_APP = Meaning(
    SourceState.UNREACHABLE,
    "{label} does not take this app: check OURA_CLIENT_ID and OURA_CLIENT_SECRET.",
)
_NOT_HEARD = Meaning(
    SourceState.UNREACHABLE,
    "{label} refuses the address: it must be reachable from outside, with /hooks/ led to this bot.",
)
_OWN = {400: _NOT_HEARD, 401: _WRONG_APP, 403: _WRONG_APP, 422: _NOT_HEARD}


class OuraHooks:
    """Implements `Subscriptions`; everything raises CoachError by who must act."""

    def __init__(
        self, threads: Threads, app: App, *, api_url: str, patience: Patience | None = None
    ) -> None:
        """Work for this app."""
        self.client = Client(LABEL, threads, patience, own=_OWN)
        self._address = f"{api_url.rstrip('/')}/v2/webhook/subscription"
        self._signed = _AppSigned(app)

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Return what the app has subscribed to, at whatever address."""
        try:
            answer = await self.client.ask(Call(url=self._address, auth=self._signed))
            return tuple(_subscription(one) for one in rows(answer.document, LABEL))
        except Fault as fault:
            fault.told()

    async def subscribe(self, *, kind: str, event: str, address: str, word: str) -> None:
        """Have an address told of an event; Oura calls it with the word while this goes on."""
        document = {
            "callback_url": address,
            "verification_token": word,
            "event_type": event,
            "data_type": kind,
        }
        await self._told(
            Call(url=self._address, method="POST", auth=self._signed, document=document)
        )

    async def renew(self, subscription: Subscription) -> None:
        """Let one go on."""
        url = f"{self._address}/renew/{subscription.vendor_id}"
        await self._told(Call(url=url, method="PUT", auth=self._signed))

    async def _told(self, call: Call) -> None:
        try:
            row((await self.client.ask(call)).document, LABEL)
        except Fault as fault:
            fault.told()


class _AppSigned(AuthBase):
    """The app's id and secret, never printed."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Sign the request."""
        request.headers["x-client-id"] = self._app.client_id
        request.headers["x-client-secret"] = self._app.client_secret
        return request


def _subscription(one: Row) -> Subscription:
    return Subscription(
        vendor_id=str(one.get("id") or ""),
        kind=str(one.get("data_type") or ""),
        event=str(one.get("event_type") or ""),
        address=str(one.get("callback_url") or ""),
        ends_at=_ends_at(one),
    )


def _ends_at(one: Mapping[str, object]) -> datetime | None:
    at = moment(str(one.get("expiration_time") or ""))
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
