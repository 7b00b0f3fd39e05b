"""The local chat: a Bot API server on 127.0.0.1, and the people who are let in.

The bot meets it over HTTP, tests and the terminal through these classes. Nothing is kept on disk.
"""

import contextlib
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import count

from bot.localchat.faults import Faults
from bot.localchat.person import Person
from bot.localchat.refusal import Json
from bot.localchat.rooms import Room, World
from bot.localchat.server import Endpoints
from bot.localchat.updates import Updates
from bot.localchat.values import User
from bot.serving import listening


@dataclass
class LocalChat:
    """A running server: where the bot finds it, who is there, and the faults to inject."""

    token: str
    url: str
    world: World
    faults: Faults
    people: list[Person] = field(default_factory=list)

    def person(self, name: str = "Ada", *, chat_id: int | None = None) -> Person:
        """Let somebody in who has opened a private chat with the bot."""
        number = chat_id or next(free for free in count(1000) if free not in self.world.rooms)
        room = Room(number, "private", name)
        self.world.rooms[number] = room
        person = Person(User(number, name, language_code="en"), room, self.world)
        self.people.append(person)
        return person

    def group(self, title: str = "Club", *, chat_id: int | None = None) -> Room:
        """Open a group with the bot in it."""
        number = chat_id or -1000 - len(self.world.rooms)
        return self.world.rooms.setdefault(number, Room(number, "group", title))

    def document(self) -> Json:
        """Return every chat with its messages, as a chat page would read them."""
        return {
            "bot": self.world.bot.document(),
            "chats": [
                room.document()
                | {"messages": [message.document() for message in room.messages.values()]}
                for room in self.world.rooms.values()
            ],
        }


@contextlib.asynccontextmanager
async def serve(
    port: int = 0, token: str | None = None, *, clock: Callable[[], float] = time.time
) -> AsyncIterator[LocalChat]:
    """Run a local Bot API server in this loop; port 0 takes a free one, no token makes one up.

    Raises:
        OSError: the port is taken.

    """
    secret = token or f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(27)[:35]}"
    bot = User(int(secret.partition(":")[0]), "Lanterne Rouge", True, "lanterne_local_bot")  # noqa: FBT003  # Telegram's own order
    # Update ids go on from the clock, so that a memory which outlives this server never meets
    # an id that it has dealt with already.
    world = World(bot, lambda: int(clock()), Updates(first_id=int(clock())))
    faults = Faults(added=world.updates.release)  # a waiting poll must not sit a fault out
    application = Endpoints(secret, world, faults).application()
    async with listening(application, port) as taken:
        try:
            yield LocalChat(secret, f"http://127.0.0.1:{taken}", world, faults)
        finally:
            world.updates.close()
