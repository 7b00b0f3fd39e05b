"""Who writes faster than anybody can answer: counted by the times that Telegram gives messages."""

from datetime import datetime

from coach.conversation.pacing import MINUTE, Pacing
from coach.newest import Newest

MOST = 20


class Rush:
    """At most MOST messages of an athlete's minute are answered at leisure."""

    def __init__(self) -> None:
        self._leisure = Pacing(MOST, MINUTE)
        self._told = Newest[int, datetime]()

    def is_on(self, athlete_id: int, at: datetime) -> bool:
        """Whether a message of this moment is one too many."""
        return not self._leisure.has_room(athlete_id, at)

    def count(self, athlete_id: int, at: datetime) -> bool:
        """Count a message; True where it is one too many."""
        return not self._leisure.take(athlete_id, at)

    def tell(self, athlete_id: int, at: datetime) -> bool:
        """Whether the athlete is to be told now: once a rush."""
        before = self._told.get(athlete_id)
        self._told[athlete_id] = at
        return before is None or at - before >= MINUTE
