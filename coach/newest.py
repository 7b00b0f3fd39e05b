"""A dict that stays small: beyond so many keys, the one that was not set for longest goes.

For what a process may forget: counts of a minute, what was said once today, what was written last.
"""

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 5000
"""More athletes than are awake within one of the minutes, hours and days that are counted."""


class Newest(OrderedDict[K, V]):
    """What was set last, at most `most` of it."""

    def __init__(self, most: int = MOST) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        """Set a value, and let go of the oldest where there are too many."""
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
