"""What a tool found, as JSON for a model and as lines that its words are held against.

A sheet stays small: the oldest rows go first, and it says so.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coach.agents.looking.arguments import Days
from coach.agents.proposing import told_lines
from coach.agents.wording import days, weekday

MOST_BYTES = 4000
_YEAR_DAYS = 300

Row = Mapping[str, str]
"""Named values with their units; what is not known is left out."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`told` and `rows` (oldest first) are code's own; `untrusted` anybody may have written."""

    told: Mapping[str, Any]
    rows: Sequence[Row] = ()
    untrusted: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The sheet as JSON, cut to its size."""
        return _json(self._cut())

    @property
    def lines(self) -> tuple[str, ...]:
        """What words may take figures and days from: all of the JSON but what is untrusted."""
        return tuple(told_lines({k: v for k, v in self._cut().items() if k != "untrusted"}))

    @property
    def said(self) -> tuple[str, ...]:
        """What is untrusted, as far as it is in the JSON."""
        return tuple(self._cut().get("untrusted", ()))

    def _cut(self) -> dict[str, Any]:
        rows, untrusted = list(self.rows), list(self.untrusted)
        while len(_json(self._whole(rows, untrusted)).encode()) > MOST_BYTES:
            if not (rows or untrusted):
                break
            del (rows if len(rows) >= len(untrusted) else untrusted)[0]
        return self._whole(rows, untrusted)

    def _whole(self, rows: list[Row], untrusted: list[str]) -> dict[str, Any]:
        whole: dict[str, Any] = dict(self.told)
        if self.rows:
            whole["rows"] = rows
        if missing := len(self.rows) - len(rows):
            whole["left out"] = f"{missing} older rows; ask for fewer days"
        if untrusted:
            whole["untrusted"] = untrusted
        return whole


def fault(words: str) -> Sheet:
    """Return what was wrong with a question, in one sentence."""
    return Sheet(told={"error": words})


def window(asked: Days, today: date, most: int) -> tuple[date, date]:
    """Return the days asked for, up to today and at most so many; raises ValueError in words."""
    last = min(asked.last, today)
    if asked.first > last:
        raise ValueError(f"the days must begin before they end, and end by {today.isoformat()}")
    return last - timedelta(days=min((last - asked.first).days, most - 1)), last


def covers(first: date, last: date, today: date) -> str:
    """Say which days a sheet covers: "7 days, Monday 2 March to Sunday 8 March"."""
    span = days((last - first).days + 1)
    return f"{span}, {day_of(first, today)} to {day_of(last, today)}"


def day_of(day: date, today: date) -> str:
    """Say a day, with its year where it is far off."""
    return f"{weekday(day)} {day.year}" if abs((today - day).days) > _YEAR_DAYS else weekday(day)


def row(**values: str | None) -> Row:
    """Return a row of what is known; an underscore in a name is a space."""
    return dict(_known(values))


def _known(values: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if value is not None:
            yield name.replace("_", " "), value


def _json(whole: Mapping[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
