"""Somebody who chats with the bot: what they type, send and tap, and what they read.

The bot meets them over HTTP alone; tests and the terminal act through this class.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import get_args

from bot.localchat.entities import plain
from bot.localchat.refusal import Json
from bot.localchat.rooms import Room, Tap, World
from bot.localchat.values import Attachment, Button, Event, EventKind, Formatted, Message, User

WAIT_SECONDS = 10.0
_BLOCKED = "bot was blocked by the user"


@dataclass
class Person:
    """Somebody with a private chat with the bot."""

    user: User
    room: Room
    world: World
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
        return self._send(plain(caption), self.world.store(content, attachment))

    def send_voice(self, content: bytes = b"OggS", *, duration: int = 3) -> Message:
        """Send a voice message."""
        voice = Attachment("voice", "", 0, None, "audio/ogg", {"duration": duration})
        return self._send(Formatted(), self.world.store(content, voice))

    def send_audio(self, file_name: str, content: bytes, *, duration: int = 3) -> Message:
        """Send a recording or a song."""
        audio = Attachment("audio", "", 0, file_name, None, {"duration": duration})
        return self._send(Formatted(), self.world.store(content, audio))

    def send_video_note(self, content: bytes = b"ftyp", *, duration: int = 3) -> Message:
        """Send a round video."""
        extras = {"duration": duration, "length": 240}
        note = Attachment("video_note", "", 0, None, None, extras)
        return self._send(Formatted(), self.world.store(content, note))

    def send_sticker(self, emoji: str = "🚴") -> Message:
        """Send a sticker."""
        shape = {"type": "regular", "is_animated": False, "is_video": False}
        extras = {"width": 512, "height": 512, "emoji": emoji, **shape}
        sticker = Attachment("sticker", "", 0, None, None, extras)
        return self._send(Formatted(), self.world.store(b"RIFF", sticker))

    def edit(self, message_id: int, text: str) -> Message:
        """Change a message of one's own."""
        before = self.room.messages[message_id]
        edited = replace(before, body=plain(text), edit_date=self.world.clock())
        self.room.put("said", edited)
        self.world.updates.add("edited_message", edited.document())
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
        self.world.updates.add("stopped_message_generation", body)

    def forge(self, message_id: int, data: str) -> None:
        """Send any callback data, as a tampered client can."""
        world = self.world
        tap = Tap(str(next(world.tap_ids)), self.room)
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
        self._change(before="member", after="kicked")

    def unblock(self) -> None:
        """Let the bot in again."""
        self.room.closed_because = None
        self._change(before="kicked", after="member")

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
        message = self.world.message(room, self.user, body)
        kept = room.add("said", replace(message, attachment=attachment))
        self.world.updates.add("message", kept.document())
        return kept

    def _change(self, *, before: str, after: str) -> None:
        """Tell the bot how it stands in the private chat."""
        bot = self.world.bot.document()
        body = {
            "chat": self.room.document(),
            "from": self.user.document(),
            "date": self.world.clock(),
            "old_chat_member": _member(bot, before),
            "new_chat_member": _member(bot, after),
        }
        self.world.updates.add("my_chat_member", body)


def _named(buttons: tuple[Button, ...], name: str) -> Button:
    for button in buttons:
        if name in (button.text, button.data):
            return button
    shown = ", ".join(button.text for button in buttons) or "none"
    raise ValueError(f"No button {name!r} under this message; there are: {shown}.")


def _member(bot: Json, status: str) -> Json:
    kicked = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **kicked}
