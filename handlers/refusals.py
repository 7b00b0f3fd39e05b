"""What Telegram's refusals mean: that nothing is left to do, or how long to wait."""

import os

from telegram.error import BadRequest, RetryAfter

os.environ.setdefault("PTB_TIMEDELTA", "1")
"""The library's way to say that waits shall be timedeltas; without it, it warns at each."""

GONE = "message to edit not found"
SILENT = ("message is not modified", GONE, "query is too old")


def is_silent(error: BadRequest) -> bool:
    """Whether a refusal means only that there is nothing left to do."""
    return any(words in error.message.lower() for words in SILENT)


def is_gone(error: BadRequest) -> bool:
    """Whether the message is not there any more."""
    return GONE in error.message.lower()


def is_markup(error: BadRequest) -> bool:
    """Whether Telegram could not read the HTML."""
    return "parse entities" in error.message


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
