"""What an athlete wishes changed waits for a yes by a button, and is done once."""

from pathlib import Path

import pytest

from bot.localchat import Message
from bot.sample import sample_harvest
from coach.conversation.offering import LEFT, OVER, UNKNOWN
from handlers import memory_texts
from tests.chats import MORNING, Conversation, Talker, conversation
from tests.journeys.restarts import restarted

SAMPLE = sample_harvest(MORNING.date(), "Europe/Berlin")
FONDO: dict[str, object] = {"mission_file": "gran_fondo"}


async def tapped(talk: Conversation, button: str, message: Message) -> Message:
    """Tap a button and return the message that answers it."""
    talk.athlete.person.catch_up()
    await talk.athlete.taps(button, message)
    return await talk.athlete.hears()


def labels(message: Message) -> list[str]:
    return [button.text for button in message.buttons]


async def test_a_swap_is_offered_with_both_days_and_done_on_a_yes(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        asked = await talk.athlete.asks("can I swap today with tomorrow?")
        untouched = await talk.athlete.asks("what is today?")
        done = await tapped(talk, "Yes, do it", asked)
        today = await talk.athlete.asks("/today")
        talk.watch.turn(days=1)
        tomorrow = await talk.athlete.asks("/today")

    offered = asked.text.splitlines()[-1]
    assert offered == (
        "Swap: today 75 min of sweet spot (load 79), tomorrow 75 min of endurance ride (load 52)."
        " What each morning allows still comes first."
    )
    assert labels(asked) == ["Yes, do it", "No"]
    assert "75 min, endurance ride" in untouched.text
    assert done.text.startswith(
        "Noted: today: 75 min of sweet spot; Thursday 12 March: 75 min of endurance ride.\n"
        "Changed: still maintain. Endurance ride, 75 min becomes 75 min, sweet spot, 2 × 20 min"
    )
    assert labels(done) == ["Undo", "Why"]
    assert "Workout: sweet spot, 2 × 20 min" in today.text
    assert "It is the session you chose" in today.text
    assert "Workout: endurance ride, 75 min" in tomorrow.text


async def test_a_no_and_a_second_tap_are_one_clear_sentence(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        first = await talk.athlete.asks("can I swap today with tomorrow?")
        talk.watch.turn(minutes=1)
        left = await tapped(talk, "No", first)
        after_no = await tapped(talk, "Yes, do it", first)
        second = await talk.athlete.asks("can I swap today with Saturday?")
        await tapped(talk, "Yes, do it", second)
        twice = await tapped(talk, "Yes, do it", second)

    assert left.text == LEFT
    assert after_no.text == OVER["left"]
    assert twice.text == OVER["taken"]


async def test_what_was_done_by_a_yes_can_be_undone(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        asked = await talk.athlete.asks("can I swap today with tomorrow?")
        done = await tapped(talk, "Yes, do it", asked)
        await talk.athlete.taps("Undo", done)
        undone = await talk.athlete.sees_edited()
        today = await talk.athlete.asks("/today")
        memory = await talk.athlete.asks("/memory")

    assert undone.text.startswith("Taken back.")
    assert "Workout: endurance ride, 75 min" in today.text
    assert memory_texts.NOTHING in memory.text


async def test_a_goal_that_moved_moves_the_mission_of_its_athlete(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        asked = await talk.athlete.asks("my race was postponed to 28 June")
        await tapped(talk, "Yes, do it", asked)
        mission = await talk.athlete.asks("/mission")
        race = await talk.athlete.asks("when is my race?")
        today = await talk.athlete.asks("/today")
        memory = await talk.athlete.asks("/memory")
        ada = await talk.remembered()
        kept = await talk.house.memory.mission_text(ada.mission_digest or "")

    assert "Move your gran fondo: from Sunday 21 June 2026 to Sunday 28 June 2026" in asked.text
    assert "Goal: your gran fondo, Sun 28 June, in 109 days" in mission.text
    assert race.text == "Your gran fondo: Sunday 28 June 2026, in 109 days."
    assert "109 days to your gran fondo" in today.text
    assert "Your goal is on Sunday 28 June 2026" in memory.text
    assert "goal_date = 2026-06-28" in (kept or "")
    assert "06-21" in talk.house.mission.text


async def test_a_chosen_day_is_shown_and_forgotten_by_memory(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        asked = await talk.athlete.asks("can I swap today with Saturday?")
        await tapped(talk, "Yes, do it", asked)
        listed = await talk.athlete.asks("/memory")
        await talk.athlete.taps("1", listed)
        card = await talk.athlete.sees_edited()
        await talk.athlete.taps("No longer so", card)
        closed = await talk.athlete.sees_edited()

    assert "1. 90 min of endurance ride, today" in listed.text
    assert "2. 75 min of endurance ride, Saturday 14 March" in listed.text
    assert memory_texts.WHERE_FROM in card.text
    assert closed.text.startswith(memory_texts.CLOSED)


async def test_an_offer_outlives_a_restart_and_is_over_with_its_day(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        first = await talk.athlete.asks("can I swap today with tomorrow?")
        talk.watch.turn(minutes=1)
        second = await talk.athlete.asks("can I swap today with Saturday?")

        async with restarted(talk):
            done = await tapped(talk, "Yes, do it", first)
            talk.watch.turn(days=1)
            late = await tapped(talk, "Yes, do it", second)

    assert done.text.startswith("Noted: today: 75 min of sweet spot")
    assert late.text == OVER["expired"]


@pytest.mark.parametrize("data", ["do:1", "leave:1", "do:999"])
async def test_nobody_answers_for_another(tmp_path: Path, data: str) -> None:
    allowed: dict[str, object] = {**FONDO, "allowed_chat_ids": (1000, 2000)}
    async with conversation(tmp_path, harvest=SAMPLE, settings=allowed) as talk:
        mine = await talk.athlete.asks("can I swap today with tomorrow?")
        eddy = Talker(talk.chat.person("Eddy", chat_id=2000))
        await eddy.asks("/start")
        theirs = await eddy.asks("/today")
        eddy.person.forge(theirs.message_id, data)
        answer = await eddy.hears()
        done = await tapped(talk, "Yes, do it", mine)

    assert answer.text == UNKNOWN
    assert done.text.startswith("Noted: today: 75 min of sweet spot")


async def test_a_red_flag_offers_nothing_and_takes_no_yes_for_today(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        before = await talk.athlete.asks("can I swap today with tomorrow?")
        flag = await talk.athlete.asks("chest pain on the climb, can I swap today with tomorrow?")
        late = await tapped(talk, "Yes, do it", before)
        today = await talk.athlete.asks("/today")

    assert "Yes, do it" not in labels(flag)
    assert late.text.startswith("Not today.")
    assert "No training" in today.text


async def test_export_and_forget_reach_what_was_offered(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=FONDO) as talk:
        await talk.athlete.asks("can I swap today with tomorrow?")
        ada = await talk.remembered()
        rows = (await talk.house.memory.rows(ada.id))["offer"]
        before = b"What each morning allows" in content(tmp_path)
        asked = await talk.athlete.asks("/forget")
        await talk.athlete.taps("Yes, delete everything", asked)
        await talk.athlete.sees_edited()
        after = b"What each morning allows" in content(tmp_path)

    assert str(rows[0]["words"]).startswith("Swap: today 75 min of sweet spot")
    assert before
    assert not after


def content(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
