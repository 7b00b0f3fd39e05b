"""The log: one line an event, `key=value` where it counts things, no secret ever in it."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
HIDDEN = "[hidden]"
TALKATIVE = (
    "httpx", "httpcore", "apscheduler", "aiosqlite", "sqlalchemy", "telegram", "asyncio", "tornado",
    "openai", "anthropic", "httpx2", "httpcore2",
)  # fmt: skip
"""Libraries that speak only when something is wrong: they would print the token or the rows."""


class OneLine(logging.Formatter):
    """Joins a traceback to its line and hides tokens and secrets, wherever they stand."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secrets = tuple(sorted((s for s in secrets if len(s) >= 4), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        """Return the record on one line."""
        lines = (line.strip() for line in super().format(record).splitlines())
        return redact(" | ".join(filter(None, lines)), self._secrets)


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return the text with anything that looks like a token, and each secret, hidden."""
    text = TOKEN.sub(HIDDEN, text)
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def start_log(level: str, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send everything to `stream` (standard output where none is given) through one handler."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(OneLine(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
