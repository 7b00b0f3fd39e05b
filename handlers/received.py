"""The athlete's message itself: its file, and how to take it out of the chat."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from telegram import Message
from telegram.error import BadRequest, Forbidden

LONGEST_NAME = 80
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

    async def erase(self) -> bool:
        """Delete the message from the chat; False where Telegram does not let us."""
        try:
            return await self.message.delete()
        except (BadRequest, Forbidden):
            return False
