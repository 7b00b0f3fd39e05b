"""An offer changes nothing until a yes; that is taken once, of its athlete, while it still fits."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.sample import sample_harvest
from coach.conversation.offer_tools import OFFER_TOOLS
from coach.conversation.offering import (
    CLOSED,
    ERASED,
    LASTS,
    LEFT,
    MOST_AT_ONCE,
    OVER,
    STAYS,
    UNKNOWN,
    Offering,
)
from coach.domain.athlete import Athlete
from coach.domain.fact import Fact, FactKind
from coach.domain.reply import Offer
from coach.domain.wish import DayWish, Forgetting, MovingGoal, Noting, Planning, Wish
from coach.memory.database import SqlMemory
from coach.tour_coach import TourCoach
from missions import bootstrap
from tests.chats import MORNING
from tests.memories import fresh_memory, someone

TODAY = MORNING.date()
FRIDAY, SUNDAY = TODAY + timedelta(days=2), TODAY + timedelta(days=4)
REST = Planning(days=(DayWish(day=TODAY, code="rest", minutes=0),))
REST_ON_SUNDAY = Planning(days=(DayWish(day=SUNDAY, code="rest", minutes=0),))
LATER = MovingGoal(to=date(2026, 6, 28), was="06-21")


@dataclass
class Office:
    """The sample athlete and what is offered to them."""

    memory: SqlMemory
    athlete: Athlete
    coach: TourCoach
    offering: Offering

    async def offers(self, wish: Wish, now: datetime = MORNING) -> Offer:
        return await self.offering.offer(self.athlete, wish, now)

    async def yes(self, offer: Offer, now: datetime = MORNING) -> tuple[str, ...]:
        return (await self.offering.accept(self.athlete.id, offer.id, now)).lines

    async def no(self, offer: Offer, now: datetime = MORNING) -> tuple[str, ...]:
        return (await self.offering.decline(self.athlete.id, offer.id, now)).lines

    async def facts(self) -> list[Fact]:
        return list(await self.memory.facts(self.athlete.id, TODAY, date.max))

    async def asks(self, name: str, **arguments: object) -> tuple[dict[str, str], Offer | None]:
        told, offer = await self.offering.run(
            self.athlete, name, json.dumps(arguments, default=str), MORNING, text="no bike today"
        )
        return json.loads(told), offer


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with fresh_memory(tmp_path) as memory:
        athlete = await someone(memory)
        await memory.record(athlete.id, [sample_harvest(TODAY, "Europe/Berlin")])
        coach = TourCoach(bootstrap("gran_fondo"), memory)
        yield Office(memory, athlete, coach, Offering(memory, coach))


def a_fact(kind: FactKind, **fields: object) -> Fact:
    fact = Fact(kind=kind, local_date=TODAY, said_at=MORNING, words="told")
    return replace(fact, **fields)  # type: ignore[arg-type]  # named by the tests


async def test_an_offer_changes_nothing_by_itself(office: Office) -> None:
    before = await office.coach.today(office.athlete.id, MORNING)

    offer = await office.offers(REST)

    assert await office.coach.today(office.athlete.id, MORNING) == before
    assert await office.facts() == []
    assert offer.words.startswith(
        "Today: a rest day instead of 75 min of endurance ride (load 52)."
    )


async def test_a_yes_makes_the_day_as_it_was_offered_and_can_be_taken_back(office: Office) -> None:
    offer = await office.offers(REST)

    reply = await office.offering.accept(office.athlete.id, offer.id, MORNING)
    rest = await office.coach.today(office.athlete.id, MORNING)
    fact_ids = [fact.id for fact in reply.noted if fact.id is not None]
    await office.coach.undo(office.athlete.id, fact_ids, MORNING)
    again = await office.coach.today(office.athlete.id, MORNING)

    assert reply.lines[0] == "Noted: today: a rest day."
    assert "becomes a rest day" in reply.lines[1]
    assert reply.changed_on == TODAY
    assert rest.decision.workout.type == "rest"
    assert again.decision.workout.session == "endurance_75"


async def test_a_no_leaves_everything_as_it_is(office: Office) -> None:
    offer = await office.offers(REST)

    said = await office.no(offer)

    assert said == (LEFT,)
    assert await office.facts() == []


async def test_what_was_answered_is_not_answered_again(office: Office) -> None:
    taken, left = await office.offers(REST), await office.offers(REST_ON_SUNDAY)
    await office.yes(taken)
    await office.no(left)

    assert await office.yes(taken) == await office.no(taken) == (OVER["taken"],)
    assert await office.yes(left) == await office.no(left) == (OVER["left"],)
    assert len(await office.facts()) == 1


async def test_two_taps_at_once_do_it_once(office: Office) -> None:
    offer = await office.offers(REST)

    said = await asyncio.gather(*(office.yes(offer) for _ in range(4)))

    assert len(await office.facts()) == 1
    assert sorted(len(lines) for lines in said)[:3] == [1, 1, 1]


async def test_nobody_answers_the_offer_of_another(office: Office) -> None:
    offer = await office.offers(REST)
    ben = await someone(office.memory, chat_id=2)

    stolen = await office.offering.accept(ben.id, offer.id, MORNING)
    thrown_away = await office.offering.decline(ben.id, offer.id, MORNING)

    assert stolen.lines == thrown_away.lines == (UNKNOWN,)
    assert (await office.yes(offer))[0] == "Noted: today: a rest day."


async def test_an_offer_about_today_is_over_with_today(office: Office) -> None:
    todays, other = await office.offers(REST), await office.offers(REST_ON_SUNDAY)
    tomorrow = MORNING + timedelta(hours=20)

    assert await office.yes(todays, tomorrow) == (OVER["expired"],)
    assert await office.yes(todays, tomorrow) == (OVER["expired"],)
    assert (await office.yes(other, tomorrow))[0] == "Noted: Sunday 15 March: a rest day."


async def test_an_offer_waits_no_longer_than_a_day(office: Office) -> None:
    offer = await office.offers(LATER)

    assert await office.yes(offer, MORNING + LASTS + timedelta(minutes=1)) == (OVER["expired"],)
    assert await office.facts() == []


async def test_an_offer_that_fits_no_more_says_why_and_is_over(office: Office) -> None:
    ride = Planning(days=(DayWish(day=TODAY, code="endurance_60", minutes=60),))
    offer = await office.offers(ride)
    await office.coach.hear(office.athlete.id, "left knee 7/10", MORNING)

    said = await office.yes(offer)

    assert said[0] == "Not today. Your left knee hurts (7 of 10)."
    assert said[-1] == STAYS
    assert await office.yes(offer) == (OVER["expired"],)


async def test_a_red_flag_outlives_every_offer(office: Office) -> None:
    offer = await office.offers(REST_ON_SUNDAY)
    await office.coach.hear(office.athlete.id, "chest pain on the climb", MORNING)

    reply = await office.offering.accept(office.athlete.id, offer.id, MORNING)

    assert reply.red_flag
    assert (await office.coach.today(office.athlete.id, MORNING)).decision.envelope.max_minutes == 0


async def test_a_note_is_noted_with_the_moment_of_its_words(office: Office) -> None:
    bike = a_fact(FactKind.EQUIPMENT, code="no_bike", until=SUNDAY, words="kein Rad bis Sonntag")
    offer = await office.offers(Noting(facts=(bike,)))

    said = await office.yes(offer, MORNING + timedelta(hours=1))

    assert said[0] == "Noted: no bike until Sunday."
    assert [(fact.said_at, fact.words) for fact in await office.facts()] == [
        (MORNING, "kein Rad bis Sonntag")
    ]


async def test_something_known_is_over_after_a_yes(office: Office) -> None:
    heard = await office.coach.hear(office.athlete.id, "left knee 6/10", MORNING)
    (knee,) = heard.noted

    offer = await office.offers(Forgetting(fact_id=knee.id or 0))
    reply = await office.offering.accept(office.athlete.id, offer.id, MORNING)

    assert offer.words == "Holds no longer: left knee 6/10, since today."
    assert reply.lines[0] == CLOSED
    assert reply.lines[1].startswith("Changed: recover → maintain.")


async def test_something_forgotten_for_good_leaves_no_word(office: Office, tmp_path: Path) -> None:
    words = "my left knee 6/10 since the Xanthippe climb"
    heard = await office.coach.hear(office.athlete.id, words, MORNING)
    later = MORNING + timedelta(hours=1)
    await office.memory.write_down(office.athlete.id, "in", "forget the Xanthippe climb", later)
    wish = Forgetting(fact_id=heard.noted[0].id or 0, erase=True)
    offer = await office.offers(wish, later)
    before = left(tmp_path, "xanthippe")

    said = await office.yes(offer, later)

    assert before == ["xanthippe"]
    assert said[0] == ERASED
    assert left(tmp_path, "xanthippe", "anthippe") == []
    assert await office.yes(offer, later) == (UNKNOWN,)


async def test_the_goal_moves_for_this_athlete_alone(office: Office) -> None:
    ben = await someone(office.memory, chat_id=2)
    offer = await office.offers(LATER)

    said = await office.yes(offer)
    mine = await office.coach.today(office.athlete.id, MORNING)
    theirs = await office.coach.today(ben.id, MORNING)
    lines = await office.coach.mission_lines(office.athlete.id, MORNING)

    assert said[0] == "Noted: your goal is on Sunday 28 June 2026."
    assert (mine.morning.days_to_goal, theirs.morning.days_to_goal) == (109, 102)
    assert "Goal: your gran fondo, Sun 28 June, in 109 days" in lines


async def test_the_mission_kept_with_the_day_is_the_moved_one(office: Office) -> None:
    await office.yes(await office.offers(LATER))

    entry = await office.coach.entry(office.athlete.id, MORNING)
    text = await office.memory.mission_text(entry.mission_digest or "")

    assert text is not None
    assert "goal_date = 2026-06-28" in text


async def test_a_model_offers_by_tools_and_is_told_that_nothing_is_done(office: Office) -> None:
    told, offer = await office.asks("offer_plan", day=TODAY, kind="rest")

    assert offer is not None
    assert told["offered"] == offer.words
    assert told["done"].startswith("nothing yet")
    assert await office.facts() == []


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("offer_plan", {"day": "2026-03-11", "session": "vo2_5x4"}, "Today is no day for more."),
        ("offer_plan", {"day": "soon"}, "day: "),
        ("offer_plan", {"day": "2026-03-11", "kind": "race"}, "kind: "),
        ("offer_plan", {"day": "2026-03-11", "athlete_id": 2, "minutes": -5}, "minutes: "),
        ("offer_note", {"kind": "time", "quote": "no time"}, "That note lacks a number"),
        ("offer_forget", {"words": "my knee"}, "Which one is meant? Known is: nothing."),
        ("offer_goal_date", {"to": "2020-01-01"}, "A goal lies ahead"),
        ("offer_everything", {}, "there is no such tool"),
        ("offer_goal_date", "not json", "Invalid JSON"),
    ],
)
async def test_a_refused_offer_says_why_and_is_none(
    office: Office, name: str, arguments: object, why: str
) -> None:
    written = arguments if isinstance(arguments, str) else json.dumps(arguments)

    told, offer = await office.offering.run(office.athlete, name, written, MORNING)

    assert offer is None
    assert why in json.loads(told)["refused"]


async def test_one_answer_offers_two_things_at_most(office: Office) -> None:
    days = [TODAY, FRIDAY + timedelta(days=1), SUNDAY]

    results = [await office.asks("offer_plan", day=day, kind="rest") for day in days]

    assert [offer is not None for _, offer in results] == [True] * MOST_AT_ONCE + [False]
    assert results[-1][0]["refused"] == "Two offers are enough for one answer."


async def test_what_a_model_finds_over_is_found_by_its_words(office: Office) -> None:
    await office.coach.hear(office.athlete.id, "left knee 6/10", MORNING)

    told, offer = await office.asks("offer_forget", words="Holds now: Left knee 6/10, since today")

    assert offer is not None
    assert told["offered"] == "Holds no longer: left knee 6/10, since today."


async def test_whoever_was_forgotten_is_offered_nothing(office: Office) -> None:
    ground = await office.coach.ground(office.athlete, MORNING)
    await office.memory.forget(office.athlete.id)

    offers = await office.offering.noting([a_fact(FactKind.NOTE)], ground, MORNING)

    assert offers == ()


def test_every_tool_says_that_nothing_changes_yet() -> None:
    assert {tool.name for tool in OFFER_TOOLS} == {
        "offer_plan", "offer_note", "offer_forget", "offer_goal_date",
    }  # fmt: skip
    assert all("Nothing changes until" in tool.description for tool in OFFER_TOOLS)


def left(folder: Path, *words: str) -> list[str]:
    """Return which of these words stand in the bytes of the database and its log."""
    content = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file()).lower()
    return [word for word in words if word.encode() in content]
