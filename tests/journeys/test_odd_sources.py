"""Sources half allowed, shared, connected twice or sealed away: nothing is lost or mixed up."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rounds import EAGER
from coach.domain.connection import SourceState
from tests.fakes.intervals import a_ride
from tests.fakes.oura import a_wearer
from tests.fakes.vendor import garbage
from tests.fit_files import Ride, ride
from tests.journeys.sources import (
    DAY,
    EVE,
    KEY,
    MORNING,
    Town,
    link_in,
    nights_until,
    sleeps,
    town,
)

TWO: dict[str, object] = {"allowed_chat_ids": (1000, 2000)}


async def test_a_ring_that_was_allowed_in_part_is_asked_on_and_followed_up(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = nights_until(EVE.date())
        wearer.scopes.discard("tag")
        await there.connects_oura(wearer)
        for minutes in (0, 60):
            there.talk.watch.time = MORNING + timedelta(minutes=minutes)
            await there.talk.tick()
        sleeps(wearer, DAY, readiness=31, hrv=24)
        await there.round_after(minutes=EAGER / timedelta(minutes=1) + 1)
        told = [text for text in there.heard() if "night has arrived" in text]
        sources = await there.talk.athlete.asks("/connect")

    assert len(told) == 1
    assert "Oura does not share your tags: connect it anew" in sources.text
    assert "Connect Oura again" in [button.text for button in sources.buttons]


async def test_a_ring_whose_nights_were_not_allowed_is_named_at_once(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = nights_until(EVE.date())
        wearer.scopes.discard("daily")
        read = await there.connects_oura(wearer)

    assert read.text == (
        "I have read Oura: nothing yet. From now on I look by myself.\n"
        "Oura does not share your readiness, sleep, sleep scores and stress: connect it anew and "
        "allow everything it asks. Begin with /connect."
    )


async def eddy_tries(there: Town) -> str:
    """Let another athlete connect Ada's ring, and return what they are told."""
    eddy = there.talk.chat.person("Eddy", chat_id=2000)
    eddy.say("/start")
    await eddy.hears()
    eddy.say("/connect")
    sources = await eddy.hears()
    eddy.tap(sources.message_id, "Connect Oura")
    asked = await eddy.hears()
    wearer = next(iter(there.oura.access.values()))
    eddy.say(there.oura.allow(link_in(asked), wearer))
    return (await eddy.hears()).text


async def test_another_athletes_try_takes_no_ring_away(tmp_path: Path) -> None:
    async with town(tmp_path, settings=TWO) as there:
        await there.connects_oura(nights_until(EVE.date()))
        answer = await eddy_tries(there)
        wearer = next(iter(there.oura.access.values()))
        sleeps(wearer, DAY, readiness=64)
        there.talk.watch.time = MORNING
        await there.talk.tick()
        (connection,) = await there.talk.house.memory.sources.connections()
        nights = await there.talk.house.memory.nights(2, DAY, DAY)
        mornings = [text for text in there.heard() if text.startswith("Phase")]

    assert "is connected to another athlete here" in answer
    assert (connection.athlete_id, connection.state) == (1, SourceState.CONNECTED)
    assert "Readiness 64" in mornings[0]
    assert list(nights) == []


async def test_connecting_a_source_that_is_connected_takes_the_new_key(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = there.intervals.member(KEY)
        member.activities.append(a_ride("i1", "2026-03-09T18:00:00"))
        old = await there.talk.athlete.asks("/connect")
        await there.connects_intervals()
        other = KEY[::-1]
        there.intervals.members[other] = there.intervals.members.pop(KEY)
        await there.tap(old, "Connect intervals.icu")
        await there.talk.athlete.says(other)
        await there.hears("I have read intervals.icu")
        (connection,) = await there.talk.house.memory.sources.connections()
        rides = await there.talk.house.memory.activities(1, EVE.date().replace(day=1), DAY)

    assert connection.credentials["api_key"] == other
    assert [ride.provenance.vendor_id for ride in rides] == ["i1"]


async def test_a_ride_that_comes_by_three_ways_is_one_and_says_where_its_number_is_from(
    tmp_path: Path,
) -> None:
    at = EVE - timedelta(hours=3)
    async with town(tmp_path) as there:
        member = there.intervals.member(KEY)
        member.activities.append(a_ride("i1", f"{at + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}"))
        await there.connects_intervals()
        person = there.talk.athlete.person
        for name, every_s in (("watch.fit", 10), ("archive.fit", 5)):
            person.catch_up()
            person.send_document(name, ride(Ride(start=at, timer_s=3600, every_s=every_s)))
            await there.talk.athlete.hears(seconds=20)
        rides = await there.talk.house.memory.activities(1, EVE.date(), EVE.date())
        there.talk.watch.turn(days=1)
        answer = await there.talk.athlete.asks("what did I do yesterday?")

    (kept,) = rides
    assert f"load {kept.load:.0f}" in answer.text
    assert f"from {kept.provenance.origin.label}" in answer.text


async def test_a_lost_key_of_ours_is_said_and_connecting_again_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(tmp_path) as there:
        wearer = nights_until(EVE.date())
        await there.connects_oura(wearer)
        sealing = there.talk.house.memory.sources._sealing  # our key is lost
        monkeypatch.setattr(sealing, "_given", ("a" * 43 + "=",))
        await there.round_after(hours=2)
        sources = await there.talk.athlete.asks("/connect")
        asked = await there.tap(sources, "Connect Oura again")
        await there.talk.athlete.says(there.oura.allow(link_in(asked), wearer))
        await there.hears("I have read Oura")
        mended = await there.talk.athlete.asks("/connect")
        nights = await there.talk.house.memory.nights(1, EVE.date(), EVE.date())

    assert "was sealed with another key: put the old key behind the new one" in sources.text
    assert "Oura: connected" in mended.text
    assert len(nights) == 1


async def test_a_consent_refused_at_oura_is_one_clear_sentence(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        link = await there.asked_for_oura()
        back = there.oura.allow(link, a_wearer("ada-ring"))
        refused = back.replace("code=", "error=access_denied&was=")
        answer = await there.talk.athlete.asks(refused)

    assert answer.text.startswith("Oura says that it was not allowed: open the link again")


async def test_trouble_that_is_over_is_said_no_more_though_nothing_else_is_new(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY).activities.append(a_ride("i1", "2026-03-09T18:00:00"))
        await there.connects_intervals()
        await there.round_after(minutes=11)
        there.intervals.always = garbage()
        await there.round_after(minutes=11)
        troubled = await there.talk.athlete.asks("/connect")
        there.intervals.always = None
        await there.round_after(minutes=11)
        healed = await there.talk.athlete.asks("/connect")

    assert "intervals.icu answered something that cannot be read" in troubled.text
    assert "intervals.icu: connected · newest from yesterday" in healed.text
