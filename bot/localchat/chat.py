"""The people's side of the local chat: who they are, what they type, tap and read.

`serve` starts a Bot API server on 127.0.0.1; the bot meets it over HTTP, tests and the terminal
through these classes. Nothing is kept on disk.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import get_args

from bot.localchat.entities import plain
from bot.localchat.faults import Faults
from bot.localchat.refusal import Json
from bot.localchat.rooms import Room, Tap, World
from bot.localchat.server import Endpoints
from bot.localchat.updates import Updates
from bot.localchat.values import Attachment, Button, Event, EventKind, Formatted, Message, User
from bot.serving import listening

WAIT_SECONDS = 10.0
_BLOCKED = "bot was blocked by the user"


@dataclass
class Person:
    """Somebody with a private chat with the bot."""

    user: User
    room: Room
    chat: "LocalChat"
    read: dict[EventKind, int] = field(default_factory=dict)

    @property
    def chat_id(self) -> int:
        """The private chat's number."""
        return self.room.id

    def say(self, text: str, *, where: Room | None = None) -> Message:
        """Type a message into the private chat, or into a group."""
        return self._send(plain(text), where=where)

    def send_document(
        self, file_name: str, content: bytes, *, caption: str = "", mime_type: str | None = None
    ) -> Message:
        """Send a file."""
        attachment = Attachment("document", "", 0, file_name, mime_type)
        return self._send(plain(caption), self.chat.world.store(content, attachment))

    def send_voice(self, content: bytes = b"OggS", *, duration: int = 3) -> Message:
        """Send a voice message."""
        voice = Attachment("voice", "", 0, None, "audio/ogg", {"duration": duration})
        return self._send(Formatted(), self.chat.world.store(content, voice))

    def send_audio(self, file_name: str, content: bytes, *, duration: int = 3) -> Message:
        """Send a recording or a song."""
        audio = Attachment("audio", "", 0, file_name, None, {"duration": duration})
        return self._send(Formatted(), self.chat.world.store(content, audio))

    def send_video_note(self, content: bytes = b"ftyp", *, duration: int = 3) -> Message:
        """Send a round video."""
        extras = {"duration": duration, "length": 240}
        note = Attachment("video_note", "", 0, None, None, extras)
        return self._send(Formatted(), self.chat.world.store(content, note))

    def send_sticker(self, emoji: str = "🚴") -> Message:
        """Send a sticker."""
        shape = {"type": "regular", "is_animated": False, "is_video": False}
        extras = {"width": 512, "height": 512, "emoji": emoji, **shape}
        sticker = Attachment("sticker", "", 0, None, None, extras)
        return self._send(Formatted(), self.chat.world.store(b"RIFF", sticker))

    def edit(self, message_id: int, text: str) -> Message:
        """Change a message of one's own."""
        before = self.room.messages[message_id]
        edited = replace(before, body=plain(text), edit_date=self.chat.world.clock())
        self.room.put("said", edited)
        self.chat.world.updates.add("edited_message", edited.document())
        return edited

    def tap(self, message_id: int, button: str | int) -> None:
        """Tap a button by its text, its callback data or its place from 0."""
        buttons = self.room.messages[message_id].buttons
        found = buttons[button] if isinstance(button, int) else _named(buttons, button)
        if found.data is None:
            raise ValueError(f"[{found.text}] does not call the bot.")
        self.forge(message_id, found.data)

    def stop_writing(self) -> None:
        """Press the Stop of what the bot is writing."""
        draft = self.room.draft
        if draft is None or not draft.can_stop:
            raise ValueError("There is nothing with a Stop button.")
        body = {"chat": self.room.document(), "draft_id": draft.id}
        self.chat.world.updates.add("stopped_message_generation", body)

    def forge(self, message_id: int, data: str) -> None:
        """Send any callback data, as a tampered client can."""
        world = self.chat.world
        tap = Tap(str(next(self.chat.tap_ids)), self.room)
        world.taps[tap.id] = tap
        body: Json = {
            "id": tap.id,
            "from": self.user.document(),
            "message": self.room.messages[message_id].document(),
            "chat_instance": str(self.room.id),
            "data": data,
        }
        world.updates.add("callback_query", body)

    def block(self) -> None:
        """Block the bot: nothing reaches this person any more."""
        self.room.closed_because = _BLOCKED
        self.chat.membership(self, before="member", after="kicked")

    def unblock(self) -> None:
        """Let the bot in again."""
        self.room.closed_because = None
        self.chat.membership(self, before="kicked", after="member")

    def catch_up(self) -> None:
        """Take everything that happened so far as read."""
        self.read = dict.fromkeys(get_args(EventKind), len(self.room.events))

    async def hears(self, kind: EventKind = "sent", *, seconds: float = WAIT_SECONDS) -> Message:
        """Return the bot's next message that was not read yet; `kind` "edited" for its edits.

        Raises:
            TimeoutError: it did not come in time.

        """
        event = await self.witnesses(kind, seconds=seconds)
        if event.message is None:
            raise ValueError(f"A {kind} event carries no message.")
        return event.message

    async def witnesses(self, kind: EventKind, *, seconds: float = WAIT_SECONDS) -> Event:
        """Return the next event of a kind that was not witnessed yet.

        Raises:
            TimeoutError: it did not come in time.

        """
        position = self.read.get(kind, 0)
        async with asyncio.timeout(seconds):
            async for event in self.room.events_from(position):
                position += 1
                if event.kind == kind:
                    break
        self.read[kind] = position
        return event

    def _send(
        self, body: Formatted, attachment: Attachment | None = None, where: Room | None = None
    ) -> Message:
        room = where or self.room
        message = self.chat.world.message(room, self.user, body)
        kept = room.add("said", replace(message, attachment=attachment))
        self.chat.world.updates.add("message", kept.document())
        return kept


@dataclass
class LocalChat:
    """A running server: where the bot finds it, who is there, and the faults to inject."""

    token: str
    url: str
    world: World
    faults: Faults
    people: list[Person] = field(default_factory=list)
    tap_ids: "count[int]" = field(default_factory=lambda: count(1))

    def person(self, name: str = "Ada", *, chat_id: int | None = None) -> Person:
        """Let somebody in who has opened a private chat with the bot."""
        number = chat_id or next(free for free in count(1000) if free not in self.world.rooms)
        room = Room(number, "private", name)
        self.world.rooms[number] = room
        person = Person(User(number, name, language_code="en"), room, self)
        self.people.append(person)
        return person

    def group(self, title: str = "Club", *, chat_id: int | None = None) -> Room:
        """Open a group with the bot in it."""
        number = chat_id or -1000 - len(self.world.rooms)
        return self.world.rooms.setdefault(number, Room(number, "group", title))

    def membership(self, person: Person, *, before: str, after: str) -> None:
        """Tell the bot that somebody blocked it or let it in again."""
        bot = self.world.bot.document()
        body = {
            "chat": person.room.document(),
            "from": person.user.document(),
            "date": self.world.clock(),
            "old_chat_member": _member(bot, before),
            "new_chat_member": _member(bot, after),
        }
        self.world.updates.add("my_chat_member", body)

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


def _named(buttons: tuple[Button, ...], name: str) -> Button:
    for button in buttons:
        if name in (button.text, button.data):
            return button
    shown = ", ".join(button.text for button in buttons) or "none"
    raise ValueError(f"No button {name!r} under this message; there are: {shown}.")


def _member(bot: Json, status: str) -> Json:
    kicked = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **kicked}
