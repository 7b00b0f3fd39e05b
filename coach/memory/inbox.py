"""Updates from Telegram, kept before Telegram is told that they arrived; their form is unknown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.memory import schema
from coach.memory.codec import to_stamp
from coach.memory.connections import insert
from coach.memory.shelf import Shelf

_TABLE = schema.inbox


class InboxShelf(Shelf):
    """Implements `ports.Inbox`."""

    async def receive(self, update_id: int, body: str, at: datetime) -> bool:
        """Store one update; False where it was known already."""
        row = {"update_id": update_id, "body": body, "received_at": to_stamp(at)}
        async with self._connections.writing() as connection:
            statement = insert(connection, _TABLE).on_conflict_do_nothing()
            return (await connection.execute(statement, row)).rowcount == 1

    async def done(self, update_id: int, at: datetime) -> None:
        """Mark it as dealt with, and drop its body."""
        dealt_with = update(_TABLE).where(_TABLE.c.update_id == update_id)
        async with self._connections.writing() as connection:
            await connection.execute(dealt_with.values(done_at=to_stamp(at), body=None))

    async def undone(self) -> Sequence[str]:
        """Return the bodies of stored updates that were not dealt with, oldest first."""
        oldest_first = (_TABLE.c.received_at, _TABLE.c.update_id)
        waiting = select(_TABLE.c.body).where(schema.IS_UNDONE).order_by(*oldest_first)
        async with self._connections.reading() as connection:
            return (await connection.scalars(waiting)).all()


async def empty_inbox(connection: AsyncConnection, chat_id: int) -> None:
    """Drop the bodies of this chat's updates; their ids stay, so that none comes twice."""
    body = _TABLE.c.body
    mentions = [body.contains(f'"id":{gap}{chat_id}{end}') for gap in ("", " ") for end in ",}"]
    await connection.execute(
        update(_TABLE)
        .where(schema.IS_UNDONE, or_(*mentions))
        .values(body=None, done_at=_TABLE.c.received_at)
    )
