"""Vendors' webhooks over HTTP: who proves to be the vendor gives a hint, and nothing else.

Loaded only where one is set up. Answers never wait for a database or a vendor.
"""

import asyncio
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.nudging import Nudging
from bot.serving import listening
from bot.settings import Settings
from coach.domain.connection import SourceName
from coach.errors import OperatorError
from coach.sourcing.subscribing import Subscribing

Gone = Callable[[str, str], None]
Endpoint = Callable[[Request], Awaitable[Response]]
Judge = Callable[[Request, bytes], Iterable[object]]
"""Returns whose accounts are meant; raises HTTPException where it is not the vendor."""

EVERYWHERE = "0.0.0.0"  # noqa: S104  # the operator's proxy stands before it
SUBSCRIBE = "subscribe"
DELETED = ("activity", "delete")
MOST_BYTES = 64 * 1024
BODY_S = 1.5
OLDEST_S = 300.0
AT_ONCE = 64
REMEMBERED = 2000
"""Signatures of the last minutes, so that a message heard twice is one."""


@asynccontextmanager
async def open_nudges(
    settings: Settings,
    nudging: Nudging,
    subscribing: Subscribing | None = None,
    *,
    host: str = EVERYWHERE,
) -> AsyncIterator[None]:
    """Listen on NUDGE_PORT, follow hints, and look after what is subscribed to.

    Raises OperatorError where the port is taken.
    """
    port, nudges = settings.nudge_port, Nudges(settings, nudging)
    async with AsyncExitStack() as stack:
        served = listening(nudges.application(), port, host=host, at_once=AT_ONCE)
        try:
            await stack.enter_async_context(served)
        except OSError as error:
            raise OperatorError(
                f"Port {port} is taken ({error.strerror}): choose another NUDGE_PORT."
            ) from error
        stack.callback(asyncio.create_task(nudging.follow()).cancel)
        if subscribing is not None:  # whoever is subscribed to calls back at once
            stack.callback(asyncio.create_task(subscribing.keep()).cancel)
        yield


class Nudges:
    """The addresses that vendors call; only those exist whose secret is set."""

    def __init__(self, settings: Settings, nudging: Nudging) -> None:
        """Take the secrets, and whom to hint to; its clock is what signatures are held against."""
        self._settings, self._nudging, self._now = settings, nudging, nudging.now
        self._seen: deque[str] = deque(maxlen=REMEMBERED)

    def application(self) -> Starlette:
        """Return what answers."""
        return Starlette(routes=[*self._routes()])

    def _routes(self) -> Iterator[Route]:
        intervals, oura, strava = SourceName.INTERVALS, SourceName.OURA, SourceName.STRAVA
        chosen = self._settings
        if chosen.intervals_webhook_secret is not None:
            judge = _by_intervals(chosen.intervals_webhook_secret)
            yield Route("/hooks/intervals", self._take(intervals, judge), methods=["POST"])
        if chosen.oura_webhook_token is not None and chosen.oura_client_secret is not None:
            judge = self._by_oura(chosen.oura_client_secret)
            shaken = _handshake(chosen.oura_webhook_token, "verification_token", "challenge")
            yield Route("/hooks/oura", shaken, methods=["GET"])
            yield Route("/hooks/oura", self._take(oura, judge), methods=["POST"])
        if chosen.strava_webhook_token is not None:
            judge = _by_strava(chosen.strava_subscription_id, self._nudging.gone)
            shaken = _handshake(chosen.strava_webhook_token, "hub.verify_token", "hub.challenge")
            yield Route("/hooks/strava", shaken, methods=["GET"])
            yield Route("/hooks/strava", self._take(strava, judge), methods=["POST"])

    def _take(self, source: SourceName, judge: Judge) -> Endpoint:
        async def taken(request: Request) -> Response:
            for account in judge(request, await _body(request)):
                if isinstance(account, str | int):
                    self._nudging.hint(source, str(account))
            return Response(status_code=200)

        return taken

    def _by_oura(self, secret: SecretStr) -> Judge:
        def judge(request: Request, body: bytes) -> Iterable[object]:
            stamp = request.headers.get("x-oura-timestamp", "")
            signature = request.headers.get("x-oura-signature", "").lower()
            key = secret.get_secret_value().encode()
            due = hmac.new(key, stamp.encode() + body, sha256).hexdigest()
            if not (_is_same(signature, due) and self._is_fresh(stamp)):
                raise HTTPException(403)
            if signature in self._seen:
                return ()
            self._seen.append(signature)
            return (_document(body).get("user_id"),)

        return judge

    def _is_fresh(self, stamp: str) -> bool:
        """Whether a time in seconds, or milliseconds, since 1970 is not long from now."""
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 13):
            return False
        seconds = int(stamp) / (1000 if len(stamp) > 11 else 1)
        return abs(self._now().timestamp() - seconds) <= OLDEST_S


def _by_intervals(secret: SecretStr) -> Judge:
    def judge(_: Request, body: bytes) -> Iterable[object]:
        document = _document(body)
        if not _is_same(document.get("secret"), secret.get_secret_value()):
            raise HTTPException(403)
        events = document.get("events")
        listed = events if isinstance(events, list) else []
        return [event.get("athlete_id") for event in listed if isinstance(event, dict)]

    return judge


def _by_strava(subscription: int | None, gone: Gone) -> Judge:
    """Strava signs nothing: a consent said to be withdrawn is a hint too, and the asking tells.

    What it says was deleted is no longer shown; where it is there all the same, it comes again.
    """

    def judge(_: Request, body: bytes) -> Iterable[object]:
        document = _document(body)
        if subscription is not None and document.get("subscription_id") != subscription:
            raise HTTPException(403)
        owner, activity = document.get("owner_id"), document.get("object_id")
        event = (document.get("object_type"), document.get("aspect_type"))
        if event == DELETED and isinstance(owner, int) and isinstance(activity, int):
            gone(str(owner), str(activity))
        return (owner,)

    return judge


def _handshake(token: SecretStr, said: str, challenge: str) -> Endpoint:
    """Return who proves, when a subscription is made, that the address is ours."""

    async def shaken(request: Request) -> Response:
        asked = request.query_params
        known = _is_same(asked.get(said), token.get_secret_value())
        if not (known and asked.get(challenge) and asked.get("hub.mode", SUBSCRIBE) == SUBSCRIBE):
            raise HTTPException(403)
        return JSONResponse({challenge: asked[challenge]})

    return shaken


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async with asyncio.timeout(BODY_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise HTTPException(413)
    except (TimeoutError, ClientDisconnect) as error:
        raise HTTPException(408) from error
    return body


def _document(body: bytes) -> Mapping[str, object]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _is_same(given: object, secret: str) -> bool:
    """Whether a text is the secret, in a time that tells nothing; nothing is never one."""
    if not isinstance(given, str) or not secret:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
