"""Tools read one athlete's numbers, whatever a model hands in, and say what is wrong with it."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.sample import sample_harvest
from coach.conversation.looking_up import MOST_LOOKS, TOOLS
from coach.domain.fact import FactKind
from coach.ports import Harvest
from tests.chats import MORNING
from tests.coach.conversing_scenes import CALM, DAY, Scene, scene, talker
from tests.fakes.talkers import Asks, FakeTalker, asks
from tests.memories import fact, night, ride

SECRET = "Tom's secret climb"
SPAN = {"first": "2026-03-01", "last": "2026-03-11"}
EVERYTHING = Asks([
    *((name, SPAN) for name in ("load_curve", "nights", "activities", "decisions")),
    ("what_if", {"day": "2026-03-11", "load": 100}),
    ("sessions", {}), ("zones", {}), ("mission", {}), ("search_notes", {"query": "secret climb"}),
])  # fmt: skip


async def asked(there: Scene, model: FakeTalker, *rounds: Asks) -> list[str]:
    """Return what tools answered to these rounds, in one question."""
    model.talks = [(*rounds, CALM)]
    await there.hears("how is my training going these days?")
    return model.floors[-1].results


async def beside(there: Scene) -> int:
    """Add another athlete, with a ride, a night, a fact and a message of their own."""
    tom = await there.memory.enrol(
        chat_id=2, name="Tom", timezone="Europe/Berlin", push_time=time(6)
    )
    secret = Harvest(
        file="tom", activities=(ride(DAY - timedelta(days=1), load=333, name=SECRET),),
        nights=(night(DAY, readiness=33, sleep_h=3.3),),
    )  # fmt: skip
    await there.memory.record(tom.id, [secret])
    await there.memory.note(tom.id, [fact(FactKind.NOTE, DAY, SECRET)])
    await there.memory.write_down(tom.id, "in", SECRET, MORNING)
    return tom.id


async def test_nothing_of_another_athlete_reaches_a_question_or_a_tool(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        tom = await beside(there)
        theirs = asks("activities", **SPAN, athlete_id=tom, athlete="Tom")
        results = await asked(there, model, EVERYTHING, theirs)
        heard = model.floors[-1].talk.content

    everything = "\n".join([*results, heard])
    assert "secret" not in everything.lower()
    assert "333" not in everything
    assert "3:18 h" not in everything
    assert len(results) == 10


async def test_the_athletes_own_numbers_come_from_every_tool(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        await there.hears("my saddle is new since the climb")
        results = await asked(there, model, EVERYTHING)

    told = dict(zip([tool.name for tool in TOOLS], map(json.loads, results), strict=True))
    assert told["load_curve"]["rows"][-1]["day"] == "Wednesday 11 March"
    assert told["activities"]["activities"] == "9 activities"
    assert told["nights"]["nights"] == "11 nights"
    assert told["decisions"]["rows"][0]["action"] == "maintain"
    assert told["what_if"]["load"] == "100"
    assert told["zones"]["FTP"] == "250 W"
    assert "my saddle is new since the climb" in told["search_notes"]["untrusted"]
    assert not any("error" in each for each in told.values())


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("load_curve", '{"first": "last week", "last": "2026-03-01"}', "first: "),
        ("load_curve", "{}", "first: Field required"),
        ("load_curve", "not json", "Invalid JSON"),
        ("load_curve", '{"first": "2026-03-02", "last": "2026-03-01"}', "begin before they end"),
        ("load_curve", '{"first": "2027-03-02", "last": "2027-03-04"}', "end by 2026-03-11"),
        ("what_if", '{"day": "2026-03-11", "minutes": 99999}', "minutes: "),
        ("what_if", '{"day": "2026-03-11", "kind": "party"}', "kind: "),
        ("sessions", '{"sport": "chess"}', "sport: "),
    ],
)
async def test_wrong_arguments_are_answered_in_one_sentence(
    tmp_path: Path, name: str, arguments: str, why: str
) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        (result,) = await asked(there, model, Asks([(name, arguments)]))

    assert why in json.loads(result)["error"]
    assert "\n" not in json.loads(result)["error"]


async def test_a_tool_that_there_is_not_is_told_with_those_there_are(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        await asked(there, model, asks("zones"))
        result = await model.floors[-1].talk.look("read_file", '{"path": "/etc/passwd"}')

    assert "there are load_curve, nights" in json.loads(result)["error"]


async def test_who_asks_on_and_on_is_told_to_answer(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        results = await asked(there, model, Asks([("zones", {})] * (MOST_LOOKS + 2)))

    enough = ["enough" in result for result in results]
    assert enough == [False] * MOST_LOOKS + [True, True]


async def test_a_memory_that_fails_costs_the_tool_and_not_the_answer(tmp_path: Path) -> None:
    async def broken(*_: object) -> None:
        raise OSError("the disk is full")

    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        there.memory.curve = broken  # type: ignore[assignment]  # the disk of this test is full
        reply_results = await asked(there, model, asks("load_curve", **SPAN))

    assert json.loads(reply_results[0]) == {"error": "that could not be looked up now"}


@pytest.mark.parametrize(
    ("timezone", "moment", "day"),
    [
        ("Europe/Berlin", datetime(2026, 3, 11, 22, 59, tzinfo=UTC), date(2026, 3, 11)),
        ("Europe/Berlin", datetime(2026, 3, 11, 23, 1, tzinfo=UTC), date(2026, 3, 12)),
        ("Pacific/Auckland", datetime(2026, 3, 11, 11, 30, tzinfo=UTC), date(2026, 3, 12)),
        ("America/Los_Angeles", datetime(2026, 3, 11, 5, 30, tzinfo=UTC), date(2026, 3, 10)),
    ],
)
async def test_today_is_the_athletes_own_day(
    tmp_path: Path, timezone: str, moment: datetime, day: date
) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model, timezone=timezone) as there:
        there.now = moment
        (result,) = await asked(
            there, model, asks("load_curve", first="2026-03-01", last="2027-01-01")
        )
        talk = model.floors[-1].talk

    content = json.loads(talk.content)
    assert content["now"].startswith(f"{day} ")
    assert content["today"] == f"{day:%A} {day.day} March"
    assert talk.local_date == day
    assert json.loads(result)["rows"][-1]["day"] == f"{day:%A} {day.day} March"


async def test_context_stays_bounded_whatever_the_length_of_the_chat(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        for n in range(60):
            at = MORNING - timedelta(hours=2, seconds=60 - n)
            await there.memory.write_down(there.athlete.id, "in", f"{n} {'word ' * 1000}", at)
            await there.memory.note(there.athlete.id, [fact(FactKind.NOTE, DAY, f"{n} note " * 90)])
        await asked(there, model)
        content = json.loads(model.floors[-1].talk.content)

    assert len(content["untrusted"]["earlier"]) == 12
    assert all(len(turn["athlete"]) <= 500 for turn in content["untrusted"]["earlier"])
    assert content["untrusted"]["earlier"][-1]["athlete"].startswith("59 word")
    assert len(content["untrusted"]["notes"]) <= 12
    assert len(model.floors[-1].talk.content.encode()) < 14_000


async def test_a_year_of_training_is_no_more_than_a_small_sheet(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        await there.memory.record(there.athlete.id, [sample_harvest(DAY, "Europe/Berlin")])
        wide = {"first": "2020-01-01", "last": "2026-03-11"}
        names = ("load_curve", "nights", "activities", "decisions")
        results = await asked(there, model, Asks([(name, wide) for name in names]))

    assert all(len(result.encode()) <= 4000 for result in results)
