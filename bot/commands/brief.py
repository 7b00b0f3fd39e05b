"""`lanterne brief`: a day's message, computed now or as it was kept."""

from datetime import date

import typer

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import House, open_house
from bot.wrong import CallError
from coach.domain.briefing import Briefing
from coach.errors import AthleteError


def print_briefing(athlete_id: int | None, day: date | None, *, json: bool, rules: bool) -> None:
    """Print the message, or the Briefing document; raises CoachError."""
    settings = quiet_settings()
    if rules:
        settings = settings.model_copy(update={"use_llm_reasoning": False})

    async def work() -> Briefing:
        async with open_house(settings) as house:
            return await _briefing(house, athlete_id, day)

    briefing = finish(work())
    typer.echo(briefing.model_dump_json(indent=2) if json else briefing.text)


async def _briefing(house: House, athlete_id: int | None, day: date | None) -> Briefing:
    athlete = await whose(house, athlete_id)
    today = athlete.date_at(house.now())
    if day is None or day == today:
        return await house.mornings.today(athlete.id, house.now())
    if day > today:
        raise CallError(f"{day} has not come yet; today is {today}.")
    entry = await house.memory.entry(athlete.id, day)
    if entry is None:
        raise AthleteError(f"Nothing was decided on {day}, so there is nothing to show.")
    return entry.briefing
