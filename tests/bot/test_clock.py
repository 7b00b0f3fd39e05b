"""The morning comes once a day at the local time, whatever fails around it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.clock import BATCH, Clock
from bot.delivery import Delivery
from bot.ledger import Ledger
from bot.localchat import LocalChat, serve
from coach.domain.athlete import Athlete
from coach.memory.database import SqlMemory
from coach.ports import PushState
from handlers import texts
from handlers.access import Door
from tests.bot.doubles import RestCoach, Watch
from tests.memories import fresh_memory

EVE = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)


@dataclass
class Station:
    """A clock with all that it turns."""

    watch: Watch
    memory: SqlMemory
    chat: LocalChat
    coach: RestCoach
    bot: ExtBot[Any]
    door: Door

    def clock(self) -> Clock:
        """Return a clock as a fresh process would have it."""
        delivery = Delivery(
            bot=self.bot, ledger=Ledger(self.memory, self.watch), roster=self.memory,
            door=self.door, now=self.watch, a_second=None,
        )  # fmt: skip
        return Clock(books=self.memory, coach=self.coach, delivery=delivery, now=self.watch)

    async def enrol(self, chat_id: int, timezone: str = "Europe/Berlin") -> Athlete:
        self.chat.person(f"Athlete {chat_id}", chat_id=chat_id)
        self.door._open_to.add(chat_id)
        return await self.memory.enrol(
            chat_id=chat_id, name=None, timezone=timezone, push_time=time(6, 30)
        )

    def got(self, chat_id: int) -> list[str]:
        """Return what an athlete received."""
        messages = self.chat.world.rooms[chat_id].messages.values()
        return [message.body.text for message in messages if message.sender.is_bot]

    async def states(self) -> list[tuple[int, PushState]]:
        every: tuple[PushState, ...] = (
            "claimed", "sending", "sent", "unknown", "failed", "skipped_late",
        )  # fmt: skip
        return [(push.athlete_id, push.state) for push in await self.memory.in_state(*every)]


@asynccontextmanager
async def a_station(folder: Path) -> AsyncIterator[Station]:
    watch = Watch(EVE)
    async with serve() as chat, fresh_memory(folder, clock=watch) as memory:
        impatient = HTTPXRequest(read_timeout=0.3)
        async with ExtBot(chat.token, f"{chat.url}/bot", request=impatient) as bot:
            door = Door(allowed=[1], admitted=[])
            yield Station(watch, memory, chat, RestCoach(), bot, door)


@pytest.fixture
async def station(tmp_path: Path) -> AsyncIterator[Station]:
    async with a_station(tmp_path) as opened:
        yield opened


async def test_the_morning_comes_once_at_the_local_time(station: Station) -> None:
    ada = await station.enrol(1)
    clock = station.clock()

    station.watch.time = MORNING - timedelta(seconds=1)
    await clock.tick()
    early = station.got(1)
    station.watch.time = MORNING
    await clock.tick()
    await clock.tick()

    assert early == []
    assert len(station.got(1)) == 1
    assert await station.states() == [(ada.id, "sent")]


@pytest.mark.parametrize(
    "eve", [datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)]
)
async def test_when_the_clocks_change_the_morning_stays_at_its_local_time(
    station: Station, eve: datetime
) -> None:
    station.watch.time = eve
    await station.enrol(1, "Europe/Berlin")
    clock = station.clock()

    for _ in range(48 * 6):
        station.watch.turn(minutes=30)
        await clock.tick()

    pushes = await station.memory.in_state("sent")
    on_the_wall = [push.due_at.astimezone(ZoneInfo("Europe/Berlin")) for push in pushes]
    assert [f"{wall:%d %H:%M}" for wall in on_the_wall] == [
        f"{eve.day + n} 06:30" for n in range(6)
    ]
    assert len(station.got(1)) == 6


async def test_more_than_a_batch_are_all_served_in_one_tick(station: Station) -> None:
    for chat_id in range(1, BATCH * 2 + 4):
        await station.enrol(chat_id)
    station.watch.time = MORNING

    await station.clock().tick()

    assert all(len(station.got(chat_id)) == 1 for chat_id in range(1, BATCH * 2 + 4))


async def test_one_whose_day_cannot_be_computed_stops_nobody_and_is_not_lost(
    station: Station,
) -> None:
    poor, ada = await station.enrol(1), await station.enrol(2)
    station.coach.fails = poor.id.__eq__
    clock = station.clock()
    station.watch.time = MORNING

    await clock.tick()
    served = station.got(1), len(station.got(2))
    station.watch.turn(minutes=11)
    await clock.tick()

    assert served == ([], 1)
    assert station.got(1) == [texts.NOT_COMPUTED.replace("<b>", "").replace("</b>", "")]
    assert await station.states() == [(poor.id, "sent"), (ada.id, "sent")]


async def test_one_who_takes_the_batch_along_still_stops_nobody(station: Station) -> None:
    poor = await station.enrol(1)
    for chat_id in (2, 3):
        await station.enrol(chat_id)
    station.coach.breaks = poor.id.__eq__
    clock = station.clock()
    station.watch.time = MORNING

    await clock.tick()
    station.coach.breaks = lambda _: False
    served = [len(station.got(chat_id)) for chat_id in (1, 2, 3)]
    await clock.tick()

    assert served == [0, 1, 1]
    assert len(station.got(1)) == 1


@pytest.mark.parametrize(
    ("age", "state", "arrived"),
    [(timedelta(minutes=14), "sent", 1), (timedelta(minutes=16), "unknown", 0)],
)
async def test_what_a_kill_left_in_flight_is_sent_again_only_while_fresh(
    station: Station, age: timedelta, state: PushState, arrived: int
) -> None:
    ada = await station.enrol(1)
    station.watch.time = MORNING
    (push,) = await station.memory.claim_due(MORNING, 20)
    await station.memory.move([push], "sending", MORNING)
    station.watch.time = MORNING + age

    restarted = station.clock()
    await restarted.take_up()
    await restarted.tick()

    assert await station.states() == [(ada.id, state)]
    assert ["Rest serves you." in text for text in station.got(1)] == [True] * arrived


@pytest.mark.parametrize(("late", "state"), [(2, "sent"), (4, "skipped_late")])
async def test_what_was_claimed_before_a_crash_is_sent_unless_it_is_too_late(
    station: Station, late: int, state: PushState
) -> None:
    ada = await station.enrol(1)
    await station.memory.claim_due(MORNING, 20)
    station.watch.time = MORNING + timedelta(hours=late)

    restarted = station.clock()
    await restarted.take_up()
    await restarted.tick()

    assert await station.states() == [(ada.id, state)]


async def test_a_night_offline_skips_the_morning_and_keeps_the_next(station: Station) -> None:
    await station.enrol(1)
    clock = station.clock()

    station.watch.time = MORNING + timedelta(hours=5)
    await clock.tick()
    missed = station.got(1)
    station.watch.time = MORNING + timedelta(days=1)
    await clock.tick()

    assert missed == []
    assert len(station.got(1)) == 1


async def test_an_athlete_who_blocked_the_bot_is_paused(station: Station) -> None:
    ada = await station.enrol(1)
    station.chat.faults.blocked(chat_id=1)
    station.watch.time = MORNING

    await station.clock().tick()

    assert await station.states() == [(ada.id, "failed")]
    stored = await station.memory.athlete(ada.id)
    assert stored
    assert stored.paused


async def test_telegrams_wish_for_silence_is_kept_and_then_the_morning_comes(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await station.enrol(1)
    station.chat.faults.too_many_requests(60, method="sendMessage")
    station.watch.time = MORNING
    clock = station.clock()

    await clock.tick()
    during = await station.states()
    await clock.tick()
    silent = station.got(1)
    monkeypatch.setattr(Delivery, "halted", False)
    await clock.tick()

    assert (during, silent) == ([(ada.id, "claimed")], [])
    assert await station.states() == [(ada.id, "sent")]


async def test_an_answer_that_never_came_is_unknown_and_not_sent_again(station: Station) -> None:
    ada = await station.enrol(1)
    station.chat.faults.silent(method="sendMessage")
    station.watch.time = MORNING
    clock = station.clock()

    await clock.tick()
    await clock.tick()

    assert await station.states() == [(ada.id, "unknown")]
    assert len(station.got(1)) == 1


@pytest.mark.parametrize(("code", "words"), [(502, "Bad Gateway"), (500, "Internal Server Error")])
async def test_a_failing_server_gets_another_try_at_the_next_tick(
    station: Station, code: int, words: str
) -> None:
    ada = await station.enrol(1)
    station.chat.faults.refuse(code, words, method="sendMessage")
    station.watch.time = MORNING
    clock = station.clock()

    await clock.tick()
    await clock.tick()

    assert await station.states() == [(ada.id, "sent")]
    assert len(station.got(1)) == 1


async def test_html_that_telegram_refuses_arrives_as_plain_text(station: Station) -> None:
    ada = await station.enrol(1)
    station.chat.faults.refuse(400, "Bad Request: can't parse entities: x", method="sendMessage")
    station.watch.time = MORNING

    await station.clock().tick()

    assert await station.states() == [(ada.id, "sent")]
    assert "<b>" not in station.got(1)[0]


async def test_a_chat_that_is_not_allowed_any_more_gets_nothing(station: Station) -> None:
    ada = await station.enrol(2)
    station.door.close(2)
    station.watch.time = MORNING

    await station.clock().tick()

    assert await station.states() == [(ada.id, "failed")]
    assert station.got(2) == []


async def test_a_stopping_clock_begins_nothing(station: Station) -> None:
    await station.enrol(1)
    clock = station.clock()
    station.watch.time = MORNING

    clock.stop()
    await clock.tick()

    assert await station.states() == []


async def test_a_database_that_fails_in_the_middle_sends_nothing_twice(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await station.enrol(1)
    clock = station.clock()
    station.watch.time = MORNING
    write = station.memory.move

    async def full(*arguments: object) -> None:
        if arguments[1] == "sending":
            raise OSError("disk full")
        await write(*arguments)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(station.memory, "move", full)
    await clock.tick()
    during = station.got(1), await station.states()
    monkeypatch.setattr(station.memory, "move", write)
    await clock.tick()

    assert during == ([], [(ada.id, "claimed")])
    assert len(station.got(1)) == 1
    assert await station.states() == [(ada.id, "sent")]
