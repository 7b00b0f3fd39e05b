"""How the athlete felt, as intervals.icu's wellness page keeps it, and what it did not measure.

Knows that page's scales of four; a day without a mark says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from coach.domain.fact import Fact, FactKind
from coach.sources.context import Context
from coach.sources.tables import moment, number

Entry = Mapping[str, object]

_CARRIED_OVER = {"tempWeight": "weight", "tempRestingHR": "restingHR"}


@dataclass(frozen=True)
class _Scale:
    """One question of the page: what each mark means, and its number on our scale of ten."""

    key: str
    kind: FactKind
    words: tuple[str, ...]
    values: tuple[float | None, ...]


_SCALES = (
    _Scale("soreness", FactKind.SORENESS, ("low", "average", "high", "extreme"), (1, 3, 6, 9)),
    _Scale("fatigue", FactKind.ENERGY, ("low", "average", "high", "extreme"), (8, 6, 3, 1)),
    _Scale("mood", FactKind.NOTE, ("great", "good", "OK", "grumpy"), (None,) * 4),
)


def measured(entry: Entry) -> Entry:
    """Return a wellness day without what the site carried over from an earlier one."""
    carried = {key for flag, key in _CARRIED_OVER.items() if entry.get(flag) is True}
    return {key: value for key, value in entry.items() if key not in carried}


def feelings(entries: Iterable[Entry], context: Context) -> tuple[Fact, ...]:
    """Return the marks of some days as facts in the athlete's name."""
    return tuple(fact for entry in entries for fact in _facts(entry, context))


def _facts(entry: Entry, context: Context) -> Iterator[Fact]:
    at = moment(str(entry.get("id") or ""))
    if at is None:
        return
    for scale in _SCALES:
        mark = number(entry.get(scale.key))
        if mark is not None and mark in range(1, len(scale.words) + 1):
            yield _fact(scale, int(mark) - 1, at.date(), context)


def _fact(scale: _Scale, index: int, day: date, context: Context) -> Fact:
    noon = datetime.combine(day, time(12), tzinfo=context.zone)
    return Fact(
        kind=scale.kind,
        local_date=day,
        said_at=min(noon.astimezone(context.fetched_at.tzinfo), context.fetched_at),
        words=f"{scale.key} {scale.words[index]}, on {context.file}",
        value=scale.values[index],
    )
