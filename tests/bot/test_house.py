"""What the house takes from the settings to seal vendors' tokens."""

from pathlib import Path

import pytest

from bot.house import open_house, sealing
from bot.localchat import serve
from coach.errors import OperatorError
from tests.chats import settings_for
from tests.memories import KEY, connection, someone


async def test_tokens_are_sealed_with_the_key_of_the_settings(tmp_path: Path) -> None:
    async with serve() as chat:
        settings = settings_for(chat, tmp_path, lanterne_secret_key=KEY)

    async with open_house(settings) as house:
        anna = await someone(house.memory)
        await house.memory.sources.connect(connection(anna.id))
        (stored,) = await house.memory.sources.connections()

    assert stored.credentials["access_token"] == "first token"


async def test_a_secret_that_is_no_key_stops_the_start_in_words(tmp_path: Path) -> None:
    async with serve() as chat:
        settings = settings_for(chat, tmp_path, lanterne_secret_key="lanterne")

    with pytest.raises(OperatorError, match="LANTERNE_SECRET_KEY holds no key"):
        async with open_house(settings):
            pass


async def test_without_a_key_none_is_kept_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve() as chat:
        settings = settings_for(chat, tmp_path, lanterne_secret_key=None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))

    with pytest.raises(OperatorError, match="beside what it seals"):
        sealing(settings).seal({"access_token": "first token"})
