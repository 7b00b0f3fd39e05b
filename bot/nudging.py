"""Vendors' hints that somebody has something new: the source is asked at once, never believed.

Many hints of one account are one asking; those that come during it, or just after, are one more.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.night_watch import NightWatchman
from bot.rounds import Rounds
from coach.domain.connection import Connection, SourceName
from coach.newest import Newest
from coach.precedence import giving_way
from coach.source_ports import Connections, Glimpses
from coach.sourcing.gathering import Gathering

log = logging.getLogger(__name__)

JUST_NOW = timedelta(seconds=30)
MOST_HINTS = 1000
"""More at once are a flood; what is lost with it, the next round finds."""

Account = tuple[SourceName, str]


@dataclass(kw_only=True)
class Nudging:
    """Takes hints, and asks whom they concern.

    `lull_s` is how long hints are collected before they are followed, `again_s` how long one waits
    that came too soon. A source that must be left alone, or whose athlete must act first, is not
    asked by a hint.
    """

    connections: Connections
    glimpses: Glimpses
    gathering: Gathering
    rounds: Rounds
    watchman: NightWatchman
    now: Callable[[], datetime]
    lull_s: float = 0.2
    again_s: float = JUST_NOW.total_seconds()
    _hinted: set[Account] = field(default_factory=set)
    _gone: set[tuple[str, str]] = field(default_factory=set)
    _any: asyncio.Event = field(default_factory=asyncio.Event)
    _visited: Newest[Account, datetime] = field(default_factory=Newest)
    _again: dict[Account, asyncio.TimerHandle] = field(default_factory=dict)

    def hint(self, source: SourceName, account: str) -> None:
        """Note that an account may have something new; it costs nothing where nobody has it."""
        if len(self._hinted) < MOST_HINTS:
            self._hinted.add((source, account))
            self._any.set()

    def gone(self, account: str, activity: str) -> None:
        """Note that an activity that Strava showed was deleted there."""
        if len(self._gone) < MOST_HINTS:
            self._gone.add((account, activity))
            self._any.set()

    async def follow(self) -> None:
        """Follow hints until it is cancelled."""
        try:
            with giving_way():
                while True:
                    await self._any.wait()
                    await asyncio.sleep(self.lull_s)
                    await self._follow_all()
        finally:
            for timer in self._again.values():
                timer.cancel()

    async def _follow_all(self) -> None:
        hinted, self._hinted = self._hinted, set()
        gone, self._gone = self._gone, set()
        self._any.clear()
        try:
            known = await self.connections.connections()
            await self._drop(gone, known)
            meant = [one for one in known if (one.source, one.account) in hinted]
            await self.rounds.visit_early([one for one in meant if self._may_be_asked(one)])
        except Exception:  # a last resort: the next round finds what this one lost
            log.exception("hints of vendors were lost")

    async def _drop(self, gone: Collection[tuple[str, str]], known: Sequence[Connection]) -> None:
        whose = {one.account: one.athlete_id for one in known if one.source is SourceName.STRAVA}
        for account, activity in gone:
            if account in whose:
                await self.glimpses.drop_glimpse(whose[account], activity)

    def _may_be_asked(self, one: Connection) -> bool:
        """Whether to ask it now; where it was asked just now, it is hinted at again later."""
        log.info("nudged athlete=%s %s", one.athlete_id, one.source)
        if self.watchman.holds(one.athlete_id):
            self.watchman.hurry(one.athlete_id)
            return False
        if not self.gathering.is_rested(one, timedelta(0)):
            return False
        account, now = (one.source, one.account), self.now()
        visited = self._visited.get(account)
        too_soon = visited is not None and now - visited < JUST_NOW
        rested = self.gathering.is_rested(one, JUST_NOW)
        if too_soon or not rested or self.gathering.is_asking(one):
            self._hint_again(account)
            return False
        self._visited[account] = now
        return True

    def _hint_again(self, account: Account) -> None:
        def now() -> None:
            del self._again[account]
            self.hint(*account)

        if account not in self._again:
            loop = asyncio.get_running_loop()
            self._again[account] = loop.call_later(self.again_s, now)
