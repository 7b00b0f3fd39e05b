"""The chats with their messages, and the world they stand in: people, files, taps, a profile.

Knows no HTTP; times are Unix seconds from the clock it was given.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import PurePath

from bot.localchat.refusal import Json, bad_request, forbidden
from bot.localchat.updates import Updates
from bot.localchat.values import (
    Attachment,
    ChatKind,
    Draft,
    Event,
    EventKind,
    Formatted,
    Message,
    User,
)

MAX_DOWNLOAD_BYTES = 20_000_000
_FOLDERS = {
    "document": "documents", "photo": "photos", "voice": "voice", "audio": "music",
    "video_note": "video_notes", "sticker": "stickers",
}  # fmt: skip


@dataclass
class Room:
    """One chat: its messages as they stand, and everything that happened, in order.

    `draft` is what the bot is still writing there; its next message ends it.
    """

    id: int
    kind: ChatKind
    title: str
    closed_because: str | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    draft: Draft | None = None
    _last_message_id: int = 0
    _happened: asyncio.Event = field(default_factory=asyncio.Event)

    def document(self) -> Json:
        """Return Telegram's Chat."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.id, "type": self.kind, name: self.title}

    def add(self, kind: EventKind, message: Message) -> Message:
        """Give a new message its number and keep it."""
        self._last_message_id += 1
        kept = replace(message, message_id=self._last_message_id)
        self.put(kind, kept)
        return kept

    def put(self, kind: EventKind, message: Message) -> None:
        """Keep a message as it stands now."""
        if kind == "sent":
            self.draft = None
        self.messages[message.message_id] = message
        self.tell(Event(kind, message))

    def remove(self, message: Message) -> None:
        """Delete a message."""
        del self.messages[message.message_id]
        self.tell(Event("deleted", message))

    def write(self, draft: Draft) -> None:
        """Show what the bot is writing."""
        self.draft = draft
        self.tell(Event("draft", text=draft.text))

    def tell(self, event: Event) -> None:
        """Note that something happened."""
        self.events.append(event)
        self._happened.set()
        self._happened = asyncio.Event()

    async def events_from(self, position: int) -> AsyncIterator[Event]:
        """Yield what happened since `position`, then what happens, without end."""
        while True:
            if position < len(self.events):
                yield self.events[position]
                position += 1
            else:
                await self._happened.wait()


@dataclass(frozen=True)
class Tap:
    """A button that was tapped, waiting for the bot's answer."""

    id: str
    room: Room


@dataclass
class Profile:
    """What the bot told Telegram of itself."""

    commands: dict[str, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """Everything this server knows; nothing of it is kept on disk."""

    bot: User
    clock: Callable[[], int]
    updates: Updates
    rooms: dict[int, Room] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    tap_ids: "count[int]" = field(default_factory=lambda: count(1))
    profile: Profile = field(default_factory=Profile)
    accepted: Counter[str] = field(default_factory=Counter)
    _files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def room(self, chat_id: int) -> Room:
        """Return a chat that the bot may write to.

        Raises:
            Refusal: there is no such chat, or it is closed to the bot.

        """
        if chat_id not in self.rooms:
            raise bad_request("chat not found")
        room = self.rooms[chat_id]
        if room.closed_because:
            raise forbidden(room.closed_because)
        return room

    def message(self, room: Room, sender: User, body: Formatted) -> Message:
        """Return a message that is not in the chat yet."""
        return Message(
            message_id=0, chat=room.document(), sender=sender, date=self.clock(), body=body
        )

    def store(self, content: bytes, attachment: Attachment) -> Attachment:
        """Keep a file and return its attachment with id and size."""
        number = len(self._files) + 1
        file_id = f"{attachment.kind}-{number:06d}"
        suffix = PurePath(attachment.file_name or "").suffix
        path = f"{_FOLDERS[attachment.kind]}/file_{number}{suffix}"
        self._files[file_id] = (path, content)
        return replace(attachment, file_id=file_id, size=len(content))

    def file(self, file_id: str) -> Json:
        """Return Telegram's File.

        Raises:
            Refusal: no such file, or too large for a bot to download.

        """
        if file_id not in self._files:
            raise bad_request("invalid file_id")
        path, content = self._files[file_id]
        if len(content) > MAX_DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        unique = f"unique{file_id}"
        size = len(content)
        return {
            "file_id": file_id, "file_unique_id": unique, "file_size": size, "file_path": path,
        }  # fmt: skip

    def content(self, path: str) -> bytes | None:
        """Return a file's bytes by the path that `file` told."""
        return next((content for known, content in self._files.values() if known == path), None)
