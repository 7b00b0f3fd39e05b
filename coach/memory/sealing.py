"""Credentials under lock: sealed before they reach the database, opened when they are read.

The key never lies where the database does. `cryptography` is imported only when a key is used.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import OperatorError
from coach.memory.key_file import default_key_file, make_key_file, read_key_file

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

SETTING = "LANTERNE_SECRET_KEY"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")  # 32 bytes in URL-safe base64


class Sealing:
    """Seals with the first key and opens with any, so that a key is changed by prepending.

    `secret` is one key or several parted by commas; without it, the keys are those of `key_file`,
    which is made with the first seal and may not lie inside `apart_from`, the data folder. Raises
    OperatorError for a secret that is no key at once, and for a key file when it is needed.
    """

    def __init__(
        self,
        secret: str | None = None,
        *,
        key_file: Path | None = None,
        apart_from: Path | None = None,
    ) -> None:
        """Take where the keys are; no file is looked at yet."""
        self._given = None if secret is None else _parsed(secret, SETTING)
        self._key_file, self._apart_from = key_file, apart_from

    def seal(self, credentials: Mapping[str, str]) -> str:
        """Return credentials as a text that only a key opens."""
        keys = self._keys()
        if not keys:
            make_key_file(self._file)
            keys = self._keys()
        return _box(keys).encrypt(json.dumps(dict(credentials)).encode()).decode()

    def open(self, sealed: str, label: str) -> Mapping[str, str]:
        """Return what was sealed; `label` names the vendor.

        Raises OperatorError where no key fits; what is sealed stays as it is.
        """
        plain = _opened(sealed, self._keys())
        if plain is None:
            raise OperatorError(
                f"The connection to {label} was sealed with another key: put the old key behind "
                f"the new one in {SETTING}, or connect again with /connect."
            )
        opened: dict[str, str] = json.loads(plain)
        return opened

    def _keys(self) -> Sequence[str]:
        """Return the keys there are; the file is read each time, so that it may change."""
        if self._given is not None:
            return self._given
        text = read_key_file(self._file)
        return () if text is None else _parsed(text, str(self._file))

    @cached_property
    def _file(self) -> Path:
        path = (self._key_file or default_key_file()).absolute()
        if self._apart_from is not None and path.is_relative_to(self._apart_from.absolute()):
            raise OperatorError(
                f"The key {path} would lie in the data folder beside what it seals: "
                f"set {SETTING}, or XDG_CONFIG_HOME to another folder."
            )
        return path


class SealedCredentials(Mapping[str, str]):
    """Credentials as they lie in the database, opened by the first look into them.

    So a connection can be listed, changed and removed though its key is gone; a look then raises
    OperatorError.
    """

    def __init__(self, sealed: str, label: str, sealing: Sealing) -> None:
        """Take what is sealed, and what opens it."""
        self._sealed, self._label, self._sealing = sealed, label, sealing

    @cached_property
    def _opened(self) -> Mapping[str, str]:
        return self._sealing.open(self._sealed, self._label)

    def __getitem__(self, name: str) -> str:
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened)

    def __len__(self) -> int:
        return len(self._opened)


def _parsed(text: str, place: str) -> Sequence[str]:
    keys = [word for word in re.split(r"[\s,]+", text) if word]
    if not keys or not all(_KEY.fullmatch(key) for key in keys):
        raise OperatorError(
            f"{place} holds no key, or something beside keys: a key is 32 random bytes in "
            "URL-safe base64, as `openssl rand -base64 32 | tr '+/' '-_'` prints one."
        )
    return keys


def _box(keys: Sequence[str]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  # slow, and seldom needed

    return MultiFernet([Fernet(key) for key in keys])


def _opened(sealed: str, keys: Sequence[str]) -> bytes | None:
    from cryptography.fernet import InvalidToken  # noqa: PLC0415  # slow, and seldom needed

    try:
        return _box(keys).decrypt(sealed) if keys else None
    except InvalidToken:
        return None
