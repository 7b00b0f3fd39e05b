"""The libraries of the providers against a third party's mock: every answer and every failure."""

import asyncio
from pathlib import Path

import pytest

from coach.domain.decision import Action
from coach.domain.proposal import Proposal
from coach.llm.provider import Line, Provider, Silence, SilentError, Spoken
from coach.llm.shapes import read, shape_of
from coach.model_ports import NoAnswerError
from tests.coach.llm.wires import claude, openai, web_pages
from tests.fakes.aimock import Fixtures, answering, failing, serve
from tests.fakes.models import Books, an_ask, gateway_of, proposal

LINES = (Line("system", "You are a coach."), Line("user", '{"facts": {}}'))
GOOD = proposal()
TOOL = {"toolCalls": [{"name": "proposal", "arguments": GOOD}]}
FIXTURES: Fixtures = (
    answering("good", GOOD),
    failing("wrong-key", 401, "invalid_api_key"),
    failing("unknown", 404, "model_not_found"),
    failing("busy", 429, "rate_limit_error"),
    failing("poor", 429, "insufficient_quota"),
    failing("broken", 500),
    failing("down", 503),
    failing("overloaded", 529, "overloaded_error"),
    failing("strict", 400, "invalid_request_error"),
    answering("slow", GOOD, streamingProfile={"ttft": 5000}),
    answering("cut", GOOD, chunkSize=8, latency=20, truncateAfterChunks=3),
    answering("prose", "Take it easy today."),
    {"match": {"model": "claude"}, "response": TOOL},
    {"match": {"model": "claude-cut"}, "response": TOOL, "chunkSize": 8, "latency": 20,
     "truncateAfterChunks": 3},
)  # fmt: skip
SILENCES = (
    ("wrong-key", Silence.KEY),
    ("unknown", Silence.MODEL),
    ("busy", Silence.RATE),
    ("broken", Silence.BROKEN),
    ("down", Silence.BROKEN),
    ("overloaded", Silence.BROKEN),
    ("strict", Silence.REJECTED),
)


async def said_by(provider: Provider) -> Spoken:
    return await provider.speak(LINES, shape_of(Proposal), most_tokens=200)


async def silence_of(provider: Provider) -> Silence:
    with pytest.raises(SilentError) as silent:
        await said_by(provider)
    return silent.value.why


async def test_both_libraries_bring_a_typed_answer_home(tmp_path: Path) -> None:
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "good") as one,
        claude(root, "claude") as other,
    ):
        answers = [await said_by(one), await said_by(other)]

    assert [read(spoken.text, Proposal).action for spoken in answers] == [Action.EASE] * 2
    assert answers[0].tokens is not None
    assert (answers[0].tokens.read, answers[0].tokens.written) == (1800, 260)
    assert answers[0].first_token_s is not None


async def test_every_refusal_is_known_by_its_kind(tmp_path: Path) -> None:
    heard = {}
    async with serve(tmp_path, FIXTURES) as root:
        for model, _ in SILENCES:
            async with openai(root, model) as one, claude(root, model) as other:
                heard[model] = {await silence_of(one), await silence_of(other)}

    assert heard == {model: {why} for model, why in SILENCES}


async def test_an_empty_account_is_told_from_a_busy_provider(tmp_path: Path) -> None:
    async with serve(tmp_path, FIXTURES) as root, openai(root, "poor") as provider:
        assert await silence_of(provider) is Silence.QUOTA


async def test_an_answer_that_is_cut_off_is_no_answer(tmp_path: Path) -> None:
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "cut") as one,
        claude(root, "claude-cut") as other,
    ):
        assert await silence_of(one) is Silence.CUT
        assert await silence_of(other) is Silence.CUT


async def test_nobody_listening_is_known_at_once() -> None:
    async with (
        openai("http://127.0.0.1:9", "good") as one,
        claude("http://127.0.0.1:9", "c") as two,
    ):
        assert await silence_of(one) is Silence.UNREACHABLE
        assert await silence_of(two) is Silence.UNREACHABLE


async def test_a_failing_provider_is_stood_in_for_and_then_left_alone(tmp_path: Path) -> None:
    books = Books()
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "down") as down,
        claude(root, "claude") as stand_in,
    ):
        gateway = gateway_of(down, stand_in, books=books)
        answers = [await gateway.complete(an_ask()) for _ in range(5)]

    assert {answered.call.provider for answered in answers} == {"anthropic"}
    assert books.outcomes.count("server_error") == 3


async def test_a_slow_first_word_is_waited_for_no_longer_than_the_deadline(tmp_path: Path) -> None:
    books = Books()
    async with serve(tmp_path, FIXTURES) as root, openai(root, "slow") as provider:
        with pytest.raises(NoAnswerError):
            await asyncio.wait_for(
                gateway_of(provider, books=books, seconds=0.3).complete(an_ask()), 3
            )

    assert books.outcomes == ["too_slow"]


async def test_prose_in_place_of_an_answer_is_asked_about_once(tmp_path: Path) -> None:
    books = Books()
    async with serve(tmp_path, FIXTURES) as root, openai(root, "prose") as provider:
        with pytest.raises(NoAnswerError):
            await gateway_of(provider, books=books).complete(an_ask())

    assert books.outcomes == ["unusable", "unusable"]


async def test_malformed_bodies_are_no_answers(tmp_path: Path) -> None:
    async with (
        serve(tmp_path, FIXTURES, "--chaos-malformed", "1") as root,
        openai(root, "good") as one,
        claude(root, "claude") as other,
    ):
        gateway = gateway_of(one, other)
        with pytest.raises(NoAnswerError):
            await gateway.complete(an_ask())


async def test_key_and_model_are_looked_at_without_asking_anything(tmp_path: Path) -> None:
    async with serve(tmp_path, FIXTURES) as root, openai(root, "good") as provider:
        assert await provider.look() == "key and model are good"


async def test_a_web_page_is_no_answer() -> None:
    with web_pages() as root:
        async with openai(root, "good") as one, claude(root, "claude") as other:
            for provider in (one, other):
                with pytest.raises(NoAnswerError):
                    await gateway_of(provider).complete(an_ask())
            with pytest.raises(SilentError):
                await one.look()
