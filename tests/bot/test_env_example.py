"""`.env.example` is the settings class, written out: names, order, defaults and their words."""

import textwrap
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefinedType

from bot.faults import load_settings
from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
HEAD = """\
# Settings of Lanterne Rouge: copy this file to .env and take the # from what you change.
# Only TELEGRAM_BOT_TOKEN is needed. The environment goes before .env.
"""


def written_default(field: FieldInfo) -> str:
    match field.default:
        case None | () | PydanticUndefinedType():
            return ""
        case tuple(words):
            return ",".join(words)
        case bool(value):
            return str(value).lower()
        case time() as value:
            return f"{value:%H:%M}"
        case value:
            return str(value).rstrip("/")


def blocks() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        words = textwrap.wrap(field.description or "", 96)
        yield "\n" + "".join(f"# {line}\n" for line in words)
        yield f"#{name.upper()}={written_default(field)}\n"


def test_the_example_names_every_setting_with_its_default_and_meaning() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == HEAD + "".join(blocks())


def test_the_example_taken_as_it_is_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    taken = load_settings(EXAMPLE)

    assert taken == load_settings(None)


def test_the_example_with_every_line_taken_in_is_a_right_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    names = tuple(f"#{name.upper()}=" for name in Settings.model_fields)
    taken_in = "\n".join(
        line.removeprefix("#") if line.startswith(names) else line for line in lines
    )
    (tmp_path / ".env").write_text(taken_in, encoding="utf-8")

    taken = load_settings(tmp_path / ".env")

    assert taken == load_settings(None)
