"""Oura's webhooks look after themselves: made once it can be reached, renewed, never anothers'."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import HttpUrl

from bot.settings import Settings
from coach.domain.connection import SourceName
from coach.sourcing.subscribing import WANTED, Subscribing
from tests.fakes.oura_hooks import PATH
from tests.fakes.vendor import says
from tests.journeys.hooks import SECRETS, a_free_port, world
from tests.journeys.restarts import eventually
from tests.journeys.sources import EVE, Town, nights_until, town

PUBLIC = "https://bot.example.org/hooks/oura"


@dataclass
class Subscribed:
    """A town whose bot has a public address, and who looks after its webhooks there."""

    there: Town
    subscribing: Subscribing

    async def after(self, **by: float) -> None:
        """Let some time pass, and look after them."""
        self.there.talk.watch.turn(**by)
        self.there.oura.hooks.now = self.there.talk.watch()
        await self.subscribing.go()

    def made(self) -> int:
        """Return how many were asked for."""
        asked = self.there.oura.asked
        return sum(one.method == "POST" and one.path == PATH for one in asked)


def public(there: Town, **changes: None) -> Settings:
    """Return the settings of a bot with a public address."""
    known = {**SECRETS, "webhook_url": HttpUrl("https://bot.example.org/telegram"), **changes}
    chosen: Settings = there.talk.house.settings.model_copy(update=known)
    return chosen


@asynccontextmanager
async def reachable(folder: Path, *, listens: bool = True) -> AsyncIterator[Subscribed]:
    """Open a town with a ring connected and a public address, at which nobody may listen."""
    async with town(folder) as there, world(there):
        await there.connects_oura(nights_until(EVE.date()))
        subscribing = there.talk.running.sourcing.subscribing(public(there))
        assert subscribing is not None
        if not listens:
            there.oura.hooks.public += "/elsewhere"
        yield Subscribed(there, subscribing)


async def test_a_bot_that_can_be_reached_subscribes_to_the_night_once(tmp_path: Path) -> None:
    async with reachable(tmp_path) as bot:
        for _ in range(3):
            await bot.after(hours=7)
        hooks = bot.there.oura.hooks

    assert hooks.pairs == set(WANTED)
    assert bot.made() == len(WANTED)
    assert {order["callback_url"] for order in hooks.orders.values()} == {PUBLIC}


async def test_subscriptions_are_renewed_before_they_end_and_not_sooner(tmp_path: Path) -> None:
    async with reachable(tmp_path) as bot:
        await bot.after(minutes=1)
        await bot.after(days=80)
        early = list(bot.there.oura.hooks.renewed)
        await bot.after(days=4)
        renewed = bot.there.oura.hooks.renewed

    assert early == []
    assert len(renewed) == len(WANTED)
    assert bot.made() == len(WANTED)


async def test_one_that_has_ended_meanwhile_is_made_anew(tmp_path: Path) -> None:
    async with reachable(tmp_path) as bot:
        await bot.after(minutes=1)
        hooks = bot.there.oura.hooks
        await bot.after(days=91)

    assert hooks.renewed == []
    assert bot.made() == 2 * len(WANTED)


async def test_a_renewal_that_fails_is_tried_again_and_nothing_is_doubled(tmp_path: Path) -> None:
    async with reachable(tmp_path) as bot:
        await bot.after(minutes=1)
        hooks = bot.there.oura.hooks
        bot.there.oura.only, bot.there.oura.mishaps = next(iter(hooks.orders)), [says(504)]
        await bot.after(days=85)
        some = len(hooks.renewed)
        await bot.after(minutes=11)

    assert some == len(WANTED) - 1
    assert set(hooks.renewed) == set(hooks.orders)
    assert bot.made() == len(WANTED)


async def test_what_fails_now_and_then_is_tried_again_soon(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with reachable(tmp_path) as bot:
        bot.there.oura.hooks.stumbles = 2
        await bot.after(minutes=1)
        some = len(bot.there.oura.hooks.orders)
        await bot.after(minutes=9)
        too_soon = bot.made()
        await bot.after(minutes=2)
        hooks = bot.there.oura.hooks

    assert (some, too_soon) == (len(WANTED) - 2, len(WANTED))
    assert hooks.pairs == set(WANTED)
    assert "no webhook for sleep create: Oura has trouble of its own" in caplog.text


async def test_an_address_that_oura_cannot_reach_is_one_sentence_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with reachable(tmp_path, listens=False) as bot:
        await bot.after(minutes=1)

    assert bot.there.oura.hooks.orders == {}
    assert "Oura refuses the address: it must be reachable from outside" in caplog.text
    assert "oura-word" not in caplog.text


async def test_an_app_that_oura_does_not_take_is_the_operators_to_mend(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with reachable(tmp_path) as bot:
        bot.there.oura.hooks.app = ("another", "app")
        await bot.after(minutes=1)

    assert "check OURA_CLIENT_ID and OURA_CLIENT_SECRET" in caplog.text
    assert bot.made() == 0


async def test_what_leads_to_another_address_is_left_alone(tmp_path: Path) -> None:
    async with reachable(tmp_path) as bot:
        other = {
            "id": "8f3c", "callback_url": "https://elsewhere.example.org/oura",
            "event_type": "create", "data_type": "sleep", "expiration_time": "2026-03-11T00:00:00",
        }  # fmt: skip
        bot.there.oura.hooks.orders["8f3c"] = dict(other)
        await bot.after(minutes=1)
        hooks = bot.there.oura.hooks

    assert hooks.orders["8f3c"] == other
    assert hooks.renewed == []
    assert len(hooks.orders) == len(WANTED) + 1


async def test_nobody_is_subscribed_to_while_nobody_is_connected(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there):
        subscribing = there.talk.running.sourcing.subscribing(public(there))
        assert subscribing is not None
        bot = Subscribed(there, subscribing)
        await bot.after(minutes=1)
        before = len(there.oura.asked)
        await there.connects_oura(nights_until(EVE.date()))
        await bot.after(minutes=11)

    assert before == 0
    assert bot.made() == len(WANTED)


@pytest.mark.parametrize("missing", ["webhook_url", "oura_webhook_token"])
async def test_without_an_address_or_a_word_nothing_is_looked_after(
    tmp_path: Path, missing: str
) -> None:
    async with town(tmp_path) as there:
        subscribing = there.talk.running.sourcing.subscribing(public(there, **{missing: None}))

    assert subscribing is None


async def test_a_running_bot_looks_after_them_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.sourcing.subscribing.LOOK_S", 0.05)
    monkeypatch.setattr("bot.listening.WEBHOOK_PORT", a_free_port())
    port = a_free_port()
    address: dict[str, object] = {
        "webhook_url": "https://bot.example.org/telegram", "webhook_secret": "abc",
        "nudge_port": port, "oura_webhook_token": "oura-word",
    }  # fmt: skip
    async with town(tmp_path, settings=address) as there:
        there.oura.hooks.public = f"http://127.0.0.1:{port}"
        sourcing = there.talk.running.sourcing
        desk = (await sourcing.vendors.open()).by_link[SourceName.OURA]
        back = there.oura.allow(desk.link("state"), nights_until(EVE.date()))
        connection = await desk.exchange(1, back, state="state")
        sourcing.connecting.begin(await sourcing.connecting.join(connection))
        there.talk.watch.turn(minutes=11)
        await eventually(lambda: there.oura.hooks.pairs == set(WANTED))
        told = [one for one in there.oura.asked if one.path == PATH and one.method == "POST"]

    assert len(told) == len(WANTED)
    assert PUBLIC.encode() in told[0].body
