"""What the tests of the readers share: a context, an order for a file, and where real files lie."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.domain.athlete import Thresholds
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.opening import Piece
from coach.sources.reading import Order, read_piece

READ_AT = datetime(2026, 3, 15, 6, 0, tzinfo=UTC)
RIDER = Thresholds(
    ftp_w=250,
    lthr_bpm=168,
    max_heart_rate_bpm=190,
    resting_heart_rate_bpm=50,
    threshold_pace_s_per_km=240,
    sex="m",
)
REAL_FILES = Path(__file__).parents[4] / "shared" / "data"

needs_real_files = pytest.mark.skipif(
    not REAL_FILES.is_dir(), reason="the folder of real files is not beside this project"
)


def context(file: str = "ride.fit", *, zone: str = "Europe/Paris") -> Context:
    """Return the context of a rider in Paris."""
    return Context(file=file, thresholds=RIDER, zone=ZoneInfo(zone), fetched_at=READ_AT)


def order(path: Path, member: str | None = None, *, zone: str = "Europe/Paris") -> Order:
    """Return the order to read one file for that rider."""
    piece = Piece(path=path, member=member)
    return Order(piece=piece, thresholds=RIDER, timezone=zone, fetched_at=READ_AT)


def read_bytes(folder: Path, name: str, content: bytes) -> Harvest:
    """Write a file and read it as a worker would."""
    path = folder / name
    path.write_bytes(content)
    return read_piece(order(path))
