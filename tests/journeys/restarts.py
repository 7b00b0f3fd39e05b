"""What journeys wait for, and a second process on the memory of the first."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.app import Running, open_bot
from bot.house import open_house
from tests.chats import Conversation


async def still(talk: Conversation) -> None:
    """Let the first bot fetch nothing more."""
    updater = talk.running.bot.updater
    if updater and updater.running:
        await updater.stop()


@asynccontextmanager
async def restarted(talk: Conversation) -> AsyncIterator[Running]:
    """Stop the bot of a conversation and open another on the same database and chats."""
    await still(talk)
    settings = talk.house.settings
    async with (
        open_house(settings, clock=talk.watch) as house,
        open_bot(house, limited=False, ticking=False) as running,
    ):
        yield running


async def settled(talk: Conversation) -> None:
    """Wait until no update is left to deal with; raises TimeoutError after 20 s."""
    async with asyncio.timeout(20):
        while talk.chat.world.updates.pending or await talk.house.memory.undone():  # noqa: ASYNC110  # rows tell nobody
            await asyncio.sleep(0.02)


async def eventually(happened: Callable[[], object]) -> None:
    """Wait until something is so; raises TimeoutError after 5 s."""
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110  # a server's counters send no events
            await asyncio.sleep(0.01)
