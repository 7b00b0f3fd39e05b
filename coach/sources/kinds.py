"""What a file is, by its first bytes and not by its name. Knows signatures, opens nothing."""

from enum import StrEnum

HEAD_BYTES = 4096
"""How much of a file's beginning is looked at."""

SUFFIXES = frozenset({".fit", ".tcx", ".gpx", ".csv", ".json", ".zip"})
"""Names that are taken from folders and archives; `.gz` may follow."""


class Kind(StrEnum):
    """What can be read."""

    FIT = "FIT"
    TCX = "TCX"
    GPX = "GPX"
    CSV = "CSV"
    JSON = "JSON"
    GZIP = "gzip"
    ZIP = "zip"


_STRANGERS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_READABLE = "the coach reads FIT, TCX, GPX, CSV, JSON and zip files"


def kind_of(head: bytes, name: str = "") -> Kind | None:
    """Return what a file is by its first bytes; its name only tells a table from other text."""
    if head[8:12] == b".FIT":
        return Kind.FIT
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    return _kind_of_text(head.removeprefix(b"\xef\xbb\xbf").lstrip(), name)


def _kind_of_text(text: bytes, name: str) -> Kind | None:
    if text.startswith(b"<"):
        if b"<TrainingCenterDatabase" in text:
            return Kind.TCX
        return Kind.GPX if b"<gpx" in text else None
    if text.startswith((b"{", b"[")):
        return Kind.JSON
    is_table = name.lower().removesuffix(".gz").endswith(".csv") and b"\x00" not in text
    return Kind.CSV if is_table else None


def stranger(head: bytes, name: str) -> str:
    """Return one sentence on a file that cannot be read."""
    what = next((what for magic, what in _STRANGERS if head.startswith(magic)), None)
    if what is None and head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        what = "a web page (the download may have asked for a login)"
    suffix = name.lower().removesuffix(".gz").rpartition(".")[2]
    claims = f", not a {suffix.upper()} file" if f".{suffix}" in SUFFIXES else ""
    if what is not None:
        return f"this is {what}{claims}: {_READABLE}"
    if claims:
        return f"this is not a {suffix.upper()} file, whatever its name says: export it again"
    return f"this kind of file is not known: {_READABLE}"
