"""A conversation whose answers a test makes itself, and whose pauses it turns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot import house
from bot.localchat import Message
from coach.conversation.conversing import Conversing
from coach.domain.fact import Fact, FactKind
from coach.domain.reply import Reply
from coach.talk_ports import Follower, TalkingModel
from tests.chats import ADA_CHAT, MORNING, Conversation, Talker, conversation
from tests.fakes.pauses import Turned

ANSWER = "Your form is fine. Ride easy."
TOM_CHAT = 2000
KNEE = Fact(kind=FactKind.NOTE, local_date=MORNING.date(), said_at=MORNING, words="knee", id=1)


@dataclass
class Speaking:
    """Stands in for the conversation: shows words, and goes on where the test says so."""

    words: list[str] = field(default_factory=lambda: ["Your", "Your form", "Your form is fine."])
    answer: tuple[str, ...] = (ANSWER,)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    noted: tuple[Fact, ...] = ()

    async def hear(self, athlete_id: int, text: str, now: datetime, follower: Follower) -> Reply:
        assert (athlete_id, bool(text), now.tzinfo is not None) == (1, True, True)
        for words in self.words:
            await follower.show(words)
        self.begun.set()
        stop = asyncio.create_task(follower.stopped())
        done = asyncio.create_task(self.go_on.wait())
        await asyncio.wait({stop, done}, return_when=asyncio.FIRST_COMPLETED)
        stopped = stop.done()
        for task in (stop, done):
            task.cancel()
        lines = (self.words[-1], "Stopped.") if stopped else self.answer
        return Reply(lines=lines, noted=self.noted)


@dataclass
class Stage:
    """A conversation whose answers are made by the test, and whose pauses it turns."""

    talk: Conversation
    speaking: Speaking
    pause: Turned

    @property
    def ada(self) -> Talker:
        return self.talk.athlete

    def count(self, method: str) -> int:
        """How often Telegram took a call."""
        return self.talk.chat.world.accepted[method]


@asynccontextmanager
async def stage(
    folder: Path, speaking: Speaking | None = None, *, drafts: bool = True
) -> AsyncIterator[Stage]:
    allowed = {"allowed_chat_ids": (ADA_CHAT, TOM_CHAT)}
    async with conversation(folder, settings=dict(allowed)) as talk:
        made, pause = speaking or Speaking(), Turned()
        talk.house.conversing.hear = made.hear  # type: ignore[method-assign]  # the test speaks
        talk.running.bot.bot_data.live.pause = pause
        if not drafts:
            talk.chat.faults.lacking.add("sendMessageDraft")
        yield Stage(talk, made, pause)


async def asked(on: Stage) -> None:
    """Ask something, and wait until the answer is being made."""
    await on.ada.says("how is my form")
    async with asyncio.timeout(5):
        await on.speaking.begun.wait()


async def half(on: Stage) -> Message:
    """Return the message that grows where there are no drafts."""
    await on.pause.asleep(0.4)
    on.pause.turn(0.4)
    return await on.ada.hears()


def let_talk(monkeypatch: pytest.MonkeyPatch, model: TalkingModel) -> None:
    """Put a model in the place of the settings' own."""

    def built(coach: Any, memory: Any, *_: object, offering: Any, **__: object) -> Conversing:  # noqa: ANN401  # handed on
        return Conversing(coach, memory, model, offering=offering)

    monkeypatch.setattr(house, "Conversing", built)
