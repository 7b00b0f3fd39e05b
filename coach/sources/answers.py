"""What vendors' answers are made of: rows of JSON checked at the edge, and several parts of them.

Knows shapes and faults; what a row means is the vendor's module's business.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from coach.domain.connection import SourceState
from coach.ports import Harvest
from coach.source_ports import Fetched, Wanted
from coach.sources.context import Context
from coach.sources.faults import Broken, Fault, broken, gravest

Row = Mapping[str, object]
Clock = Callable[[], datetime]
Got = TypeVar("Got")

_DAY = timedelta(days=1)
_HOPELESS = frozenset({401, 426, 429, *range(500, 600)})


def utc_now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def rows(document: object, label: str) -> tuple[Row, ...]:
    """Return a list's objects; what is no object in it is ignored. Raises Fault for no list."""
    if not isinstance(document, list):
        raise broken(Broken.MALFORMED, label)
    return tuple(row for row in document if isinstance(row, Mapping))


def row(document: object, label: str) -> Row:
    """Return an object; raises Fault for anything else."""
    if not isinstance(document, Mapping):
        raise broken(Broken.MALFORMED, label)
    return document


class Parts:
    """Several questions for one athlete: one part's trouble spares the others.

    Where the vendor lets nobody in, wants a break or does not answer, no more is asked.
    """

    def __init__(self) -> None:
        """Begin without a fault."""
        self.faults: list[Fault] = []

    @property
    def over(self) -> bool:
        """Whether asking on is of no use."""
        return any(fault.status is None or fault.status in _HOPELESS for fault in self.faults)

    async def ask(self, question: Callable[[], Awaitable[Got]]) -> Got | None:
        """Return what was asked, or None with the fault noted."""
        if self.over:
            return None
        try:
            return await question()
        except Fault as fault:
            self.faults.append(fault)
            return None


def windows(wanted: Wanted, longest: timedelta) -> Iterator[tuple[date, date]]:
    """Yield the wanted days in pieces, both ends included: years are not asked for at once."""
    first = wanted.first
    while first <= wanted.last:
        last = min(first + longest, wanted.last)
        yield first, last
        first = last + _DAY


def context_of(wanted: Wanted, label: str, now: datetime) -> Context:
    """Return what the readers of rows need to know."""
    return Context(
        file=label, thresholds=wanted.thresholds, zone=ZoneInfo(wanted.timezone), fetched_at=now
    )


def fetched(harvest: Harvest, faults: Sequence[Fault], *, cursor: str | None = None) -> Fetched:
    """Return a harvest with the state that its gravest fault stands for."""
    fault = gravest(faults)
    return Fetched(
        harvest=harvest,
        state=SourceState.CONNECTED if fault is None else fault.state,
        words=None if fault is None else fault.words,
        newest=_newest(harvest),
        cursor=cursor,
        retry_after_s=None if fault is None else fault.retry_after_s,
    )


def _newest(harvest: Harvest) -> date | None:
    """Return the newest day that was measured; a site's own daily loads go on without data."""
    days = [activity.local_date for activity in harvest.activities]
    return max([*days, *(night.local_date for night in harvest.nights)], default=None)
