"""Activities, nights and loads as they come in from files and vendors, and the curve they make."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coach.domain.activity import Activity
from coach.domain.athlete import LoadDay
from coach.domain.load_day import reach_back, window
from coach.memory import schema
from coach.memory.curve import curve_days, kept_days, redraw
from coach.memory.ledger import Ledger, open_ledger
from coach.memory.night_details import keep_details
from coach.memory.records import activity_of
from coach.memory.shelf import Shelf
from coach.memory.wellness import Arrivals, open_arrivals
from coach.ports import Harvest, Recorded


class TrainingShelf(Shelf):
    """Implements `ports.TrainingLog`."""

    async def record(self, athlete_id: int, harvests: Sequence[Harvest]) -> Sequence[Recorded]:
        """Store harvests in one transaction, one result each, and bring the curve up to date.

        A harvest is `imported` where it brought an activity, a night, a day's load or a fact that
        was not known, `duplicate` where all of it was, and `refused` where it held nothing.
        """
        activities = [one for harvest in harvests for one in harvest.activities]
        async with self._connections.writing() as connection:
            ledger = await open_ledger(connection, athlete_id, activities)
            arrivals = await open_arrivals(connection, athlete_id, harvests)
            placed = [_place(harvest, ledger, arrivals) for harvest in harvests]
            await ledger.write(connection, athlete_id)
            await arrivals.write(connection, athlete_id)
            details = (detail for harvest in harvests for detail in harvest.details)
            await keep_details(connection, athlete_id, details)
            changed = [day for day in (ledger.redraw_since, arrivals.redraw_since) if day]
            if changed:
                await redraw(connection, athlete_id, min(changed))
        return placed

    async def curve(self, athlete_id: int, first: date | None, last: date) -> Sequence[LoadDay]:
        """Return every calendar day from `first` (or the first known) to `last`."""
        since = date.min if first is None else reach_back(first)
        async with self._connections.reading() as connection:
            rows = (await kept_days(connection, [athlete_id], since, last)).get(athlete_id, ())
        days = curve_days(rows)
        if not days:
            return ()
        return window(days, first or days[0].local_date, last)

    async def activities(self, athlete_id: int, first: date, last: date) -> Sequence[Activity]:
        """Return the activities of the local days from `first` to `last`, oldest first."""
        table = schema.activity
        asked = (
            select(table)
            .where(
                table.c.athlete_id == athlete_id,
                table.c.local_date.between(first.isoformat(), last.isoformat()),
            )
            .order_by(table.c.start_at, table.c.id)
        )
        async with self._connections.reading() as connection:
            return [activity_of(row) for row in await connection.execute(asked)]


def _place(harvest: Harvest, ledger: Ledger, arrivals: Arrivals) -> Recorded:
    if harvest.refused is not None or not _holds_something(harvest):
        return Recorded(status="refused")
    taken = set[int]()
    placed = [ledger.place(activity, taken) for activity in harvest.activities]
    brought = arrivals.take(harvest) or any(placing != "known" for _, placing in placed)
    return Recorded(
        status="imported" if brought else "duplicate",
        activities=tuple(page.activity for page, _ in placed),
        nights=len({night.local_date for night in harvest.nights}),
    )


def _holds_something(harvest: Harvest) -> bool:
    return bool(harvest.activities or harvest.nights or harvest.day_loads or harvest.facts)
