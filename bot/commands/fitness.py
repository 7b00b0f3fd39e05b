"""`lanterne fitness`: the load curve as a table or as JSON."""

import json as jsons
from collections.abc import Sequence
from datetime import date

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import House, open_house
from bot.wrong import CallError
from coach.domain.athlete import LoadDay

HEAD = f"{'date':<10}  {'load':>6}  {'CTL':>6}  {'ATL':>6}  {'TSB':>6}  {'ramp':>6}"


def print_curve(
    athlete_id: int | None, first: date | None, last: date | None, *, json: bool
) -> None:
    """Print the curve from the first known day to today, or between two days."""
    if first and last and first > last:
        raise CallError(f"--from {first} is after --to {last}.")
    settings = quiet_settings()

    async def work() -> Sequence[LoadDay]:
        async with open_house(settings) as house:
            return await _curve(house, athlete_id, first, last)

    curve = finish(work())
    typer.echo(jsons.dumps([_document(day) for day in curve]) if json else _table(curve))


async def _curve(
    house: House, athlete_id: int | None, first: date | None, last: date | None
) -> Sequence[LoadDay]:
    athlete = await whose(house, athlete_id)
    today = athlete.date_at(house.now())
    return await house.memory.curve(athlete.id, first, last or today)


def _document(day: LoadDay) -> dict[str, object]:
    return {
        "date": day.local_date.isoformat(), "load": rounded(day.load, 2),
        "ctl": rounded(day.ctl, 4), "atl": rounded(day.atl, 4), "tsb": rounded(day.tsb, 4),
        "ramp": rounded(day.ramp, 4),
    }  # fmt: skip


def _table(curve: Sequence[LoadDay]) -> str:
    if not curve:
        return "No training is known yet: `lanterne import` reads files."
    return "\n".join([HEAD, *map(_row, curve)])


def _row(day: LoadDay) -> str:
    numbers = (day.load, day.ctl, day.atl, day.tsb, day.ramp)
    return f"{day.local_date}  " + "  ".join(f"{rounded(number, 1):6.1f}" for number in numbers)


def rounded(number: float, places: int) -> float:
    """Return the number rounded, and never a negative zero."""
    return round(number, places) + 0.0
