"""Who writes faster than anybody can answer: counted by the times that Telegram gives messages."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

MOST = 20
WINDOW = timedelta(minutes=1)


class Rush:
    """When athletes wrote: at most MOST messages in a WINDOW are answered at leisure."""

    def __init__(self) -> None:
        self._times: defaultdict[int, deque[datetime]] = defaultdict(lambda: deque(maxlen=MOST))
        self._told: dict[int, datetime] = {}

    def is_on(self, athlete_id: int, at: datetime) -> bool:
        """Whether a message of this moment is one too many."""
        times = self._times[athlete_id]
        return len(times) == MOST and at - times[0] < WINDOW

    def count(self, athlete_id: int, at: datetime) -> bool:
        """Count a message; True where it is one too many."""
        too_many = self.is_on(athlete_id, at)
        self._times[athlete_id].append(at)
        return too_many

    def tell(self, athlete_id: int, at: datetime) -> bool:
        """Whether the athlete is to be told now: once a rush."""
        before = self._told.get(athlete_id)
        self._told[athlete_id] = at
        return before is None or at - before >= WINDOW
