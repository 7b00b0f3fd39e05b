"""What there is to read under the paths that were named: files, folders, members of zips.

Opens nothing but folders and zip lists, and of odd files the first bytes; refusals are harvests.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from coach.ports import Harvest
from coach.sources.kinds import HEAD_BYTES, SUFFIXES, Kind, kind_of
from coach.sources.opening import EMPTY, LARGEST_FILE, NESTED, TOO_LARGE, Piece, reason, shown
from coach.sources.strava_archive import INDEX

MOST_MEMBERS = 100_000
MOST_UNPACKING = 200
"""Times its own size that a zip may unpack to; real archives stay under 40."""

_NOTHING_THERE = "there is no FIT, TCX, GPX, CSV, JSON or zip file in it"
_BOMB = "this zip would unpack to far more than any training archive: it was not opened"
_BROKEN_ZIP = "this zip is cut off or damaged: download it again"

_FILES_OF_INDEX = "activities"  # the folder beside an index
_TABLES = frozenset({".csv", ".json"})
_TRAINING = (Kind.FIT, Kind.TCX, Kind.GPX)

Found = Piece | Harvest
"""A file to read, or the refusal of one."""


def find(paths: Sequence[Path]) -> Iterator[Found]:
    """Yield what there is to read, an archive's index before the files that it lists."""
    for path in paths:
        try:
            status = path.stat()
        except OSError as error:
            yield _refused(path, reason(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _or_nothing(path, _folder(path))
        elif stat.S_ISREG(status.st_mode):
            yield from _file(path, status.st_size)
        else:
            yield _refused(path, "this is neither a file nor a folder")


def files_at(index: Piece, names: Iterable[str]) -> set[str]:
    """Return those of the file names in an archive's index that are there."""
    if index.member is None:
        return {name for name in names if Path(index.root or "", name).is_file()}
    prefix = index.member[: -len(INDEX)]
    with ZipFile(index.path) as archive:
        members = set(archive.namelist())
    return {name for name in names if prefix + name in members}


def _refused(path: Path, sentence: str, member: str | None = None) -> Harvest:
    return Harvest(file=Piece(path=path, member=member).label, refused=sentence)


def _or_nothing(path: Path, found: Iterator[Found]) -> Iterator[Found]:
    nothing = True
    for one in found:
        nothing = False
        yield one
    if nothing:
        yield _refused(path, _NOTHING_THERE)


def _file(path: Path, size: int) -> Iterator[Found]:
    """Yield a file, or a zip's members; a file beyond the cap is refused without reading it."""
    if not size:
        yield _refused(path, EMPTY)
    elif _head_kind(path) is Kind.ZIP:
        yield from _or_nothing(path, _zip(path, size))
    elif size > LARGEST_FILE:
        yield _refused(path, TOO_LARGE)
    else:
        yield Piece(path=path, size=size)


def _head_kind(path: Path) -> Kind | None:
    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(HEAD_BYTES), path.name)
    except OSError:
        return None  # whoever reads it says why


def _folder(folder: Path) -> Iterator[Found]:
    closed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        root = f"{Path(here).as_posix()}/" if _FILES_OF_INDEX in folders else None
        for path in (Path(here, name) for name in _in_order(names, is_archive=root is not None)):
            yield from (_rooted(one, root) for one in _in_folder(path))
    for error in closed:
        yield _refused(Path(str(error.filename)), reason(error))


def _in_folder(path: Path) -> Iterator[Found]:
    """Yield a file met in a folder; one whose name says nothing only where it is training."""
    try:
        status = path.stat()
    except OSError as error:
        yield _refused(path, reason(error))
        return
    is_named = _suffix(path.name) in SUFFIXES
    if stat.S_ISREG(status.st_mode) and (is_named or _head_kind(path) in _TRAINING):
        yield from _file(path, status.st_size)


def _zip(path: Path, size: int) -> Iterator[Found]:
    try:
        with ZipFile(path) as archive:
            members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        yield _refused(path, _BROKEN_ZIP)
        return
    unpacked = sum(one.file_size for one in members.values())
    if len(members) > MOST_MEMBERS or unpacked > max(size * MOST_UNPACKING, LARGEST_FILE):
        yield _refused(path, _BOMB)
        return
    prefix = _index_prefix(members)
    for name in _in_order(members, is_archive=prefix is not None):
        if _suffix(name) in SUFFIXES:
            root = None if prefix is None else f"{path.as_posix()}/{prefix}"
            yield _rooted(_member(path, members[name]), root)


def _index_prefix(members: Iterable[str]) -> str | None:
    """Return in which of its folders a zip holds an index with its files, None where none."""
    names = set(members)
    prefixes = (name[: -len(INDEX)] for name in names if _base(name) == INDEX)
    is_beside = (prefix for prefix in prefixes if _has_folder(names, f"{prefix}{_FILES_OF_INDEX}/"))
    return next(is_beside, None)


def _has_folder(names: Iterable[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _member(path: Path, entry: ZipInfo) -> Found:
    if _suffix(entry.filename) == ".zip":
        return _refused(path, NESTED, entry.filename)
    if entry.file_size > LARGEST_FILE:
        return _refused(path, TOO_LARGE, entry.filename)
    if not entry.file_size:
        return _refused(path, EMPTY, entry.filename)
    return Piece(path=path, member=entry.filename, size=entry.file_size)


def _rooted(found: Found, root: str | None) -> Found:
    """Mark the index of an archive with where its file names start."""
    is_index = root is not None and isinstance(found, Piece) and found.label == shown(root + INDEX)
    return replace(found, root=root) if is_index and isinstance(found, Piece) else found


def _in_order(names: Iterable[str], *, is_archive: bool) -> list[str]:
    """Return the names that may be of use, an index before the files that it lists.

    Hidden files are left out, and the other tables that stand beside an archive's index.
    """
    kept = (name for name in names if not _base(name).startswith("."))
    kept = (name for name in kept if not name.startswith("__MACOSX/"))
    if is_archive:
        kept = (name for name in kept if _base(name) == INDEX or _suffix(name) not in _TABLES)
    return sorted(kept, key=lambda name: (_base(name) != INDEX, name))


def _base(name: str) -> str:
    return PurePosixPath(name).name


def _suffix(name: str) -> str:
    stem, dot, suffix = _base(name).lower().removesuffix(".gz").rpartition(".")
    return dot + suffix if stem else ""
