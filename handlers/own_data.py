"""`/export` and `/forget`: everything handed over, or all deleted after one more question."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from telegram.constants import FileSizeLimit

from handlers import memory_texts as words
from handlers import texts
from handlers.desk import Answer, Document, Rows, Turn
from handlers.render import escaped

ASKED_FOR = timedelta(minutes=10)
"""A question whether to delete everything can be answered for so long."""


async def export(turn: Turn) -> Sequence[Answer]:
    """Send all that is remembered as one zip archive."""
    name, content = await turn.desk.remembrance.archive(turn.athlete, turn.now)
    if len(content) > FileSizeLimit.FILESIZE_UPLOAD:
        return (Answer(html=words.EXPORT_LARGE),)
    html = words.EXPORT.format(amounts=await turn.desk.remembrance.amounts(turn.athlete))
    return (Answer(html=html, document=Document(name=name, content=content)),)


async def forget(turn: Turn) -> Sequence[Answer]:
    """Say what would be deleted, and ask."""
    amounts = await turn.desk.remembrance.amounts(turn.athlete)
    asked_at = int(turn.now.timestamp())
    rows: Rows = (
        (("Yes, delete everything", f"erase:{turn.athlete.id}:{asked_at}"),),
        (("No, keep it", "stay"),),
    )
    return (Answer(html=words.FORGET.format(amounts=amounts), rows=rows),)


async def stay(turn: Turn) -> Sequence[Answer]:  # noqa: ARG001  # the table's one shape
    """Keep everything."""
    return (Answer(html=words.STAYS, replaces=True),)


async def erase(turn: Turn) -> Sequence[Answer]:
    """Delete everything of this athlete, and say goodbye."""
    whose, _, asked_at = turn.words.partition(":")
    if whose != str(turn.athlete.id) or not (asked_at.isascii() and asked_at.isdigit()):
        return (Answer(html=texts.FORGED),)
    if len(asked_at) > 12 or not _in_time(int(asked_at), turn.now):
        return (Answer(html=words.LATE, replaces=True),)
    left = await turn.desk.leaving.leave(turn.athlete)
    if turn.athlete.chat_id is not None:
        turn.desk.door.let_go(turn.athlete.chat_id)
    return (Answer(html="\n\n".join((words.GOODBYE, *map(escaped, left))), replaces=True),)


def _in_time(asked_at: int, now: datetime) -> bool:
    return timedelta(0) <= now - datetime.fromtimestamp(asked_at, UTC) <= ASKED_FOR
