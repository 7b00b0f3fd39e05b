"""`lanterne backup` and `lanterne forget`: a copy of everything, or everything of one gone."""

import sys
from pathlib import Path

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import open_house
from bot.wrong import CallError


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
            connected = await house.memory.sources.connections(athlete.id)
            await house.memory.forget(athlete.id)
            typer.echo(f"Everything of {name} was deleted.")
            for connection in connected:  # /forget in the chat asks the source itself
                typer.echo(f"End this coach's access in the settings of {connection.source.label}.")

    finish(work())


def _asked(name: str) -> bool:
    if not sys.stdin.isatty():
        raise CallError("This deletes everything of one athlete: add --yes if that is meant.")
    return typer.confirm(f"Delete {name} with all training, nights, words and days?")
