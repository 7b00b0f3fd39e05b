"""The athlete's message itself: its file, its voice, and how to take it out of the chat.

A voice stays in memory: it is never written to a disk.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from telegram import Audio, Message, Voice
from telegram.error import BadRequest, Forbidden

LONGEST_NAME = 80
FORMATS = frozenset({".ogg", ".oga", ".mp3", ".m4a", ".mp4", ".wav", ".webm", ".flac"})
"""What transcribers take; a voice note of Telegram's is an Ogg."""
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Received:
    """A message as Telegram brought it."""

    message: Message

    @property
    def file_name(self) -> str:
        """Return the file's own name, made safe; its ending tells its kind."""
        document = self.message.document
        name = PurePath((document.file_name if document else None) or "file").name
        return _ODD.sub("_", name).lstrip(".")[-LONGEST_NAME:] or "file"

    @property
    def file_size(self) -> int:
        """Return the file's size in bytes, 0 where Telegram does not say."""
        document = self.message.document
        return (document.file_size or 0) if document else 0

    async def save(self, folder: Path) -> Path:
        """Fetch the file into a folder; raises TelegramError."""
        document = self.message.document
        if document is None:
            raise BadRequest("there is no file in the message")
        file = await document.get_file()
        return Path(await file.download_to_drive(folder / self.file_name))

    @property
    def sent_at(self) -> datetime:
        """Return when Telegram took the message."""
        return self.message.date

    @property
    def spoken(self) -> "Spoken | None":
        """Return what is to be listened to, None where there is nothing."""
        recording = self.message.voice or self.message.audio
        return None if recording is None else Spoken(recording)

    async def erase(self) -> bool:
        """Delete the message from the chat; False where Telegram does not let us."""
        try:
            return await self.message.delete()
        except (BadRequest, Forbidden):
            return False


@dataclass(frozen=True)
class Spoken:
    """A voice note, or a recording that was sent as a file."""

    recording: Voice | Audio

    @property
    def name(self) -> str:
        """Return a name that ends as the recording's format does, and tells nothing else."""
        name = self.recording.file_name if isinstance(self.recording, Audio) else None
        ending = PurePath(name or "").suffix.lower()
        return f"voice{ending if ending in FORMATS else '.ogg'}"

    @property
    def seconds(self) -> int:
        """Return how long it is."""
        long = self.recording.duration
        return long if isinstance(long, int) else int(long.total_seconds())

    @property
    def size(self) -> int:
        """Return its size in bytes, 0 where Telegram does not say."""
        return self.recording.file_size or 0

    async def fetch(self) -> bytes:
        """Fetch it; raises TelegramError."""
        file = await self.recording.get_file()
        return bytes(await file.download_as_bytearray())
