"""CSV files by their header: intervals.icu's activities or wellness, or Strava's index.

Knows whose header is whose; what it means is that vendor's module's business.
"""

from collections.abc import Iterator
from pathlib import PurePath

from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources import intervals_icu, strava_archive
from coach.sources.context import Context
from coach.sources.strava_archive import Listing
from coach.sources.tables import Row, rows

_COLUMNS_OF_AN_INDEX = 8


def read(content: bytes, context: Context) -> Harvest:
    """Return what a table of a known vendor holds; raises AthleteError on any other."""
    header, lines = rows(content)
    if set(header) >= intervals_icu.ACTIVITY_KEYS:
        return intervals_icu.activities(_entries(lines), context)
    if "date" in header and intervals_icu.WELLNESS_KEYS & set(header):
        return intervals_icu.wellness(_entries(lines), context)
    return strava_archive.summaries(_listing(header, lines, context))


def read_listing(content: bytes, context: Context) -> Listing:
    """Return an archive's index with its files apart; any other table as a plain harvest."""
    header, lines = rows(content)
    if strava_archive.is_index(header):
        return _listing(header, lines, context)
    return Listing(harvest=read(content, context))


def _listing(header: tuple[str, ...], lines: Iterator[Row], context: Context) -> Listing:
    if strava_archive.is_index(header):
        return strava_archive.listing(lines, context)
    is_named_so = PurePath(context.file).name.lower() == strava_archive.INDEX
    if is_named_so and len(header) >= _COLUMNS_OF_AN_INDEX:
        raise AthleteError(strava_archive.IN_ANOTHER_LANGUAGE)
    raise AthleteError("this table is neither intervals.icu's export nor Strava's activities.csv")


def _entries(lines: Iterator[Row]) -> Iterator[dict[str, object]]:
    for line in lines:
        yield dict(zip(line.header, line.cells, strict=False))
