"""Fifty messages in a minute: bounded, told once, and none of them is lost to safety."""

from pathlib import Path

import pytest

from coach.conversation.conversing import A_MINUTE
from coach.domain.reply import Reply
from handlers import texts
from handlers.rush import MOST
from tests.chats import Conversation, conversation
from tests.coach.conversing_scenes import CALM
from tests.fakes.talkers import FakeTalker
from tests.journeys.restarts import settled
from tests.journeys.stages import let_talk

CHEST = "I have chest pain and pressure right now"


async def all_said(talk: Conversation) -> list[str]:
    """Return what the bot said, once no update is left to deal with."""
    await settled(talk)
    events = talk.athlete.person.room.events
    return [event.message.text for event in events if event.kind == "sent" and event.message]


async def test_chest_pain_in_message_45_of_50_is_answered_and_the_rush_told_once(
    tmp_path: Path,
) -> None:
    async with conversation(tmp_path) as talk:
        for number in range(1, 51):
            await talk.athlete.says(CHEST if number == 45 else f"hello number {number}")
        said = await all_said(talk)
        today = await talk.athlete.asks("/today")

    assert said.count(texts.RUSH) == 1
    assert any("112" in text for text in said)
    assert len(said) < 50
    assert "recover" in today.text


async def test_in_a_rush_no_model_is_asked_and_what_is_said_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with conversation(tmp_path) as talk:
        asked: list[str] = []

        async def hear(athlete_id: int, text: str, *_: object) -> Reply:
            asked.append(f"{athlete_id} {text}")
            return Reply(lines=("Yes.",))

        monkeypatch.setattr(talk.house.conversing, "hear", hear)
        for number in range(1, 31):
            await talk.athlete.says("left knee 4/10" if number == 28 else f"hello {number}")
        said = await all_said(talk)

    assert len(asked) == MOST
    assert said.count("Yes.") == MOST
    assert any("knee" in text for text in said)


async def test_a_rush_upon_a_model_is_told_once_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = FakeTalker([[CALM]])
    let_talk(monkeypatch, model)
    async with conversation(tmp_path) as talk:
        for number in range(1, 51):
            await talk.athlete.says(f"what would {number} easy minutes do to my form?")
        said = await all_said(talk)

    assert len(model.floors) == A_MINUTE
    assert len(said) == MOST + 1
    assert said[-1] == texts.RUSH


async def test_a_minute_later_everything_is_answered_again(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        for number in range(MOST + 2):
            await talk.athlete.says(f"hello {number}")
        rushed = await all_said(talk)
        clock = talk.chat.world.clock
        talk.chat.world.clock = lambda: clock() + 61
        later = await talk.athlete.asks("how is my form")

    assert texts.RUSH in rushed
    assert "TSB" in later.text or "form" in later.text
