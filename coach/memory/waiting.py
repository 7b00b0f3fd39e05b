"""Pushes that wait for the night or went without it; when and whether to wait is not known here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from coach.memory import schema
from coach.memory.codec import maybe_stamp, to_stamp
from coach.memory.deliveries import push_of
from coach.memory.shelf import Shelf
from coach.ports import Push

_TABLE = schema.push
_NOTED: Mapping[str, Any] = {
    "waits_until": bindparam("until"),
    "without_night": bindparam("went_without"),
}
_THIS = (_TABLE.c.athlete_id == bindparam("whose"), _TABLE.c.local_date == bindparam("of_date"))


class WaitingShelf(Shelf):
    """Implements `ports.NightWatch`."""

    async def note_night(self, pushes: Sequence[Push]) -> None:
        """Commit each push's `waits_until` and `without_night`, and nothing else of it."""
        if not pushes:
            return
        rows = [
            _key(push)
            | {"until": maybe_stamp(push.waits_until), "went_without": push.without_night}
            for push in pushes
        ]
        async with self._connections.writing() as connection:
            await connection.execute(update(_TABLE).where(*_THIS).values(_NOTED), rows)

    async def without_night(self, since: date) -> Sequence[Push]:
        """Return sent pushes of the local dates from `since` on that may yet be followed up."""
        recent = _TABLE.c.local_date >= since.isoformat()
        found = select(_TABLE).where(schema.MAY_FOLLOW_UP, recent, _TABLE.c.state == "sent")
        in_order = found.order_by(_TABLE.c.due_at, _TABLE.c.athlete_id)
        async with self._connections.reading() as connection:
            return [push_of(row) for row in await connection.execute(in_order)]

    async def follow_up(self, push: Push, at: datetime) -> bool:
        """Take a push's one follow-up before it is said; False where it was taken."""
        taken = (
            update(_TABLE).where(*_THIS, schema.MAY_FOLLOW_UP).values(followed_up_at=to_stamp(at))
        )
        async with self._connections.writing() as connection:
            return (await connection.execute(taken, _key(push))).rowcount == 1


def _key(push: Push) -> dict[str, object]:
    return {"whose": push.athlete_id, "of_date": push.local_date.isoformat()}
