"""One athlete's turn for tests of the conversation: a coach that listens, a roster of one."""

from asyncio import Task
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import cast

from coach.conversation.offering import Offering
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry, Explanation
from coach.domain.fact import Fact, FactKind
from coach.domain.reply import Change, Reply
from coach.model_ports import Spending
from coach.mornings import Mornings
from coach.owning.leaving import Leaving
from coach.owning.remembrance import Remembrance
from coach.sourcing.connecting import Connecting
from coach.sourcing.filing import Filed, Filing
from coach.talk_ports import Follower
from handlers.access import Door
from handlers.desk import Desk, Turn
from tests.bot.doubles import a_briefing, an_entry

NOW = datetime(2026, 3, 11, 5, 30, tzinfo=UTC)
ADA = Athlete(id=7, name="Ada", chat_id=70, timezone="Europe/Berlin", push_time=time(6, 30))


@dataclass
class Listener:
    """A coach that notes what it was told; what is sore changes the day."""

    heard: list[str] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    followed: list[bool] = field(default_factory=list)

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        return (await self.entry(athlete_id, now)).briefing

    async def entry(self, athlete_id: int, now: datetime) -> DayEntry:
        briefing = a_briefing(now.date(), reason=f"Rest, athlete {athlete_id}.")
        return replace(an_entry(athlete_id, now.date()), briefing=briefing)

    async def why(self, athlete_id: int, now: datetime, day: date | None = None) -> Explanation:
        lines = (f"athlete {athlete_id}", "HRV 52 ms < 55 ms & falling")
        title = f"Why recover, {day or now.date()}"
        return Explanation(title=title, lines=lines, details=("CTL 62",), counterfact="Sleep.")

    async def hear(
        self, athlete_id: int, text: str, now: datetime, follower: Follower | None = None
    ) -> Reply:
        assert athlete_id == ADA.id
        self.followed.append(follower is not None)
        return self._reply(text, now)

    async def tap(self, athlete_id: int, button: str, now: datetime) -> Reply:
        assert athlete_id == ADA.id
        return self._reply(button, now)

    async def undo(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        assert (athlete_id, now) == (ADA.id, NOW)
        self.undone.extend(fact_ids)
        return Reply(lines=("Taken back.",))

    async def confirm(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        assert (athlete_id, now) == (ADA.id, NOW)
        return self._reply(f"sure of {list(fact_ids)}", now)

    async def mission_lines(self, athlete_id: int, now: datetime) -> tuple[str, ...]:
        assert (athlete_id, now) == (ADA.id, NOW)
        return ("The Marmotte", "24 days <to go>")

    def _reply(self, words: str, now: datetime) -> Reply:
        self.heard.append(words)
        if "sore" not in words:
            return Reply(lines=(f"Heard: {words}",))
        fact = Fact(kind=FactKind.SORENESS, local_date=now.date(), said_at=now, words=words, id=41)
        day = a_briefing(now.date())
        lines = ("Noted.", "Changed: maintain → ease. Easy & short.")
        return Reply(lines=lines, noted=(fact,), change=Change(before=day, after=day))


@dataclass
class OneAthlete:
    """A roster that holds Ada and remembers her changes."""

    ada: Athlete = ADA

    async def athletes(self) -> Sequence[Athlete]:
        return (self.ada,)

    async def athlete(self, athlete_id: int) -> Athlete | None:
        return self.ada if athlete_id == self.ada.id else None

    async def by_chat(self, chat_id: int) -> Athlete | None:
        return self.ada if chat_id == self.ada.chat_id else None

    async def enrol(
        self, *, chat_id: int | None, name: str | None, timezone: str, push_time: time
    ) -> Athlete:
        self.ada = Athlete(id=7, chat_id=chat_id, name=name, timezone=timezone, push_time=push_time)
        return self.ada

    async def change(self, athlete: Athlete) -> None:
        self.ada = athlete

    async def forget(self, athlete_id: int) -> None:
        raise NotImplementedError(athlete_id)


class NoCalls:
    """The accounts of language models that were never asked."""

    async def spending(self, athlete_id: int, first: date, last: date) -> Sequence[Spending]:
        assert first <= last
        assert athlete_id == ADA.id
        return ()


class NothingAsked:
    """Nobody is connecting anything."""

    def secret_in(self, athlete_id: int, _text: str) -> None:
        assert athlete_id == ADA.id


async def _no_sources(athlete_id: int) -> None:
    assert athlete_id == ADA.id


def _nothing_long(athlete_id: int, reading: Task[Filed]) -> None:
    raise NotImplementedError(athlete_id, reading)


def a_turn(words: str = "", **changes: object) -> tuple[Turn, Listener, OneAthlete]:
    """Return a turn of Ada's with the doubles behind it."""
    coach, roster = Listener(), OneAthlete(replace(ADA, **changes))  # type: ignore[arg-type]  # Athlete's own
    door = Door(allowed=[70], admitted=[])
    desk = Desk(
        coach=coach, talker=coach, mornings=Mornings(coach, NoCalls(), None),
        roster=roster, door=door, now=lambda: NOW, timezone="UTC", push_time=time(6),
        connecting=cast("Connecting", NothingAsked()), filing=cast("Filing", None),
        remembrance=cast("Remembrance", None), leaving=cast("Leaving", None),
        offering=cast("Offering", None),
        glance=_no_sources, later=_nothing_long, night_wait_min=60,
    )  # fmt: skip
    return Turn(athlete=roster.ada, words=words, now=NOW, desk=desk), coach, roster
