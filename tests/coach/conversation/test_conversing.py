"""A message is answered by a model where that is of use and safe, and by the rules otherwise."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from coach.agents.answering import ONCE_YES
from coach.conversation.conversing import A_MINUTE, STOPPED
from coach.domain.fact import LIKELY, Fact, FactKind
from coach.model_ports import BudgetSpentError, NoAnswerError
from coach.refining import OVER_BUDGET
from coach.talk_ports import Talk, Told
from tests.chats import MORNING
from tests.coach.conversing_scenes import CALM, DAY, Reads, Watching, scene, talker
from tests.fakes.talkers import Endless, asks


class LeadsIn:
    """Says something, looks something up, and breaks off."""

    async def talk(self, talk: Talk) -> Told:
        assert await talk.heard(f"{CALM} ") is None
        await talk.look("mission", "{}")
        raise NoAnswerError("cut")


HOW = "how is my training going these days?"


async def test_a_question_is_answered_in_the_models_words_and_written_down(tmp_path: Path) -> None:
    async with scene(tmp_path, talker(CALM)) as there:
        reply = await there.hears(HOW)
        written = await there.written()

    assert reply.lines == (CALM,)
    assert written == [CALM]


async def test_without_a_model_the_rules_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, None) as there:
        reply = await there.hears("what if I skip today?")

    assert reply.lines[0].startswith("Tomorrow's TSB (form) would be")


@pytest.mark.parametrize(
    "text", ["only 40 minutes today", "thanks", "hello", "ok, good", "left knee 4/10"]
)
async def test_facts_and_pleasantries_need_no_model(tmp_path: Path, text: str) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        reply = await there.hears(text)

    assert model.floors == []
    assert CALM not in reply.lines


@pytest.mark.parametrize(
    "text",
    ["should I lose weight?", "how do I connect my ring?", "what is Eddy's CTL and his form?"],
)
async def test_what_has_one_answer_that_was_thought_through_keeps_it(
    tmp_path: Path, text: str
) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        await there.hears(text)

    assert model.floors == []


@pytest.mark.parametrize(
    "text",
    [
        "pressure in my chest on the climb, can I still ride?",
        "can I double my dose of thyroxine before the race?",
        "I want to hurt myself, what is my TSB?",
    ],
)
async def test_a_red_flag_is_answered_by_fixed_words_and_no_model(
    tmp_path: Path, text: str
) -> None:
    model, reads = talker(CALM), Reads()
    async with scene(tmp_path, model, extracting=reads) as there:
        reply = await there.hears(text)

    assert model.floors == []
    assert reads.heard == []
    assert CALM not in reply.lines


async def test_while_a_red_flag_stands_no_model_is_asked_about_training(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        await there.hears("pressure in my chest on the climb")
        reply = await there.hears("what should I train on Saturday?")

    assert model.floors == []
    assert any("doctor" in line for line in reply.lines)


async def test_noted_facts_stand_above_the_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, talker(CALM)) as there:
        reply = await there.hears("feeling amazing. how is my training going?")

    assert reply.lines == ("Noted: energy 9/10.", CALM)
    assert [fact.kind for fact in reply.noted] == [FactKind.ENERGY]


async def test_a_changed_day_is_told_by_code_before_the_model_speaks(tmp_path: Path) -> None:
    async with scene(tmp_path, talker(CALM)) as there:
        reply = await there.hears("left knee 4/10. how is my training going?")

    assert reply.lines[0] == "Noted: left knee 4/10, since today."
    assert reply.lines[1].startswith("Changed: maintain → ease.")
    assert reply.lines[-1] == CALM
    assert reply.change is not None


async def test_what_code_has_told_already_is_not_handed_to_the_model_to_be_said_again(
    tmp_path: Path,
) -> None:
    def echo(_: object) -> str:
        return " ".join(json.loads(model.floors[-1].talk.content)["rules_answer"])

    model = talker(echo)
    async with scene(tmp_path, model) as there:
        reply = await there.hears("my legs are heavy, can I do the intervals?")

    assert model.floors[0].faults == []
    assert sum("Noted: " in line for line in reply.lines) == 1
    assert sum("Changed: " in line for line in reply.lines) <= 1
    assert len(reply.lines) > 1


async def test_a_changed_day_that_answers_the_question_needs_no_model(tmp_path: Path) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        reply = await there.hears("my left knee hurts 4/10, can I ride?")

    assert model.floors == []
    assert any(line.startswith("Changed: ") for line in reply.lines)


async def test_on_a_day_made_easier_the_answer_ends_with_what_the_day_is(tmp_path: Path) -> None:
    words = "Riding today is fine as long as it is easy, and you can stop at any time you like."
    async with scene(tmp_path, talker(words)) as there:
        await there.hears("left knee 4/10")
        reply = await there.hears("is riding any good for me?")

    assert reply.lines[0] == words
    assert reply.lines[-1].startswith("Today stays as it is: ease, ")


async def test_figures_of_a_tool_may_be_said(tmp_path: Path) -> None:
    def words(results: object) -> str:
        assert isinstance(results, list)
        row = json.loads(results[-1])["rows"][0]
        return f"With that your form (TSB) would be {row['TSB']} and your fitness {row['CTL']}."

    what_if = asks("what_if", day=str(DAY), minutes=180, kind=None, load=None, sport=None)
    async with scene(tmp_path, talker(what_if, words)) as there:
        reply = await there.hears("what would three hours today do to me?")

    assert "your form (TSB) would be −" in reply.lines[0]


async def test_a_figure_of_the_models_own_is_repaired(tmp_path: Path) -> None:
    model = talker("You have 777 reasons to be glad of your training in these weeks.", CALM)
    async with scene(tmp_path, model) as there:
        reply = await there.hears(HOW)

    assert reply.lines == (CALM,)
    assert "777" in model.floors[0].faults[0]


async def test_a_model_that_insists_gives_way_to_the_rules(tmp_path: Path) -> None:
    model = talker(*["You have 777 reasons to be glad of your training in these weeks."] * 2)
    watching = Watching()
    async with scene(tmp_path, model) as there:
        reply = await there.hears("what if I skip today?", watching)

    assert reply.lines[0].startswith("Tomorrow's TSB (form) would be")
    assert not any("777" in shown for shown in watching.shown)


@pytest.mark.parametrize("error", [NoAnswerError("nobody"), RuntimeError("a fault of ours")])
async def test_no_answer_is_the_rules_answer_in_silence(tmp_path: Path, error: Exception) -> None:
    async with scene(tmp_path, talker(error)) as there:
        reply = await there.hears("what if I skip today?")

    assert reply.lines[0].startswith("Tomorrow's TSB (form) would be")
    assert OVER_BUDGET not in reply.lines


async def test_a_spent_budget_is_told_once_a_day(tmp_path: Path) -> None:
    async with scene(tmp_path, talker(BudgetSpentError("spent"))) as there:
        first = await there.hears("what if I skip today?")
        second = await there.hears("what if I skip today?")
        there.now = MORNING + timedelta(days=1)
        next_day = await there.hears("what if I skip today?")

    assert first.lines[-1] == next_day.lines[-1] == OVER_BUDGET
    assert first.lines[0].startswith("Tomorrow's TSB")
    assert OVER_BUDGET not in second.lines


async def test_whole_sentences_are_shown_as_they_come(tmp_path: Path) -> None:
    words = f"{CALM} Keep going like this and let the days do their work for you."
    watching = Watching()
    async with scene(tmp_path, talker(words)) as there:
        await there.hears(HOW, watching)

    assert watching.shown[0] == CALM
    assert all(words.startswith(shown) for shown in watching.shown)


@pytest.mark.parametrize(
    "text", ["is my sore knee ok?", "Wie läuft mein Training in diesen Tagen?"]
)
async def test_words_about_the_body_are_shown_only_once_all_were_checked(
    tmp_path: Path, text: str
) -> None:
    watching = Watching()
    async with scene(tmp_path, talker(f"{CALM} {CALM}")) as there:
        reply = await there.hears(text, watching)

    assert not any(CALM in shown for shown in watching.shown)
    assert CALM in reply.lines[-1]


async def test_a_stopped_answer_is_what_was_shown_so_far(tmp_path: Path) -> None:
    watching = Watching(patience=1)
    async with scene(tmp_path, Endless(CALM)) as there:
        reply = await there.hears(HOW, watching)
        written = await there.written()

    assert reply.lines == (CALM, STOPPED)
    assert written == [f"{CALM}\n{STOPPED}"]


async def test_what_was_noted_stays_noted_when_the_answer_is_stopped(tmp_path: Path) -> None:
    watching = Watching(patience=1)
    async with scene(tmp_path, Endless(CALM)) as there:
        reply = await there.hears("feeling amazing. how is my training going?", watching)
        recalled = await there.memory.recall({there.athlete.id: DAY})

    assert reply.lines[0] == "Noted: energy 9/10."
    assert reply.lines[-1] == STOPPED
    assert recalled[there.athlete.id].facts


async def test_more_questions_in_a_minute_than_a_model_may_answer_go_to_the_rules(
    tmp_path: Path,
) -> None:
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        replies = [await there.hears("what if I skip today?") for _ in range(A_MINUTE + 3)]
        there.now += timedelta(minutes=2)
        later = await there.hears("what if I skip today?")

    assert len(model.floors) == A_MINUTE + 1
    assert [reply.lines == (CALM,) for reply in replies] == [True] * A_MINUTE + [False] * 3
    assert replies[-1].lines == replies[-2].lines
    assert replies[-1].lines[0].startswith("Tomorrow's TSB")
    assert later.lines == (CALM,)


async def test_more_questions_a_day_than_a_model_may_answer_are_out_of_budget_which_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.conversation.conversing.A_DAY", 2)
    model = talker(CALM)
    async with scene(tmp_path, model) as there:
        replies = [await there.hears("what if I skip today?") for _ in range(4)]
        there.now += timedelta(days=1)
        tomorrow = await there.hears("what if I skip today?")

    assert [OVER_BUDGET in reply.lines for reply in replies] == [False, False, True, False]
    assert replies[-1].lines[0].startswith("Tomorrow's TSB")
    assert tomorrow.lines == (CALM,)
    assert len(model.floors) == 3


async def test_a_model_may_read_facts_that_the_rules_did_not(tmp_path: Path) -> None:
    tooth = Fact(kind=FactKind.PAIN, local_date=DAY, said_at=MORNING, words="tooth", value=4,
                 site="jaw")  # fmt: skip
    reads, model = Reads((tooth,)), talker(CALM)
    async with scene(tmp_path, model, extracting=reads) as there:
        reply = await there.hears("they took a tooth out yesterday")

    assert reads.heard == ["they took a tooth out yesterday (0 noted, 2026-03-11)"]
    assert reply.lines[0].startswith("Noted: jaw 4/10")
    assert model.floors == []


async def test_sentences_that_stood_stay_where_the_last_one_is_refused_twice(
    tmp_path: Path,
) -> None:
    more = f"{CALM} Enjoy the company."
    async with scene(tmp_path, talker(f"{more} Call 0800 555.", f"{CALM} Call 0800 555.")) as there:
        reply = await there.hears(HOW)
        written = await there.written()

    assert reply.lines == tuple(more.splitlines())
    assert written == [more]


@pytest.mark.parametrize("end", [NoAnswerError("cut"), BudgetSpentError("spent"), TimeoutError()])
async def test_sentences_that_stood_stay_where_no_second_answer_comes(
    tmp_path: Path, end: Exception
) -> None:
    async with scene(tmp_path, talker(f"{CALM} Call 0800 555.", end)) as there:
        reply = await there.hears(HOW)

    assert reply.lines == (CALM,)


async def test_too_few_words_give_way_to_the_rules(tmp_path: Path) -> None:
    async with scene(tmp_path, talker("All is well. Call 0800 555.")) as there:
        reply = await there.hears(HOW)

    assert "All is well." not in "\n".join(reply.lines)


async def test_of_a_delicate_answer_nothing_stays_that_was_not_whole(tmp_path: Path) -> None:
    async with scene(tmp_path, talker(f"{CALM} {CALM} Call 0800 555.")) as there:
        reply = await there.hears("my stomach was odd last week, how is my training going?")

    assert CALM not in "\n".join(reply.lines)


async def test_words_before_a_tool_are_no_answer(tmp_path: Path) -> None:
    async with scene(tmp_path, LeadsIn()) as there:
        reply = await there.hears(HOW)

    assert CALM not in "\n".join(reply.lines)


async def test_a_grave_fact_that_a_model_read_ends_training_talk(tmp_path: Path) -> None:
    chest = Fact(kind=FactKind.SYMPTOM, local_date=DAY, said_at=MORNING, words="Druck",
                 code="chest_pain_now")  # fmt: skip
    model = talker(CALM)
    async with scene(tmp_path, model, extracting=Reads((chest,))) as there:
        reply = await there.hears("Da ist so ein Ziehen. Soll ich trotzdem fahren?")

    assert model.floors == []
    assert reply.red_flag


async def test_what_only_a_model_took_for_grave_is_asked_about_above_the_fixed_words(
    tmp_path: Path,
) -> None:
    chest = Fact(kind=FactKind.SYMPTOM, local_date=DAY, said_at=MORNING, words="gate",
                 code="chest_pain_now", quality=LIKELY)  # fmt: skip
    async with scene(tmp_path, talker(CALM), extracting=Reads((chest,))) as there:
        reply = await there.hears("my sister painted the garden gate, shall I ride?")

    assert reply.red_flag
    assert reply.lines[0] == "I understood this as chest pain or pressure now. Is that so?"
    assert any("112" in line for line in reply.lines[1:])
    assert not any(line.startswith("Noted") for line in reply.lines)


async def test_what_only_the_athlete_may_say_is_offered_and_not_noted(tmp_path: Path) -> None:
    cleared = Fact(kind=FactKind.CLEARED, local_date=DAY, said_at=MORNING, words="wieder gut",
                   site="left knee")  # fmt: skip
    async with scene(tmp_path, talker(CALM), extracting=Reads(to_offer=(cleared,))) as there:
        reply = await there.hears("Das Knie ist wieder gut. Was steht heute an?")
        recalled = await there.memory.recall({there.athlete.id: DAY})
        written = await there.written()

    assert [offer.id for offer in reply.offers] == [1]
    assert reply.noted == ()
    assert recalled[there.athlete.id].facts == ()
    assert reply.offers[0].words in written[-1]


async def test_a_swap_is_offered_by_the_model_and_waits_for_the_yes(tmp_path: Path) -> None:
    offer = asks("offer_plan", day="2026-03-12", swap_with="2026-03-11", session=None, kind=None,
                 minutes=None)  # fmt: skip
    model = talker(offer, "I can offer you that; it waits for your yes.")
    async with scene(tmp_path, model) as there:
        before = await there.memory.entries(there.athlete.id, DAY, DAY)
        reply = await there.hears("I would rather have the hard one now and rest tomorrow, ok?")
        after = await there.memory.entries(there.athlete.id, DAY, DAY)

    assert "offered" in json.loads(model.floors[0].results[0])
    assert len(reply.offers) == 1
    assert reply.lines[-1] == "I can offer you that; it waits for your yes."
    assert reply.change is None
    assert [entry.version for entry in after] == [1]
    assert before == []


async def test_without_a_model_a_swap_that_was_asked_for_is_offered_by_the_rules(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, None) as there:
        reply = await there.hears("swap today and tomorrow?")

    assert reply.lines[0].startswith("Swapped, today would be")
    assert len(reply.offers) == 1


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("move my long ride to Sunday", "Swap: Saturday 14 March 90 min of endurance ride"),
        ("make tomorrow a rest day", "Tomorrow: a rest day instead of "),
        ("my race is a week later", "Move the sample gran fondo: from "),
        ("forget that my knee hurts", "Holds no longer: left knee 4/10"),
    ],
)
async def test_an_order_is_neither_noted_nor_done_but_offered(
    tmp_path: Path, text: str, offered: str
) -> None:
    async with scene(tmp_path, None) as there:
        await there.hears("left knee 4/10")
        known = await there.memory.recall({there.athlete.id: DAY})
        reply = await there.hears(text)
        after = await there.memory.recall({there.athlete.id: DAY})

    assert reply.noted == ()
    assert reply.lines == (ONCE_YES,)
    assert [offer.words.startswith(offered) for offer in reply.offers] == [True]
    assert after[there.athlete.id].facts == known[there.athlete.id].facts


async def test_a_model_that_only_talks_of_an_order_leaves_the_offer_to_the_rules(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path, talker("A day of rest tomorrow is fine with me.")) as there:
        reply = await there.hears("make tomorrow a rest day")

    assert reply.lines == ("A day of rest tomorrow is fine with me.",)
    assert reply.offers[0].words.startswith("Tomorrow: a rest day instead of ")


async def test_what_cannot_be_offered_is_said_and_not_noted(tmp_path: Path) -> None:
    async with scene(tmp_path, None) as there:
        nothing = await there.hears("forget that my hip hurts")
        unclear = await there.hears("my race was moved")

    assert "/memory lists it all" in nothing.lines[0]
    assert "Tell me its new day" in unclear.lines[0]
    assert (nothing.noted, unclear.noted) == ((), ())


async def test_a_red_flag_leaves_no_room_for_offers(tmp_path: Path) -> None:
    async with scene(tmp_path, None) as there:
        await there.hears("pressure in my chest on the climb")
        reply = await there.hears("swap today and tomorrow?")

    assert reply.offers == ()
