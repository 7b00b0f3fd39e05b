"""Conversations with a model, through the real bot: looked up, checked, stopped, remembered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import models
from bot.sample import sample_harvest, sample_mission
from coach.conversation.conversing import A_MINUTE, STOPPED
from coach.domain.fact import FactKind
from coach.model_ports import BudgetSpentError
from coach.refining import OVER_BUDGET
from tests.chats import MORNING, Conversation, conversation
from tests.coach.conversing_scenes import CALM
from tests.fakes.models import Speaker
from tests.fakes.talkers import Endless, FakeTalker, Round, asks
from tests.journeys.restarts import restarted
from tests.journeys.stages import let_talk

DAY = MORNING.date()
HOW = "how is my training going these days?"
LONG = asks("what_if", day=str(DAY), minutes=180, kind="endurance", load=None, sport=None)
Talking = Callable[..., FakeTalker]


@pytest.fixture
def robins(tmp_path: Path) -> dict[str, Any]:
    """Return what a conversation with the sample athlete needs."""
    mission = tmp_path / "sample.toml"
    mission.write_text(sample_mission(DAY), encoding="utf-8")
    harvest = sample_harvest(DAY, "Europe/Berlin")
    return {"harvest": harvest, "settings": {"mission_file": str(mission)}}


@pytest.fixture
def talking(monkeypatch: pytest.MonkeyPatch) -> Talking:
    """Return what lets a model talk by rounds."""

    def talk(*rounds: Round) -> FakeTalker:
        model = FakeTalker([rounds])
        let_talk(monkeypatch, model)
        return model

    return talk


async def facts(talk: Conversation) -> set[FactKind]:
    ada = await talk.remembered()
    recalled = await talk.house.memory.recall({ada.id: DAY})
    return {fact.kind for fact in recalled[ada.id].facts}


async def test_what_if_is_looked_up_and_answered_in_the_models_words(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    def words(results: Any) -> str:  # noqa: ANN401  # what tools told
        told = json.loads(results[-1])
        row = told["rows"][0]
        return (
            f"Three hours would be a load of {told['load']}. Tomorrow your form (TSB) would be"
            f" {row['TSB']} instead of {row['TSB as planned']}, so the key day would suffer."
        )

    model = talking(LONG, words)
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks("what would three hours on the bike do to me?")

    assert model.floors[0].faults == []
    assert reply.text.startswith("Three hours would be a load of 128. Tomorrow your form")
    assert model.floors[0].looked == ["what_if"]
    assert model.floors[0].faults == []


async def test_a_question_that_no_rule_knows_finds_an_answer(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking(asks("mission"), "You train for the sample gran fondo, and the way is long.")
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks("remind me, who are we doing all of that for?")

    assert reply.text == "You train for the sample gran fondo, and the way is long."
    assert "my rules do not know" in json.loads(model.floors[0].talk.content)["rules_answer"][0]


async def test_a_wrong_number_is_repaired_before_anybody_sees_it(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking("Your fitness (CTL) is 99 and that is the highest of all of them.", CALM)
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks(HOW)

    assert reply.text == CALM
    assert "99" in model.floors[0].faults[0]


async def test_a_model_that_computes_for_itself_gives_way_to_the_rules(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    talking(LONG, "Three hours are 105 min more than the plan, and that is a lot for a day.")
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks("is 3 hours ok today")

    assert "105" not in reply.text
    assert "3 h easy" in reply.text


async def test_a_spent_budget_leaves_the_rules_and_one_line(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    talking(BudgetSpentError("spent"))
    async with conversation(tmp_path / "data", **robins) as talk:
        first = await talk.athlete.asks("what if I skip today?")
        second = await talk.athlete.asks("what if I skip today?")

    assert first.text.startswith("Tomorrow's TSB (form) would be ")
    assert first.text.endswith(OVER_BUDGET)
    assert OVER_BUDGET not in second.text


async def test_a_red_flag_and_what_follows_it_are_never_the_models(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking(CALM)
    async with conversation(tmp_path / "data", **robins) as talk:
        stop = await talk.athlete.asks("pressure in my chest on the climb, can I still ride?")
        still = await talk.athlete.asks("what would three hours on the bike do to me?")

    assert model.floors == []
    assert "doctor" in stop.text
    assert "doctor" in still.text
    assert CALM not in still.text


async def test_a_stopped_answer_keeps_what_was_shown_and_what_was_noted(
    tmp_path: Path, robins: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_talk(monkeypatch, Endless(CALM))
    async with conversation(tmp_path / "data", **robins) as talk:
        person = talk.athlete.person
        await talk.athlete.says("feeling amazing. how is my training going?")
        draft = await person.witnesses("draft")
        while CALM not in draft.text:
            draft = await person.witnesses("draft")
        person.stop_writing()
        reply = await talk.athlete.hears()
        noted = await facts(talk)

    assert reply.text == f"Noted: energy 9/10.\n{CALM}\n{STOPPED}"
    assert noted == {FactKind.ENERGY}


async def test_of_many_questions_in_a_minute_a_few_are_the_models_and_the_rules_take_the_rest(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking(CALM)
    async with conversation(tmp_path / "data", **robins) as talk:
        replies = [await talk.athlete.asks("what if I skip today?") for _ in range(A_MINUTE + 2)]
        talk.watch.turn(minutes=2)
        later = await talk.athlete.asks("what if I skip today?")

    assert [reply.text for reply in replies[:A_MINUTE]] == [CALM] * A_MINUTE
    assert all("TSB (form)" in reply.text for reply in replies[A_MINUTE:])
    assert later.text == CALM
    assert len(model.floors) == A_MINUTE + 1


async def test_what_was_said_is_known_after_a_restart(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking(asks("search_notes", query="saddle"), CALM)
    async with conversation(tmp_path / "data", **robins) as talk:
        await talk.athlete.asks("my new saddle is a little too high, I think")
        async with restarted(talk):
            await talk.athlete.asks(HOW)

    content, found = model.floors[-1].talk.content, json.loads(model.floors[-1].results[0])
    turns = json.loads(content)["untrusted"]["earlier"]
    assert {"athlete": "my new saddle is a little too high, I think"} in turns
    assert any("saddle" in quote for quote in found["untrusted"])


async def test_a_german_question_is_answered_in_plain_english(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    german = "Deine Form ist gut, und du bist heute bereit für das, was im Plan steht."
    model = talking(german, CALM)
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks("Wie läuft mein Training in diesen Wochen so?")

    assert reply.text == CALM
    assert "English" in model.floors[0].faults[0]


async def test_an_answer_on_an_easier_day_carries_what_the_day_is(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    talking("A ride today would do no harm, and it would do you good to be outside.")
    async with conversation(tmp_path / "data", **robins) as talk:
        await talk.athlete.asks("left knee 4/10")
        reply = await talk.athlete.asks("is it any good to be outside?")

    assert reply.text.splitlines()[-1].startswith("Today stays as it is: ease, ")


async def test_nobody_is_sent_to_intervals_on_an_easier_day(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    model = talking("Sure, go ahead and do the intervals, it is a good day for you and them.")
    async with conversation(tmp_path / "data", **robins) as talk:
        await talk.athlete.asks("left knee 4/10")
        reply = await talk.athlete.asks("can I do the intervals all the same?")

    assert "go ahead" not in reply.text
    assert "send nobody" in model.floors[0].faults[0]


async def test_words_of_a_model_are_plain_in_the_chat(
    tmp_path: Path, robins: dict[str, Any], talking: Talking
) -> None:
    talking(f"**{CALM}**\n\n- keep it <easy> & calm!\n- and **enjoy** it 🚴")
    async with conversation(tmp_path / "data", **robins) as talk:
        marked = await talk.athlete.asks(HOW)
    talking(f"**{CALM}**\n\n- keep it easy & calm!\n- and **enjoy** it 🚴")
    async with conversation(tmp_path / "again", **robins) as talk:
        plain = await talk.athlete.asks(HOW)

    assert "<easy>" not in marked.text
    assert plain.text == f"{CALM}\n• keep it easy & calm.\n• and enjoy it"


async def test_a_provider_behind_the_gateway_answers_in_the_chat(
    tmp_path: Path, robins: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    speaker = Speaker([json.dumps({"facts": []}), CALM], model="gpt-test")
    monkeypatch.setattr(models, "build", lambda *_: [speaker])
    robins["settings"] |= {"openai_api_key": "sk-not-a-key", "openai_model": "gpt-test"}
    async with conversation(tmp_path / "data", **robins) as talk:
        reply = await talk.athlete.asks(HOW)
        usage = await talk.athlete.asks("/usage")

    assert reply.text == CALM
    assert "Today: 2 calls" in usage.text
