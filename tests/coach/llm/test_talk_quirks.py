"""Servers that speak nearly like OpenAI: what they refuse, leave out, number oddly or never end."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from coach.model_ports import NoAnswerError
from coach.talk_ports import Told
from tests.coach.llm.listener import Listener
from tests.coach.llm.wires import Reply, claude, delta, events, openai, refused, served, web_pages
from tests.fakes.models import Books, an_ask, gateway_of, proposal

Body = Mapping[str, Any]
WORDS = "Your fitness is 62."
SAID = events(delta(content=WORDS), delta("stop"))


def call(index: int | None, call_id: str | None, name: str | None, arguments: str) -> Body:
    function = {"name": name, "arguments": arguments}
    return {"index": index, "id": call_id, "type": "function", "function": function}


async def told_by(replies: Sequence[Reply], listener: Listener, books: Books | None = None) -> Told:
    left = list(replies)

    def answer(_: Body) -> Reply:
        return left.pop(0)

    with served(answer) as root:
        async with openai(root, "m") as provider:
            return await gateway_of(provider, books=books).talk(listener.talk())


@pytest.mark.parametrize("status", [400, 404, 422])
async def test_a_server_that_takes_no_tools_is_asked_without_from_then_on(status: int) -> None:
    offered = []

    def answer(body: Body) -> Reply:
        offered.append("tools" in body)
        return refused(status) if "tools" in body else SAID

    with served(answer) as root:
        async with openai(root, "m") as provider:
            gateway = gateway_of(provider)
            told = [await gateway.talk(Listener().talk()) for _ in range(3)]

    assert [each.text for each in told] == [WORDS] * 3
    assert offered == [True, True, False, False, False]


async def test_a_server_that_names_its_limit_otherwise_keeps_its_tools() -> None:
    asked = []

    def answer(body: Body) -> Reply:
        asked.append(("tools" in body, "max_completion_tokens" in body))
        return refused(422) if "max_completion_tokens" in body else SAID

    with served(answer) as root:
        async with openai(root, "m") as provider:
            gateway = gateway_of(provider)
            for _ in range(2):
                await gateway.talk(Listener().talk())

    assert asked == [(True, True), (True, False), (True, False)]


async def test_a_server_that_refuses_everything_is_not_remembered_for_its_tools() -> None:
    replies = iter([refused(400)] * 3 + [SAID])
    offered = []

    def answer(body: Body) -> Reply:
        offered.append("tools" in body)
        return next(replies)

    with served(answer) as root:
        async with openai(root, "m") as provider:
            gateway = gateway_of(provider)
            with pytest.raises(NoAnswerError):
                await gateway.talk(Listener().talk())
            await gateway.talk(Listener().talk())

    assert offered == [True, True, False, True]


@pytest.mark.parametrize(
    "parts",
    [
        [call(0, "a", "load_curve", '{"da'), call(0, None, None, 'ys": 7}')],
        [call(0, "a", "load_curve", ""), call(0, "", None, '{"days": 7}')],
        [call(0, "a", "load_curve", '{"days": 7}')],
    ],
)
async def test_a_call_is_put_together_from_its_parts(parts: Sequence[Body]) -> None:
    listener = Listener()
    chunks = [delta(tool_calls=[part]) for part in parts]

    told = await told_by([events(*chunks, delta("tool_calls")), SAID], listener)

    assert listener.asked == [("load_curve", '{"days": 7}')]
    assert told.looked == ("load_curve",)


@pytest.mark.parametrize("ended", ["tool_calls", "stop"])
async def test_two_whole_calls_of_one_number_are_two(ended: str) -> None:
    listener = Listener()
    both = [call(0, "a", "load_curve", '{"days": 7}'), call(0, "b", "load_curve", '{"days": 8}')]
    round_of_two = events(*(delta(tool_calls=[each]) for each in both), delta(ended))

    await told_by([round_of_two, SAID], listener)

    assert [arguments for _, arguments in listener.asked] == ['{"days": 7}', '{"days": 8}']


async def test_a_call_without_an_id_or_arguments_is_answered_under_one_of_ours() -> None:
    sent: list[Body] = []

    def answer(body: Body) -> Reply:
        sent.append(body)
        asked = events(delta(tool_calls=[call(0, None, "load_curve", "")]), delta("tool_calls"))
        return asked if len(sent) == 1 else SAID

    with served(answer) as root:
        async with openai(root, "m") as provider:
            await gateway_of(provider).talk(Listener().talk())

    said = sent[1]["messages"]
    assert said[-2]["tool_calls"][0]["function"]["arguments"] == "{}"
    assert said[-2]["tool_calls"][0]["id"] == said[-1]["tool_call_id"] != ""


async def test_calls_without_ids_are_told_from_those_of_other_rounds() -> None:
    sent: list[Body] = []

    def answer(body: Body) -> Reply:
        sent.append(body)
        asked = events(delta(tool_calls=[call(0, None, "load_curve", "{}")]), delta("tool_calls"))
        return SAID if len(sent) > 2 else asked

    with served(answer) as root:
        async with openai(root, "m") as provider:
            await gateway_of(provider).talk(Listener().talk())

    ids = [said["tool_call_id"] for said in sent[2]["messages"] if said["role"] == "tool"]
    assert len(set(ids)) == 2


async def test_arguments_that_are_no_json_are_not_sent_back() -> None:
    sent: list[Body] = []

    def answer(body: Body) -> Reply:
        sent.append(body)
        asked = events(delta(tool_calls=[call(0, "a", "load_curve", "{days")]), delta("stop"))
        return asked if len(sent) == 1 else SAID

    listener = Listener()
    with served(answer) as root:
        async with openai(root, "m") as provider:
            await gateway_of(provider).talk(listener.talk())

    assert listener.asked == [("load_curve", "{days")]
    assert sent[1]["messages"][-2]["tool_calls"][0]["function"]["arguments"] == "{}"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (events(delta(content=WORDS)), "cut_off"),
        (events(), "cut_off"),
        (events(delta(content=WORDS), delta("length")), "unfinished"),
        (events(delta(content=WORDS), delta("content_filter")), "unfinished"),
        (events(delta(content="x" * 100_000), delta("stop")), "endless"),
        (events(delta(tool_calls=[call(0, "a", "x", "y" * 100_000)]), delta("stop")), "endless"),
        (events(delta(content=""), delta("stop")), "empty"),
        (events({"error": {"message": "overloaded", "code": 529}}), "cut_off"),
        ((200, "text/event-stream", b"data: {half\n\n"), "cut_off"),
        ((200, "text/event-stream", b'data: {"choices": 7}\n\n'), "cut_off"),
        ((200, "application/json", b'{"choices": []}'), "cut_off"),
        ((204, "text/plain", b""), "cut_off"),
    ],
)
async def test_what_is_no_whole_answer_is_none_and_stays_at_its_reservation(
    reply: Reply, outcome: str
) -> None:
    books = Books()

    with pytest.raises(NoAnswerError):
        await told_by([reply], Listener(), books)

    assert books.outcomes == [outcome]
    assert books.spent[1] == books.booked[0].usd


async def test_a_server_that_counts_nothing_is_believed_in_its_words() -> None:
    books = Books()

    told = await told_by([SAID], Listener(), books)

    assert told.text == WORDS
    assert books.spent[1] == books.booked[0].usd


async def test_a_web_page_is_no_answer_of_either() -> None:
    with web_pages() as root:
        async with openai(root, "good") as one, claude(root, "good") as other:
            for provider in (one, other):
                with pytest.raises(NoAnswerError):
                    await gateway_of(provider).talk(Listener().talk())


EVENTS_OF_CLAUDE = """\
event: message_start
data: {"type": "message_start", "message": {"id": "m", "type": "message", "role": "assistant",\
 "model": "c", "content": [], "stop_reason": null, "stop_sequence": null,\
 "usage": {"input_tokens": 9, "output_tokens": 1}}}

event: error
data: {"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}

"""


async def test_an_error_in_the_middle_of_claudes_stream_is_paid_for() -> None:
    books = Books()
    reply = (200, "text/event-stream", EVENTS_OF_CLAUDE.encode())

    with served(lambda _: reply) as root:
        async with claude(root, "c") as provider:
            with pytest.raises(NoAnswerError):
                await gateway_of(provider, books=books).talk(Listener().talk())

    assert books.outcomes == ["cut_off"]
    assert books.spent[1] == books.booked[0].usd


async def test_a_typed_answer_is_read_behind_the_thoughts() -> None:
    thinks = f'<think>maybe {{"action": "push"}}</think>{proposal()}'
    reply = events(delta(content=thinks), delta("stop"))

    with served(lambda _: reply) as root:
        async with openai(root, "m") as provider:
            answered = await gateway_of(provider).complete(an_ask())

    assert answered.answer.action == "ease"
