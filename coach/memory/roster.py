"""The athletes there are: admitting, changing and forgetting them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.athlete import Athlete
from coach.memory import schema, search_index
from coach.memory.codec import athlete_of, athlete_row, maybe_date
from coach.memory.copying import forget_in_copies
from coach.memory.inbox import empty_inbox
from coach.memory.push_times import next_push
from coach.memory.shelf import Shelf

_TABLE = schema.athlete
_MISSION = schema.athlete_mission
_BY_ID = select(_TABLE).where(_TABLE.c.id == bindparam("whose"))
_BY_CHAT = select(_TABLE).where(_TABLE.c.chat_id == bindparam("whose"))


class RosterShelf(Shelf):
    """Implements `ports.Roster`."""

    async def athletes(self) -> Sequence[Athlete]:
        """Return all athletes by id."""
        async with self._connections.reading() as connection:
            rows = await connection.execute(select(_TABLE).order_by(_TABLE.c.id))
            return [athlete_of(row) for row in rows]

    async def athlete(self, athlete_id: int) -> Athlete | None:
        """Return one athlete."""
        async with self._connections.reading() as connection:
            return await _find(connection, athlete_id)

    async def by_chat(self, chat_id: int) -> Athlete | None:
        """Return the athlete of a private chat."""
        async with self._connections.reading() as connection:
            return await _find_chat(connection, chat_id)

    async def enrol(
        self, *, chat_id: int | None, name: str | None, timezone: str, push_time: time
    ) -> Athlete:
        """Admit an athlete; the one athlete without a chat takes the first chat admitted.

        A chat that is known already gives its athlete, unchanged.
        """
        fresh = Athlete(id=0, name=name, chat_id=chat_id, timezone=timezone, push_time=push_time)
        async with self._connections.writing() as connection:
            if chat_id is not None and (known := await _find_chat(connection, chat_id)):
                return known
            waiting = None if chat_id is None else await _waiting(connection)
            if waiting is None:
                return await self._add(connection, fresh)
            taken = replace(fresh, id=waiting.id, name=name or waiting.name,
                            mission_digest=waiting.mission_digest)  # fmt: skip
            return await self._store(connection, self._timed(taken, None))

    async def change(self, athlete: Athlete) -> None:
        """Store an athlete's changed settings.

        Where they move the push, the next one is counted anew, after the last pushed date. Raises
        AthleteError for a time zone that there is not.
        """
        async with self._connections.writing() as connection:
            stored = await _find(connection, athlete.id)
            if stored is not None and _push_settings(stored) != _push_settings(athlete):
                athlete = self._timed(athlete, await _last_pushed(connection, athlete.id))
            await self._store(connection, athlete)

    async def forget(self, athlete_id: int) -> None:
        """Delete an athlete with everything remembered of them, from the file's free pages too."""
        async with self._connections.writing() as connection:
            athlete = await _find(connection, athlete_id)
            if athlete is None:
                return
            of_theirs = select(_MISSION.c.digest).where(_MISSION.c.athlete_id == athlete_id)
            digests = (await connection.scalars(of_theirs)).all()
            if athlete.chat_id is not None:
                await empty_inbox(connection, athlete.chat_id)
            await connection.execute(delete(_TABLE).where(_TABLE.c.id == athlete_id))
            await _drop_unused_missions(connection, digests)
            await search_index.clear_deleted(connection)
        await self._connections.settle()
        await forget_in_copies(self._connections, athlete_id)

    async def _add(self, connection: AsyncConnection, fresh: Athlete) -> Athlete:
        timed = self._timed(fresh, None)
        statement = _TABLE.insert().values(athlete_row(timed)).returning(_TABLE.c.id)
        return replace(timed, id=(await connection.execute(statement)).scalar_one())

    async def _store(self, connection: AsyncConnection, athlete: Athlete) -> Athlete:
        statement = update(_TABLE).where(_TABLE.c.id == athlete.id).values(athlete_row(athlete))
        await connection.execute(statement)
        return athlete

    def _timed(self, athlete: Athlete, pushed: date | None) -> Athlete:
        due = next_push(
            push_time=athlete.push_time,
            timezone=athlete.timezone,
            after=self._clock(),
            pushed=pushed,
        )
        return replace(athlete, next_push_at=due)


def _push_settings(athlete: Athlete) -> tuple[object, ...]:
    return athlete.timezone, athlete.push_time, athlete.paused, athlete.chat_id


async def _find(connection: AsyncConnection, athlete_id: int) -> Athlete | None:
    row = (await connection.execute(_BY_ID, {"whose": athlete_id})).one_or_none()
    return None if row is None else athlete_of(row)


async def _find_chat(connection: AsyncConnection, chat_id: int) -> Athlete | None:
    found = await connection.execute(_BY_CHAT, {"whose": chat_id})
    row = found.one_or_none()
    return None if row is None else athlete_of(row)


async def _waiting(connection: AsyncConnection) -> Athlete | None:
    """Return the one athlete there is, if nobody has a chat yet: imports came before /start."""
    rows = (await connection.execute(select(_TABLE).limit(2))).all()
    alone = len(rows) == 1 and rows[0].chat_id is None
    return athlete_of(rows[0]) if alone else None


async def _last_pushed(connection: AsyncConnection, athlete_id: int) -> date | None:
    newest = select(func.max(schema.push.c.local_date)).where(
        schema.push.c.athlete_id == athlete_id
    )
    return maybe_date(await connection.scalar(newest))


async def _drop_unused_missions(connection: AsyncConnection, digests: Sequence[str]) -> None:
    still_used = select(_MISSION.c.digest).where(_MISSION.c.digest == schema.mission.c.digest)
    await connection.execute(
        delete(schema.mission).where(schema.mission.c.digest.in_(digests), ~still_used.exists())
    )
