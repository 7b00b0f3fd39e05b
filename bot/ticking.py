"""The one tick, and the round beside it: when they run, not what they do."""

from collections.abc import Sequence
from typing import Protocol

from bot.clock import Clock
from bot.house import now
from bot.lock import show_life
from bot.sourcing import Sourcing
from coach.precedence import giving_way
from handlers.desk import Bot, Context

TICK_S = 30
ROUND_S = 60


class Errand(Protocol):
    """What is looked after every minute."""

    async def go(self) -> None:
        """Do what is due; never raises."""
        ...


def tick_by(bot: Bot, clock: Clock, sourcing: Sourcing, errands: Sequence[Errand]) -> None:
    """Let the one tick run: at once, then every 30 s, never two at a time, never skipped.

    Each that has ended shows that the bot lives. The rounds of the sources run beside it, every
    minute, and then the errands.
    """

    async def tick(context: Context) -> None:  # noqa: ARG001  # the library's shape
        await clock.tick()
        show_life(sourcing.house.settings.lock_file)

    async def go_round(context: Context) -> None:  # noqa: ARG001  # the library's shape
        with giving_way():
            await sourcing.go_round()
            for errand in errands:
                await errand.go()

    if bot.job_queue is None:
        raise RuntimeError("python-telegram-bot came without its job queue")
    how = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    bot.job_queue.run_repeating(tick, TICK_S, job_kwargs=how | {"next_run_time": now()})
    bot.job_queue.run_repeating(go_round, ROUND_S, job_kwargs=how | {"next_run_time": now()})
