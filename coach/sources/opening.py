"""The bytes of one file, wherever it lies: on disk, gzipped, in a zip. Never more than the cap.

Knows sizes and damage, no training format.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from coach.errors import AthleteError

MEGABYTE = 1 << 20
LARGEST_FILE = 200 * MEGABYTE
"""A day's ride at one record a second is 5 MB; what is larger than this is no activity."""

TOO_LARGE = f"the file is larger than {LARGEST_FILE // MEGABYTE} MB, too large for one activity"
_BOMB = f"the file unpacks to more than {LARGEST_FILE // MEGABYTE} MB: that is no activity"
_LOCKED = "the archive is locked with a password: unpack it and import the folder"
_NO_GZIP = "the gzip file is damaged: download it again"
_GZIP = 31  # zlib's word for a gzip header
_FED_BYTES = 1 << 16  # unpacks to 66 MB at the very most
_DAMAGED = "the archive is damaged at this file: download it again"
NESTED = "an archive inside an archive is not opened: unpack it and import the folder"
EMPTY = "the file is empty (0 bytes): export it again"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One file to read: `path` on disk, or its `member` in a zip. `size` is in bytes, as told.

    `root` marks an archive's index: the file names in it are relative to there.
    """

    path: Path
    member: str | None = None
    size: int = 0
    root: str | None = None

    @property
    def label(self) -> str:
        """The file as it is shown."""
        path = self.path.as_posix()
        return shown(path if self.member is None else f"{path}/{self.member}")


@dataclass(frozen=True)
class Content:
    """A file's bytes, unpacked. `cut` where the packed file ended too early."""

    raw: bytes
    cut: bool = False


def shown(text: str) -> str:
    """Return text that can be kept and printed anywhere; what is no character becomes "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def content_of(piece: Piece) -> Content:
    """Return the bytes of a file, gzip undone; raises AthleteError where it cannot be read."""
    packed = _from_disk(piece.path) if piece.member is None else _from_zip(piece)
    if not packed:
        raise AthleteError(EMPTY)
    return _unpacked(packed) if packed.startswith(b"\x1f\x8b") else Content(packed)


def reason(error: OSError) -> str:
    """Return one sentence on why a file or folder cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be opened: check its permissions"
    return f"it cannot be opened: {error.strerror or error}"


def _from_disk(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            found = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise AthleteError(reason(error)) from error
    if len(found) > LARGEST_FILE:
        raise AthleteError(TOO_LARGE)
    return found


def _from_zip(piece: Piece) -> bytes:
    try:
        stat = piece.path.stat()
        archive = _archive(str(piece.path), stat.st_mtime_ns, stat.st_size)
        with archive.open(piece.member or "") as stream:
            found = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise AthleteError(reason(error)) from error
    except RuntimeError as error:  # that is how zipfile asks for a password
        raise AthleteError(_LOCKED) from error
    except (BadZipFile, KeyError, NotImplementedError, EOFError, zlib.error) as error:
        raise AthleteError(_DAMAGED) from error
    if len(found) > LARGEST_FILE:
        raise AthleteError(_BOMB)
    return found


@lru_cache(maxsize=1)
def _archive(path: str, _changed_ns: int, _size: int) -> ZipFile:
    """One archive stays open: reading its list anew for each of thousands of files would tell."""
    return ZipFile(path)


def _unpacked(packed: bytes) -> Content:
    """Return what a gzip file holds up to its end or its break, fed by small parts."""
    unpacker = zlib.decompressobj(_GZIP)
    found = bytearray()
    try:
        for start in range(0, len(packed), _FED_BYTES):
            found += unpacker.decompress(packed[start : start + _FED_BYTES])
            if len(found) > LARGEST_FILE:
                raise AthleteError(_BOMB)
    except zlib.error as error:
        if not found:
            raise AthleteError(_NO_GZIP) from error
    if not found and not unpacker.eof:
        raise AthleteError(_NO_GZIP)
    return Content(bytes(found), cut=not unpacker.eof)
