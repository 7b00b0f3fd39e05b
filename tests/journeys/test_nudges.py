"""Vendors' webhooks: who proves to be the vendor is followed at once, and believed in nothing."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from coach.domain.connection import SourceState
from tests.chats import conversation
from tests.fakes.intervals import a_ride
from tests.fakes.strava import Sportsman
from tests.journeys.hooks import (
    STRAVA,
    STRAVA_HELLO,
    a_free_port,
    asked,
    signature_of,
    without_a_night,
    world,
)
from tests.journeys.restarts import eventually
from tests.journeys.sources import DAY, EVE, KEY, MORNING, Town, nights_until, sleeps, town


async def test_a_poor_night_that_the_ring_tells_of_changes_the_day_at_once(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        wearer = next(iter(there.oura.access.values()))
        sleeps(wearer, DAY, readiness=31, hrv=24)
        status = await hooks.oura()
        told = await there.hears("night has arrived")

    assert status == 200
    assert "Changed:" in told.text


async def test_a_night_told_of_while_the_morning_waits_goes_out_with_the_next_tick(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        wearer = nights_until(EVE.date())
        await there.connects_oura(wearer)
        there.talk.watch.time = MORNING
        await there.talk.tick()
        sleeps(wearer, DAY, readiness=64)
        there.talk.watch.turn(seconds=30)
        await hooks.oura()
        await hooks.followed()
        await there.talk.tick()
        await there.talk.tick()
        mornings = [text for text in there.heard() if text.startswith("Phase")]

    assert len(mornings) == 1
    assert "Readiness 64" in mornings[0]


async def test_a_message_heard_twice_is_one(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        since = asked(there.oura)
        await hooks.oura()
        await eventually(since)
        await hooks.followed()
        once = since()
        stamp = str(int(there.talk.watch().timestamp()))
        body = json.dumps({"event_type": "create", "data_type": "sleep", "user_id": "ada-ring"})
        there.talk.watch.turn(minutes=1)
        status = await hooks.oura(changed={"stamp": stamp, "signature": signature_of(stamp + body)})
        await hooks.followed()

    assert status == 200
    assert since() == once


async def test_many_hints_are_one_asking_and_the_late_ones_one_more(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        since = asked(there.oura)
        await asyncio.gather(*(hooks.oura(ago=ago) for ago in range(40)))
        await eventually(since)
        await hooks.followed()
        once = since()
        for ago in range(40, 60):
            await hooks.oura(ago=ago)
        await hooks.followed()
        waiting = since()
        there.talk.watch.turn(seconds=31)
        await eventually(lambda: since() > waiting)
        await hooks.followed()

    assert waiting == once
    assert since() <= 2 * once


async def test_an_unknown_account_is_thanked_and_nothing_happens(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        since = asked(there.oura)
        statuses = [await hooks.oura("somebody"), await hooks.strava(999)]
        await hooks.followed()

    assert statuses == [200, 200]
    assert since() == 0
    assert there.strava.asked == []


async def strava_connected(there: Town) -> None:
    """Connect Strava by its settings, and let a while pass."""
    there.strava.issue(Sportsman(815))
    await there.round_after(minutes=1)
    await there.hears("Strava is connected, to be looked at")
    there.talk.watch.turn(minutes=1)


async def test_strava_is_asked_about_its_owners_and_forged_ones_are_not(tmp_path: Path) -> None:
    async with (
        town(tmp_path, settings=STRAVA) as there,
        world(there, strava_subscription_id=7) as hooks,
    ):
        await strava_connected(there)
        since = asked(there.strava)
        forged = [await hooks.strava(815), await hooks.strava(815, subscription_id=8)]
        await hooks.followed()
        nothing = since()
        ours = await hooks.strava(815, subscription_id=7)
        await eventually(since)

    assert (forged, nothing, ours) == ([403, 403], 0, 200)


async def test_a_withdrawal_is_believed_only_when_strava_says_it_itself(tmp_path: Path) -> None:
    withdrawn = {"object_type": "athlete", "aspect_type": "update"}
    updates = {"authorized": "false"}
    async with town(tmp_path, settings=STRAVA) as there, world(there) as hooks:
        sources = there.talk.house.memory.sources
        await strava_connected(there)
        since = asked(there.strava)
        await hooks.strava(815, updates=updates, **withdrawn)
        await eventually(since)
        await hooks.followed()
        (forged,) = await sources.connections()
        there.strava.forget_all()
        there.talk.watch.turn(minutes=1)
        await hooks.strava(815, updates=updates, **withdrawn)
        await hooks.followed()
        (true,) = await sources.connections()

    assert forged.state is SourceState.CONNECTED
    assert true.state is SourceState.REFUSED


async def test_a_ride_that_intervals_tells_of_is_there_at_once(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        member = there.intervals.member(KEY)
        await there.connects_intervals()
        there.talk.watch.turn(minutes=1)
        member.activities.append(a_ride("new", f"{EVE.date()}T16:00:00"))
        (connection,) = await there.talk.house.memory.sources.connections()
        event = {"type": "ACTIVITY_UPLOADED", "athlete_id": connection.account}
        told = {"secret": "intervals-word", "events": [event, 1, {}]}
        status = (await hooks.client.post("/hooks/intervals", json=told)).status_code
        await hooks.followed()
        rides = await there.talk.house.memory.activities(1, EVE.date(), EVE.date())

    assert status == 200
    assert [ride.provenance.vendor_id for ride in rides] == ["new"]


async def test_a_bot_with_a_public_address_hears_its_vendors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listening.WEBHOOK_PORT", a_free_port())
    port = a_free_port()
    public: dict[str, object] = {
        "webhook_url": "https://bot.example.org/telegram", "webhook_secret": "abc",
        "nudge_port": port, "strava_webhook_token": "strava-word",
    }  # fmt: skip
    async with conversation(tmp_path, settings=public), httpx.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{port}{STRAVA_HELLO}strava-word")

    assert answer.status_code == 200
