"""A local server, a person, and the library's own Bot over a real socket."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.localchat import LocalChat, Person, serve


@pytest.fixture
async def chat() -> AsyncIterator[LocalChat]:
    async with serve() as running:
        yield running


@pytest.fixture
def ada(chat: LocalChat) -> Person:
    return chat.person("Ada")


@pytest.fixture
async def bot(chat: LocalChat) -> AsyncIterator[Bot]:
    base_url, base_file_url = f"{chat.url}/bot", f"{chat.url}/file/bot"
    async with Bot(chat.token, base_url=base_url, base_file_url=base_file_url) as running:
        yield running
