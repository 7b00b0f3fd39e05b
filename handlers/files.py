"""A file sent to the bot: fetched, read into the history, answered with what it changes."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from coach.sourcing.filing import Filed
from handlers import texts
from handlers.desk import Answer, Turn
from handlers.news import news
from handlers.received import Received

MOST_BYTES = int(FileSizeLimit.FILESIZE_DOWNLOAD)
PATIENCE_S = 15.0
"""What takes longer is read on, and told when it is done."""


async def file(turn: Turn) -> Sequence[Answer]:
    """Take a document."""
    received = turn.received
    if received is None:
        return (Answer(html=texts.STICKER),)
    if received.file_size > MOST_BYTES:
        return (Answer(html=texts.FILE_TOO_LARGE),)
    reading = asyncio.create_task(_read(turn, received))
    done, _ = await asyncio.wait({reading}, timeout=PATIENCE_S)
    if not done:
        turn.desk.later(turn.athlete.id, reading)
        return (Answer(html=texts.FILE_TAKES_LONG),)
    try:
        filed = reading.result()
    except TelegramError:
        return (Answer(html=texts.FILE_LOST),)
    return (news(filed.lines, filed.today),)


async def _read(turn: Turn, received: Received) -> Filed:
    with TemporaryDirectory(prefix="lanterne-file-") as folder:
        return await turn.desk.filing.take(turn.athlete, await received.save(Path(folder)))
