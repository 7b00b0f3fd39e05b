"""What sources bring during the day: noticed by itself, told only where it changes the plan."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.connection import SourceName
from tests.fakes.intervals import Member, a_ride
from tests.fakes.strava import Sportsman, a_row
from tests.fakes.vendor import drip
from tests.journeys.restarts import eventually
from tests.journeys.sources import DAY, KEY, MORNING, Town, town, wellness_until

HARD = {"icu_training_load": 320, "moving_time": 14400, "elapsed_time": 14500}


async def morning_of(there: Town) -> Member:
    """Connect intervals.icu on the evening before, with months of easy training, and tick."""
    member = there.intervals.member(KEY)
    for ago in range(2, 180):
        day = DAY - timedelta(days=ago)
        if ago % 2:
            member.activities.append(a_ride(f"i{ago}", f"{day}T17:00:00", icu_training_load=45))
    member.wellness += wellness_until(DAY)
    await there.connects_intervals()
    there.talk.watch.time = MORNING
    await there.talk.tick()
    return member


async def test_a_ride_is_noticed_within_a_quarter_of_an_hour_and_stored_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        before = len(there.heard())
        member.activities.append(a_ride("new", f"{DAY}T06:00:00"))
        for _ in range(3):
            await there.round_after(minutes=7)
        (ride,) = await there.talk.house.memory.activities(1, DAY, DAY)

    assert ride.provenance.vendor_id == "new"
    assert len(there.heard()) == before


async def test_nothing_new_is_asked_for_with_the_mark_of_what_was_answered(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await morning_of(there)
        for _ in range(3):
            await there.round_after(minutes=11)
        newest = there.intervals.asked[-1]
        (connection,) = await there.talk.house.memory.sources.connections()

    assert "if-none-match" in newest.headers
    assert connection.last_asked_at == there.talk.watch()


async def test_a_hard_ride_of_yesterday_that_comes_late_changes_the_day(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        day = DAY - timedelta(days=1)
        member.activities.append(a_ride("late", f"{day}T15:00:00", **HARD))
        await there.round_after(minutes=11)
        after = there.heard()[-1]

    assert after.startswith("New from intervals.icu.")
    assert "Changed:" in after


async def test_late_in_the_evening_nothing_more_is_said_of_today(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        before = len(there.heard())
        day = DAY - timedelta(days=1)
        member.activities.append(a_ride("late", f"{day}T15:00:00", **HARD))
        await there.round_after(hours=15)

    assert len(there.heard()) == before


async def test_the_days_workout_goes_into_the_calendar_and_follows_the_decision(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        await there.talk.running.sourcing.go_round()
        unasked = list(member.events)
        sources = await there.talk.athlete.asks("/connect")
        switched = await there.tap(sources, "Calendar on")
        await there.round_after(minutes=1)
        planned = [dict(event) for event in member.events]
        await there.talk.athlete.asks("fever of 39, staying in bed")
        await there.round_after(minutes=1)

    assert unasked == []
    assert "goes into your calendar" in switched.text
    assert [event["external_id"] for event in planned] == [f"lanterne-{DAY}"]
    assert planned[0]["type"] == "Ride"
    assert member.events == []


async def test_switched_off_the_calendar_is_left_without_ours(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        member.events.append({"id": 1, "external_id": "own", "start_date_local": f"{DAY}T00:00"})
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Calendar on")
        await there.round_after(minutes=1)
        written = len(member.events)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Calendar off")

    assert written == 2
    assert [event["external_id"] for event in member.events] == ["own"]


async def test_a_key_in_the_settings_connects_the_one_athlete_there_is(tmp_path: Path) -> None:
    async with town(tmp_path, settings={"intervals_api_key": KEY}) as there:
        there.intervals.member(KEY).wellness += wellness_until(DAY)
        await there.round_after(minutes=1)
        read = await there.hears("I have read intervals.icu")
        asked = len(there.intervals.asked)
        await there.round_after(minutes=1)
        told = [text for text in there.heard() if "I have read intervals.icu" in text]

    assert "nights" in read.text
    assert len(there.intervals.asked) == asked
    assert len(told) == 1


async def test_a_wrong_key_in_the_settings_is_one_sentence_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(tmp_path, settings={"intervals_api_key": KEY}) as there:
        for _ in range(3):
            await there.round_after(minutes=1)
        connections = await there.talk.house.memory.sources.connections()

    said = [one.message for one in caplog.records if "INTERVALS_API_KEY" in one.message]
    assert len(said) == 1
    assert said[0].startswith("INTERVALS_API_KEY: intervals.icu does not accept the key")
    assert KEY not in caplog.text
    assert connections == []


async def test_a_source_disconnected_while_it_is_asked_ends_no_round(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = await morning_of(there)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Calendar on")
        await there.round_after(minutes=1)
        written = len(member.events)
        there.intervals.always = drip
        there.talk.watch.turn(minutes=11)
        going = asyncio.create_task(there.talk.running.sourcing.go_round())
        before = len(there.intervals.asked)
        await eventually(lambda: len(there.intervals.asked) > before)
        there.intervals.always = None
        await there.talk.running.sourcing.connecting.disconnect(1, SourceName.INTERVALS)
        await going
        connections = await there.talk.house.memory.sources.connections()

    assert (written, member.events) == (1, [])
    assert connections == []


async def test_strava_stays_off_whatever_token_there_is(tmp_path: Path) -> None:
    async with town(tmp_path, settings={"strava_refresh_token": "strava-refresh-1"}) as there:
        await there.round_after(minutes=1)
        connections = await there.talk.house.memory.sources.connections()

    assert connections == []
    assert there.strava.asked == []


async def test_accepted_terms_let_strava_be_looked_at_and_counted_nowhere(tmp_path: Path) -> None:
    accepted: dict[str, object] = {
        "strava_refresh_token": "strava-refresh-1", "strava_api_terms_accepted": True,
    }  # fmt: skip
    async with town(tmp_path, settings=accepted) as there:
        row = a_row(901, f"{DAY - timedelta(days=2)}T17:00:00", f"{DAY - timedelta(days=2)}T18:00")
        there.strava.issue(Sportsman(815, [row]))
        await there.round_after(minutes=1)
        await there.hears("Strava is connected, to be looked at")
        memory, now = there.talk.house.memory, there.talk.watch()
        glimpses = await memory.glimpses(1, now)
        recalled = (await memory.recall({1: DAY}))[1]
        curve = await memory.curve(1, None, DAY)
        await there.round_after(days=8)
        expired = await memory.glimpses(1, now)

    assert [glimpse.vendor_id for glimpse in glimpses] == ["901"]
    assert recalled.activities == ()
    assert curve == ()
    assert expired == []


async def test_a_ride_at_strava_is_noticed_within_fifteen_minutes_and_goes_with_it(
    tmp_path: Path,
) -> None:
    accepted: dict[str, object] = {
        "strava_refresh_token": "strava-refresh-1", "strava_api_terms_accepted": True,
    }  # fmt: skip
    async with town(tmp_path, settings=accepted) as there:
        sportsman = Sportsman(815)
        there.strava.issue(sportsman)
        await there.round_after(minutes=1)
        await there.hears("Strava is connected, to be looked at")
        sportsman.activities += [a_row(902, "2026-03-10T16:00:00", "2026-03-10T17:00:00")]

        for _ in range(15):
            await there.round_after(minutes=1)
        seen = await there.talk.house.memory.glimpses(1, there.talk.watch())
        sources = await there.talk.athlete.asks("/connect")
        sure = await there.tap(sources, "Disconnect Strava")
        await there.talk.athlete.taps("Yes, disconnect", sure)
        parted = await there.talk.athlete.sees_edited()
        left = await there.talk.house.memory.glimpses(1, there.talk.watch())

    assert parted.text.endswith("until you delete it in its settings, under My Apps.")
    assert [glimpse.vendor_id for glimpse in seen] == ["902"]
    assert "what I have seen there" in sure.text
    assert left == []
