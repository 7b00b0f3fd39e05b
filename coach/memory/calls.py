"""Calls to language models: booked at their most before, at what they cost after."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.proposal import ModelCall
from coach.memory import schema
from coach.memory.codec import to_stamp
from coach.memory.shelf import Shelf
from coach.model_ports import ANSWERED, STOPPED, Bill, Budget, Reservation, Spending

_TABLE = schema.model_call
_REFUSED = "refused"
"""The notice that a date's budget had no room for a call."""


class CallShelf(Shelf):
    """Implements `model_ports.CallLedger`, `Accounts`, `Bills` and `Notices`."""

    async def reserve(self, call: Reservation, budget: Budget) -> int | None:
        """Book a call at its most and return its id, unless that breaks the date's budget."""
        row = {
            name: getattr(call, name)
            for name in (
                "athlete_id", "provider", "model", "prompt", "prompt_version", "prompt_sha256",
                "schema_version", "usd",
            )
        }  # fmt: skip
        own = func.sum(_TABLE.c.usd).filter(_TABLE.c.athlete_id == call.athlete_id)
        day = call.local_date.isoformat()
        spent = select(own, func.sum(_TABLE.c.usd)).where(_TABLE.c.local_date == day)
        async with self._connections.writing() as connection:
            mine, everyones = (await connection.execute(spent)).one()
            if not budget.allows((mine or 0) + call.usd, (everyones or 0) + call.usd):
                await _first_noted(connection, _REFUSED, day)
                return None
            booked = _TABLE.insert().values(**row, local_date=day, at=to_stamp(call.at))
            call_id: int = (await connection.execute(booked.returning(_TABLE.c.id))).scalar_one()
        return call_id

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:
        """Book what a call did cost, and how it ended."""
        values = call.model_dump(
            include={
                "answered_model", "request_id", "tokens_in", "tokens_cached", "tokens_out", "usd",
                "latency_ms", "first_token_ms",
            }
        )  # fmt: skip
        settled = update(_TABLE).where(_TABLE.c.id == call_id)
        async with self._connections.writing() as connection:
            await connection.execute(settled.values(**values, outcome=outcome))

    async def spending(self, athlete_id: int, first: date, last: date) -> Sequence[Spending]:
        """Return the days with calls from `first` to `last`, oldest first."""
        days = (
            select(
                _TABLE.c.local_date,
                func.count().label("calls"),
                func.coalesce(func.sum(_TABLE.c.tokens_in), 0).label("tokens_in"),
                func.coalesce(func.sum(_TABLE.c.tokens_out), 0).label("tokens_out"),
                func.sum(_TABLE.c.usd).label("usd"),
            )
            .where(
                _TABLE.c.athlete_id == athlete_id,
                _TABLE.c.local_date.between(first.isoformat(), last.isoformat()),
            )
            .group_by(_TABLE.c.local_date)
            .order_by(_TABLE.c.local_date)
        )
        async with self._connections.reading() as connection:
            return [
                Spending(
                    local_date=date.fromisoformat(row.local_date),
                    calls=row.calls,
                    tokens_in=row.tokens_in,
                    tokens_out=row.tokens_out,
                    usd=row.usd,
                )
                for row in await connection.execute(days)
            ]

    async def bill(self, day: date) -> Bill:
        """Return what one local date's calls of all athletes cost together."""
        table = _TABLE.c
        unanswered = func.coalesce(table.outcome, "").not_in((ANSWERED, STOPPED))
        whole = select(
            func.count(table.athlete_id.distinct()).label("athletes"),
            func.count().label("calls"),
            func.count().filter(unanswered).label("unanswered"),
            _sum(table.tokens_in), _sum(table.tokens_cached), _sum(table.tokens_out),
            _sum(table.usd),
        ).where(table.local_date == day.isoformat())  # fmt: skip
        async with self._connections.reading() as connection:
            row = (await connection.execute(whole)).one()
            refused = await _is_noted(connection, _REFUSED, day.isoformat())
        return Bill(local_date=day, refused=refused, **row._asdict())

    async def first_told(self, kind: str, day: date) -> bool:
        """Whether nobody has said this of this date before; from now on somebody has."""
        async with self._connections.writing() as connection:
            return await _first_noted(connection, kind, day.isoformat())


async def _first_noted(connection: AsyncConnection, kind: str, day: str) -> bool:
    if await _is_noted(connection, kind, day):
        return False
    await connection.execute(schema.notice.insert().values(kind=kind, local_date=day))
    return True


async def _is_noted(connection: AsyncConnection, kind: str, day: str) -> bool:
    noted = select(schema.notice.c.kind).filter_by(kind=kind, local_date=day)
    return (await connection.execute(noted)).first() is not None


def _sum(column: Column[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(column), 0).label(column.name)
