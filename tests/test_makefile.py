"""What `make` says on a machine that lacks something, before anything is set up."""

import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


def a_python(folder: Path, script: str) -> Path:
    """Write a stand-in for a Python that is too old or lacks a part."""
    python = folder / "some-python"
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return python


def make_try(folder: Path, python: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run `make try` in a folder that holds no more than the Makefile."""
    shutil.copy(MAKEFILE, folder)
    (folder / "pyproject.toml").touch()
    call = ["make", "try", f"PYTHON={python}"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  # our own Makefile


@needs_make
def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path: Path) -> None:
    old = a_python(tmp_path, '[ "$1" = -V ] && echo "Python 3.9.2"; [ "$1" = -V ]')

    said = make_try(tmp_path, old)

    assert said.returncode != 0
    assert "needs Python 3.11 or newer" in said.stderr
    assert "is 3.9.2" in said.stderr


@needs_make
def test_a_python_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    said = make_try(tmp_path, "python-of-nowhere")

    assert said.returncode != 0
    assert "python-of-nowhere is not there" in said.stderr
    assert "not found" not in said.stderr


@needs_make
def test_a_python_without_virtual_environments_says_what_to_install(tmp_path: Path) -> None:
    bare = a_python(tmp_path, '[ "$1" = -c ]')

    said = make_try(tmp_path, bare)

    assert said.returncode != 0
    assert "apt install python3-venv" in said.stderr
    assert not (tmp_path / ".venv").exists()
