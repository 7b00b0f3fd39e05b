"""Two bots on one database are one too many; a dead one holds nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.lock import only_one, show_life
from coach.errors import OperatorError

HOLDER = """
import sys, time
from pathlib import Path
from bot.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held(lock: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let another process hold the lock until the end."""
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:  # noqa: S603  # our own
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield holder
        holder.kill()


def test_a_second_one_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    lock = tmp_path / "coach.db.lock"
    with held(lock) as holder:
        refused = pytest.raises(OperatorError, match=f"process {holder.pid}")

        with refused, only_one(lock):
            pass


def test_a_killed_one_leaves_the_way_free(tmp_path: Path) -> None:
    lock = tmp_path / "coach.db.lock"
    with held(lock):
        pass

    with only_one(lock):
        assert lock.exists()


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OperatorError, match="LANTERNE_DATA_DIR"), only_one(tmp_path / "file" / "x"):
        pass


def test_a_sign_of_life_makes_the_file_young_and_needs_none(tmp_path: Path) -> None:
    lock = tmp_path / "coach.db.lock"
    with only_one(lock):
        os.utime(lock, (0, 0))

        show_life(lock)
        show_life(tmp_path / "another.lock")

        assert lock.stat().st_mtime > 0
    assert not (tmp_path / "another.lock").exists()
