"""How settings are read that are more than a text or a number; each says what is needed.

Raises ValueError in words that stand behind the setting's name.
"""

import re
import warnings
from datetime import time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, HttpUrl, SecretStr
from pydantic_settings import NoDecode
from tzlocal import get_localzone_name

PROVIDERS = ("openai", "anthropic", "huggingface")
"""Who can be asked; rules stand behind all of them."""


def machine_timezone() -> str:
    """Return the machine's own IANA zone, or UTC where it has none."""
    with warnings.catch_warnings(action="ignore"):  # a machine without a zone is no fault
        try:
            return read_timezone(get_localzone_name())
        except (LookupError, ValueError):
            return "UTC"


def read_time(value: object) -> time:
    """Read `06:30` or `6:30`; raises ValueError that says what is needed."""
    if isinstance(value, time):
        return value
    match str(value).strip().split(":"):
        case [hour, minute] if hour.isdecimal() and minute.isdecimal() and len(minute) == 2:
            if int(hour) < 24 and int(minute) < 60:
                return time(int(hour), int(minute))
    raise ValueError("a time like 06:30 is needed")


def read_timezone(value: object) -> str:
    """Read an IANA zone's name; raises ValueError that says what is needed."""
    try:
        return ZoneInfo(str(value).strip()).key
    except (LookupError, ValueError, OSError) as error:
        raise ValueError("a time zone like Europe/Berlin is needed") from error


def _read_chats(value: object) -> tuple[int, ...]:
    if isinstance(value, tuple):
        return value
    try:
        return tuple(int(word) for word in str(value).replace(",", " ").split())
    except ValueError as error:
        raise ValueError("chat ids like 123456789,987654321 are needed") from error


def _read_token(value: object) -> object:
    words = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    number, colon, key = words.strip().partition(":")
    if not (number.isdecimal() and colon and len(key) >= 10 and key.isascii()):
        raise ValueError("a token as @BotFather gives it is needed, like 123456789:AA…")
    return words.strip()


def _read_webhook_secret(value: object) -> object:
    words = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", words):
        raise ValueError("1 to 256 letters, digits, _ and - are needed")
    return words


def _read_exact_url(value: object) -> str:
    """Read an address and leave it as it is written: it must equal what is registered elsewhere."""
    words = str(value).strip()
    if not words.isascii() or not re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", words):
        raise ValueError("an address like https://example.org/oura is needed")
    return words


def _read_order(value: object) -> tuple[str, ...]:
    words = value if isinstance(value, tuple) else str(value).replace(",", " ").lower().split()
    if not set(words) <= {*PROVIDERS, "rules"} or len(set(words)) < len(words):
        raise ValueError(f"some of {', '.join(PROVIDERS)} and rules are needed, each once")
    return (*words,) if "rules" in words else (*words, "rules")


def _in_capitals(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


Chats = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_read_chats)]
Token = Annotated[SecretStr, BeforeValidator(_read_token)]
Order = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_read_order)]
Url = HttpUrl
WebhookSecret = Annotated[SecretStr, BeforeValidator(_read_webhook_secret)]
Zone = Annotated[str, BeforeValidator(read_timezone)]
ClockTime = Annotated[time, BeforeValidator(read_time)]
ExactUrl = Annotated[str, BeforeValidator(_read_exact_url)]
LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_in_capitals)]


def plain(secret: SecretStr | None) -> str:
    """Return a secret's words, to hand to who needs them; empty where it is not set."""
    return "" if secret is None else secret.get_secret_value()
