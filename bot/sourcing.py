"""All that has to do with athletes' sources, built and joined; nothing here asks anybody yet."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.configured import Configured
from bot.house import House
from bot.night_watch import NightWatchman
from bot.nudging import Nudging
from bot.rounds import Rounds
from bot.settings import Settings
from bot.telling import Teller
from bot.vendors import SettingsVendors
from coach.agents.mission import thresholds
from coach.history import History
from coach.ports import Push
from coach.reconsidering import Reconsidering
from coach.source_ports import Subscriptions
from coach.sourcing.calendar_keeping import CalendarKeeping
from coach.sourcing.connecting import Connecting
from coach.sourcing.filing import Filing
from coach.sourcing.gathering import Gathering
from coach.sourcing.harvesting import Harvesting
from coach.sourcing.subscribing import Subscribing
from handlers.access import Door

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sourcing:
    """The parts that the bot, the clock and the conversation take."""

    house: House
    vendors: SettingsVendors
    teller: Teller
    gathering: Gathering
    connecting: Connecting
    reconsidering: Reconsidering
    watchman: NightWatchman
    rounds: Rounds
    configured: Configured

    async def go_round(self) -> None:
        """Ask whoever is due; never raises."""
        try:
            await self.configured.go()
            await self.rounds.go()
        except Exception:  # a last resort: the next round begins anew
            log.exception("the round of sources broke off")

    async def after_push(self, push: Push) -> None:
        """Say what belongs after a morning: that a source has failed for days."""
        lines = self.watchman.told_after(push)
        if lines:
            await self.teller.tell(push.athlete_id, lines)

    async def close(self) -> None:
        """End what is under way; what was not kept is asked for again another time."""
        await asyncio.gather(self.watchman.close(), self.rounds.close(), self.teller.close())
        await self.gathering.close()

    @property
    def nudging(self) -> Nudging:
        """Who takes vendors' hints."""
        return Nudging(
            connections=self.house.memory.sources, glimpses=self.house.memory,
            gathering=self.gathering, rounds=self.rounds,
            watchman=self.watchman, now=self.house.now,
        )  # fmt: skip

    def subscribing(self, settings: Settings) -> Subscribing | None:
        """Return who looks after Oura's webhooks; None where none is wanted."""
        word, address = settings.oura_webhook_token, settings.hook_address("oura")
        if word is None or address is None:
            return None

        async def opened() -> Subscriptions | None:
            return (await self.vendors.built()).hooks if self.gathering.anybody else None

        return Subscribing(
            opened, address=address, word=word.get_secret_value(), now=self.house.now
        )

    @property
    def filing(self) -> Filing:
        """Who takes files; the readers are loaded with the first one."""

        def history() -> History:
            from coach.sources.files import FileHarvester  # noqa: PLC0415  # few mornings need it

            return History(self.house.memory, FileHarvester())

        thresholds_ = thresholds(self.house.mission)
        return Filing(history, thresholds_, self.reconsidering, self.house.now)


@asynccontextmanager
async def open_sourcing(house: House, door: Door) -> AsyncIterator[Sourcing]:
    """Build it all, and end what is under way in the end."""
    memory, now = house.memory, house.now
    vendors = SettingsVendors(house.settings, memory.sources, now)
    gathering = _gathering(house, vendors)
    await gathering.load()
    if gathering.anybody:
        await vendors.open()  # loaded now, not in the middle of a morning
    watchman = _watchman(house, gathering)
    reconsidering = Reconsidering(house.coach, memory)
    teller = Teller(memory, door, house.settings.admin_chat_ids)
    rounds = Rounds(
        books=memory, connections=memory.sources, gathering=gathering,
        reconsidering=reconsidering, teller=teller, held=watchman.holds, now=now,
        calendars=_calendars(house, vendors),
    )  # fmt: skip
    connecting = _connecting(house, vendors, rounds)
    configured = Configured(house.settings, vendors, connecting, memory)
    sourcing = Sourcing(
        house=house, vendors=vendors, teller=teller, gathering=gathering, connecting=connecting,
        reconsidering=reconsidering, watchman=watchman, rounds=rounds, configured=configured,
    )  # fmt: skip
    try:
        yield sourcing
    finally:
        await sourcing.close()
        vendors.close()


def _calendars(house: House, vendors: SettingsVendors) -> CalendarKeeping:
    memory = house.memory
    return CalendarKeeping(
        memory=memory, connections=memory.sources, vendors=vendors, now=house.now
    )


def _connecting(house: House, vendors: SettingsVendors, rounds: Rounds) -> Connecting:
    memory = house.memory
    return Connecting(
        connections=memory.sources, glimpses=memory, roster=memory, vendors=vendors,
        asked=rounds, now=house.now,
    )  # fmt: skip


def _watchman(house: House, gathering: Gathering) -> NightWatchman:
    memory, wait = house.memory, timedelta(minutes=house.settings.night_wait_minutes)
    return NightWatchman(
        books=memory, connections=memory.sources, gathering=gathering, wait=wait, now=house.now
    )


def _gathering(house: House, vendors: SettingsVendors) -> Gathering:
    memory, now = house.memory, house.now
    harvesting = Harvesting(
        memory=memory, connections=memory.sources, vendors=vendors,
        thresholds=thresholds(house.mission), now=now,
    )  # fmt: skip
    return Gathering(harvesting, roster=memory, connections=memory.sources, now=now)
