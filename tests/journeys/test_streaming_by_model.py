"""A model's answer on its way to the chat: whole sentences first, then the answer, or its stop."""

import asyncio
from pathlib import Path

import pytest

from coach.llm.gateway import Gateway
from coach.talk_ports import Talk, Told
from tests.chats import conversation
from tests.fakes.talkers import a_call

FIRST = "Yes, an easy ride with your friends is a good idea for you today."
WHOLE = f"{FIRST} It is the talking that you will have more of than the work."
QUESTION = "would riding with friends be a good idea today?"
WITH_KEY: dict[str, object] = {"openai_api_key": "sk-not-a-key", "openai_model": "gpt-test"}


class Slow:
    """A model that has said a sentence and a half, and waits."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()

    async def talk(self, talk: Talk) -> Told:
        """Say the first sentence, and the rest when the test wants it."""
        assert await talk.heard(f"{FIRST} It is") is None
        await self.go_on.wait()
        return Told(text=WHOLE, call=a_call(talk))


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow()
    monkeypatch.setattr(Gateway, "talk", lambda _, talk: made.talk(talk))
    monkeypatch.setattr("bot.models.build", lambda *_: [])
    return made


async def test_the_first_sentence_is_drafted_before_the_second_is_said(
    tmp_path: Path, slow: Slow
) -> None:
    async with conversation(tmp_path, settings=WITH_KEY) as talk:
        await talk.athlete.says(QUESTION)
        draft = await talk.athlete.person.witnesses("draft")
        slow.go_on.set()
        answer = await talk.athlete.hears()

    assert draft.text == FIRST
    assert answer.text.startswith(WHOLE)


async def test_stopped_it_stands_as_far_as_it_came(tmp_path: Path, slow: Slow) -> None:
    async with conversation(tmp_path, settings=WITH_KEY) as talk:
        await talk.athlete.says(QUESTION)
        await talk.athlete.person.witnesses("draft")
        talk.athlete.person.stop_writing()
        answer = await talk.athlete.hears()

    assert not slow.go_on.is_set()
    assert answer.text.startswith(FIRST)
    assert "talking" not in answer.text
    assert answer.text.endswith("Stopped.")
