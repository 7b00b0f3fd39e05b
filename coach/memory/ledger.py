"""Stored activities beside newcomers: which are new, which are known, which are better measured.

Holds one athlete's records in memory while harvests are placed; reads and writes them in bulk.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import Update, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from coach.domain.activity import Activity
from coach.memory import schema
from coach.memory.codec import Columns, Record, owned, to_stamp
from coach.memory.matching import START_TOLERANCE, better_of, distance, same_activity, same_record
from coach.memory.records import activity_measures, activity_of, activity_row
from coach.memory.words import Word, heard, with_word, word_of, words_of, words_text

Placing = Literal["new", "mended", "known"]

_TABLE = schema.activity
_AROUND = select(_TABLE).where(
    _TABLE.c.athlete_id == bindparam("whose"),
    _TABLE.c.start_at.between(bindparam("first"), bindparam("last")),
)
_NEARBY = 2 * START_TOLERANCE  # a better record may have moved the start of its page


@dataclass(eq=False, kw_only=True)
class Page:
    """One activity as it is stored or will be; `met` are the records of it, kept or not."""

    activity: Activity
    met: tuple[Word, ...]
    row_id: int | None = None
    changed: bool = False

    def take(self, other: Activity) -> bool:
        """Take in another record of the same activity; tell whether it changed what is kept."""
        word, before = _word(other), self.activity
        if heard(self.met, word):
            return False
        self.activity = better_of(before, other)
        self.met = with_word(self.met, word)
        self.changed = True
        return self.activity != before

    def row(self, athlete_id: int) -> Columns:
        """Return all columns but the id."""
        return owned(athlete_id, activity_row(self.activity) | {"met": words_text(self.met)})


@dataclass(eq=False)
class Ledger:
    """One athlete's stored activities around those of some harvests, by start."""

    stored: Iterable[Record]
    redraw_since: date | None = None
    _by_start: list[tuple[int, int, Record | Page]] = field(default_factory=list)
    _new: list[Page] = field(default_factory=list)
    _met: dict[int, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort what is stored; rows are decoded only when a newcomer comes near."""
        self._by_start = sorted((row.start_at, row.id, row) for row in self.stored)

    def place(self, activity: Activity, taken: set[int]) -> tuple[Page, Placing]:
        """Find the page of an activity or open one.

        `taken` are the pages of the same file: two of its activities are never one.
        """
        page = self._nearest(activity, taken)
        if page is None:
            page = Page(activity=activity, met=(_word(activity),))
            self._open(page)
            placing: Placing = "new"
        else:
            placing = self._take(page, activity)
        taken.add(id(page))
        return page, placing

    async def write(self, connection: AsyncConnection, athlete_id: int) -> None:
        """Store what is new and what has changed."""
        if self._new:
            rows = [page.row(athlete_id) for page in self._new]
            await connection.execute(_TABLE.insert(), rows)
        changed = [page for page in self._met.values() if page.changed]
        if changed:
            rows = [page.row(athlete_id) | {"row_id": page.row_id} for page in changed]
            await connection.execute(_rewrite(rows[0]), rows)

    def _nearest(self, activity: Activity, taken: set[int]) -> Page | None:
        near = [page for page in self._around(activity) if id(page) not in taken]
        same = [page for page in near if same_activity(page.activity, activity)]
        return min(same, key=lambda page: distance(page.activity, activity), default=None)

    def _around(self, activity: Activity) -> Iterable[Page]:
        first, last = to_stamp(activity.start - _NEARBY), to_stamp(activity.start + _NEARBY)
        begin = bisect_left(self._by_start, first, key=_start)
        end = bisect_right(self._by_start, last, key=_start)
        return [self._page(stored) for _, _, stored in self._by_start[begin:end]]

    def _page(self, stored: Record | Page) -> Page:
        if isinstance(stored, Page):
            return stored
        if stored.id not in self._met:
            self._met[stored.id] = Page(
                activity=activity_of(stored),
                met=words_of(stored.met),
                row_id=stored.id,
            )
        return self._met[stored.id]

    def _open(self, page: Page) -> None:
        self._new.append(page)
        # Negative numbers keep the order total: rows of the table count upwards from 1.
        insort(self._by_start, (to_stamp(page.activity.start), -len(self._new), page))
        self._touch(page.activity.local_date)

    def _take(self, page: Page, activity: Activity) -> Placing:
        before = page.activity
        if not page.take(activity):
            return "known"
        self._touch(before.local_date)
        self._touch(page.activity.local_date)
        again = same_record(before.provenance, activity.provenance)
        return "mended" if again else "known"

    def _touch(self, day: date) -> None:
        self.redraw_since = day if self.redraw_since is None else min(self.redraw_since, day)


def _start(item: tuple[int, int, Record | Page]) -> int:
    return item[0]


async def open_ledger(
    connection: AsyncConnection, athlete_id: int, activities: Sequence[Activity]
) -> Ledger:
    """Read what is stored around these activities."""
    if not activities:
        return Ledger(())
    starts = [activity.start for activity in activities]
    first, last = to_stamp(min(starts) - _NEARBY), to_stamp(max(starts) + _NEARBY)
    asked = {"whose": athlete_id, "first": first, "last": last}
    return Ledger((await connection.execute(_AROUND, asked)).all())


def _word(activity: Activity) -> Word:
    return word_of(activity.provenance, activity_measures(activity))


def _rewrite(row: Columns) -> Update:
    named: dict[str, Any] = {
        name: bindparam(name) for name in row if name not in ("row_id", "athlete_id")
    }
    return update(_TABLE).where(_TABLE.c.id == bindparam("row_id")).values(named)
