"""For journeys: the real bot on a local Bot API server, a memory of its own, a clock to turn.

async with conversation(tmp_path) as talk:
    await talk.athlete.says("my knee hurts")
    reply = await talk.athlete.hears()
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Running, open_bot
from bot.house import House, open_house
from bot.localchat import LocalChat, Message, Person, serve
from bot.settings import Settings
from coach.domain.athlete import Athlete
from coach.ports import Harvest
from tests.memories import KEY

MORNING = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)
"""A Wednesday, 06:30 in Berlin."""
ADA_CHAT = 1000


@dataclass
class Watch:
    """A clock that stands until it is turned."""

    time: datetime = MORNING

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> None:
        """Turn it on by hours, minutes, ..."""
        self.time += timedelta(**by)


@dataclass
class Talker:
    """A person in the chat, in the words of a test."""

    person: Person

    async def says(self, text: str) -> Message:
        """Type a message."""
        return self.person.say(text)

    async def hears(self, *, seconds: float = 5) -> Message:
        """Return the bot's next message; raises TimeoutError where none comes."""
        return await self.person.hears(seconds=seconds)

    async def sees_edited(self, *, seconds: float = 5) -> Message:
        """Return the next message that the bot changed."""
        return await self.person.hears("edited", seconds=seconds)

    async def asks(self, text: str) -> Message:
        """Type a message and return the answer."""
        self.person.catch_up()
        await self.says(text)
        return await self.hears()

    async def taps(self, button: str, message: Message) -> None:
        """Tap a button by its text or data."""
        self.person.tap(message.message_id, button)


@dataclass
class Conversation:
    """A bot that listens, the people around it, and what it stands on."""

    athlete: Talker
    chat: LocalChat
    house: House
    running: Running
    watch: Watch

    def stranger(self, name: str = "Eddy") -> Talker:
        """Let somebody else open a chat with the bot."""
        return Talker(self.chat.person(name))

    async def remembered(self) -> Athlete:
        """Return the athlete as memory holds them."""
        found = await self.house.memory.by_chat(self.athlete.person.chat_id)
        if found is None:
            raise LookupError("The athlete's chat is not enrolled.")
        return found

    async def tick(self) -> None:
        """Let the clock look once for who is due."""
        await self.running.clock.tick()


def settings_for(chat: LocalChat, folder: Path, **changes: object) -> Settings:
    """Return settings that lead to the local server and keep everything in a folder."""
    values: dict[str, object] = {
        "telegram_bot_token": chat.token,
        "telegram_api_base_url": chat.url,
        "lanterne_data_dir": folder,
        "lanterne_secret_key": KEY,
        "timezone": "Europe/Berlin",
        "push_time": "06:30",
        "mission_file": "keep_fit",
    }
    alone: dict[str, object] = {"_env_file": None, "_env_prefix": "NOT_FROM_THE_ENVIRONMENT_"}
    return Settings(**(alone | values | changes))  # type: ignore[arg-type]  # read by pydantic


@asynccontextmanager
async def conversation(
    folder: Path,
    *,
    enrolled: bool = True,
    harvest: Harvest | None = None,
    watch: Watch | None = None,
    settings: dict[str, object] | None = None,
) -> AsyncIterator[Conversation]:
    """Open a bot with one athlete, who is known already where `enrolled`; the test ticks."""
    clock = watch or Watch()
    async with serve() as chat:
        ada = chat.person("Ada", chat_id=ADA_CHAT)
        chosen = settings_for(chat, folder, **(settings or {}))
        async with open_house(chosen, clock=clock) as house:
            if enrolled:
                await _enrol(house, ada, harvest)
            async with open_bot(house, limited=False, ticking=False) as running:
                yield Conversation(Talker(ada), chat, house, running, clock)


async def _enrol(house: House, person: Person, harvest: Harvest | None) -> None:
    athlete = await house.memory.enrol(
        chat_id=person.chat_id,
        name=person.user.first_name,
        timezone=house.settings.timezone,
        push_time=house.settings.push_time,
    )
    if harvest is not None:
        await house.memory.record(athlete.id, [harvest])
