"""Files, folders and archives into harvests, decoded in worker processes, as each is ready.

Knows what is read in which order; what a file means is the workers' business (`reading`).
"""

import os
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from coach.domain.activity import Activity
from coach.domain.athlete import Thresholds
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.apart import Crew
from coach.sources.finding import files_at, find
from coach.sources.opening import MEGABYTE, Piece, shown
from coach.sources.reading import Order, read_apart, read_listing
from coach.sources.strava_archive import Listing

_DEADLINE_S = 60.0
_DEADLINE_PER_MEGABYTE_S = 20.0  # a megabyte of FIT decodes in about a second


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class FileHarvester:
    """Reads training files, as `ports.Harvester`. `reader` runs in a worker process.

    A file that takes longer than `deadline_s` and 20 s a megabyte is given up, and said so.
    """

    reader: Callable[[Order], Harvest] = read_apart
    deadline_s: float = _DEADLINE_S
    workers: int = field(default_factory=cores)
    clock: Callable[[], datetime] = now

    def count(self, paths: Sequence[Path]) -> int:
        """Return how many files there are to read, refused ones included."""
        return sum(1 for _ in find(paths))

    async def read(
        self, paths: Sequence[Path], *, thresholds: Thresholds, timezone: str
    ) -> AsyncGenerator[Harvest, None]:
        """Yield one harvest a file, as each is ready; broken files are harvests with `refused`.

        Closing the iterator, or cancelling its caller, ends the workers and loses nothing yielded.
        """
        blank = Order(
            piece=Piece(path=Path()),
            thresholds=thresholds,
            timezone=timezone,
            fetched_at=self.clock(),
        )
        listed: dict[str, Activity] = {}
        async with Crew[Harvest](self.workers) as crew:
            for found in find(paths):
                if isinstance(found, Harvest):
                    yield found
                elif found.root is not None:
                    yield await self._index(crew, replace(blank, piece=found), listed)
                else:
                    order = replace(blank, piece=found, listed=listed.get(found.label))
                    crew.start(self._harvest(crew, order))
                while crew.is_full:
                    for harvest in await crew.ready():
                        yield harvest
            while crew.is_busy:
                for harvest in await crew.ready():
                    yield harvest

    async def _harvest(self, crew: Crew[Harvest], order: Order) -> Harvest:
        try:
            return await crew.run(self.reader, order, deadline_s=self._deadline_s(order))
        except AthleteError as error:
            return Harvest(file=order.piece.label, refused=str(error))

    async def _index(
        self, crew: Crew[Harvest], order: Order, listed: dict[str, Activity]
    ) -> Harvest:
        """Read an archive's index first, and note what it says of each file in `listed`."""
        try:
            found = await crew.run(read_listing, order, deadline_s=self._deadline_s(order))
        except AthleteError as error:
            return Harvest(file=order.piece.label, refused=str(error))
        there = files_at(order.piece, found.listed)
        listed.update({shown(f"{order.piece.root}{name}"): found.listed[name] for name in there})
        return _with_missing(found, there)

    def _deadline_s(self, order: Order) -> float:
        return self.deadline_s + _DEADLINE_PER_MEGABYTE_S * order.piece.size / MEGABYTE


def _with_missing(listing: Listing, there: set[str]) -> Harvest:
    """Return the index's own activities, with those of files that it names but are not there."""
    missing = tuple(one for name, one in listing.listed.items() if name not in there)
    if not missing:
        return listing.harvest
    count = f"{len(missing)} of the files that it names"
    said = (
        "is missing: its summary was" if len(missing) == 1 else "are missing: their summaries were"
    )
    told = [listing.harvest.warning, f"{count} {said} used"]
    activities = (*listing.harvest.activities, *missing)
    return replace(listing.harvest, activities=activities, warning="; ".join(filter(None, told)))
