"""A model that thinks for long holds nobody up: the rules answer, and what was noted stays."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.agents.extraction import Extracted
from coach.agents.extraction.checking import Message
from coach.conversation import conversing
from coach.domain.fact import Fact
from coach.talk_ports import Talk, Told
from tests.coach.conversing_scenes import CALM, Reads, Watching, scene, talker

KNEE_AND_MORE = "left knee 4/10, how is my training going?"


@dataclass
class Endless:
    """Reads and talks without ever coming to an end."""

    ended: bool = False

    async def talk(self, talk: Talk) -> Told:
        await self._think(talk)
        raise AssertionError

    async def read(self, message: Message, *, noted: Sequence[Fact], athlete_id: int) -> Extracted:
        await self._think((message, noted, athlete_id))
        raise AssertionError

    async def _think(self, about: object) -> None:
        assert about
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


async def test_an_answer_that_takes_too_long_is_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversing, "LONGEST_S", 0.05)
    model = Endless()
    async with scene(tmp_path, model) as there:
        reply = await there.hears("what if I skip today?")

    assert reply.lines[0].startswith("Tomorrow's TSB (form) would be")
    assert model.ended


async def test_a_reading_that_takes_too_long_leaves_time_for_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversing, "READING_S", 0.05)
    reading = Endless()
    async with scene(tmp_path, talker(CALM), extracting=reading) as there:
        reply = await there.hears("how is my training going these days?")

    assert reply.lines == (CALM,)
    assert reading.ended


async def test_what_was_noted_is_shown_before_a_model_has_said_a_word(tmp_path: Path) -> None:
    follower = Watching()
    async with scene(tmp_path, talker(CALM), extracting=Reads()) as there:
        await there.hears(KNEE_AND_MORE, follower)

    assert "left knee 4/10" in follower.shown[0]
    assert CALM not in follower.shown[0]


@pytest.mark.parametrize("text", ["runny nose today, how is my training?", "38.5 and chills"])
async def test_a_message_with_a_symptom_is_read_by_the_screen_alone(
    tmp_path: Path, text: str
) -> None:
    model, reading = talker(CALM), Reads()
    async with scene(tmp_path, model, extracting=reading) as there:
        await there.hears(text)

    assert (model.floors, reading.heard) == ([], [])
