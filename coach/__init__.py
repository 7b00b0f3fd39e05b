"""The coach: what it knows, decides, says and remembers; it has never heard of Telegram.

`TourCoach` and `run_tour_coach` are its doors as a library; they are opened on first use, so that a
worker which only reads files does not carry the whole coach.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.library import run_tour_coach
    from coach.tour_coach import TourCoach

__all__ = ["TourCoach", "run_tour_coach"]


def __getattr__(name: str) -> object:
    """Open a door on first use (PEP 562)."""
    match name:
        case "TourCoach":
            return import_module("coach.tour_coach").TourCoach
        case "run_tour_coach":
            return import_module("coach.library").run_tour_coach
        case _:
            raise AttributeError(f"module 'coach' has no attribute {name!r}")
