"""Replies count: what hurts changes today and is remembered tomorrow; a red flag stops."""

from datetime import date
from pathlib import Path

from bot.sample import sample_harvest
from coach.domain.decision import Flag
from tests.chats import Conversation, conversation

DAY = date(2026, 3, 11)


async def decided(talk: Conversation) -> frozenset[Flag]:
    """Return what today's decision noticed."""
    ada = await talk.remembered()
    return frozenset((await talk.house.coach.today(ada.id, talk.watch())).decision.flags)


async def test_a_hurting_knee_changes_today_and_tomorrow_remembers_it(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        reply = await talk.athlete.asks("my left knee hurts 4/10")
        why = await talk.athlete.asks("/why")
        talk.watch.turn(days=1)
        tomorrow = await decided(talk)

    assert "knee" in reply.text
    assert "4" in reply.text
    assert [button.text for button in reply.buttons][:1] == ["Undo"]
    assert "knee" in why.text.lower()
    assert Flag.PAIN in tomorrow


async def test_undo_takes_the_knee_back(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        before = await decided(talk)
        reply = await talk.athlete.asks("my left knee hurts 4/10")
        during = await decided(talk)
        await talk.athlete.taps("Undo", reply)
        await talk.athlete.sees_edited()
        after = await decided(talk)

    assert Flag.PAIN in during
    assert before == after


async def test_a_red_flag_stops_training_until_it_is_cleared(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        stop = await talk.athlete.asks("I had pressure in my chest on the climb today")
        talk.watch.turn(days=3)
        still = await talk.athlete.asks("/today")
        await talk.athlete.asks("the doctor cleared me")
        talk.watch.turn(days=1)
        cleared = await decided(talk)

    assert "doctor" in stop.text
    assert "Workout: rest" in still.text or "hold" in still.text
    assert Flag.MEDICAL_RED_FLAG not in cleared


async def test_a_doctors_word_clears_even_while_the_clock_stands(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        await talk.athlete.asks("I had pressure in my chest on the climb today")
        stopped = await decided(talk)
        await talk.athlete.asks("the doctor cleared me")
        cleared = await decided(talk)

    assert Flag.MEDICAL_RED_FLAG in stopped
    assert Flag.MEDICAL_RED_FLAG not in cleared


async def test_buttons_say_what_words_say(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        morning = await talk.athlete.asks("/today")
        await talk.athlete.taps("Less time", morning)
        question = await talk.athlete.hears()
        await talk.athlete.taps("30 min", question)
        answer = await talk.athlete.sees_edited()
        ada = await talk.remembered()
        today = await talk.house.coach.today(ada.id, talk.watch())

    assert today.decision.workout.duration_minutes <= 30
    assert "30" in answer.text


async def test_a_check_in_asks_its_three_questions_and_changes_the_day(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=sample_harvest(DAY, "Europe/Berlin")) as talk:
        question = await talk.athlete.asks("/checkin")
        for answer in ("8", "2", "4 h"):
            await talk.athlete.taps(answer, question)
            await talk.athlete.sees_edited()
            question = await talk.athlete.hears() if answer != "4 h" else question
        noticed = await decided(talk)

    assert {Flag.SORENESS, Flag.POOR_SLEEP} <= noticed
