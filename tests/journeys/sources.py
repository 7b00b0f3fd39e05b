"""For journeys with sources: the real bot, vendors' fakes over HTTP, and what athletes do there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.localchat import Message
from bot.rounds import Rounds
from tests.chats import Conversation, Watch, conversation
from tests.fakes.intervals import FakeIntervals, a_day
from tests.fakes.oura import CLIENT_ID, CLIENT_SECRET, FakeOura, Wearer, a_night, a_wearer
from tests.fakes.strava import CLIENT_ID as STRAVA_ID
from tests.fakes.strava import CLIENT_SECRET as STRAVA_SECRET
from tests.fakes.strava import FakeStrava

EVE = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
"""A Tuesday evening, 19:00 in Berlin."""
MORNING = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)
DAY = date(2026, 3, 11)
KEY = "3h2j1k4h5g6f7d8s9a0qwert"


@dataclass
class Town:
    """A conversation with vendors around it."""

    talk: Conversation
    intervals: FakeIntervals
    oura: FakeOura
    strava: FakeStrava

    @property
    def rounds(self) -> Rounds:
        """Who goes round by the sources."""
        return self.talk.running.sourcing.rounds

    async def tap(self, message: Message, button: str) -> Message:
        """Tap a button and return the answer."""
        self.talk.athlete.person.catch_up()
        await self.talk.athlete.taps(button, message)
        return await self.talk.athlete.hears()

    async def connects_intervals(self, key: str = KEY) -> Message:
        """Connect intervals.icu, and return the line that the past was read."""
        sources = await self.talk.athlete.asks("/connect")
        await self.tap(sources, "Connect intervals.icu")
        await self.talk.athlete.says(key)
        return await self.hears("I have read intervals.icu")

    async def asked_for_oura(self) -> str:
        """Begin to connect Oura and return the link that was given."""
        sources = await self.talk.athlete.asks("/connect")
        return link_in(await self.tap(sources, "Connect Oura"))

    async def connects_oura(self, wearer: Wearer) -> Message:
        """Connect Oura, and return the line that the past was read."""
        back = self.oura.allow(await self.asked_for_oura(), wearer)
        await self.talk.athlete.says(back)
        return await self.hears("I have read Oura")

    async def hears(self, words: str) -> Message:
        """Return the next message that holds these words; raises TimeoutError where none does."""
        while words not in (message := await self.talk.athlete.hears()).text:
            pass
        return message

    async def round_after(self, **by: float) -> None:
        """Let some time pass, and the bot go round."""
        self.talk.watch.turn(**by)
        await self.talk.running.sourcing.go_round()

    def heard(self) -> list[str]:
        """Return all that the athlete got."""
        messages = self.talk.athlete.person.room.messages.values()
        return [message.text for message in messages if message.sender.is_bot]

    def said(self) -> list[str]:
        """Return what still stands in the chat of the athlete's own."""
        messages = self.talk.athlete.person.room.messages.values()
        return [message.text for message in messages if not message.sender.is_bot]


@asynccontextmanager
async def town(
    folder: Path, *, at: datetime = EVE, settings: Mapping[str, object] | None = None
) -> AsyncIterator[Town]:
    """Open a bot whose vendors are fakes; the test ticks and goes round."""
    intervals, oura, strava = FakeIntervals(), FakeOura(), FakeStrava()
    async with AsyncExitStack() as stack:
        at_intervals, at_oura, at_strava = [
            await stack.enter_async_context(fake.open()) for fake in (intervals, oura, strava)
        ]
        known: dict[str, object] = {
            "intervals_base_url": at_intervals,
            "oura_client_id": CLIENT_ID,
            "oura_client_secret": CLIENT_SECRET,
            "oura_api_url": at_oura,
            "oura_authorize_url": f"{at_oura}/oauth/authorize",
            "oura_token_url": f"{at_oura}/oauth/v2/ext/oauth-token",
            "oura_legacy_token_url": f"{at_oura}/oauth/token",
            "oura_revoke_url": f"{at_oura}/oauth/revoke",
            "strava_client_id": STRAVA_ID,
            "strava_client_secret": STRAVA_SECRET,
            "strava_base_url": f"{at_strava}/api/v3",
        }
        talk = await stack.enter_async_context(
            conversation(folder, watch=Watch(at), settings={**known, **(settings or {})})
        )
        yield Town(talk, intervals, oura, strava)


def link_in(message: Message) -> str:
    """Return the address behind a message's words."""
    return next(one.extras["url"] for one in message.body.entities if "url" in one.extras)


def nights_until(last: date, *, count: int = 30, readiness: int = 81) -> Wearer:
    """Return somebody who has worn a ring every night up to a morning."""
    days = [last - timedelta(days=ago) for ago in range(count)]
    return a_wearer("ada-ring", *(a_night(day.isoformat(), readiness=readiness) for day in days))


def sleeps(wearer: Wearer, day: date, *, readiness: int, hrv: int = 52) -> None:
    """Let a night arrive at Oura."""
    for route, documents in a_night(day.isoformat(), readiness=readiness, hrv=hrv).items():
        wearer.documents.setdefault(route, []).extend(documents)


def wellness_until(last: date, *, count: int = 30) -> list[dict[str, object]]:
    """Return the wellness days up to a morning, without loads of the site's own."""
    days = [(last - timedelta(days=ago)).isoformat() for ago in range(count)]
    return [a_day(day, ctlLoad=None, atlLoad=None) for day in days]
