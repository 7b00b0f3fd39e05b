"""`lanterne backup` and `lanterne forget`: a copy of everything, or everything of one gone."""

import sys
from pathlib import Path

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import House, open_house
from bot.sourcing import open_sourcing
from bot.wrong import CallError
from coach.domain.athlete import Athlete
from coach.owning.leaving import Leaving
from handlers.access import Door


def back_up(path: Path) -> None:
    """Copy the database; raises OperatorError where that cannot be done."""
    settings = quiet_settings()

    async def work() -> None:
        async with open_house(settings) as house:
            await house.memory.backup(path)

    finish(work())
    typer.echo(f"The database was copied to {path}.")


def forget_athlete(athlete_id: int | None, *, sure: bool) -> None:
    """Delete one athlete after asking; raises CallError where nobody can be asked."""
    settings = quiet_settings()

    async def work() -> None:
        async with open_house(settings) as house:
            athlete = await whose(house, athlete_id)
            name = athlete.name or f"athlete {athlete.id}"
            if not sure and not _asked(name):
                typer.echo("Nothing was deleted.")
                return
            left = await let_go(house, athlete)
            typer.echo("\n".join((f"Everything of {name} was deleted.", *left)))

    finish(work())


async def let_go(house: House, athlete: Athlete) -> tuple[str, ...]:
    """Delete an athlete as /forget in the chat does; vendors are told, where any is connected."""
    async with open_sourcing(house, Door(allowed=(), admitted=())) as sourcing:
        leaving = Leaving(memory=house.memory, connecting=sourcing.connecting)
        return await leaving.leave(athlete)


def _asked(name: str) -> bool:
    if not sys.stdin.isatty():
        raise CallError("This deletes everything of one athlete: add --yes if that is meant.")
    return typer.confirm(f"Delete {name} with all training, nights, words and days?")
