"""One file that an athlete hands over: read into the history, and what it changes today.

Knows ports only; where the file comes from is not known here.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path, PurePath

from coach.agents.wording import weekday
from coach.domain.activity import Activity, LoadSource
from coach.domain.athlete import Athlete, Thresholds
from coach.domain.reply import Reply
from coach.history import History
from coach.ports import FileReport
from coach.reconsidering import Reconsidering
from coach.sourcing.sport_words import noun

_FOUND_BY = {
    LoadSource.POWER: "by power",
    LoadSource.HEART_RATE: "by heart rate",
    LoadSource.PACE: "by pace",
    LoadSource.RPE: "by how hard it felt",
    LoadSource.DURATION: "guessed from its length",
    LoadSource.VENDOR: "as the file says",
}

_SAME_YEAR = timedelta(days=300)
"""A day that is farther away is told with its year."""


@dataclass(frozen=True)
class Filed:
    """What was read, in plain lines, and how today stands now; None where nothing was new."""

    lines: tuple[str, ...]
    today: Reply | None = None


class Filing:
    """Takes files; `history` is made at the first one."""

    def __init__(
        self,
        history: Callable[[], History],
        thresholds: Thresholds,
        reconsidering: Reconsidering,
        now: Callable[[], datetime],
    ) -> None:
        """Take who reads, against which thresholds, and who decides anew."""
        self._history, self._thresholds = history, thresholds
        self._reconsidering, self._now = reconsidering, now

    async def take(self, athlete: Athlete, path: Path) -> Filed:
        """Read one file, an archive too; what cannot be read is said in its own sentence."""
        read = self._history().import_files(athlete, [path], thresholds=self._thresholds)
        reports = [report async for report in read]
        lines = tuple(filed_lines(reports, athlete.date_at(self._now())))
        if not any(report.status == "imported" for report in reports):
            return Filed(lines)
        return Filed(lines, await self._reconsidering.anew(athlete.id, self._now()))


def filed_lines(reports: Sequence[FileReport], today: date) -> list[str]:
    """Return what was read, what was known already, and one sentence for what was refused."""
    taken = [report for report in reports if report.status != "refused"]
    refused = [report for report in reports if report.status == "refused"]
    lines = [_taken(taken, today)] if taken else []
    lines += [f"A word on it: {one.reason}." for one in taken[:1] if one.reason]
    if refused:
        more = f" ({len(refused)} files in all)" if len(refused) > 1 else ""
        name = PurePath(refused[0].file).name  # where it lay here is no news to the athlete
        lines.append(f"I could not take {name}: {refused[0].reason}{more}.")
    return lines


def _taken(reports: Sequence[FileReport], today: date) -> str:
    activities = [activity for report in reports for activity in report.activities]
    nights = sum(report.nights for report in reports)
    known = all(report.status == "duplicate" for report in reports)
    beginning = "I had this already" if known else "Read"
    if len(activities) == 1 and not nights:
        return f"{beginning}: {_described(activities[0], today)}."
    load = sum(activity.load or 0 for activity in activities)
    parts = (
        f"{_counted(activities)}, load {load:.0f} in all" if activities else "",
        f"{nights} night{'s' * (nights != 1)}" if nights else "",
    )
    return f"{beginning}: {' and '.join(filter(None, parts)) or 'daily loads'}."


def _counted(activities: Sequence[Activity]) -> str:
    """Say "2 rides and 1 run", what there is most of first."""
    counted = Counter(noun(one.sport) for one in activities).most_common()
    *first, last = [f"{many} {name}{'s' * (many != 1)}" for name, many in counted]
    return " and ".join(filter(None, (", ".join(first), last)))


def _described(activity: Activity, today: date) -> str:
    minutes = round(activity.duration_s / 60)
    day = activity.local_date
    year = "" if abs(today - day) < _SAME_YEAR else f" {day.year}"
    parts = [
        f"a {noun(activity.sport)} on {weekday(day)}{year}",
        f"{minutes // 60}:{minutes % 60:02} h" if minutes >= 60 else f"{minutes} min",
    ]
    if activity.distance_m:
        parts.append(f"{activity.distance_m / 1000:.1f} km")
    if activity.load is not None:
        how = f" ({_FOUND_BY[activity.load_source]})" if activity.load_source else ""
        parts.append(f"load {activity.load:.0f}{how}")
    return " · ".join(parts)
