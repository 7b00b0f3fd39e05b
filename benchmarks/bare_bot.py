"""The bare bot that ours is measured against: the same library, a constant text, nothing else."""

import os

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CommandHandler, ContextTypes

LINE = "Z2 endurance, 60 min at 138-188 W, easy on the climbs, spin the legs out at the end. "


def constant_text(characters: int = 600) -> str:
    """Return a text of this length."""
    return (LINE * (characters // len(LINE) + 1))[:characters].strip()


def bare_application(url: str, token: str, text: str) -> "Application":  # type: ignore[type-arg]  # six parameters that nobody reads here
    """Return a bot that answers `/today` with a constant text."""

    async def today(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message
        await update.effective_message.reply_text(text)

    builder = ApplicationBuilder().token(token)
    builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.build()
    application.add_handler(CommandHandler("today", today))
    return application


if __name__ == "__main__":
    environ = os.environ
    bare_application(
        environ["TELEGRAM_API_BASE_URL"], environ["TELEGRAM_BOT_TOKEN"], constant_text()
    ).run_polling()
