"""The command line in a folder of its own, for all tests of commands."""

from pathlib import Path

import pytest

from tests.bot.programs import Program, program


@pytest.fixture
def lanterne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    return program(tmp_path, monkeypatch, capsys)
