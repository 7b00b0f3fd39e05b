"""The command line, run inside the test: what it prints, what it says is wrong, its exit code."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.__main__ import main
from bot.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What a command left."""

    code: int
    out: str
    err: str


Program: TypeAlias = Callable[..., Outcome]


def program(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Return the program in a folder of its own, without this machine's settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TIMEZONE", "Europe/Berlin")
    monkeypatch.chdir(folder)

    def lanterne(*words: str, typed: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["lanterne", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return lanterne
