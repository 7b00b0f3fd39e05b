"""How often something may be done for one athlete: so many times in each span of time.

Knows neither what is done nor who is told; what is older than the longest span is forgotten.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

from coach.newest import Newest

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)


class Pacing:
    """At most `most` times in a span, for each athlete."""

    def __init__(self, most: int, span: timedelta) -> None:
        """Count from nothing."""
        self._most, self._span = most, span
        self._done = Newest[int, deque[datetime]]()

    def has_room(self, athlete_id: int, at: datetime) -> bool:
        """Whether it may be done once more."""
        done = self._done.get(athlete_id)
        return done is None or len(done) < self._most or at - done[0] >= self._span

    def take(self, athlete_id: int, at: datetime) -> bool:
        """Count it where it may be done once more; False where it may not."""
        if not self.has_room(athlete_id, at):
            return False
        done = self._done.get(athlete_id) or deque[datetime](maxlen=self._most)
        done.append(at)
        self._done[athlete_id] = done
        return True
