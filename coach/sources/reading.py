"""One file into one harvest: what it is, who reads it, and one sentence where it cannot be read.

Runs in a worker process; imports a format's reader only when such a file comes.
"""

import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import PurePath
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.domain.activity import Activity
from coach.domain.athlete import Thresholds
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.kinds import HEAD_BYTES, Kind, kind_of, stranger
from coach.sources.opening import NESTED, Content, Piece, content_of
from coach.sources.strava_archive import Listing, with_listed

_READERS = {
    Kind.FIT: "coach.sources.fit",
    Kind.TCX: "coach.sources.tcx",
    Kind.GPX: "coach.sources.gpx",
    Kind.CSV: "coach.sources.csv_tables",
    Kind.JSON: "coach.sources.json_documents",
}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to read and for whom. `listed` is what an archive's index says of this file."""

    piece: Piece
    thresholds: Thresholds
    timezone: str
    fetched_at: datetime
    listed: Activity | None = None


def read_apart(order: Order) -> Harvest:
    """Read one file in a worker process; the parent alone decides what an interrupt means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return read_piece(order)


def read_piece(order: Order) -> Harvest:
    """Return what one file holds, never raising for what the file is."""
    harvest = _guarded(order, _read)
    return harvest if order.listed is None else with_listed(harvest, order.listed)


def read_listing(order: Order) -> Listing:
    """Return an archive's index; a table that is none is a plain harvest, refused where broken."""
    listings: list[Listing] = []

    def listed(content: Content, context: Context) -> Harvest:
        module = import_module(_READERS[Kind.CSV])
        listings.append(module.read_listing(content.raw, context))
        return listings[0].harvest

    harvest = _guarded(order, listed)
    return listings[0] if listings else Listing(harvest=harvest)


def _guarded(order: Order, reader: Callable[[Content, Context], Harvest]) -> Harvest:
    label = order.piece.label
    try:
        return reader(content_of(order.piece), _context(order))
    except AthleteError as error:
        return Harvest(file=label, refused=str(error))
    except MemoryError:
        return Harvest(file=label, refused="the file needs more memory than there is")
    except Exception as error:  # noqa: BLE001  # the last resort: one odd file must not end an import
        refused = f"the file cannot be understood ({type(error).__name__}): export it again"
        return Harvest(file=label, refused=refused)


def _read(content: Content, context: Context) -> Harvest:
    head = content.raw[:HEAD_BYTES]
    name = PurePath(context.file).name
    kind = kind_of(head, name)
    if kind in (Kind.ZIP, Kind.GZIP):
        raise AthleteError(NESTED)
    if kind is None:
        raise AthleteError(stranger(head, name))
    reader = cast("Callable[[bytes, Context], Harvest]", import_module(_READERS[kind]).read)
    harvest = reader(content.raw, context)
    if content.cut and harvest.warning is None:
        harvest = replace(harvest, warning="the file is cut off: what came before was read")
    return harvest


def _context(order: Order) -> Context:
    try:
        zone = ZoneInfo(order.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return Context(
        file=order.piece.label,
        thresholds=order.thresholds,
        zone=zone,
        fetched_at=order.fetched_at,
    )
