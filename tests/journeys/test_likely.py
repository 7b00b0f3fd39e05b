"""What only a model took for grave rests the day at once, and the athlete says whether it is so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.localchat import Message
from bot.sample import sample_harvest
from coach.domain.fact import FactKind
from coach.llm.gateway import Gateway
from coach.model_ports import Answered, Ask, NoAnswerError
from handlers import texts
from tests.chats import MORNING, Conversation, conversation
from tests.fakes.readers import FakeReader, told

SAMPLE = sample_harvest(MORNING.date(), "Europe/Berlin")
WITH_KEY: dict[str, object] = {"openai_api_key": "sk-not-a-key", "openai_model": "gpt-test"}
SAID = "my sister has painted the garden gate"
QUESTION = "I understood this as chest pain or pressure now. Is that so?"


@asynccontextmanager
async def misread(folder: Path, patch: pytest.MonkeyPatch) -> AsyncIterator[Conversation]:
    """Open a conversation whose model takes a garden gate for chest pain."""
    reader = FakeReader([told("symptom", "garden gate", code="chest_pain_now")])

    async def complete(_: Gateway, ask: Ask[Any]) -> Answered[Any]:
        if ask.prompt == "facts":
            return await reader.complete(ask)
        raise NoAnswerError("it only reads")

    patch.setattr(Gateway, "complete", complete)
    patch.setattr("bot.models.build", lambda *_: [])
    async with conversation(folder, harvest=SAMPLE, settings=WITH_KEY) as talk:
        yield talk


async def answered(talk: Conversation, button: str, message: Message) -> Message:
    """Tap a button and return the message as it was changed."""
    talk.athlete.person.catch_up()
    await talk.athlete.taps(button, message)
    return await talk.athlete.sees_edited()


async def symptoms(talk: Conversation) -> list[tuple[str | None, bool]]:
    """Return the quality of each symptom that is remembered, and whether it is closed."""
    ada = await talk.remembered()
    facts = await talk.house.memory.facts(ada.id, MORNING.date(), MORNING.date())
    return [
        (fact.quality, fact.closed_on is not None)
        for fact in facts
        if fact.kind is FactKind.SYMPTOM
    ]


async def test_the_day_is_rest_at_once_and_the_first_line_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with misread(tmp_path, monkeypatch) as talk:
        asked = await talk.athlete.asks(SAID)
        today = await talk.athlete.asks("/today")

    assert asked.text.splitlines()[0] == QUESTION
    assert "112" in asked.text
    assert [button.text for button in asked.buttons] == ["Yes", "No, that is not it", "Why"]
    assert "Training is on hold" in today.text


async def test_a_no_gives_the_day_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with misread(tmp_path, monkeypatch) as talk:
        before = await talk.athlete.asks("/today")
        asked = await talk.athlete.asks(SAID)
        denied = await answered(talk, "No, that is not it", asked)
        after = await talk.athlete.asks("/today")
        kept = await symptoms(talk)

    assert denied.text.startswith("Taken back.\nChanged: recover → maintain.")
    assert after.text == before.text
    assert kept == [("likely", True)]


async def test_a_yes_keeps_the_day_and_asks_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with misread(tmp_path, monkeypatch) as talk:
        asked = await talk.athlete.asks(SAID)
        confirmed = await answered(talk, "Yes", asked)
        today = await talk.athlete.asks("/today")
        kept = await symptoms(talk)

    assert confirmed.text.startswith("Noted: “garden gate”.")
    assert "112" in confirmed.text
    assert [button.text for button in confirmed.buttons] == ["Undo"]
    assert "Training is on hold" in today.text
    assert kept == [("likely", True), (None, False)]


async def test_after_a_no_an_old_yes_brings_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with misread(tmp_path, monkeypatch) as talk:
        asked = await talk.athlete.asks(SAID)
        data = next(button.data or "" for button in asked.buttons if button.text == "Yes")
        await answered(talk, "No, that is not it", asked)
        talk.athlete.person.forge(asked.message_id, data)
        twice = await talk.athlete.sees_edited()
        kept = await symptoms(talk)

    assert twice.text.startswith("Today stays as it is: maintain")
    assert kept == [("likely", True)]


async def test_a_forged_yes_confirms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with misread(tmp_path, monkeypatch) as talk:
        asked = await talk.athlete.asks(SAID)
        talk.athlete.person.catch_up()
        talk.athlete.person.forge(asked.message_id, "sure:x")
        forged = await talk.athlete.hears()
        kept = await symptoms(talk)

    assert forged.text == texts.FORGED
    assert kept == [("likely", False)]
