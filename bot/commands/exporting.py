"""`lanterne export`: all that is remembered of one athlete, into a folder or a zip archive."""

from collections.abc import Mapping
from pathlib import Path

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import open_house
from bot.wrong import CallError
from coach.owning.handing_over import archive_of, files_of, mission_of, name_of


def export_athlete(athlete_id: int | None, to: Path | None) -> None:
    """Write the files into a new folder or a zip; raises CallError where it is there already."""
    settings = quiet_settings()

    async def work() -> tuple[str, Mapping[str, str]]:
        async with open_house(settings) as house:
            athlete = await whose(house, athlete_id)
            now = house.now()
            mission = await mission_of(house.memory, athlete, house.mission, now)
            files = await files_of(house.memory, athlete, mission.text, now)
            return name_of(athlete, now), files

    name, files = finish(work())
    target = to or Path(name)
    if target.exists():
        raise CallError(f"{target} is there already: name a new folder or .zip with --to.")
    _write(target, files)
    typer.echo(f"{len(files)} files were written to {target}.")


def _write(target: Path, files: Mapping[str, str]) -> None:
    if target.suffix == ".zip":
        target.write_bytes(finish(archive_of(files)))
        return
    target.mkdir(parents=True)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8")
