"""`lanterne try`: the real bot with a made-up athlete on a local Bot API server; no credentials.

All of it lives in a folder that is gone afterwards; no setting of the real bot is read.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.app import open_bot
from bot.commands.calls import finish
from bot.house import House, now, open_house
from bot.localchat import LocalChat, Person, chat_in_terminal, render, serve
from bot.logs import start_log
from bot.sample import SAMPLE_NAME, sample_harvest, sample_mission
from bot.setting_kinds import machine_timezone
from bot.settings import Settings
from bot.wrong import CallError

DEFAULT_PORT = 8765
PATIENCE_S = 60
NOT_READ = "NO_SETTING_BEGINS_LIKE_THIS_"
HEAD_START = timedelta(hours=2)
"""The sample is enrolled this long ago, so that its morning is due now."""
INTRODUCTION = (
    "This is a made-up athlete; nothing leaves this machine. Answer as you would in Telegram "
    "(/why, “my knee hurts”), [1] taps the first button, Ctrl-D ends.\n"
)


def try_out(*, once: bool, port: int) -> None:
    """Push the sample's morning at once, print it, and go on chatting on a terminal."""
    start_log("WARNING", (), sys.stderr)
    try:
        finish(_try(once=once or not sys.stdin.isatty(), port=port))
    except KeyboardInterrupt:
        sys.stdout.write("\n")


async def _try(*, once: bool, port: int) -> None:
    console = Console(soft_wrap=False, highlight=False)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="lanterne-try-")))
        chat = await stack.enter_async_context(_server(port))
        robin = chat.person(SAMPLE_NAME)
        watch = _Watch()
        house = await stack.enter_async_context(
            open_house(_settings(chat, folder, watch()), clock=watch)
        )
        await _move_in(house, robin, watch)
        await stack.enter_async_context(open_bot(house))
        await _talk(chat, robin, console, once=once)


async def _talk(chat: LocalChat, robin: Person, console: Console, *, once: bool) -> None:
    if not once:
        console.print(INTRODUCTION)
    morning = await robin.hears(seconds=PATIENCE_S)
    if once:
        console.print(render(morning))
    else:
        await chat_in_terminal(chat, robin, console=console)


@dataclass
class _Watch:
    """This moment, or a while ago while the sample moves in."""

    behind: timedelta = timedelta()

    def __call__(self) -> datetime:
        return now() - self.behind


@asynccontextmanager
async def _server(port: int) -> AsyncIterator[LocalChat]:
    """Serve on the port; where the usual one is taken, on any free one."""
    async with AsyncExitStack() as stack:
        try:
            chat = await stack.enter_async_context(serve(port))
        except OSError as error:
            if port != DEFAULT_PORT:
                raise CallError(
                    f"Port {port} cannot be used ({error.strerror}); name another by --port."
                ) from error
            chat = await stack.enter_async_context(serve(0))
        yield chat


def _settings(chat: LocalChat, folder: Path, moment: datetime) -> Settings:
    zone = machine_timezone()
    today = moment.astimezone(ZoneInfo(zone)).date()
    mission = folder / "sample.toml"
    mission.write_text(sample_mission(today), encoding="utf-8")
    values: dict[str, object] = {
        "telegram_bot_token": chat.token,
        "telegram_api_base_url": chat.url,
        "lanterne_data_dir": folder,
        "mission_file": str(mission),
        "timezone": zone,
        "use_llm_reasoning": False,
    }
    return Settings(_env_file=None, _env_prefix=NOT_READ, **values)  # type: ignore[arg-type]  # read by pydantic


async def _move_in(house: House, robin: Person, watch: _Watch) -> None:
    """Enrol the sample with its year; its morning is due this minute."""
    settings = house.settings
    moment = watch().astimezone(ZoneInfo(settings.timezone))
    watch.behind = HEAD_START
    athlete = await house.memory.enrol(
        chat_id=robin.chat_id, name=SAMPLE_NAME, timezone=settings.timezone,
        push_time=time(moment.hour, moment.minute),
    )  # fmt: skip
    watch.behind = timedelta()
    await house.memory.record(athlete.id, [sample_harvest(moment.date(), settings.timezone)])
