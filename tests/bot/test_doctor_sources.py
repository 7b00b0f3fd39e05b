"""The doctor on athletes' sources: how they stand, and what whoever runs the bot can mend."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from coach.domain.connection import Connection, SourceState
from coach.memory.database import open_memory
from coach.memory.sealing import Sealing
from tests.bot.programs import Program, program
from tests.memories import KEY, SIX, connection, someone

OTHER_KEY = KEY.replace("d", "e")


@pytest.fixture
def lanterne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    ready = program(tmp_path, monkeypatch, capsys)
    monkeypatch.setenv("LANTERNE_SECRET_KEY", KEY)
    return ready


def connected(folder: Path, **changes: object) -> None:
    """Let an athlete have a ring."""

    async def work() -> None:
        (folder / "data").mkdir()
        place = f"sqlite+aiosqlite:///{folder}/data/lanterne.db"
        async with open_memory(place, sealing=Sealing(KEY)) as memory:
            ring: Connection = replace(connection((await someone(memory)).id), **changes)  # type: ignore[arg-type]  # its own fields
            await memory.sources.connect(ring)

    asyncio.run(work())


def checks(outcome: str, name: str) -> list[tuple[bool, str]]:
    """Return what was said of one matter."""
    return [(one["ok"], one["says"]) for one in json.loads(outcome) if one["check"] == name]


def test_a_source_that_works_is_well(lanterne: Program, tmp_path: Path) -> None:
    connected(tmp_path, last_ok_at=SIX)

    ((ok, says),) = checks(lanterne("doctor", "--json").out, "source of Anna")

    assert ok
    assert says.startswith("Oura: connected")


def test_a_consent_that_ended_is_broken_with_what_to_do(lanterne: Program, tmp_path: Path) -> None:
    words = "Oura no longer lets me in: connect it anew."
    connected(tmp_path, state=SourceState.REFUSED, state_words=words)

    assert checks(lanterne("doctor", "--json").out, "source of Anna") == [
        (False, words.rstrip("."))
    ]


def test_a_vendor_in_trouble_is_not_ours_to_mend(lanterne: Program, tmp_path: Path) -> None:
    connected(tmp_path, state=SourceState.UNREACHABLE, state_words="Oura cannot be reached.")

    ((ok, _),) = checks(lanterne("doctor", "--json").out, "source of Anna")

    assert ok


def test_trouble_that_has_lasted_for_days_is_broken(lanterne: Program, tmp_path: Path) -> None:
    words = "Oura has moved: whoever runs this bot must check its address in the settings."
    connected(tmp_path, state=SourceState.UNREACHABLE, state_words=words, failed_mornings=3)

    assert checks(lanterne("doctor", "--json").out, "source of Anna") == [
        (False, words.rstrip("."))
    ]


def test_a_key_in_the_settings_that_connected_nothing_is_named(
    lanterne: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(tmp_path, last_ok_at=SIX)
    monkeypatch.setenv("INTERVALS_API_KEY", "wrongkey4711wrongkey")
    monkeypatch.setenv("OURA_ACCESS_TOKEN", "an-old-token")
    out = lanterne("doctor", "--json").out

    ((_, says),) = checks(out, "intervals.icu")

    assert says.startswith("INTERVALS_API_KEY is set and intervals.icu not connected")
    assert "OURA_ACCESS_TOKEN" not in out


def test_credentials_of_another_key_are_named(
    lanterne: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(tmp_path, last_ok_at=SIX)
    monkeypatch.setenv("LANTERNE_SECRET_KEY", OTHER_KEY)

    ((ok, says),) = checks(lanterne("doctor", "--json").out, "source of Anna")

    assert not ok
    assert "sealed with another key" in says


def test_a_token_of_strava_that_does_nothing_is_named(
    lanterne: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRAVA_REFRESH_TOKEN", "strava-refresh-1")

    ((ok, says),) = checks(lanterne("doctor", "--json").out, "Strava")

    assert ok
    assert "does nothing while STRAVA_API_TERMS_ACCEPTED is false" in says


def test_half_an_app_is_a_wrong_setting(lanterne: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURA_CLIENT_ID", "lanterne")

    outcome = lanterne("doctor")

    assert outcome.code == 1
    assert "OURA_CLIENT_ID and OURA_CLIENT_SECRET belong together" in outcome.out
