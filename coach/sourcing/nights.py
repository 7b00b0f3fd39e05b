"""Whether last night is there or may still come: rules over what is remembered."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from coach.domain.connection import Connection, SourceState
from coach.domain.night import Night
from coach.domain.recollection import Recollection
from coach.sourcing.vendors import HABITS

EXPECTED_FOR = timedelta(days=7)
"""Who has not worn a device for longer is not waited for."""


def is_measured(night: Night) -> bool:
    """Whether it says anything of the sleep; a weight or a resting pulse alone does not."""
    measures = (night.readiness, night.sleep_score, night.sleep_h, night.hrv_ms)
    return any(measure is not None for measure in measures)


def measured_on(nights: Iterable[Night]) -> frozenset[date]:
    """Return the mornings whose sleep is among these nights, for who waits for one."""
    return frozenset(night.local_date for night in nights if is_measured(night))


def is_here(recollection: Recollection) -> bool:
    """Whether the night of the recollection's own date is known."""
    return any(
        night.local_date == recollection.local_date and is_measured(night)
        for night in recollection.nights
    )


def may_come(recollection: Recollection, connections: Iterable[Connection]) -> bool:
    """Whether a source that brought nights these days could still bring this one."""
    bringing = [one for one in connections if HABITS[one.source].nights and not _is_shut(one)]
    return is_expected(recollection, bringing)


def is_expected(recollection: Recollection, connections: Collection[Connection]) -> bool:
    """Whether these sources brought a night within the last week."""
    origins = {HABITS[one.source].origin for one in connections if HABITS[one.source].nights}
    since = recollection.local_date - EXPECTED_FOR
    return any(
        night.provenance.origin in origins and night.local_date >= since and is_measured(night)
        for night in recollection.nights
    )


def _is_shut(connection: Connection) -> bool:
    if connection.state is SourceState.SCOPE_MISSING:
        return False  # what was allowed still comes
    return connection.state.needs_athlete or connection.state is SourceState.OFF
