"""A voice note is heard where a model can listen, shown back, and then taken as if it was typed."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import models
from coach.llm.gateway import Gateway
from coach.model_ports import BudgetSpentError, NoAnswerError
from coach.talk_ports import Voice
from handlers import texts
from tests.chats import Conversation, conversation
from tests.fakes.models import Speaker

SPOKEN = b"OggS my own voice"
WITH_KEY: dict[str, object] = {"openai_api_key": "sk-not-a-key", "openai_model": "gpt-test"}


@dataclass
class Scribe:
    """Writes down what a test says it heard, or fails."""

    hears: str | Exception = "left knee hurts, 4 out of 10"
    is_slow: bool = False
    voices: list[Voice] = field(default_factory=list)

    async def transcribe(self, voice: Voice) -> str:
        self.voices.append(voice)
        if self.is_slow:
            await asyncio.Event().wait()
        if isinstance(self.hears, Exception):
            raise self.hears
        return self.hears


@pytest.fixture
def scribe(monkeypatch: pytest.MonkeyPatch) -> Scribe:
    made = Scribe()
    silent = Speaker([NoAnswerError()])
    monkeypatch.setattr(models, "build", lambda *_: [silent])
    monkeypatch.setattr(Gateway, "can_transcribe", True)
    monkeypatch.setattr(Gateway, "transcribe", lambda _, voice: made.transcribe(voice))
    return made


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[Conversation]:
    async with conversation(folder, settings=WITH_KEY) as talk:
        yield talk


async def test_a_voice_note_is_shown_in_words_and_answered_in_the_same_message(
    tmp_path: Path, scribe: Scribe
) -> None:
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN, duration=9)
        answer = await talk.athlete.hears()
        known = await talk.athlete.asks("/memory")

    heard, _, rest = answer.text.partition("\n\n")
    assert heard == "I heard: “left knee hurts, 4 out of 10”"
    assert "knee" in rest
    assert "Undo" in [button.text for button in answer.buttons]
    assert "knee" in known.text
    [voice] = scribe.voices
    assert (voice.content, voice.name, voice.seconds) == (SPOKEN, "voice.ogg", 9)


async def test_a_red_flag_that_is_spoken_is_one(tmp_path: Path, scribe: Scribe) -> None:
    scribe.hears = "I have chest pain and pressure right now, on the bike"
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()
        today = await talk.athlete.asks("/today")

    assert answer.text.startswith("I heard: “I have chest pain")
    assert "112" in answer.text
    assert "recover" in today.text


async def test_a_recording_sent_as_a_file_keeps_only_its_ending(
    tmp_path: Path, scribe: Scribe
) -> None:
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_audio("my secret memo.MP3", SPOKEN)
        await talk.athlete.hears()
        talk.athlete.person.send_audio("odd.exe", SPOKEN)
        await talk.athlete.hears()

    assert [voice.name for voice in scribe.voices] == ["voice.mp3", "voice.ogg"]


@pytest.mark.parametrize(
    ("hears", "said"),
    [
        (NoAnswerError("down"), texts.VOICE_FAILED),
        (BudgetSpentError("spent"), texts.VOICE_BUDGET),
        ("  \n", texts.VOICE_EMPTY),
    ],
)
async def test_where_nothing_comes_of_listening_one_sentence_asks_to_write(
    tmp_path: Path, scribe: Scribe, hears: str | Exception, said: str
) -> None:
    scribe.hears = hears
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()

    assert answer.text == said
    assert "rite it" in answer.text


async def test_listening_that_takes_too_long_leaves_time_to_say_so(
    tmp_path: Path, scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.voice.LISTEN_S", 0.2)
    scribe.is_slow = True
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()

    assert answer.text == texts.VOICE_FAILED


async def test_what_is_too_long_or_too_large_is_not_fetched(tmp_path: Path, scribe: Scribe) -> None:
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN, duration=181)
        long = await talk.athlete.hears()
        talk.athlete.person.send_voice(bytes(20_000_001), duration=60)
        large = await talk.athlete.hears()
        fetched = talk.chat.world.accepted["getFile"]

    assert long.text == large.text == texts.VOICE_LONG.format(minutes=3)
    assert (fetched, scribe.voices) == (0, [])


async def test_a_voice_that_telegram_lost_is_asked_for_in_writing(
    tmp_path: Path, scribe: Scribe
) -> None:
    async with listening(tmp_path) as talk:
        talk.chat.faults.refuse(400, "Bad Request: file is gone", method="getFile")
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()

    assert answer.text == texts.VOICE_FAILED
    assert scribe.voices == []


async def test_round_videos_are_kindly_refused(tmp_path: Path, scribe: Scribe) -> None:
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_video_note()
        answer = await talk.athlete.hears()

    assert answer.text == texts.VIDEO_NOTE
    assert scribe.voices == []


async def test_without_a_listener_it_is_said_kindly(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()

    assert answer.text == texts.VOICE


async def test_markup_that_is_spoken_stays_words(tmp_path: Path, scribe: Scribe) -> None:
    scribe.hears = "<b>my knee</b> & www.evil.example"
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        answer = await talk.athlete.hears()

    assert answer.text.startswith("I heard: “<b>my knee</b> & www.evil.example”")
    assert answer.body.entities == ()


async def test_the_recording_is_on_no_disk_and_in_no_log(
    tmp_path: Path, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="handlers")
    async with listening(tmp_path) as talk:
        talk.athlete.person.send_voice(SPOKEN)
        await talk.athlete.hears()
        on_disk = everything_in(tmp_path)

    assert SPOKEN not in on_disk
    assert str(scribe.hears) not in caplog.text
