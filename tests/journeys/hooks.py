"""For journeys with webhooks: the vendors' side of them, over HTTP."""

import asyncio
import hmac
import json
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import httpx
from pydantic import SecretStr

from bot.nudges import open_nudges
from bot.settings import Settings
from tests.fakes.oura import CLIENT_SECRET
from tests.fakes.vendor import Vendor
from tests.journeys.sources import EVE, MORNING, Town, nights_until

SECRETS: Mapping[str, object] = {
    "oura_webhook_token": SecretStr("oura-word"),
    "strava_webhook_token": SecretStr("strava-word"),
    "intervals_webhook_secret": SecretStr("intervals-word"),
}
Sent = Mapping[str, str]
STRAVA = {"strava_refresh_token": "strava-refresh-1", "strava_api_terms_accepted": True}
OURA_HELLO = "/hooks/oura?challenge=c-1&verification_token="
STRAVA_HELLO = "/hooks/strava?hub.mode=subscribe&hub.challenge=c-1&hub.verify_token="


@dataclass
class World:
    """The vendors' side of the bot's webhooks."""

    there: Town
    client: httpx.AsyncClient

    async def oura(
        self, wearer: str = "ada-ring", *, ago: float = 0, changed: Sent | None = None
    ) -> int:
        """Send what Oura sends about a wearer, and return the status."""
        changes, stamp = changed or {}, str(int(self.there.talk.watch().timestamp() - ago))
        body = json.dumps({"event_type": "create", "data_type": "sleep", "user_id": wearer})
        signed = signature_of(stamp + body)
        answer = await self.client.post(
            "/hooks/oura",
            content=changes.get("body", body),
            headers={
                b"x-oura-timestamp": changes.get("stamp", stamp).encode(),
                b"x-oura-signature": changes.get("signature", signed).encode(),
            },
        )
        return answer.status_code

    async def strava(self, owner: int, **values: object) -> int:
        """Send what Strava sends about an owner, and return the status."""
        event = {"object_type": "activity", "aspect_type": "create", "owner_id": owner, **values}
        return (await self.client.post("/hooks/strava", json=event)).status_code

    async def followed(self) -> None:
        """Let the bot follow what it was told."""
        await asyncio.sleep(0.1)


def signature_of(words: str) -> str:
    """Return what Oura signs words with."""
    return hmac.new(CLIENT_SECRET.encode(), words.encode(), sha256).hexdigest().upper()


def a_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@asynccontextmanager
async def world(there: Town, **changes: object) -> AsyncIterator[World]:
    """Let the bot of a town hear its vendors; what came too soon is asked for at once."""
    port = a_free_port()
    chosen: Settings = there.talk.house.settings.model_copy(
        update={**SECRETS, "nudge_port": port, **changes}
    )
    there.oura.hooks.public = f"http://127.0.0.1:{port}"
    nudging = there.talk.running.sourcing.nudging
    nudging.again_s = nudging.lull_s = 0.01
    async with (
        open_nudges(chosen, nudging, host="127.0.0.1"),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        yield World(there, client)


def asked(vendor: Vendor) -> Callable[[], int]:
    """Return how often the vendor has been asked since now."""
    before = len(vendor.asked)
    return lambda: len(vendor.asked) - before


async def without_a_night(there: Town) -> None:
    """Connect Oura on the evening before, and let the morning go out without its night."""
    await there.connects_oura(nights_until(EVE.date()))
    for minutes in (0, 60):
        there.talk.watch.time = MORNING + timedelta(minutes=minutes)
        await there.talk.tick()
    there.talk.athlete.person.catch_up()
    there.talk.watch.turn(minutes=1)
