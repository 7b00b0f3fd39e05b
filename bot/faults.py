"""What is wrong with the settings, worded for the operator: all faults at once, no secret shown."""

import logging
import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.settings import Settings
from bot.wrong import SettingsError
from missions import MissionError, bootstrap

NEEDED: Mapping[str, str] = {
    "bool_parsing": "true or false is needed",
    "float_parsing": "a number like 10 is needed",
    "url_parsing": "an address like https://example.org is needed",
    "url_scheme": "an address that begins with http:// or https:// is needed",
    "greater_than": "a number above {gt:g} is needed",
    "int_parsing": "a whole number is needed",
    "less_than_equal": "a number of {le:g} or less is needed",
    "greater_than_equal": "a number of {ge:g} or more is needed",
    "literal_error": "one of {expected} is needed",
}
"""What is allowed, by pydantic's name of the fault; our own readers say it themselves."""

__all__ = ["SettingsError", "environment", "load_settings"]

LOOKALIKES: Mapping[str, str] = {"O": "0", "o": "0", "l": "1", "I": "1"}


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read all settings; raises SettingsError that names every fault at once."""
    logging.getLogger("dotenv").setLevel(logging.ERROR)  # its warnings are worded here
    faults = [*_unreadable(env_file)] if env_file else []
    readable = env_file if env_file and not faults else None
    faults += [*_unparsed(readable), *_misspelt(readable)] if readable else []
    settings = None
    try:
        settings = Settings(_env_file=readable)
    except ValidationError as error:
        faults += _wrong(error, readable)
    if settings is None or faults:
        raise SettingsError("\n".join([*faults, "Nothing was started."]))
    return settings


def _wrong(error: ValidationError, env_file: Path | None) -> list[str]:
    """Word every wrong value, then what is wrong between the others and in the mission."""
    wrong = error.errors(include_url=False)
    named = {str(fault["loc"][0]) for fault in wrong if fault["loc"]}
    usual: dict[str, Any] = {
        name: Settings.model_fields[name].get_default(call_default_factory=True) for name in named
    }
    try:
        rest = Settings(_env_file=env_file, **usual)
    except ValidationError as others:
        between = others.errors(include_url=False) if named else []
        return [_worded(fault) for fault in (*wrong, *between)]
    return [*map(_worded, wrong), *_mission(rest)]


def _mission(settings: Settings) -> Iterator[str]:
    try:
        bootstrap(settings.mission_file, environ=environment())
    except MissionError as error:
        yield f"MISSION_FILE is {settings.mission_file}: {error}"


def _unparsed(env_file: Path) -> Iterator[str]:
    """Yield where a line is no setting; it is not shown, for it may hold a secret."""
    text = env_file.read_text(encoding="utf-8") if env_file.exists() else ""
    for found in parse_stream(StringIO(text)):
        if found.error:
            blank = len(found.original.string) - len(found.original.string.lstrip("\n"))
            yield (
                f"{env_file}, line {found.original.line + blank} is no setting: NAME=value is "
                "needed, with a closing quote where one was opened."
            )


def _unreadable(env_file: Path) -> Iterator[str]:
    if not env_file.exists():
        return
    try:
        env_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield f"{env_file} cannot be read: a text file that this user may read is needed."


def _misspelt(env_file: Path) -> list[str]:
    known = [name.upper() for name in Settings.model_fields]
    faults = []
    for name in dotenv_values(env_file, interpolate=False):
        near = get_close_matches(name.upper(), known, n=1, cutoff=0.85)
        if near and name.upper() != near[0]:
            faults.append(f"{name} in {env_file} is no setting: {near[0]} is the nearest.")
    return faults


def _worded(fault: ErrorDetails) -> str:
    needed = _needed(fault)
    if not fault["loc"]:
        return needed
    field = str(fault["loc"][0])
    if _is_secret(field):
        return f"{field.upper()} is wrong (its value is not shown): {needed}."
    value = str(fault["input"])
    return f'{field.upper()} is "{_short(value)}"{_lookalike(field, value)}: {needed}.'


def _needed(fault: ErrorDetails) -> str:
    if fault["type"] == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    words = NEEDED.get(fault["type"])
    context: dict[str, Any] = fault.get("ctx", {})
    return words.format(**context) if words else fault["msg"]


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:59]}…"


def _is_secret(field: str) -> bool:
    return field in Settings.model_fields and "SecretStr" in str(
        Settings.model_fields[field].annotation
    )


def _lookalike(field: str, value: str) -> str:
    """Say `(letter O)` where a digit's lookalike is the whole fault."""
    letters = [letter for letter in LOOKALIKES if letter in value]
    mended = value.translate(str.maketrans(dict[str, str | int | None](LOOKALIKES)))
    if field != "push_time" or not letters or any(letter.isalpha() for letter in mended):
        return ""
    return f" (letter {letters[0]})"


def environment() -> Mapping[str, str]:
    """Return what `${NAME}` in a mission file may be taken from: `.env` under the environment."""
    stored = dotenv_values(".env") if Path(".env").is_file() else {}
    return {name: value for name, value in stored.items() if value is not None} | dict(os.environ)
