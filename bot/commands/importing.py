"""`lanterne import`: files into the history, one line each, a progress bar on a terminal."""

import asyncio
import json as jsons
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bot.commands.calls import finish, quiet_settings, whose
from bot.house import open_house
from bot.settings import Settings
from coach.agents.mission import thresholds
from coach.domain.activity import Activity
from coach.history import History
from coach.ports import FileReport
from coach.sources.files import FileHarvester

STOPPED = "Stopped. What was imported is kept; the same command goes on from there."


class Bar(Protocol):
    """Shows how far it is."""

    def advance(self) -> None:
        """One file more."""
        ...


def import_paths(paths: Sequence[Path], athlete_id: int | None, *, json: bool) -> int:
    """Import and print; return 1 where not one path could be read."""
    settings = quiet_settings()
    reports: list[FileReport] = []
    try:
        finish(_import(settings, paths, athlete_id, reports=reports, json=json))
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return 1
    finally:
        if json:
            sys.stdout.write(f"{jsons.dumps([document(report) for report in reports])}\n")
    return 0 if any(report.status != "refused" for report in reports) else 1


async def _import(
    settings: Settings, paths: Sequence[Path], athlete_id: int | None, *,
    reports: list[FileReport], json: bool,
) -> None:  # fmt: skip
    harvester = FileHarvester()
    async with open_house(settings) as house:
        athlete = await whose(house, athlete_id)
        found = History(house.memory, harvester).import_files(
            athlete, paths, thresholds=thresholds(house.mission)
        )
        total = await asyncio.to_thread(harvester.count, paths)
        with _bar(total) as bar:
            await _report(found, bar, reports, json=json)


async def _report(
    found: AsyncIterator[FileReport], bar: Bar, reports: list[FileReport], *, json: bool
) -> None:
    async for report in found:
        reports.append(report)
        bar.advance()
        if not json:
            sys.stdout.write(f"{line(report)}\n")


def line(report: FileReport) -> str:
    """Return what a person reads of one file: one line, whatever is in the file's name."""
    counts = (
        ("activity", "activities", len(report.activities)),
        ("night", "nights", report.nights),
    )
    held = ", ".join(f"{n} {one if n == 1 else many}" for one, many, n in counts if n)
    words = "; ".join(filter(None, (held, report.reason)))
    shown = f"{report.file}: {report.status}" + (f" ({words})" if words else "")
    return "".join(sign if sign.isprintable() else "�" for sign in shown)


def document(report: FileReport) -> dict[str, object]:
    """Return one file's entry of `--json`."""
    return {
        "file": report.file, "status": report.status, "reason": report.reason,
        "activities": [_activity(activity) for activity in report.activities],
        "nights": report.nights,
    }  # fmt: skip


def _activity(activity: Activity) -> dict[str, object]:
    return {
        "sport": activity.sport, "start": activity.start.isoformat(),
        "duration_s": activity.duration_s, "elapsed_s": activity.elapsed_s,
        "distance_m": activity.distance_m, "average_power_w": activity.average_power_w,
        "normalized_power_w": activity.normalized_power_w,
        "average_heart_rate_bpm": activity.average_heart_rate_bpm,
        "load": activity.load, "load_source": activity.load_source,
    }  # fmt: skip


class _NoBar:
    def advance(self) -> None:
        """Show nothing: nobody is watching."""


@contextmanager
def _bar(total: int) -> Iterator[Bar]:
    """Show a bar on standard error where that is a terminal and there is more than one file."""
    if not sys.stderr.isatty() or total < 2:
        yield _NoBar()
        return
    from bot.commands.bar import shown_bar  # noqa: PLC0415  # rich is for terminals only

    with shown_bar(total) as bar:
        yield bar
