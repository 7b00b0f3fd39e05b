"""Answers to orders where nothing could be offered: what is missing, and how to say it."""

from collections.abc import Iterator

from coach.agents.answering.days import days_named, line_of
from coach.agents.answering.ground import Ground
from coach.agents.answering.question import Asked
from missions.races import races

ONCE_YES = "I can do that, once you say yes."


def forget(_: Asked, __: Ground) -> Iterator[str]:
    """Say where all that is known can be seen."""
    yield (
        "I find nothing of that in what I know of you. /memory lists it all; there each thing can"
        " be corrected or forgotten."
    )


def move_goal(_: Asked, ground: Ground) -> Iterator[str]:
    """Ask for a day, where there is a goal."""
    ahead = (race for race in races(ground.mission, ground.today) if race.first > ground.today)
    if not any(race.planned for race in ahead):
        yield "Your mission has no goal with a date ahead of it; whoever runs me sets one there."
        return
    yield "Tell me its new day, like “my race is moved to 28 June”, and I offer to move it."


def change_day(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say that a day stays what it is."""
    yield line_of(ground, next(iter(days_named(asked, ground)), ground.today))
    yield "That stays: what you want does not fit there, or is what it is already."
