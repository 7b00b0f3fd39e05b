"""The file of the secret key: made at need for its owner alone, away from the data and its copies.

Knows nothing of what the key seals.
"""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path

from coach.errors import OperatorError

_INSTEAD = "or set LANTERNE_SECRET_KEY instead"


def default_key_file() -> Path:
    """Return `lanterne/secret.key` in XDG_CONFIG_HOME, else in `~/.config`."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    if named.startswith("/"):  # the standard has others ignored
        return Path(named) / "lanterne" / "secret.key"
    try:
        return Path.home() / ".config" / "lanterne" / "secret.key"
    except RuntimeError as error:
        raise OperatorError(
            "This user has no home folder to keep a key in: set LANTERNE_SECRET_KEY."
        ) from error


def read_key_file(path: Path) -> str | None:
    """Return what the file holds, None where there is none.

    Raises OperatorError where it cannot be read, or where others may read it too.
    """
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            mode, text = os.fstat(file.fileno()).st_mode, file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OperatorError(
            f"The key file {path} cannot be read ({error.strerror}): let this user read it, "
            f"{_INSTEAD}."
        ) from error
    if mode & 0o077:
        raise OperatorError(
            f"The key file {path} is open to others: close it with `chmod 600 {path}`, {_INSTEAD}."
        )
    return text


def make_key_file(path: Path) -> None:
    """Write a new key for its owner alone; one that is there already stays.

    Raises OperatorError where it cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_whole(path, base64.urlsafe_b64encode(secrets.token_bytes(32)))
    except OSError as error:
        raise OperatorError(
            f"No key can be kept in {path} ({error.strerror}): "
            f"make its folder one that this user may write, {_INSTEAD}."
        ) from error


def _write_whole(path: Path, key: bytes) -> None:
    """Write beside and link, so that nobody reads half a key or replaces another's."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink(missing_ok=True)
