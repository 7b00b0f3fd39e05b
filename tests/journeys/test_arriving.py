"""Who comes to the door: the owner with the code, strangers, groups, and those who stay."""

from pathlib import Path

import pytest

from handlers import texts
from tests.chats import Talker, conversation
from tests.journeys.restarts import eventually, restarted

QUIET_S = 0.3


async def hears_nothing(person: Talker) -> None:
    """Wait a little for a message that must not come."""
    with pytest.raises(TimeoutError):
        await person.hears(seconds=QUIET_S)


async def test_the_first_start_with_the_code_is_greeted_and_works_at_once(tmp_path: Path) -> None:
    async with conversation(tmp_path, enrolled=False) as talk:
        welcome = await talk.athlete.asks(f"/start {talk.running.door.code}")
        today = await talk.athlete.asks("/today")
        ada = await talk.remembered()

    assert "06:30 (Europe/Berlin)" in welcome.text
    assert [
        line for line in ("Phase", "Today's numbers", "Workout") if line not in today.text
    ] == []
    assert (ada.name, ada.timezone) == ("Ada", "Europe/Berlin")


async def test_a_restart_keeps_whom_the_code_admitted(tmp_path: Path) -> None:
    async with conversation(tmp_path, enrolled=False) as talk:
        await talk.athlete.asks(f"/start {talk.running.door.code}")

        async with restarted(talk) as running:
            answer = await talk.athlete.asks("/start")

    assert running.door.code is None
    assert answer.text == texts.WELCOME_BACK


async def test_a_stranger_gets_one_polite_line_and_then_silence(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        eddy = talk.stranger()
        first = await eddy.asks("hello, who are you?")
        for words in ("please", "/today", "/start guess123", "my knee hurts"):
            await eddy.says(words)
        await hears_nothing(eddy)
        known = await talk.house.memory.athletes()

    assert first.text == texts.STRANGER
    assert [athlete.name for athlete in known] == ["Ada"]


async def test_a_wrong_code_is_a_strangers_and_the_right_one_still_opens(tmp_path: Path) -> None:
    async with conversation(tmp_path, enrolled=False) as talk:
        code = talk.running.door.code
        wrong = await talk.athlete.asks("/start aaaaaaaa")
        right = await talk.athlete.asks(f"/start {code}")
        late = await talk.stranger().asks(f"/start {code}")

    assert wrong.text == texts.STRANGER
    assert right.text.startswith("I am your training coach")
    assert late.text == texts.STRANGER


async def test_a_listed_chat_needs_no_code_and_no_start(tmp_path: Path) -> None:
    listed: dict[str, object] = {"allowed_chat_ids": (1000,)}
    async with conversation(tmp_path, enrolled=False, settings=listed) as talk:
        await talk.athlete.says("/today")
        welcome = await talk.athlete.hears()
        today = await talk.athlete.hears()

    assert welcome.text.startswith("I am your training coach")
    assert "Workout" in today.text


async def test_a_group_hears_one_line_and_is_left(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        club = talk.chat.group("Club")
        talk.athlete.person.say("/today", where=club)
        await eventually(lambda: talk.chat.world.accepted["leaveChat"])
        said = [message.text for message in club.messages.values() if message.sender.is_bot]

    assert said == [texts.GROUP]
