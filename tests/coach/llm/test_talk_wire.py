"""Talking over the real libraries to a third party's mock: streams, tools, and every failure."""

import asyncio
from pathlib import Path

import pytest

from coach.llm.provider import Provider, Silence, SilentError
from coach.model_ports import NoAnswerError
from coach.talk_ports import Told
from tests.coach.llm.listener import Listener
from tests.coach.llm.wires import claude, openai
from tests.fakes.aimock import USAGE, Fixtures, answering, failing, journal, looking, serve
from tests.fakes.models import Books, gateway_of

WORDS = "Your fitness is 62, and it has grown for three weeks. Keep Saturday's long ride."
FIXTURES: Fixtures = (
    answering("good", WORDS),
    answering("drip", WORDS, chunkSize=10, latency=60),
    *looking("curious", {"load_curve": '{"days": 7}'}, WORDS),
    *looking("thorough", {"load_curve": '{"days": 7}', "evil": "{}"}, {"load_curve": "{}"}, WORDS),
    {"match": {"model": "loop"}, "response": {"toolCalls": [{"name": "load_curve",
                                                           "arguments": '{"days": 7}'}]}},
    failing("wrong-key", 401, "invalid_api_key"),
    failing("busy", 429, "rate_limit_error"),
    failing("broken", 500),
    failing("down", 503),
    failing("overloaded", 529, "overloaded_error"),
    answering("slow", WORDS, streamingProfile={"ttft": 5000}),
    answering("cut", WORDS, chunkSize=8, latency=20, truncateAfterChunks=4),
    answering("empty", ""),
    answering("endless", "word " * 20_000, chunkSize=2000),
    answering("thinking", f"<think>HRV is low</think>{WORDS}", chunkSize=5),
    {"match": {"model": "long"},
     "response": {"content": WORDS, "finishReason": "length", "usage": USAGE}},
)  # fmt: skip
SILENCES = (
    ("wrong-key", Silence.KEY),
    ("busy", Silence.RATE),
    ("broken", Silence.BROKEN),
    ("down", Silence.BROKEN),
    ("overloaded", Silence.BROKEN),
    ("cut", Silence.CUT),
    ("long", Silence.UNFINISHED),
    ("empty", Silence.EMPTY),
    ("endless", Silence.ENDLESS),
)


async def told_by(
    *providers: Provider, books: Books | None = None, listener: Listener | None = None
) -> Told:
    other = listener or Listener()
    return await gateway_of(*providers, books=books).talk(other.talk('{"question": "fit?"}'))


async def outcome_of(provider: Provider) -> str:
    books = Books()
    with pytest.raises(NoAnswerError):
        await told_by(provider, books=books)
    return books.outcomes[-1]


async def test_words_come_piece_by_piece_from_both_and_are_priced(tmp_path: Path) -> None:
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "drip") as one,
        claude(root, "drip") as other,
    ):
        for provider in (one, other):
            books, listener = Books(), Listener()
            told = await told_by(provider, books=books, listener=listener)

            assert told.text == listener.heard[-1] == WORDS
            assert len(listener.heard) > 1
            assert all(WORDS.startswith(words) for words in listener.heard)
            assert (told.call.tokens_in, told.call.tokens_out) == (1800, 260)
            assert books.spent[1] == told.call.usd < books.booked[0].usd


async def test_one_round_of_tools_and_two_end_in_words(tmp_path: Path) -> None:
    async with serve(tmp_path, FIXTURES) as root:
        for model, rounds in (("curious", 1), ("thorough", 2)):
            async with openai(root, model) as one, claude(root, model) as other:
                for provider in (one, other):
                    books, listener = Books(), Listener()
                    told = await told_by(provider, books=books, listener=listener)

                    assert told.text == WORDS
                    assert told.looked == ("load_curve",) * rounds
                    assert books.outcomes == ["answered"] * (rounds + 1)


async def test_what_is_sent_has_strict_tools_and_each_answer_behind_its_call(
    tmp_path: Path,
) -> None:
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "thorough") as one,
        claude(root, "thorough") as other,
    ):
        await told_by(one)
        await told_by(other)
        sent = await journal(root)

    for body in sent:
        function = body["tools"][0]["function"]
        assert function["name"] == "load_curve"
        assert function["parameters"]["additionalProperties"] is False
    for body in (sent[2], sent[5]):
        messages = body["messages"]
        calls = [call["id"] for each in messages for call in each.get("tool_calls") or ()]
        answers = [each["tool_call_id"] for each in messages if each["role"] == "tool"]
        assert answers == calls
        assert len(answers) == 3


async def test_every_failure_is_known_by_its_kind(tmp_path: Path) -> None:
    heard = {}
    async with serve(tmp_path, FIXTURES) as root:
        for model, _ in SILENCES:
            async with openai(root, model) as one, claude(root, model) as other:
                heard[model] = {await outcome_of(one), await outcome_of(other)}

    assert heard == {model: {str(why)} for model, why in SILENCES}


async def test_a_loop_of_tools_is_bounded_and_stood_in_for(tmp_path: Path) -> None:
    books, listener = Books(), Listener()
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "loop") as looping,
        claude(root, "good") as good,
    ):
        told = await told_by(looping, good, books=books, listener=listener)
        sent = await journal(root)

    assert told.call.provider == "anthropic"
    assert len(listener.asked) == 6
    assert books.outcomes == [*["answered"] * 6, "endless", "answered"]
    assert "tools" not in sent[6]


async def test_a_stream_that_breaks_is_begun_anew_by_the_next(tmp_path: Path) -> None:
    listener = Listener()
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "cut") as dying,
        claude(root, "good") as good,
    ):
        told = await told_by(dying, good, listener=listener)

    assert (told.text, told.call.provider) == (WORDS, "anthropic")
    assert listener.heard[-1] == WORDS


async def test_a_provider_that_is_down_is_left_alone_after_a_while(tmp_path: Path) -> None:
    books = Books()
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "down") as down,
        claude(root, "good") as good,
    ):
        gateway = gateway_of(down, good, books=books)
        told = [await gateway.talk(Listener().talk()) for _ in range(5)]

    assert {each.call.provider for each in told} == {"anthropic"}
    assert books.outcomes.count("server_error") == 3


async def test_a_slow_first_word_leaves_time_for_the_next(tmp_path: Path) -> None:
    books = Books()
    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "slow") as slow,
        claude(root, "good") as good,
    ):
        gateway = gateway_of(slow, good, books=books, seconds=1)
        told = await asyncio.wait_for(gateway.talk(Listener().talk()), 4)

    assert told.call.provider == "anthropic"
    assert books.outcomes == ["too_slow", "answered"]


async def test_malformed_bodies_are_no_answers(tmp_path: Path) -> None:
    async with (
        serve(tmp_path, FIXTURES, "--chaos-malformed", "1") as root,
        openai(root, "good") as one,
        claude(root, "good") as other,
    ):
        with pytest.raises(NoAnswerError):
            await told_by(one, other)


async def test_thoughts_of_a_model_are_not_even_glimpsed(tmp_path: Path) -> None:
    listener = Listener()
    async with serve(tmp_path, FIXTURES) as root, openai(root, "thinking") as provider:
        told = await told_by(provider, listener=listener)

    assert told.text == WORDS
    assert all(WORDS.startswith(words) for words in listener.heard)


async def test_a_fault_in_the_first_words_ends_the_stream_at_once(tmp_path: Path) -> None:
    books = Books()
    listener = Listener(refuses=lambda words: "no 62" if "62" in words else None)
    async with serve(tmp_path, FIXTURES) as root, openai(root, "drip") as provider:
        with pytest.raises(NoAnswerError):
            await told_by(provider, books=books, listener=listener)
        sent = await journal(root)

    assert books.outcomes == ["words_refused", "words_refused"]
    assert all(len(words) < len(WORDS) for words in listener.heard)
    assert "no 62" in sent[1]["messages"][-1]["content"]


async def test_nobody_listening_is_known_at_once() -> None:
    async with (
        openai("http://127.0.0.1:9", "good") as one,
        claude("http://127.0.0.1:9", "good") as other,
    ):
        assert {await outcome_of(one), await outcome_of(other)} == {"unreachable"}


async def test_a_listeners_refusal_comes_out_of_a_provider_as_it_went_in(tmp_path: Path) -> None:
    refusal = SilentError(Silence.REFUSED, "enough")

    async def hear(_: str) -> None:
        raise refusal

    async with (
        serve(tmp_path, FIXTURES) as root,
        openai(root, "good") as one,
        claude(root, "good") as other,
    ):
        for provider in (one, other):
            with pytest.raises(SilentError) as raised:
                await provider.talk((), (), most_tokens=9, hear=hear)
            assert raised.value is refusal
