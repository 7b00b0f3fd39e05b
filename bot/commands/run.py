"""`lanterne run`: the bot until it is told to stop, alone on its database."""

import asyncio
import logging
import signal

from bot.app import Running, open_bot
from bot.commands.calls import finish
from bot.faults import load_settings
from bot.house import open_house
from bot.listening import refusal
from bot.lock import only_one
from bot.logs import start_log
from bot.models import named
from bot.settings import Settings
from coach.errors import OperatorError

log = logging.getLogger("bot")


def run_bot() -> None:
    """Run until SIGTERM or Ctrl-C; raises OperatorError where it cannot."""
    settings = load_settings()
    if settings.telegram_bot_token is None:
        raise OperatorError(
            "TELEGRAM_BOT_TOKEN is missing: put the token that @BotFather gave you into .env, "
            "or meet the coach without one by `lanterne try`."
        )
    start_log(settings.log_level, settings.secrets)
    with only_one(settings.lock_file):
        finish(_run(settings))


async def _run(settings: Settings) -> None:
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: task.cancel() if task else None)
    try:
        async with open_house(settings) as house, open_bot(house) as bot:
            _greet(bot, settings)
            await bot.refused.wait()
            raise OperatorError(refusal(settings))
    except asyncio.CancelledError:
        log.info("stopped")


def _greet(bot: Running, settings: Settings) -> None:
    name = bot.bot.bot.username
    log.info("ready bot=@%s mission=%s", name, settings.mission_file)
    names = ", ".join(named(settings))
    if names:
        log.info("language models: %s; the rules stand behind them", names)
    elif settings.use_llm_reasoning:
        log.info("no language model is connected: the rules decide")
    if bot.door.code is not None:
        log.info(
            "nobody may talk to this bot yet; send it: /start %s (or open https://t.me/%s?start=%s)",
            bot.door.code, name, bot.door.code,
        )  # fmt: skip
