"""Carries files into the training history.

Knows ports only: who reads the files and where they are kept is handed in.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from time import monotonic

from coach.domain.athlete import Athlete, Thresholds
from coach.ports import FileReport, Harvest, Harvester, Recorded, TrainingLog

BATCH_FILES = 64
BATCH_SECONDS = 1.0
"""What is kept in one transaction: an interruption costs a second's reading, not more."""

NOTHING_IN_IT = "it holds no activity and no night"


class History:
    """The training history of all athletes, as files come in."""

    def __init__(self, memory: TrainingLog, harvester: Harvester) -> None:
        """Take the memory to record in and the reader of files."""
        self._memory = memory
        self._harvester = harvester

    async def import_files(
        self, athlete: Athlete, paths: Sequence[Path], *, thresholds: Thresholds
    ) -> AsyncGenerator[FileReport, None]:
        """Yield a report of each file, once what it held is safely kept.

        Whatever was reported stays when the import is interrupted; run again, it doubles nothing.
        """
        harvests = self._harvester.read(paths, thresholds=thresholds, timezone=athlete.timezone)
        async with aclosing(_batches(harvests)) as batches:
            async for batch in batches:
                recorded = await self._memory.record(athlete.id, batch)
                for harvest, what in zip(batch, recorded, strict=True):
                    yield _report(harvest, what)


async def _batches(
    harvests: AsyncIterator[Harvest],
) -> AsyncGenerator[Sequence[Harvest], None]:
    batch: list[Harvest] = []
    begun = monotonic()
    async with _closed_in_the_end(harvests):
        async for harvest in harvests:
            batch.append(harvest)
            if len(batch) >= BATCH_FILES or monotonic() - begun >= BATCH_SECONDS:
                yield batch
                batch, begun = [], monotonic()
    if batch:
        yield batch


@asynccontextmanager
async def _closed_in_the_end(harvests: AsyncIterator[Harvest]) -> AsyncIterator[None]:
    """Stop the reader at once when an import is broken off; its worker would go on reading."""
    try:
        yield
    finally:
        if isinstance(harvests, AsyncGenerator):
            await harvests.aclose()


def _report(harvest: Harvest, recorded: Recorded) -> FileReport:
    reason = harvest.refused or harvest.warning
    if recorded.status == "refused" and reason is None:
        reason = NOTHING_IN_IT
    return FileReport(
        file=harvest.file,
        status=recorded.status,
        reason=reason,
        activities=recorded.activities,
        nights=recorded.nights,
    )
