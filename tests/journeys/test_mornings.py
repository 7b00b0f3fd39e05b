"""The push, end to end: once, in local time, through restarts, and with buttons that work."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

from bot.sample import sample_harvest
from tests.chats import MORNING, Conversation, Watch, conversation
from tests.journeys.restarts import restarted, still

EVE = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
DAY = date(2026, 3, 11)
BUTTONS = ["Why", "Sore", "Tired", "Sick", "Less time", "Done"]


def got(talk: Conversation) -> list[str]:
    """Return what the athlete received so far."""
    room = talk.athlete.person.room
    return [message.text for message in room.messages.values() if message.sender.is_bot]


async def test_the_morning_is_pushed_once_at_its_time_with_its_buttons(tmp_path: Path) -> None:
    year = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, watch=Watch(EVE), harvest=year) as talk:
        await talk.tick()
        early = got(talk)
        talk.watch.time = MORNING
        await talk.tick()
        await talk.tick()
        morning = await talk.athlete.hears()

    assert early == []
    assert len(got(talk)) == 1
    assert [button.text for button in morning.buttons] == BUTTONS
    headings = [section.split("\n")[0] for section in morning.text.split("\n\n")]
    assert headings[:2] == ["Phase", "Today's numbers"]
    assert headings[2].startswith("Today: ")
    assert headings[3].startswith("Workout: ")


async def test_why_under_a_morning_explains_that_morning_the_day_after(tmp_path: Path) -> None:
    async with conversation(tmp_path, watch=Watch(EVE)) as talk:
        talk.watch.time = MORNING
        await talk.tick()
        morning = await talk.athlete.hears()
        talk.watch.turn(days=1)
        await talk.athlete.taps("Why", morning)
        why = await talk.athlete.hears()

    assert "Wednesday 11 March" in why.text
    assert any(entity.type == "bold" for entity in why.body.entities)


async def test_a_morning_in_flight_at_a_kill_comes_after_the_restart(tmp_path: Path) -> None:
    async with conversation(tmp_path, watch=Watch(EVE)) as talk:
        (push,) = await talk.house.memory.claim_due(MORNING, 20)
        await talk.house.memory.move([push], "sending", MORNING)
        talk.watch.time = MORNING
        talk.watch.turn(minutes=5)

        async with restarted(talk) as running:
            await running.clock.tick()
        (after,) = await talk.house.memory.in_state("sent")

    assert len(got(talk)) == 1
    assert after.message_id


async def test_a_morning_that_is_hours_late_is_skipped_and_today_still_shows_it(
    tmp_path: Path,
) -> None:
    async with conversation(tmp_path, watch=Watch(EVE)) as talk:
        talk.watch.time = MORNING
        talk.watch.turn(hours=4)
        await talk.tick()
        pushed = got(talk)
        today = await talk.athlete.asks("/today")
        (skipped,) = await talk.house.memory.in_state("skipped_late")

    assert pushed == []
    assert skipped.local_date == DAY
    assert "Workout" in today.text


async def test_what_was_said_during_a_crash_is_answered_after_it(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        await still(talk)
        await talk.athlete.says("/today")

        async with restarted(talk):
            answer = await talk.athlete.hears()

    assert "Workout" in answer.text


async def test_who_is_paused_gets_no_morning_until_resumed(tmp_path: Path) -> None:
    async with conversation(tmp_path, watch=Watch(EVE)) as talk:
        await talk.athlete.asks("/pause")
        talk.watch.time = MORNING
        await talk.tick()
        during = len(got(talk))
        await talk.athlete.asks("/resume")
        talk.watch.turn(days=1)
        await talk.tick()
        morning = await talk.athlete.hears()

    assert during == 1
    assert "Workout" in morning.text


async def test_a_moved_morning_comes_at_its_new_time(tmp_path: Path) -> None:
    async with conversation(tmp_path, watch=Watch(EVE)) as talk:
        settings = await talk.athlete.asks("/settings Asia/Tokyo 07:00")
        talk.watch.time = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)
        await talk.tick()
        morning = await talk.athlete.hears()

    assert "Asia/Tokyo" in settings.text
    assert "Workout" in morning.text


async def test_ten_athletes_talk_at_once_and_each_gets_an_own_answer(tmp_path: Path) -> None:
    numbers = tuple(range(2000, 2010))
    async with conversation(tmp_path, settings={"allowed_chat_ids": (1000, *numbers)}) as talk:
        people = [talk.chat.person(f"Rider {n}", chat_id=n) for n in numbers]
        for person in people:
            person.say("/start")
        answers = await asyncio.gather(*(person.hears(seconds=5) for person in people))

    assert len({answer.chat["id"] for answer in answers}) == len(numbers)
