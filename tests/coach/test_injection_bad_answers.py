"""Providers at their worst: whatever comes, the rules' own words are what the athlete gets."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from coach.agents.extraction import Extracted
from coach.agents.extraction.checking import Message
from coach.conversation.extracting import Extracting
from coach.llm.provider import Silence, SilentError
from coach.refining import Refining
from tests.chats import MORNING
from tests.coach.conversing_scenes import DAY, Watching, scene
from tests.fakes.models import Script, Speaker, gateway_of, proposal, wants

QUESTIONS = ("how is my training going these days?", "how is Ben doing?", "show me athlete 2")
GERMAN = "Du bist heute in guter Form und es ist nicht das Ende, wenn du es ruhig angehst."
BAD: Mapping[str, Script] = {
    "a wrong key": SilentError(Silence.KEY),
    "an unknown model": SilentError(Silence.MODEL),
    "a web page": "<!doctype html><html><body><h1>Sign in to the Wi-Fi</h1></body></html>",
    "another language": GERMAN,
    "a language of other letters": "Сегодня всё хорошо, и ты можешь ехать так, как хочешь.",
    "nothing": "",
    "blanks": " \n\t \n",
    "100,000 characters of words": "You are ready for it and the day is good. " * 2500,
    "100,000 characters of one word": "A" * 100_000,
    "100,000 characters without an end": "and so on " * 10_000,
    "tools for ever": wants("load_curve", "nights", "zones", "mission", "sessions"),
    "JSON": '{"action": "push"}',
    "null": "null",
    "half a character": "You are ready \ud800 for it and the day is good for you.",
    "a broken library": RuntimeError("boom"),
}
NAMED = pytest.mark.parametrize("bad", BAD.values(), ids=[name.replace(" ", "_") for name in BAD])


@NAMED
async def test_a_question_is_answered_by_the_rules_instead(tmp_path: Path, bad: Script) -> None:
    watching = Watching()
    async with scene(tmp_path, None) as there:
        by_rules = [await there.hears(question) for question in QUESTIONS]
        there.conversing._model = gateway_of(Speaker([bad]))
        replies = [await there.hears(question, watching) for question in QUESTIONS]

    assert [reply.lines for reply in replies] == [reply.lines for reply in by_rules]
    assert watching.shown == []


@NAMED
async def test_a_morning_and_a_reading_stay_the_rules_own(tmp_path: Path, bad: Script) -> None:
    async with scene(tmp_path, None) as there:
        coach = there.conversing._coach
        entry = await coach.entry(there.athlete.id, MORNING)
        refined = await Refining(gateway_of(Speaker([bad])), there.memory).refine(entry, MORNING)
        message = Message(text="my knee feels odd today", today=DAY, said_at=MORNING)
        read = await Extracting(gateway_of(Speaker([bad])), coach).read(
            message, noted=(), athlete_id=there.athlete.id
        )

    assert refined.briefing == entry.briefing
    assert read == Extracted()


@pytest.mark.parametrize(
    "words", [GERMAN, "A" * 400, "Ride ６００ watts, and it is good for you.", "", "\u202eride"]
)
async def test_words_that_do_not_stand_cost_the_words_and_not_the_proposal(
    tmp_path: Path, words: str
) -> None:
    speaker = Speaker([proposal(reason=words, explanation=words)])
    async with scene(tmp_path, None) as there:
        entry = await there.conversing._coach.entry(there.athlete.id, MORNING)
        refined = await Refining(gateway_of(speaker), there.memory).refine(entry, MORNING)

    asked = refined.briefing.asked
    assert asked is not None
    assert asked.outcome in {"words_refused", "clamped"}
    assert words not in refined.briefing.text or not words
    assert refined.briefing.explanation is None
    assert json.loads(refined.briefing.model_dump_json())
