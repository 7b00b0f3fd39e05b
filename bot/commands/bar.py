"""A progress bar on standard error, with the time that is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TimeRemainingColumn


@dataclass(frozen=True)
class ShownBar:
    """One bar; lines printed meanwhile stand above it."""

    progress: Progress
    task: TaskID

    def advance(self) -> None:
        """One file more."""
        self.progress.advance(self.task)


@contextmanager
def shown_bar(total: int) -> Iterator[ShownBar]:
    """Show a bar while inside; it is taken away at the end."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield ShownBar(progress, progress.add_task("importing", total=total))
