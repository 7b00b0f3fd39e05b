"""One night out of what several sources say of it; each source keeps a row of its own.

So nothing is lost whatever the order of imports, and each measure can be traced.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from coach.domain.activity import Origin
from coach.domain.night import Night
from coach.memory.codec import Record
from coach.memory.records import NIGHT_MEASURES, night_of

_TRUST = (
    Origin.ATHLETE,
    Origin.OURA,
    Origin.INTERVALS,
    Origin.UPLOAD,
    Origin.STRAVA_ARCHIVE,
    Origin.SAMPLE,
)
"""Who is believed first where two name the same measure: who measured it before who copied it."""


def one_a_date(rows: Iterable[Record]) -> tuple[Night, ...]:
    """Return one night a date from one athlete's rows (`night_of`), which come by date."""
    return tuple(
        merged([night_of(row) for row in same_date])
        for _, same_date in groupby(rows, key=itemgetter(1))
    )


def merged(nights: Sequence[Night]) -> Night:
    """Return one night: the most trusted source's, its holes filled by the next ones."""
    if len(nights) == 1:
        return nights[0]
    first, *others = sorted(nights, key=lambda night: _TRUST.index(night.provenance.origin))
    for other in others:
        first = filled(first, other)
    return first


def filled(night: Night, other: Night) -> Night:
    """Return the night with what it does not know taken from the other."""
    holes = {name: getattr(other, name) for name in NIGHT_MEASURES if getattr(night, name) is None}
    return replace(night, **holes)
