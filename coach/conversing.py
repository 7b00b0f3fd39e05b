"""One message from words to reply: its facts noted, its question answered.

Safety comes first and is never a model's; without a model the rules answer alone.
"""

from datetime import datetime

from coach.domain.reply import Reply
from coach.talk_ports import Follower
from coach.tour_coach import TourCoach


class Conversing:
    """Carries a conversation; `follower` sees a long answer while it is made."""

    def __init__(self, coach: TourCoach) -> None:
        """Take who notes and decides."""
        self._coach = coach

    async def hear(self, athlete_id: int, text: str, now: datetime, follower: Follower) -> Reply:  # noqa: ARG002  # the rules answer at once
        """Take the athlete's words and return what there is to say."""
        return await self._coach.hear(athlete_id, text, now)
