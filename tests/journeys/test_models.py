"""Mornings with a language model, as the athlete sees them: pushed, asked for, explained, paid."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import models
from bot.localchat import Message
from coach.llm.provider import Line, Silence, SilentError
from coach.ports import Harvest
from coach.refining import OVER_BUDGET
from tests.chats import MORNING, Conversation, Watch, conversation
from tests.fakes.aimock import answering, serve
from tests.fakes.models import PROPOSAL, Speaker
from tests.memories import night, ride

TODAY = MORNING.date()
REASON = "Your night was calm, so I keep what the plan has for you today."
STORY = "I looked at your night and at your load. Nothing in them stands against the plan today."
WITH_KEY: dict[str, object] = {"openai_api_key": "sk-not-a-key", "openai_model": "gpt-test"}


def a_year() -> Harvest:
    days = [TODAY - timedelta(days=ago) for ago in range(1, 90)]
    rides = tuple(ride(day, load=60) for day in days[::2])
    nights = tuple(night(day, readiness=80, sleep_h=7.5) for day in [TODAY, *days])
    return Harvest(file="year", activities=rides, nights=nights)


def agreeing(lines: Sequence[Line]) -> str:
    """Choose the last option, which is the rules' own; in a message find nothing to note."""
    told = json.loads(lines[1].text)
    if "options" not in told:
        return json.dumps({"facts": []})
    option = told["options"][-1]
    chosen = {"action": option["action"], "intensity_recommendation": option["intensity"]}
    return json.dumps(PROPOSAL | chosen | {"reason": REASON, "explanation": STORY})


def of_the_eve(settings: dict[str, object]) -> dict[str, Any]:
    """Return what a conversation that began the evening before needs."""
    eve = Watch(MORNING - timedelta(hours=9))
    return {"watch": eve, "harvest": a_year(), "settings": settings}


async def pushed(talk: Conversation) -> Message:
    """Let the morning come and return it."""
    talk.watch.time = MORNING
    await talk.tick()
    return await talk.athlete.hears(seconds=10)


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Speaker:
    made = Speaker([agreeing], model="gpt-test")
    monkeypatch.setattr(models, "build", lambda *_: [made])
    return made


async def test_the_push_comes_in_the_models_words_and_why_says_whose(
    tmp_path: Path, speaker: Speaker
) -> None:
    async with conversation(tmp_path, **of_the_eve(WITH_KEY)) as talk:
        morning = await pushed(talk)
        why = await talk.athlete.asks("/why")
        today = await talk.athlete.asks("/today")
        usage = await talk.athlete.asks("/usage")

    assert REASON in morning.text
    assert STORY in morning.text
    assert "Proposed by gpt-test-2026, within the bounds; the rules alone say the same" in why.text
    assert STORY in why.text
    assert REASON in today.text
    assert len(speaker.heard) == 1
    assert "Today: 1 call" in usage.text


async def test_the_first_today_of_a_day_is_told_by_the_model_too(
    tmp_path: Path, speaker: Speaker
) -> None:
    async with conversation(tmp_path, harvest=a_year(), settings=WITH_KEY) as talk:
        first = await talk.athlete.asks("/today")
        await talk.athlete.asks("/today")

    assert REASON in first.text
    assert len(speaker.heard) == 1


async def test_a_reply_that_changes_the_day_is_answered_by_the_rules_at_once(
    tmp_path: Path, speaker: Speaker
) -> None:
    async with conversation(tmp_path, harvest=a_year(), settings=WITH_KEY) as talk:
        await talk.athlete.asks("/today")
        changed = await talk.athlete.asks("fever 39 and chills")
        today = await talk.athlete.asks("/today")

    assert "Changed" in changed.text
    assert "recover" in today.text
    assert REASON not in today.text
    assert len(speaker.heard) == 1, "a message with a symptom is read by nobody but the screen"


async def test_a_provider_that_fails_costs_nothing_but_eloquence(
    tmp_path: Path, speaker: Speaker
) -> None:
    speaker.script = [SilentError(Silence.KEY)]
    async with conversation(tmp_path, **of_the_eve(WITH_KEY)) as talk:
        morning = await pushed(talk)
        why = await talk.athlete.asks("/why")

    assert "Workout" in morning.text
    assert "Decided by rules" in why.text


async def test_at_the_end_of_the_budget_the_rules_say_so_in_one_line(
    tmp_path: Path, speaker: Speaker
) -> None:
    spent = WITH_KEY | {"llm_daily_budget_usd": 0.00001}
    async with conversation(tmp_path, **of_the_eve(spent)) as talk:
        morning = await pushed(talk)

    assert morning.text.count(OVER_BUDGET) == 1
    assert speaker.heard == []


async def test_without_a_key_usage_says_that_the_rules_are_free(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        usage = await talk.athlete.asks("/usage")

    assert "costs nothing" in usage.text


async def test_switched_off_no_model_is_asked_though_there_is_a_key(
    tmp_path: Path, speaker: Speaker
) -> None:
    off = WITH_KEY | {"use_llm_reasoning": False}
    async with conversation(tmp_path, harvest=a_year(), settings=off) as talk:
        await talk.athlete.asks("/today")

    assert speaker.heard == []


async def test_a_morning_goes_over_the_wire_and_comes_back(tmp_path: Path) -> None:
    answer = PROPOSAL | {"action": "maintain", "reason": REASON, "explanation": STORY}
    async with serve(tmp_path, [answering("gpt-test", json.dumps(answer))]) as root:
        settings = WITH_KEY | {"openai_base_url": f"{root}/v1"}
        async with conversation(tmp_path / "data", **of_the_eve(settings)) as talk:
            morning = await pushed(talk)

    assert REASON in morning.text


async def test_the_operator_is_sent_the_bill_of_the_day_before(
    tmp_path: Path, speaker: Speaker
) -> None:
    operator = 4711
    settings = WITH_KEY | {"admin_chat_ids": (operator,)}
    async with conversation(tmp_path, **of_the_eve(settings)) as talk:
        boss = talk.chat.person("Boss", chat_id=operator)
        await pushed(talk)
        talk.watch.turn(days=1, hours=2)
        for _ in range(2):
            await talk.running.accounting.go()
        bill = await boss.hears()
        nothing_more = await talk.athlete.asks("/usage")

    assert bill.text.startswith("Language models, Wednesday 11 March: 1 call for 1 athlete,")
    assert "Ada" not in bill.text
    assert "Today: nothing asked" in nothing_more.text
    assert len(speaker.heard) == 1
