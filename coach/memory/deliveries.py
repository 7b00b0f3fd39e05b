"""The pushes: one a local date by key, and the states they go through."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.memory import schema
from coach.memory.codec import Columns, Record, from_stamp, maybe_moment, to_stamp
from coach.memory.connections import insert
from coach.memory.push_times import next_push, push_date
from coach.memory.shelf import Shelf
from coach.ports import Push, PushState

LATENESS = timedelta(hours=3)
"""A push later than this is not sent any more."""

_ATHLETE = schema.athlete
_TABLE = schema.push

_DUE = (
    select(
        _ATHLETE.c.id, _ATHLETE.c.chat_id, _ATHLETE.c.timezone, _ATHLETE.c.push_time,
        _ATHLETE.c.next_push_at,
    )
    .where(schema.IS_PUSHED, _ATHLETE.c.next_push_at <= bindparam("now"))
    .order_by(_ATHLETE.c.next_push_at)
    .limit(bindparam("limit"))
)  # fmt: skip
_SET_NEXT = (
    update(_ATHLETE)
    .where(_ATHLETE.c.id == bindparam("athlete_id"))
    .values(next_push_at=bindparam("next_at"))
)
_MOVE = (
    update(_TABLE)
    .where(_TABLE.c.athlete_id == bindparam("whose"), _TABLE.c.local_date == bindparam("of_date"))
    .values(
        state=bindparam("to"),
        state_since=bindparam("at"),
        message_id=func.coalesce(bindparam("message", type_=BigInteger), _TABLE.c.message_id),
    )
)


class DeliveryShelf(Shelf):
    """Implements `ports.Deliveries`."""

    async def claim_due(self, now: datetime, limit: int) -> Sequence[Push]:
        """Claim due athletes with a chat and set their next push, in one transaction.

        One who was pushed that date already is only moved on. Over `LATENESS` late is returned as
        `skipped_late`; days that passed unseen behind it are passed over without a row.
        """
        asked = {"now": to_stamp(now), "limit": limit}
        async with self._connections.reading() as connection:
            if not (await connection.execute(_DUE, asked)).all():
                return ()  # the usual tick: nobody is due, and no writer is waited for
        async with self._connections.writing() as connection:
            due = (await connection.execute(_DUE, asked)).all()
            pushes = [_claim(row, now) for row in due]
            if not pushes:
                return ()
            moves = [_move_on(row, push, now) for row, push in zip(due, pushes, strict=True)]
            await connection.execute(_SET_NEXT, moves)
            new = await _insert_new(connection, pushes)
            return [push for push in pushes if push.athlete_id in new]

    async def move(self, pushes: Sequence[Push], state: PushState, at: datetime) -> None:
        """Commit a state, and each push's message id; one that is known already stays."""
        moved = {"to": state, "at": to_stamp(at)}
        rows = [
            moved
            | {"whose": push.athlete_id, "of_date": push.local_date.isoformat()}
            | {"message": push.message_id}
            for push in pushes
        ]
        if rows:
            async with self._connections.writing() as connection:
                await connection.execute(_MOVE, rows)

    async def in_state(self, *states: PushState) -> Sequence[Push]:
        """Return pushes found in these states, oldest first (what a restart finds)."""
        found = select(_TABLE).where(_TABLE.c.state.in_(states))
        in_order = found.order_by(_TABLE.c.due_at, _TABLE.c.athlete_id)
        async with self._connections.reading() as connection:
            return [push_of(row) for row in await connection.execute(in_order)]


def _claim(row: Record, now: datetime) -> Push:
    due_at = from_stamp(row.next_push_at)
    return Push(
        athlete_id=row.id,
        chat_id=row.chat_id,
        local_date=push_date(due_at, time.fromisoformat(row.push_time), row.timezone),
        due_at=due_at,
        state="skipped_late" if now - due_at > LATENESS else "claimed",
        state_since=now,
    )


def _move_on(row: Record, push: Push, now: datetime) -> Columns:
    """Return the next push: the next local date's, or the first that is not too late already."""
    due = next_push(
        push_time=time.fromisoformat(row.push_time),
        timezone=row.timezone,
        after=max(push.due_at, now - LATENESS),
        pushed=push.local_date,
    )
    return {"athlete_id": row.id, "next_at": to_stamp(due)}


async def _insert_new(connection: AsyncConnection, pushes: Sequence[Push]) -> frozenset[int]:
    """Insert the keys and return whose were not there yet."""
    statement = insert(connection, _TABLE).on_conflict_do_nothing().returning(_TABLE.c.athlete_id)
    return frozenset(await connection.scalars(statement, [_push_row(push) for push in pushes]))


def _push_row(push: Push) -> Mapping[str, object]:
    return {
        "athlete_id": push.athlete_id,
        "local_date": push.local_date.isoformat(),
        "chat_id": push.chat_id,
        "due_at": to_stamp(push.due_at),
        "state": push.state,
        "state_since": to_stamp(push.state_since),
        "message_id": push.message_id,
    }


def push_of(row: Record) -> Push:
    """Return the push of a row of the whole table."""
    return Push(
        athlete_id=row.athlete_id,
        chat_id=row.chat_id,
        local_date=date.fromisoformat(row.local_date),
        due_at=from_stamp(row.due_at),
        state=row.state,
        state_since=from_stamp(row.state_since),
        message_id=row.message_id,
        waits_until=maybe_moment(row.waits_until),
        without_night=row.without_night,
        followed_up_at=maybe_moment(row.followed_up_at),
    )
