"""The labelled messages that the screen is measured by: ten sets, by class, and ordinary talk.

What is denied or told of others stands apart from the rest of the ordinary talk where it is marked.
"""

import tomllib
from functools import cache
from pathlib import Path

from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass

_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth"
SETS = tuple(f"red_flags_{nth}.toml" for nth in _NTH.split())
ORDINARY = "ordinary"
DENIED = "denied"
OF_OTHERS = "of_others"


def messages(label: str) -> list[str]:
    """Return all messages of one class, or the ordinary ones."""
    return [message for name in SETS for message in _table(name).get(label, ())]


def paraphrases() -> dict[str, list[str]]:
    """Return, class by class, what is said alike in other words."""
    return _table("red_flag_paraphrases.toml")


def seen(message: str) -> tuple[SymptomClass, ...]:
    """Return what the screen sees in a message, whose texts are parted by "|"."""
    return screen(message.split(" | "))


@cache
def _table(name: str) -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
