"""Whatever arrives gets one kind line, changes nothing by mistake and breaks nothing."""

import asyncio
from pathlib import Path

import pytest

from handlers import texts
from tests.chats import Conversation, conversation


async def test_what_cannot_be_read_yet_is_said_kindly(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        ada = talk.athlete.person
        ada.send_voice()
        voice = await talk.athlete.hears()
        ada.send_sticker()
        sticker = await talk.athlete.hears()

    assert [voice.text, sticker.text] == [texts.VOICE, texts.STICKER]


async def test_an_edited_message_changes_nothing_behind_ones_back(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        said = await talk.athlete.says("/mission")
        await talk.athlete.hears()
        talk.athlete.person.edit(said.message_id, "my knee hurts 9/10")
        answer = await talk.athlete.hears()
        today = await talk.house.coach.today((await talk.remembered()).id, talk.watch())

    assert answer.text == texts.EDITED
    assert today.morning.pain == ()


async def test_four_thousand_emoji_get_an_answer(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        answer = await talk.athlete.asks("🚴" * 2048)
        still_there = await talk.athlete.asks("/today")

    assert 0 < len(answer.text.encode("utf-16-le")) // 2 <= 4096
    assert "Workout" in still_there.text


@pytest.mark.parametrize(
    "forged",
    [
        "tap:soreness:99:", "tap:note:1:x", "undo:1.2.3", "undo:" + "9" * 30, "ask:password",
        "at:03:33", "drop table", "why:yesterday", "", ":", "next:cleared::",
    ],
)  # fmt: skip
async def test_a_forged_button_gets_a_polite_line_and_changes_nothing(
    tmp_path: Path, forged: str
) -> None:
    async with conversation(tmp_path) as talk:
        message = await talk.athlete.asks("/today")
        before = await talk.remembered()
        talk.athlete.person.forge(message.message_id, forged)
        answer = await next_message(talk)
        after = await talk.remembered()

    assert answer
    assert "wrong" not in answer.lower()
    assert before == after


async def test_a_strangers_button_finds_nothing_of_anybodys(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        eddy = talk.stranger()
        line = await eddy.asks("hello")
        eddy.person.forge(line.message_id, "undo:1")
        with pytest.raises(TimeoutError):
            await eddy.hears(seconds=0.3)


async def test_an_unknown_command_points_to_help_and_help_lists_all(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        unknown = await talk.athlete.asks("/frob 1")
        asked = await talk.athlete.asks("/help")

    assert "/help" in unknown.text
    commands = ("today", "why", "checkin", "mission", "settings", "pause", "resume", "help")
    assert [name for name in commands if f"/{name}:" not in asked.text] == []


async def test_the_menu_offers_the_commands(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        assert talk.chat.world.accepted["setMyCommands"] == 1


async def test_a_failing_coach_is_owned_up_to_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    async with conversation(tmp_path) as talk:
        monkeypatch.setattr(talk.house.coach, "entry", broken)
        answer = await talk.athlete.asks("/today")
        help_ = await talk.athlete.asks("/help")

    assert answer.text == texts.BROKEN
    assert help_.text.startswith("Each morning")


async def test_a_slow_answer_to_one_holds_up_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = asyncio.Event()
    async with conversation(tmp_path, settings={"allowed_chat_ids": (1000, 2000)}) as talk:
        coach = talk.house.coach
        today = coach.today

        async def slow(athlete_id: int, *rest: object) -> object:
            if athlete_id == 1:
                await gate.wait()
            return await today(athlete_id, *rest)  # type: ignore[arg-type]  # passed on

        monkeypatch.setattr(coach, "today", slow)
        tom = talk.chat.person("Tom", chat_id=2000)
        await talk.athlete.says("/today")
        await talk.athlete.says("/help")
        tom.say("/start")
        await tom.hears()
        tom.say("/today")
        toms = await tom.hears()
        gate.set()
        adas = [await talk.athlete.hears(), await talk.athlete.hears()]

    assert "Workout" in toms.text
    assert ["Workout" in message.text for message in adas] == [True, False]


async def next_message(talk: Conversation) -> str:
    """Return the next message, new or changed in place."""
    sent = asyncio.create_task(talk.athlete.person.hears(seconds=5))
    edited = asyncio.create_task(talk.athlete.person.hears("edited", seconds=5))
    done, pending = await asyncio.wait({sent, edited}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result().text
