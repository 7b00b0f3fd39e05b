"""`lanterne run` as a process: alone on its database, silent about its token, stopped in order."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import open_bot
from bot.house import open_house
from bot.localchat import LocalChat, serve
from bot.settings import Settings
from tests.chats import settings_for
from tests.journeys.restarts import eventually

ROOT = Path(__file__).parents[2]


def environment(chat: LocalChat | None, folder: Path, **changes: str) -> Mapping[str, str]:
    """Return an environment that leads to the local server, without this machine's settings."""
    named = {name.upper() for name in Settings.model_fields}
    bare = {name: value for name, value in os.environ.items() if name not in named}
    led = {"TELEGRAM_BOT_TOKEN": chat.token, "TELEGRAM_API_BASE_URL": chat.url} if chat else {}
    return bare | led | {"LANTERNE_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)} | changes


async def lanterne(*words: str, env: Mapping[str, str], folder: Path) -> Process:
    """Start the program in a folder of its own."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=folder,
        env=env,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
    )


@asynccontextmanager
async def running(
    chat: LocalChat, folder: Path, **changes: str
) -> AsyncIterator[tuple[Process, list[str]]]:
    """Run the bot until it is ready; yields it with the lines of its log so far."""
    process = await lanterne("run", env=environment(chat, folder, **changes), folder=folder)
    lines: list[str] = []
    try:
        async with asyncio.timeout(20):
            while not any("ready" in line for line in lines):
                lines.append(await next_line(process))
        yield process, lines
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def next_line(process: Process) -> str:
    """Return the next line of the log; raises AssertionError where it has ended."""
    assert process.stdout
    line = await process.stdout.readline()
    assert line, "the log has ended"
    return line.decode()


async def ended(process: Process, by: signal.Signals | None = None) -> tuple[int, str]:
    """Return the exit code and what was printed to the end."""
    if by is not None:
        process.send_signal(by)
    async with asyncio.timeout(20):
        out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def test_a_run_admits_answers_hides_its_token_and_stops_with_0(tmp_path: Path) -> None:
    async with serve() as chat:
        ada = chat.person("Ada")
        async with running(chat, tmp_path, LOG_LEVEL="DEBUG") as (process, lines):
            while "/start " not in lines[-1]:
                lines.append(await next_line(process))
            key = lines[-1].partition("/start ")[2].split()[0]
            ada.say(f"/start {key}")
            welcome = await ada.hears()
            ada.say("/today")
            today = await ada.hears()
            code, rest = await ended(process, signal.SIGTERM)

    assert welcome.text.startswith("I am your training coach")
    assert "Workout" in today.text
    log = "".join(lines) + rest
    assert chat.token not in log
    assert chat.token.partition(":")[2] not in log
    assert code == 0


async def test_a_second_run_on_one_database_is_refused_and_the_first_goes_on(
    tmp_path: Path,
) -> None:
    async with serve() as chat, running(chat, tmp_path) as (process, _):
        second = await lanterne("run", env=environment(chat, tmp_path), folder=tmp_path)
        code, out = await ended(second)
        beside = await lanterne("fitness", env=environment(None, tmp_path), folder=tmp_path)
        fitness = await ended(beside)

    assert code == 1
    assert f"process {process.pid}" in out
    assert out.count("\n") == 1
    assert fitness[0] == 0


async def test_a_ticking_bot_shows_the_health_check_that_it_lives(tmp_path: Path) -> None:
    async with serve() as chat:
        settings = settings_for(chat, tmp_path)
        settings.lock_file.touch()
        os.utime(settings.lock_file, (0, 0))
        async with open_house(settings) as house, open_bot(house):
            await eventually(lambda: settings.lock_file.stat().st_mtime > 0)

    assert settings.lock_file.match("lanterne*.lock")
    assert "'lanterne*.lock'" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


async def test_a_killed_run_leaves_the_way_free(tmp_path: Path) -> None:
    async with serve() as chat:
        async with running(chat, tmp_path) as (process, _):
            await ended(process, signal.SIGKILL)
        async with running(chat, tmp_path) as (again, _):
            code, _ = await ended(again, signal.SIGINT)

    assert code == 0


async def test_a_refused_token_is_told_in_one_sentence_without_it(tmp_path: Path) -> None:
    wrong = "987654321:AAwrongwrongwrongwrongwrongwrongwro"
    async with serve() as chat:
        env = environment(chat, tmp_path, TELEGRAM_BOT_TOKEN=wrong)
        code, out = await ended(await lanterne("run", env=env, folder=tmp_path))

    assert code == 1
    assert "refuses TELEGRAM_BOT_TOKEN" in out
    assert wrong not in out
    assert "Traceback" not in out


async def test_a_token_that_is_taken_back_ends_the_run_instead_of_a_silent_bot(
    tmp_path: Path,
) -> None:
    async with serve() as chat, running(chat, tmp_path) as (process, _):
        chat.faults.refuse(401, "Unauthorized", method="getUpdates")
        code, out = await ended(process)

    assert code == 1
    assert "refuses TELEGRAM_BOT_TOKEN" in out


async def test_no_network_at_the_start_is_waited_for(tmp_path: Path) -> None:
    async with serve() as chat:
        chat.faults.refuse(502, "Bad Gateway", method="getMe")
        async with running(chat, tmp_path) as (process, lines):
            code, _ = await ended(process, signal.SIGTERM)

    assert any("trying again" in line for line in lines)
    assert code == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("PUSH_TIME=6:3O\nTIMEZONE=Moon", ["PUSH_TIME", "TIMEZONE", "Nothing was started."]),
        ("MISSION_FILE=tour.toml", ["tour.toml", "keep_fit"]),
        ("", ["TELEGRAM_BOT_TOKEN is missing", "lanterne try"]),
    ],
)
async def test_a_broken_env_starts_nothing_and_says_all_that_is_wrong(
    tmp_path: Path, written: str, told: list[str]
) -> None:
    (tmp_path / ".env").write_text(written)
    env = environment(None, tmp_path)
    if "MISSION" in written:
        env = {**env, "TELEGRAM_BOT_TOKEN": "987654321:AArightrightrightrightrightrightrig"}

    code, out = await ended(await lanterne("run", env=env, folder=tmp_path))

    assert code in (1, 2)
    assert [words for words in told if words not in out] == []
    assert "Traceback" not in out
