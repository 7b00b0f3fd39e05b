"""CSV exports as rows of text, and the numbers and moments in them. Knows no vendor's columns."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from math import isfinite

from coach.errors import AthleteError

_MOMENTS = (
    "%b %d, %Y, %I:%M:%S %p",  # Strava in English (US): Apr 30, 2021, 1:30:45 PM
    "%d %b %Y, %H:%M:%S",  # Strava in English (UK): 30 Apr 2021, 13:30:45
    "%b %d, %Y, %H:%M:%S",
    "%d %b %Y, %I:%M:%S %p",
)


@dataclass(frozen=True)
class Row:
    """One row under its header; a column named twice has several values, in order."""

    header: Sequence[str]
    cells: Sequence[str]

    def texts(self, column: str) -> list[str]:
        """Return all filled cells of the columns with this name."""
        pairs = zip(self.header, self.cells, strict=False)
        return [cell.strip() for name, cell in pairs if name == column and cell.strip()]

    def text(self, *columns: str) -> str | None:
        """Return the first filled cell of these columns."""
        return next((text for column in columns for text in self.texts(column)), None)

    def number(self, *columns: str) -> float | None:
        """Return the first number in these columns."""
        values = (number(text) for column in columns for text in self.texts(column))
        return next((value for value in values if value is not None), None)


def rows(content: bytes) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the header and the rows under it; raises AthleteError where it is no table."""
    text = _decoded(content)
    first_line = text.partition("\n")[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    lines = csv.reader(StringIO(text), delimiter=separator)
    try:
        header = tuple(cell.strip() for cell in next(lines))
    except (StopIteration, csv.Error) as error:
        raise AthleteError("this is not a table that can be read") from error
    return header, _rows(header, lines)


def _rows(header: tuple[str, ...], lines: Iterator[list[str]]) -> Iterator[Row]:
    try:
        for cells in lines:
            if any(cells):
                yield Row(header, cells)
    except csv.Error as error:
        raise AthleteError("this table is damaged: export it again") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def number(text: object) -> float | None:
    """Return a finite number written with or without thousands separators, else None."""
    if isinstance(text, bool) or text is None:
        return None
    try:
        value = float(str(text).strip().replace(",", ""))
    except ValueError:
        return None
    return value if isfinite(value) else None


def moment(text: str | None) -> datetime | None:
    """Return a date and time, naive where it names no zone; None where it is none."""
    clean = " ".join((text or "").split())  # Strava parts time and PM by a narrow blank
    try:
        return datetime.fromisoformat(clean)
    except ValueError:
        return _worded_moment(clean)


def _worded_moment(text: str) -> datetime | None:
    for form in _MOMENTS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # the caller knows the zone
        except ValueError:
            continue
    return None
