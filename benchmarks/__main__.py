"""`python -m benchmarks [NAME...]`: run them, print a table, write JSON beside it.

Each benchmark is a module with `run() -> dict`; ratios compare with a bare library in the same run.
"""

import json
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"
NAMES = ("briefing", "history", "today", "startup", "tick", "importing", "mornings", "model")


@dataclass(frozen=True)
class Goal:
    """What a figure must reach; `aim` is what we would like."""

    benchmark: str
    figure: str
    says: str
    side: Literal["at least", "at most"]
    floor: float
    aim: float | None = None

    def met(self, value: float) -> bool:
        """Whether a figure keeps the goal."""
        return value >= self.floor if self.side == "at least" else value <= self.floor


GOALS = (
    Goal("briefing", "briefed_a_second", "athletes briefed a second", "at least", 150, 300),
    Goal("briefing", "ratio", "... of a bare loop's sends", "at least", 0.25, 0.4),
    Goal("history", "ratio", "ten years cost of ninety days", "at most", 1.2),
    Goal("startup", "start_s", "start to first poll, seconds", "at most", 1.0),
    Goal("startup", "memory_ratio", "idle memory of a bare bot's", "at most", 1.9),
    Goal("tick", "tick_ms", "a tick with nobody due, ms", "at most", 1.0),
    Goal("mornings", "seconds", "1,000 athletes' fetches, seconds", "at most", 60),
    Goal("mornings", "delay_ms", "a /today's delay meanwhile, p95, ms", "at most", 100),
    Goal("model", "our_share_ms", "our share of a model's morning, ms", "at most", 50, 20),
    Goal("model", "failover_ms", "a morning while a breaker is open, ms", "at most", 100, 40),
    Goal("importing", "ratio", "import speed of the bare decoder's", "at least", 0.8),
)


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; 1 where a goal is missed."""
    console = Console()
    figures = {}
    for name in names or NAMES:
        with console.status(f"measuring {name}"):
            figures[name] = import_module(f"benchmarks.{name}").run()
    console.print(_figures_table(figures))
    console.print(_goals_table(figures))
    console.print(f"written to {_write(figures)}")
    missed = [goal for goal, value in _judged(figures) if not goal.met(value)]
    return 1 if missed else 0


def _judged(figures: dict[str, dict[str, float]]) -> list[tuple[Goal, float]]:
    return [
        (goal, figures[goal.benchmark][goal.figure])
        for goal in GOALS
        if goal.figure in figures.get(goal.benchmark, {})
    ]


def _figures_table(figures: dict[str, dict[str, float]]) -> Table:
    table = Table("benchmark", "figure", "value", title="Measured")
    for name, measured in figures.items():
        for figure, value in measured.items():
            table.add_row(name, figure, f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}")
    return table


def _goals_table(figures: dict[str, dict[str, float]]) -> Table:
    table = Table("goal", "value", "floor", "aim", "", title="Goals")
    for goal, value in _judged(figures):
        verdict = "[green]met[/]" if goal.met(value) else "[red]missed[/]"
        aim = "" if goal.aim is None else f"{goal.aim:g}"
        table.add_row(goal.says, f"{value:.3g}", f"{goal.side} {goal.floor:g}", aim, verdict)
    return table


def _write(figures: dict[str, dict[str, float]]) -> Path:
    now = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{now.date()}.json"
    machine = {"python": platform.python_version(), "machine": platform.platform()}
    content = {"measured_at": now.isoformat(timespec="seconds"), **machine, "figures": figures}
    path.write_text(json.dumps(content, indent=2) + "\n")
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
