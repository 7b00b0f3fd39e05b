"""A model that talks: its tools, its words as they come, its one chance to mend, its end."""

import asyncio
import json
import logging
from collections.abc import Sequence

import pytest

from coach.llm.provider import FREE, Line, Silence, SilentError, Spoken
from coach.llm.talking import MOST_CALLS, MOST_ROUNDS, MOST_TOKENS
from coach.model_ports import BudgetSpentError, NoAnswerError
from tests.coach.llm.listener import Listener
from tests.fakes.models import Books, Broken, Speaker, gateway_of, wants

WORDS = "Your fitness is 62."
HTML = "<!doctype html><html><body>502 Bad Gateway</body></html>"


async def test_words_come_home_with_who_said_them() -> None:
    other, books = Listener(), Books()

    told = await gateway_of(Speaker([WORDS]), books=books).talk(other.talk('{"q": 1}'))

    assert (told.text, told.looked) == (WORDS, ())
    assert (told.call.provider, told.call.answered_model) == ("openai", "model-1-2026")
    assert (told.call.prompt, told.call.schema_version) == ("morning", 3)
    assert books.outcomes == ["answered"]


async def test_the_stable_part_comes_first_and_tools_are_offered_in_their_strict_form() -> None:
    speaker = Speaker([WORDS])

    await gateway_of(speaker).talk(Listener().talk('{"q": 1}'))

    assert [line.role for line in speaker.heard[0]] == ["system", "user"]
    [tool] = speaker.offered[0]
    assert (tool.name, tool.description) == ("load_curve", "The load curve.")
    assert tool.schema["additionalProperties"] is False
    assert tool.schema["required"] == ["days"]


async def test_a_tool_is_asked_and_its_answer_told() -> None:
    other, books = Listener(), Books()
    speaker = Speaker([wants("load_curve", arguments='{"days": 7}'), WORDS])

    told = await gateway_of(speaker, books=books).talk(other.talk())

    assert other.asked == [("load_curve", '{"days": 7}')]
    assert told.looked == ("load_curve",)
    assert speaker.heard[1][-1] == Line("tool", '{"ctl": 62}', answers="c0")
    assert books.outcomes == ["answered", "answered"]
    assert len(books.booked) == 2


async def test_words_on_the_way_to_a_tool_are_not_the_answer() -> None:
    other = Listener(checks=lambda words: "wait" if "look" in words else None)
    speaker = Speaker([wants("load_curve", text="Let me look."), WORDS])

    told = await gateway_of(speaker).talk(other.talk())

    assert told.text == WORDS
    assert other.heard == ["Let me look.", WORDS]


async def test_a_tool_outside_the_list_is_refused_in_words_for_the_model() -> None:
    other = Listener()
    speaker = Speaker([wants("forget_athlete", "load_curve"), WORDS])

    told = await gateway_of(speaker).talk(other.talk())

    assert [name for name, _ in other.asked] == ["load_curve"]
    assert told.looked == ("load_curve",)
    assert "no tool" in json.loads(speaker.heard[1][-2].text)["error"]


async def test_arguments_that_are_no_json_are_the_tools_own_matter() -> None:
    other = Listener(answer='{"error": "days is missing"}')
    speaker = Speaker([wants("load_curve", arguments="{days: seven"), WORDS])

    told = await gateway_of(speaker).talk(other.talk())

    assert other.asked == [("load_curve", "{days: seven")]
    assert told.text == WORDS


async def test_a_loop_of_tools_is_ended_by_an_order_to_answer() -> None:
    other = Listener()
    speaker = Speaker([*[wants("load_curve")] * MOST_ROUNDS, WORDS])

    told = await gateway_of(speaker).talk(other.talk())

    assert len(other.asked) == MOST_ROUNDS
    assert told.text == WORDS
    assert speaker.offered[-1] == []
    assert {line.role for line in speaker.heard[-1]} == {"system", "user"}
    assert 'load_curve says: {"ctl": 62}' in [line.text for line in speaker.heard[-1]]
    assert "Answer now" in speaker.heard[-1][-1].text


async def test_who_asks_for_tools_even_then_gives_way_to_the_next() -> None:
    other, books = Listener(), Books()
    looping, good = Speaker([wants("load_curve")]), Speaker([WORDS], name="anthropic")

    told = await gateway_of(looping, good, books=books).talk(other.talk())

    assert told.call.provider == "anthropic"
    assert len(looping.heard) == MOST_ROUNDS + 1
    assert books.outcomes[-2:] == ["endless", "answered"]


async def test_only_so_many_tools_are_asked_at_once() -> None:
    other = Listener()
    speaker = Speaker([wants(*["load_curve"] * 9), WORDS])

    await gateway_of(speaker).talk(other.talk())

    assert len(other.asked) == MOST_CALLS
    answers = [line for line in speaker.heard[1] if line.role == "tool"]
    assert len(answers) == 9
    assert "no more than 4" in answers[-1].text


async def test_words_are_heard_whole_as_far_as_they_came() -> None:
    other = Listener()

    await gateway_of(Speaker(["One.\nTwo.\nThree."])).talk(other.talk())

    assert other.heard[0] == "One."
    assert other.heard[-1] == "One.\nTwo.\nThree."


async def test_thoughts_are_neither_heard_nor_told() -> None:
    other = Listener()

    told = await gateway_of(Speaker([f"<think>\nHRV is\nlow\n</think>\n{WORDS}"])).talk(
        other.talk()
    )

    assert told.text == WORDS
    assert other.heard == [WORDS]


async def test_a_fault_ends_the_stream_and_is_mended_once() -> None:
    other = Listener(refuses=lambda words: "99 is no fact" if "99" in words else None)
    books, speaker = Books(), Speaker(["It is 99.\nAnd more.\nAnd more.", WORDS])

    told = await gateway_of(speaker, books=books).talk(other.talk())

    assert told.text == WORDS
    assert other.heard == ["It is 99.", WORDS]
    assert [line.text for line in speaker.heard[1]][-2] == "It is 99."
    assert "99 is no fact" in speaker.heard[1][-1].text
    assert books.outcomes == ["words_refused", "answered"]
    assert books.spent[1] == books.booked[0].usd


async def test_whole_words_that_are_refused_are_mended_at_their_price() -> None:
    other = Listener(checks=lambda words: "too short" if words == "Yes." else None)
    books = Books()

    told = await gateway_of(Speaker(["Yes.", WORDS]), books=books).talk(other.talk())

    assert told.text == WORDS
    assert books.outcomes == ["words_refused", "answered"]
    assert books.spent[1] == pytest.approx(0.011) != books.booked[0].usd


async def test_who_cannot_mend_gives_way_and_nobody_is_no_answer() -> None:
    other = Listener(checks=lambda words: None if words == WORDS else "no")
    stubborn, good = Speaker(["It is 99."]), Speaker([WORDS], name="anthropic")

    told = await gateway_of(stubborn, good).talk(other.talk())
    with pytest.raises(NoAnswerError):
        await gateway_of(stubborn).talk(other.talk())

    assert told.call.provider == "anthropic"
    assert len(stubborn.heard) == 4


async def test_refused_words_are_in_no_log_that_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    listener = Listener(checks=lambda words: f"{words!r} is a diagnosis")

    with pytest.raises(NoAnswerError):
        await gateway_of(Speaker(["It is tendinitis."])).talk(listener.talk())

    assert "refused" in caplog.text
    assert "tendinitis" not in caplog.text


async def test_a_tool_may_be_asked_while_mending() -> None:
    other = Listener(checks=lambda words: None if words == WORDS else "62 is from no tool")
    speaker = Speaker(["It is 62.", wants("load_curve"), WORDS])

    told = await gateway_of(speaker).talk(other.talk())

    assert told.looked == ("load_curve",)


async def test_where_a_stream_breaks_the_next_begins_anew() -> None:
    other, books = Listener(), Books()
    dying = Speaker([Broken("Your fitness\nis", SilentError(Silence.CUT))])

    told = await gateway_of(dying, Speaker([WORDS], name="anthropic"), books=books).talk(
        other.talk()
    )

    assert told.call.provider == "anthropic"
    assert other.heard == ["Your fitness", WORDS]
    assert books.outcomes == ["cut_off", "answered"]
    assert books.spent[1] == books.booked[0].usd


@pytest.mark.parametrize("why", list(Silence))
async def test_a_failed_call_costs_its_reservation_unless_it_was_refused_at_once(
    why: Silence,
) -> None:
    books = Books()

    with pytest.raises(NoAnswerError):
        await gateway_of(Speaker([SilentError(why)]), books=books).talk(Listener().talk())

    assert books.outcomes == [why]
    assert books.spent[1] == (0 if why in FREE else books.booked[0].usd)


@pytest.mark.parametrize(
    "said",
    ["", "  \n", "<think>only thoughts", Spoken(text=WORDS, cut_short=True), ValueError("x"),
     KeyError("y"), Broken("Half a", RuntimeError("z")), Spoken(text="<think>x", cut_short=True)],
)  # fmt: skip
async def test_what_is_no_answer_is_stood_in_for(said: str | Spoken | Broken | Exception) -> None:
    first, second = Speaker([said]), Speaker([WORDS], name="anthropic")

    told = await gateway_of(first, second).talk(Listener().talk())

    assert told.call.provider == "anthropic"


async def test_every_round_is_booked_at_its_most_with_what_was_said_so_far() -> None:
    other, books = Listener(answer="x" * 4000), Books()

    await gateway_of(Speaker([wants("load_curve"), WORDS]), books=books).talk(other.talk())

    first, second = books.booked
    assert first.usd > MOST_TOKENS / 1000 / 100
    assert second.usd - first.usd > 2000 / 1000 / 100


async def test_a_budget_that_is_spent_between_rounds_ends_the_talk() -> None:
    other, books = Listener(answer="x" * 40_000), Books()
    dear, own = Speaker([wants("load_curve"), WORDS]), Speaker([WORDS], name="own", local=True)

    with pytest.raises(BudgetSpentError):
        await gateway_of(dear, books=books, usd=0.1).talk(other.talk())
    told = await gateway_of(Speaker([wants("load_curve")]), own, usd=0.1).talk(other.talk())

    assert other.asked
    assert (told.call.provider, told.call.usd) == ("own", 0)
    assert books.outcomes == ["answered"]


async def test_a_spent_budget_asks_nobody() -> None:
    speaker = Speaker([WORDS])

    with pytest.raises(BudgetSpentError):
        await gateway_of(speaker, usd=0.0001).talk(Listener().talk())

    assert speaker.heard == []


async def test_a_talk_that_is_stopped_costs_its_reservation_and_blames_nobody() -> None:
    asleep, books = asyncio.Event(), Books()

    async def think() -> None:
        asleep.set()
        await asyncio.sleep(60)

    speaker = Speaker([WORDS], thinks=think)
    gateway = gateway_of(speaker, books=books)
    talking = asyncio.create_task(gateway.talk(Listener().talk()))
    await asleep.wait()

    talking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await talking
    speaker.thinks = None
    told = await gateway.talk(Listener().talk())

    assert books.outcomes == ["stopped", "answered"]
    assert books.spent[1] == books.booked[0].usd
    assert told.text == WORDS


async def test_a_stop_in_the_middle_of_the_last_word_is_booked_too() -> None:
    books = Books()

    def check(_: str) -> str | None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await gateway_of(Speaker([WORDS]), books=books).talk(Listener(checks=check).talk())

    assert books.outcomes == ["stopped"]


async def test_a_slow_provider_leaves_time_for_the_next_and_slow_tools_too() -> None:
    async def sleeps() -> None:
        await asyncio.sleep(60)

    class Slow(Listener):
        async def look(self, name: str, arguments: str) -> str:
            await asyncio.sleep(60)
            return name + arguments

    good = Speaker([WORDS], name="anthropic")

    slow = await gateway_of(Speaker([WORDS], thinks=sleeps), good, seconds=0.2).talk(
        Listener().talk()
    )
    waiting = await gateway_of(Speaker([wants("load_curve")]), good, seconds=0.2).talk(
        Slow().talk()
    )

    assert [slow.call.provider, waiting.call.provider] == ["anthropic"] * 2


async def test_who_fails_at_talking_is_left_alone_for_mornings_too() -> None:
    broken, good = Speaker([SilentError(Silence.BROKEN)]), Speaker([WORDS], name="anthropic")
    gateway = gateway_of(broken, good)

    for _ in range(6):
        await gateway.talk(Listener().talk())

    assert len(broken.heard) == 3


async def test_without_tools_there_is_no_word_of_tools() -> None:
    speaker = Speaker([WORDS])

    await gateway_of(speaker).talk(Listener(tools=()).talk())

    assert speaker.offered == [[]]
    assert [line.role for line in speaker.heard[0]] == ["system", "user"]


async def test_a_web_page_is_refused_by_whoever_checks_and_then_stood_in_for() -> None:
    def check(words: str) -> str | None:
        return "no markup" if "<html>" in words else None

    other = Listener(refuses=check)

    told = await gateway_of(Speaker([HTML]), Speaker([WORDS])).talk(other.talk())

    assert told.text == WORDS


def roles(lines: Sequence[Line]) -> list[str]:
    return [line.role for line in lines]


async def test_each_answer_of_a_tool_follows_its_call_in_every_round() -> None:
    speaker = Speaker([wants("load_curve", "load_curve"), wants("load_curve"), WORDS])

    await gateway_of(speaker).talk(Listener().talk())

    assert roles(speaker.heard[-1]) == [
        "system", "user", "assistant", "tool", "tool", "assistant", "tool",
    ]  # fmt: skip
