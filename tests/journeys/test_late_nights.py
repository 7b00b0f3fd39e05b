"""Waiting for the night: asked at push time and again, never longer than told, followed up once."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.connection import SourceState
from tests.fakes.oura import Wearer
from tests.fakes.vendor import drip, says
from tests.journeys.restarts import restarted
from tests.journeys.sources import DAY, EVE, MORNING, Town, nights_until, sleeps, town

EVENING = EVE.date()


async def connected(there: Town) -> Wearer:
    """Connect Oura on the evening before; last night is not there yet."""
    wearer = nights_until(EVENING)
    await there.connects_oura(wearer)
    there.talk.athlete.person.catch_up()
    return wearer


async def at(there: Town, moment: datetime) -> list[str]:
    """Turn the clock, let it tick, and return what mornings the athlete has got so far."""
    there.talk.watch.time = moment
    await there.talk.tick()
    return [text for text in there.heard() if text.startswith("Phase")]


async def test_a_night_that_is_there_is_in_the_morning(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = await connected(there)
        sleeps(wearer, DAY, readiness=64)
        (morning,) = await at(there, MORNING)

    assert "Readiness 64" in morning


async def test_a_night_that_comes_late_is_waited_for(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = await connected(there)
        at_once = await at(there, MORNING)
        sleeps(wearer, DAY, readiness=64)
        too_soon = await at(there, MORNING + timedelta(minutes=3))
        await at(there, MORNING + timedelta(minutes=6))
        (morning,) = await at(there, MORNING + timedelta(minutes=7))

    assert at_once == too_soon == []
    assert "Readiness 64" in morning


async def test_a_night_that_never_comes_is_named_at_the_deadline(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await connected(there)
        for minutes in range(0, 60, 5):
            assert await at(there, MORNING + timedelta(minutes=minutes)) == []
        asked = len(there.oura.asked)
        (morning,) = await at(there, MORNING + timedelta(minutes=60))
        (push,) = await there.talk.house.memory.in_state("sent")

    assert asked > 10 * 5
    assert "Readiness not known yet (last from Oura: Tuesday)" in morning
    assert push.without_night


async def test_a_poor_night_that_arrives_after_the_morning_is_told_once(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = await connected(there)
        await at(there, MORNING)
        await at(there, MORNING + timedelta(minutes=60))
        sleeps(wearer, DAY, readiness=31, hrv=24)
        for _ in range(3):
            await there.round_after(minutes=6)
        after = [text for text in there.heard() if "night has arrived" in text]

    assert len(after) == 1
    assert "Changed:" in after[0]


async def test_a_night_that_changes_nothing_is_not_talked_about(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        wearer = await connected(there)
        await at(there, MORNING)
        await at(there, MORNING + timedelta(minutes=60))
        before = there.heard()
        sleeps(wearer, DAY, readiness=81)
        await there.round_after(minutes=6)
        today = await there.talk.house.coach.today(1, there.talk.watch())
        still_missing = await there.talk.house.memory.without_night(DAY)

    assert there.heard() == before
    assert today.morning.readiness == 81
    assert still_missing == []


async def test_the_athlete_chooses_how_long_the_morning_waits(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await connected(there)
        sources = await there.talk.athlete.asks("/connect")
        await there.talk.athlete.taps("Don't wait", sources)
        chosen = await there.talk.athlete.sees_edited()
        (morning,) = await at(there, MORNING)

    assert "the morning does not wait" in chosen.text
    assert "Readiness not known yet" in morning


async def test_who_has_not_worn_the_ring_for_a_week_is_not_kept_waiting(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await there.connects_oura(nights_until(EVENING - timedelta(days=9)))
        mornings = await at(there, MORNING)

    assert len(mornings) == 1


async def test_a_restart_neither_forgets_nor_prolongs_the_waiting(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await connected(there)
        await at(there, MORNING)
        there.talk.watch.turn(minutes=40)
        async with restarted(there.talk) as running:
            await running.clock.tick()
            waiting = [text for text in there.heard() if text.startswith("Phase")]
            there.talk.watch.turn(minutes=20)
            await running.clock.tick()
            sent = [text for text in there.heard() if text.startswith("Phase")]

    assert waiting == []
    assert len(sent) == 1


async def test_today_does_not_wait_for_a_vendor_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.sourcing.gathering.GLANCE_S", 0.1)
    async with town(tmp_path) as there:
        await connected(there)
        there.oura.always = drip
        there.talk.watch.turn(hours=1)
        today = await there.talk.athlete.asks("/today")

    assert "Workout" in today.text


async def test_consent_taken_back_delays_no_morning_and_is_said_once_on_the_first(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        await connected(there)
        there.oura.access.clear()
        there.oura.refresh.clear()
        for day in range(4):
            mornings = await at(there, MORNING + timedelta(days=day))
            assert len(mornings) == day + 1
            told = [text for text in there.heard() if "nothing from Oura" in text]
            assert len(told) == 1
        sources = await there.talk.athlete.asks("/connect")
        (connection,) = await there.talk.house.memory.sources.connections()

    assert told[0].startswith("I have had nothing from Oura this morning. Oura no longer lets me")
    assert "Oura no longer lets me in: connect it anew" in sources.text
    assert "Connect Oura again" in [button.text for button in sources.buttons]
    assert connection.state is SourceState.REFUSED


async def test_a_vendor_in_trouble_is_asked_on_and_then_the_morning_goes_without(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        await connected(there)
        there.oura.always = says(503)
        waiting = await at(there, MORNING)
        (morning,) = await at(there, MORNING + timedelta(minutes=60))

    assert waiting == []
    assert "Readiness not known yet" in morning


async def test_yesterdays_night_is_never_sold_as_todays(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await there.connects_oura(nights_until(date(2026, 3, 10), readiness=88))
        await at(there, MORNING)
        (morning,) = await at(there, MORNING + timedelta(hours=1))

    assert "Readiness not known yet" in morning
    assert "Readiness 88" not in morning
