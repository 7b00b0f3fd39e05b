"""Questions in the chat: answered from the athlete's own numbers, facts beside them noted first."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.sample import sample_harvest, sample_mission
from coach.domain.fact import FactKind
from coach.ports import Harvest
from tests.chats import Conversation, conversation
from tests.memories import night, ride

DAY = date(2026, 3, 11)


@pytest.fixture
def robins(tmp_path: Path) -> dict[str, object]:
    """Return the settings of the sample athlete, whose mission is a gran fondo."""
    mission = tmp_path / "sample.toml"
    mission.write_text(sample_mission(DAY), encoding="utf-8")
    return {"mission_file": str(mission)}


async def noted(talk: Conversation) -> set[FactKind]:
    ada = await talk.remembered()
    recalled = await talk.house.memory.recall({ada.id: DAY})
    return {fact.kind for fact in recalled[ada.id].facts}


async def test_a_morning_of_questions_is_answered_in_the_chat(
    tmp_path: Path, robins: dict[str, object]
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        ask = talk.athlete.asks
        skip = await ask("what if I skip today?")
        tomorrow = await ask("and tomorrow?")
        race = await ask("how many days until my race")
        term = await ask("what is TSB?")
        watts = await ask("how hard is that in watts")
        facts = await noted(talk)

    assert skip.text.startswith("Tomorrow's TSB (form) would be ")
    assert "Thursday 12 March" in tomorrow.text
    assert "in 53 days" in race.text
    assert "TSB is form" in term.text
    assert " W" in watts.text
    assert facts == set()
    assert not skip.buttons


async def test_facts_in_a_question_are_noted_before_it_is_answered(
    tmp_path: Path, robins: dict[str, object]
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        reply = await talk.athlete.asks("feeling amazing, can I do 4 hours?")
        facts = await noted(talk)

    first, *others = reply.text.splitlines()
    assert first == "Noted: energy 9/10."
    assert any("4 h easy is a load of about" in line for line in others)
    assert [button.text for button in reply.buttons] == ["Undo"]
    assert facts == {FactKind.ENERGY}


async def test_a_day_that_changes_is_itself_the_answer_to_can_i_ride(
    tmp_path: Path, robins: dict[str, object]
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        reply = await talk.athlete.asks("my left knee hurts 4/10, can I ride?")
        again = await talk.athlete.asks("can I ride with this?")

    assert "Changed: maintain → ease." in reply.text
    assert "Today with" not in reply.text
    assert "Today with left knee pain 4/10 is ease" in again.text


async def test_a_swap_that_is_asked_about_is_no_note(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        reply = await talk.athlete.asks("swap today and tomorrow?")
        facts = await noted(talk)

    assert reply.text.startswith("Swapped, today would be")
    assert facts == set()


async def test_minutes_that_are_asked_about_are_not_the_time_there_is(
    tmp_path: Path, robins: dict[str, object]
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        asked = await talk.athlete.asks("is 3 hours ok today")
        before = await noted(talk)
        told = await talk.athlete.asks("only 40 minutes today")
        after = await noted(talk)

    assert "3 h easy" in asked.text
    assert before == set()
    assert "40 min" in told.text
    assert after == {FactKind.TIME}


@pytest.mark.parametrize("question", ["why?", "can I do 4 hours?", "hello", "when is my race?"])
async def test_while_training_talk_is_ended_no_question_of_training_is_answered(
    tmp_path: Path, robins: dict[str, object], question: str
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        stop = await talk.athlete.asks("pressure in my chest on the climb, can I still ride?")
        still = await talk.athlete.asks(question)

    for message in (stop, still):
        assert "doctor" in message.text
        assert "TSB" not in message.text
        assert "race" not in message.text.lower()
        assert " min" not in message.text


async def test_a_question_of_medicine_gets_no_answer_of_training(
    tmp_path: Path, robins: dict[str, object]
) -> None:
    harvest = sample_harvest(DAY, "Europe/Berlin")
    async with conversation(tmp_path, harvest=harvest, settings=robins) as talk:
        reply = await talk.athlete.asks("can I double my dose of thyroxine before the race?")

    assert "pharmacist" in reply.text
    assert "TSB" not in reply.text
    assert "bounds" not in reply.text


async def test_what_no_rule_knows_is_said_with_examples(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        question = await talk.athlete.asks("who won the tour in 1989?")
        remark = await talk.athlete.asks("my bike is blue")
        beside = await talk.athlete.asks("legs are heavy. who won the tour in 1989?")

    assert "my rules do not know" in question.text
    assert question.text.count("“") == 3
    assert "nothing in that" in remark.text
    assert remark.text.count("“") == 3
    assert beside.text.startswith("Noted: legs sore")
    assert beside.text.endswith("nothing my rules can answer.")


async def test_on_the_first_day_nothing_is_invented(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        ask = talk.athlete.asks
        answers = [
            await ask(text)
            for text in ("what if I skip today?", "how did I sleep?", "am I on track?", "my hrv?")
        ]

    assert all("I know no" in each.text or "I do not know yet" in each.text for each in answers)


async def test_a_swap_that_today_would_not_keep_is_not_said_to_fit(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=_a_year_without_hrv()) as talk:
        answer = await talk.athlete.asks("can I swap today with tomorrow?")

    assert "It is within today's bounds." not in answer.text
    assert "Today it would become" in answer.text
    assert answer.buttons == ()


def _a_year_without_hrv() -> Harvest:
    days = [DAY - timedelta(days=ago) for ago in range(1, 90)]
    rides = tuple(ride(day, load=60) for day in days[::2])
    nights = tuple(night(day, readiness=80, sleep_h=7.5) for day in [DAY, *days])
    return Harvest(file="year", activities=rides, nights=nights)
