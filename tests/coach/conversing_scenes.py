"""A conversation to try: the sample athlete in a real memory, a model by script, a follower."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from bot.sample import sample_harvest, sample_mission
from coach import TourCoach
from coach.agents.extraction import Extracted
from coach.agents.extraction.checking import Message
from coach.conversation.conversing import Conversing, Extracting
from coach.conversation.offering import Offering
from coach.domain.athlete import Athlete
from coach.domain.fact import Fact
from coach.domain.reply import Reply
from coach.memory.database import SqlMemory
from coach.talk_ports import TalkingModel
from missions import parse
from tests.chats import MORNING
from tests.fakes.talkers import FakeTalker, Round
from tests.memories import fresh_memory

DAY = MORNING.date()
CALM = "Your training is going the way the plan wants it to, and there is no need to do more."
"""Words without a figure that stand on any day."""


@dataclass
class Watching:
    """Follows an answer; stops it once as many words were shown as `patience` allows."""

    patience: int | None = None
    shown: list[str] = field(default_factory=list)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def show(self, text: str) -> None:
        """Take note of what was shown."""
        self.shown.append(text)
        if self.patience is not None and len(self.shown) >= self.patience:
            self.enough.set()
            await asyncio.sleep(0)

    async def stopped(self) -> None:
        """Return once it is enough."""
        await self.enough.wait()


@dataclass
class Reads:
    """Reads the facts that a test gives it."""

    facts: tuple[Fact, ...] = ()
    to_offer: tuple[Fact, ...] = ()
    heard: list[str] = field(default_factory=list)

    async def read(self, message: Message, *, noted: Sequence[Fact], athlete_id: int) -> Extracted:
        """Return them."""
        assert athlete_id
        self.heard.append(f"{message.text} ({len(noted)} noted, {message.today})")
        return Extracted(facts=self.facts, to_offer=self.to_offer)


@dataclass
class Scene:
    """One athlete's conversation."""

    memory: SqlMemory
    athlete: Athlete
    conversing: Conversing
    now: datetime = MORNING

    async def hears(self, text: str, follower: Watching | None = None) -> Reply:
        """Say something and return the reply."""
        follower = follower or Watching()
        return await self.conversing.hear(self.athlete.id, text, self.now, follower)

    async def written(self) -> list[str]:
        """Return what the coach said, as it was written down."""
        messages = await self.memory.messages(self.athlete.id)
        return [each.words for each in messages if each.speaker == "coach"]


@asynccontextmanager
async def scene(
    folder: Path,
    model: TalkingModel | None,
    *,
    extracting: Extracting | None = None,
    timezone: str = "Europe/Berlin",
) -> AsyncIterator[Scene]:
    """Open a memory with the sample athlete, who trains for the sample's mission."""
    mission = parse(sample_mission(DAY), environ={}, name="sample")
    async with fresh_memory(folder) as memory:
        athlete = await memory.enrol(
            chat_id=1, name="Robin", timezone=timezone, push_time=time(6, 30)
        )
        await memory.record(athlete.id, [sample_harvest(DAY, timezone)])
        coach = TourCoach(mission, memory)
        offering = Offering(memory, coach)
        conversing = Conversing(coach, memory, model, extracting=extracting, offering=offering)
        yield Scene(memory, athlete, conversing)


def talker(*rounds: Round) -> FakeTalker:
    """Return a model that plays these rounds for every message."""
    return FakeTalker([rounds])
