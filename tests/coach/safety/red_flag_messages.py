"""The labelled messages that the screen is measured by: four sets, by class, and ordinary talk."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass

SETS = tuple(f"red_flags_{nth}.toml" for nth in ("first", "second", "third", "fourth"))
ORDINARY = "ordinary"


def messages(label: str) -> list[str]:
    """Return all messages of one class, or the ordinary ones."""
    return [message for table in _sets() for message in table.get(label, ())]


def seen(message: str) -> tuple[SymptomClass, ...]:
    """Return what the screen sees in a message, whose texts are parted by "|"."""
    return screen(message.split(" | "))


def _sets() -> Iterator[dict[str, list[str]]]:
    for name in SETS:
        yield tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
