"""What is remembered belongs to the athlete: read, corrected, taken along, deleted for good."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest

from bot.sample import sample_harvest
from coach.domain.decision import Flag
from handlers import memory_texts
from tests.chats import MORNING, Conversation, Talker, conversation
from tests.journeys.restarts import restarted

SAMPLE = sample_harvest(MORNING.date(), "Europe/Berlin")


def labels(message: object) -> list[str]:
    return [button.text for button in message.buttons]  # type: ignore[attr-defined]  # a Message


async def flags(talk: Conversation) -> frozenset[Flag]:
    ada = await talk.remembered()
    return frozenset((await talk.house.coach.today(ada.id, talk.watch())).decision.flags)


async def test_memory_lists_what_holds_in_plain_words(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        empty = await talk.athlete.asks("/memory")
        await talk.athlete.asks("my left knee hurts 4/10")
        talk.watch.turn(days=2)
        shown = await talk.athlete.asks("/memory")

    assert memory_texts.NOTHING in empty.text
    assert "1. Left knee 4/10, since Wednesday 11 March" in shown.text
    assert "Sources: none connected" in shown.text
    assert re.search(r"[0-9]+ activities, [0-9]+ nights", shown.text)
    assert "1" in labels(shown)


async def test_what_holds_no_longer_is_closed_and_changes_today(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        await talk.athlete.asks("my left knee hurts 4/10")
        listed = await talk.athlete.asks("/memory")
        await talk.athlete.taps("1", listed)
        card = await talk.athlete.sees_edited()
        await talk.athlete.taps("No longer so", card)
        closed = await talk.athlete.sees_edited()
        after = await flags(talk)
        again = await talk.athlete.asks("/memory")

    assert "“my left knee hurts 4/10”" in card.text
    assert closed.text.startswith(memory_texts.CLOSED)
    assert "→" in closed.text
    assert Flag.PAIN not in after
    assert memory_texts.NOTHING in again.text


async def test_a_forgotten_fact_is_gone_from_the_files_bytes(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        await talk.athlete.asks("I travel to Xanthippe tomorrow, note it")
        listed = await talk.athlete.asks("/memory")
        await talk.athlete.taps("1", listed)
        card = await talk.athlete.sees_edited()
        before = left(tmp_path, "xanthippe")
        await talk.athlete.taps("Forget it", card)
        gone = await talk.athlete.sees_edited()
        after = left(tmp_path, "xanthippe", "anthippe")

    assert before == ["xanthippe"]
    assert gone.text.startswith(memory_texts.ERASED)
    assert after == []


async def test_a_long_memory_is_turned_page_by_page(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        for number in range(8):
            await talk.athlete.asks(f"I travel on business trip number {number} next week")
            talk.watch.turn(minutes=1)
        first = await talk.athlete.asks("/memory")
        await talk.athlete.taps("More", first)
        second = await talk.athlete.sees_edited()
        await talk.athlete.taps("Before", second)
        back = await talk.athlete.sees_edited()

    assert labels(first) == ["1", "2", "3", "4", "5", "6", "More"]
    assert labels(second) == ["7", "8", "Before"]
    assert back.text == first.text


@pytest.mark.parametrize(
    "data", ["fact:1", "over:1", "lose:1", "fact:9999999999999999", "lose:-1", "over:", "memory:x"]
)
async def test_nobody_opens_the_memory_of_another(tmp_path: Path, data: str) -> None:
    allowed: dict[str, object] = {"allowed_chat_ids": (1000, 2000)}
    async with conversation(tmp_path, settings=allowed) as talk:
        await talk.athlete.asks("my left knee hurts 4/10")
        eddy = Talker(talk.chat.person("Eddy", chat_id=2000))
        await eddy.asks("/start")
        listed = await eddy.asks("/memory")
        eddy.person.forge(listed.message_id, data)
        kind = "answered" if data == "memory:x" else "edited"
        answer = await eddy.hears() if kind == "answered" else await eddy.sees_edited()
        mine = await talk.athlete.asks("/memory")

    assert "knee" not in answer.text
    assert "Left knee 4/10" in mine.text


async def test_export_hands_over_everything_as_one_archive(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        await talk.athlete.asks("my left knee hurts 4/10")
        sent = await talk.athlete.asks("/export")
        ada = await talk.remembered()
        tables = await talk.house.memory.rows(ada.id)
        file_id = sent.attachment.file_id if sent.attachment else ""
        path = talk.chat.world.file(file_id)["file_path"]
        content = talk.chat.world.content(path) or b""

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    messages = list(csv.DictReader(files["messages.csv"].splitlines()))
    assert sent.attachment
    assert sent.attachment.file_name == f"lanterne-{ada.id}-2026-03-11.zip"
    assert "my left knee hurts 4/10" in [row["text"] for row in messages]
    assert len(files["activities.csv"].splitlines()) == len(tables["activity"]) + 1
    assert {"reasoning_log.csv", "facts.csv", "nights.csv", "load.csv"} <= files.keys()


async def test_forget_asks_first_and_then_leaves_no_word(tmp_path: Path) -> None:
    words = ("xanthippe", "anthippe", "knee hurt", "endurance_60", '"ada"')
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        await talk.athlete.asks("my left knee hurts 4/10, Xanthippe saw it")
        asked = await talk.athlete.asks("/forget")
        before = left(tmp_path, *words)
        await talk.athlete.taps("Yes, delete everything", asked)
        bye = await talk.athlete.sees_edited()
        after = left(tmp_path, *words)
        known = await talk.house.memory.athletes()
        later = await talk.athlete.asks("my knee hurts")
        nobody = await talk.house.memory.athletes()

    assert "activities" in asked.text
    assert "xanthippe" in before
    assert bye.text == memory_texts.GOODBYE
    assert after == []
    assert (list(known), list(nobody)) == ([], [])
    assert later.text == memory_texts.LEFT


async def test_who_was_forgotten_may_begin_anew(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        first = await talk.remembered()
        asked = await talk.athlete.asks("/forget")
        await talk.athlete.taps("Yes, delete everything", asked)
        await talk.athlete.sees_edited()
        welcome = await talk.athlete.asks("/start")
        second = await talk.remembered()
        memory = await talk.athlete.asks("/memory")

    assert "06:30" in welcome.text
    assert second.id != first.id
    assert "activities" not in memory.text


async def test_forgetting_can_be_thought_over(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        asked = await talk.athlete.asks("/forget")
        await talk.athlete.taps("No, keep it", asked)
        kept = await talk.athlete.sees_edited()
        asked = await talk.athlete.asks("/forget")
        talk.watch.turn(minutes=11)
        await talk.athlete.taps("Yes, delete everything", asked)
        late = await talk.athlete.sees_edited()
        talk.athlete.person.forge(asked.message_id, "erase:1:now")
        forged = await talk.athlete.hears()
        known = await talk.house.memory.athletes()

    assert kept.text == memory_texts.STAYS
    assert late.text == memory_texts.LATE
    assert forged.text != memory_texts.GOODBYE
    assert len(known) == 1


async def test_what_is_remembered_outlives_a_restart(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        await talk.athlete.asks("my left knee hurts 4/10")
        before = await talk.athlete.asks("/memory")

        async with restarted(talk):
            after = await talk.athlete.asks("/memory")

    assert "Left knee 4/10" in before.text
    assert after.text == before.text


def left(folder: Path, *words: str) -> list[str]:
    """Return which of these words stand in the bytes of the database and its log."""
    content = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file()).lower()
    return [word for word in words if word.encode() in content]


async def test_a_monday_begins_with_the_week_before(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        talk.watch.turn(days=5)  # Monday 16 March
        await talk.running.looking_back.go()
        monday = await talk.athlete.asks("/today")
        memory = await talk.athlete.asks("/memory")
        talk.watch.turn(days=1)
        tuesday = await talk.athlete.asks("/today")

    assert re.search(r"\nLast week: [0-9]+:[0-9]{2} h, load [0-9]+", monday.text)
    assert "Last week" not in tuesday.text
    assert "Week of 9 March: " in memory.text
    assert "February 2026: " in memory.text


async def test_days_without_a_bike_change_those_days_and_no_other(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        noted = await talk.athlete.asks("no bike Thursday to Sunday")
        ada = await talk.remembered()
        gear = []
        for _ in range(6):
            morning = (await talk.house.coach.today(ada.id, talk.watch())).morning
            gear.append("no_bike" in (morning.constraints.equipment or ()))
            talk.watch.turn(days=1)

    assert "Noted: no bike from Thursday to Sunday." in noted.text
    assert gear == [False, True, True, True, True, False]


async def test_coming_days_without_training_are_rest_days_until_taken_back(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        noted = await talk.athlete.asks("no training tomorrow")
        talk.watch.turn(days=1)
        rest = await talk.athlete.asks("/today")
        await talk.athlete.taps("Undo", noted)
        await talk.athlete.sees_edited()
        again = await talk.athlete.asks("/today")

    assert "There is no time for training today" in rest.text
    assert "There is no time for training today" not in again.text


async def test_what_was_said_both_ways_is_found_again(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        reply = await talk.athlete.asks("my left knee hurts 4/10")
        ada = await talk.remembered()
        found = await talk.house.memory.search(ada.id, "left knee", 5)

    assert {quote.speaker for quote in found} == {"athlete", "coach"}
    assert reply.text in [quote.words for quote in found]
