"""The mission as each athlete has it, and its text kept with the days that were decided under it.

Knows the diary as a port; what a mission asks of a day is the agents' matter.
"""

from dataclasses import replace
from datetime import datetime

from coach.agents.own_mission import own_mission
from coach.domain.recollection import Recollection
from coach.newest import Newest
from coach.ports import Diary
from missions import MissionConfig


class OwnMissions:
    """One mission in its athletes' hands."""

    def __init__(self, mission: MissionConfig) -> None:
        """Take the mission as the operator has it."""
        self._mission = mission
        self._digests = Newest[str, str]()  # of texts, once the diary told them

    def of(self, recollection: Recollection) -> MissionConfig:
        """Return the mission as an athlete has it on the day of a recollection."""
        return own_mission(self._mission, recollection.facts, recollection.local_date)

    async def kept(self, recalled: Recollection, diary: Diary, now: datetime) -> Recollection:
        """Keep the text as loaded where this athlete's last day was made for another one."""
        text, digest = self.of(recalled).text, recalled.athlete.mission_digest
        if digest is not None and self._digests.get(text) == digest:
            return recalled
        kept = await diary.keep_mission(recalled.athlete.id, text, now)
        self._digests[text] = kept
        return replace(recalled, athlete=replace(recalled.athlete, mission_digest=kept))
