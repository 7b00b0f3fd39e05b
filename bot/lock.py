"""One `lanterne run` a database: a lock of the operating system's, which dies with its process.

Its file is also the sign of life: as old as the last tick.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.errors import OperatorError


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file; raises OperatorError where another process holds it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise OperatorError(
            f"{path.parent} cannot be written ({error.strerror}); "
            "set LANTERNE_DATA_DIR to a folder of this user's."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OperatorError(
                f"`lanterne run` is running on this database already{_whose(path)}; stop it first."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def show_life(path: Path) -> None:
    """Make the lock file as young as this moment; nothing where there is none."""
    with suppress(OSError):
        os.utime(path)


def _whose(path: Path) -> str:
    number = path.read_text().strip()
    return f" (process {number})" if number.isdecimal() else ""
