"""`lanterne doctor`: what is well, what is broken and what to do about it."""

import asyncio
import json as jsons
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import typer
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.commands.calls import finish
from bot.commands.check import Check
from bot.commands.doctor_sources import examine_sources
from bot.faults import SettingsError, load_settings
from bot.house import load_mission, make_folder, sealing
from bot.listening import refusal
from bot.logs import redact, start_log
from bot.models import NOT_INSTALLED, build, named, transcribing
from bot.settings import Settings
from bot.wrong import sentence
from coach.errors import CoachError
from coach.llm.provider import Provider, Silence, SilentError
from coach.memory.database import open_memory
from coach.ports import Diary
from missions import MissionConfig

OLD = timedelta(days=3)
WRONG_MODEL = {
    Silence.KEY: "its key is refused: put a valid one into .env",
    Silence.MODEL: "it does not know the model: name another in .env",
    Silence.QUOTA: "the account has no money left",
    Silence.UNREACHABLE: "it cannot be reached: see its address in .env and the network",
}


def examine(*, json: bool) -> int:
    """Print all checks; return 1 where something is broken."""
    checks = finish(_all_checks())
    if json:
        typer.echo(jsons.dumps([asdict(check) for check in checks], indent=2))
    else:
        for check in checks:
            typer.echo(f"{'ok    ' if check.ok else 'BROKEN'}  {check.check}: {check.says}")
    return 0 if all(check.ok for check in checks) else 1


async def _all_checks() -> Sequence[Check]:
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Check("settings", ok=False, says=line) for line in str(error).splitlines()[:-1]]
    start_log("ERROR", settings.secrets, sys.stderr)
    checks = [Check("settings", ok=True, says="all are right"), *_mission(settings)]
    checks += [check async for check in _memory(settings)]
    return [*checks, await _telegram(settings), *await look_at_models(settings)]


def _mission(settings: Settings) -> Sequence[Check]:
    try:
        mission = load_mission(settings)
    except CoachError as error:
        return [Check("mission", ok=False, says=line) for line in str(error).splitlines()]
    said = [Check("mission", ok=True, says=warning) for warning in mission.warnings]
    return [Check("mission", ok=True, says=_named(mission)), *said]


def _named(mission: MissionConfig) -> str:
    return f"{mission.name} ({mission.id})"


async def _memory(settings: Settings) -> AsyncIterator[Check]:
    try:
        make_folder(settings.lanterne_data_dir)
        async with open_memory(settings.database, sealing=sealing(settings)) as memory:
            async with memory.transaction():
                athletes = await memory.athletes()
            known = "1 athlete" if len(athletes) == 1 else f"{len(athletes)} athletes"
            yield Check("database", ok=True, says=f"{known}, can be written")
            for athlete in athletes:
                says = await _newest(memory, athlete.id)
                yield Check(f"history of {athlete.name or athlete.id}", ok=True, says=says)
            async for check in examine_sources(settings, memory, athletes, datetime.now(UTC)):
                yield check
    except CoachError as error:
        yield Check("database", ok=False, says=sentence(error))


async def _newest(memory: Diary, athlete_id: int) -> str:
    today = datetime.now(UTC).date()
    recalled = (await memory.recall({athlete_id: today}))[athlete_id]
    dates = [activity.local_date for activity in recalled.activities]
    dates += [night.local_date for night in recalled.nights]
    if not dates:
        return "nothing in the last two months; `lanterne import` reads files"
    newest = max(dates)
    age = today - newest
    return f"newest of {newest}" + (f", {age.days} days old" if age > OLD else "")


async def _telegram(settings: Settings) -> Check:
    if settings.telegram_bot_token is None:
        return Check("telegram", ok=False, says="TELEGRAM_BOT_TOKEN is missing; @BotFather has it")
    token, root = settings.telegram_bot_token.get_secret_value(), settings.telegram_root
    try:
        async with Bot(token, base_url=f"{root}/bot") as bot:
            return Check("telegram", ok=True, says=f"the token is of @{bot.username}")
    except InvalidToken:
        return Check("telegram", ok=False, says=refusal(settings))
    except TelegramError as error:
        words = redact(str(error), settings.secrets)
        return Check("telegram", ok=False, says=f"{root} cannot be reached ({words})")


async def look_at_models(settings: Settings) -> Sequence[Check]:
    """Look at every model that the settings name; nothing is asked that costs."""
    names = named(settings)
    if not names:
        wanted = " (USE_LLM_REASONING is on, but no key is set)" * settings.use_llm_reasoning
        return [Check("language models", ok=True, says=f"the rules decide{wanted}")]
    providers = await asyncio.to_thread(build, settings, names)
    checks = [await _looked(provider) for provider in providers]
    if len(providers) < len(names):
        checks.append(Check("language model anthropic", ok=False, says=NOT_INSTALLED))
    return [*checks, _voice(settings)]


def _voice(settings: Settings) -> Check:
    model = transcribing(settings)
    says = f"written down by {model}" if model else "not written down (OPENAI_TRANSCRIBE_MODEL)"
    return Check("voice notes", ok=True, says=says)


async def _looked(provider: Provider) -> Check:
    name = f"language model {provider.name}"
    try:
        says = await provider.look()
    except SilentError as error:
        words = WRONG_MODEL.get(error.why, "it gives no answer")
        return Check(name, ok=False, says=f"{words} ({provider.model}: {error})")
    finally:
        await provider.close()
    return Check(name, ok=True, says=f"{provider.model}: {says}")
