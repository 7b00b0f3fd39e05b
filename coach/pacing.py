"""How often a model may answer one athlete: some messages a minute, some a day; no model known."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

A_MINUTE, A_DAY = 6, 80
_SPANS = ((timedelta(minutes=1), A_MINUTE), (timedelta(days=1), A_DAY))


class Pacing:
    """Counts answers by athlete; what is older than a day is forgotten."""

    def __init__(self) -> None:
        """Count from nothing."""
        self._answers: dict[int, deque[datetime]] = defaultdict(deque)
        self._told: dict[int, datetime] = {}

    def may_answer(self, athlete_id: int, now: datetime) -> bool:
        """Whether one more answer is within both bounds; it is counted then."""
        answers = self._answers[athlete_id]
        while answers and now - answers[0] >= timedelta(days=1):
            answers.popleft()
        if any(sum(now - at < span for at in answers) >= most for span, most in _SPANS):
            return False
        answers.append(now)
        return True

    def tell(self, athlete_id: int, now: datetime) -> bool:
        """Whether that it is too much is to be told; once a minute of it is enough."""
        last = self._told.get(athlete_id)
        if last is not None and now - last < timedelta(minutes=1):
            return False
        self._told[athlete_id] = now
        return True
