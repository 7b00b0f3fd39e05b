"""Providers as one: who is asked, who stands in, and what becomes of answers that are none."""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from coach.domain.decision import Action
from coach.domain.proposal import Proposal
from coach.llm.asking import MOST_TOKENS
from coach.llm.provider import FREE, Line, Shape, Silence, SilentError, Spoken
from coach.model_ports import BudgetSpentError, NoAnswerError
from tests.fakes.models import Books, Speaker, an_ask, gateway_of, proposal

GOOD = proposal()
HTML = "<!doctype html><html><body>502 Bad Gateway</body></html>"


@dataclass
class Sleeper(Speaker):
    """A provider that never ends its answer."""

    asleep: asyncio.Event = field(default_factory=asyncio.Event)

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        self.heard.append(lines)
        self.asleep.set()
        await asyncio.sleep(60)
        raise AssertionError(shape, most_tokens)


def silent(why: Silence) -> SilentError:
    return SilentError(why)


async def test_an_answer_comes_back_typed_with_who_gave_it() -> None:
    books = Books()

    answered = await gateway_of(Speaker([GOOD]), books=books).complete(an_ask())

    assert answered.answer.action is Action.EASE
    assert (answered.call.provider, answered.call.answered_model) == ("openai", "model-1-2026")
    assert (answered.call.tokens_in, answered.call.tokens_cached) == (1000, 400)
    assert answered.call.usd == pytest.approx(0.011)
    assert books.outcomes == ["answered"]


async def test_the_stable_part_of_a_prompt_comes_first() -> None:
    speaker = Speaker([GOOD])

    await gateway_of(speaker).complete(an_ask())

    assert [line.role for line in speaker.heard[0]] == ["system", "user"]
    assert speaker.heard[0][1].text == '{"facts": {}}'


@pytest.mark.parametrize("why", [why for why in Silence if why is not Silence.SLOW])
async def test_where_one_provider_is_silent_the_next_one_answers(why: Silence) -> None:
    first, second = Speaker([silent(why)]), Speaker([GOOD], name="anthropic")

    answered = await gateway_of(first, second).complete(an_ask())

    assert answered.call.provider == "anthropic"


@pytest.mark.parametrize(
    "error", [ValueError("x"), KeyError("y"), json.JSONDecodeError("z", "", 0)]
)
async def test_no_error_of_a_library_comes_out(error: Exception) -> None:
    with pytest.raises(NoAnswerError):
        await gateway_of(Speaker([error])).complete(an_ask())


@pytest.mark.parametrize(
    "answer",
    [
        "", "   ", HTML, "[]", "{", "null", '{"action": "fly"}', proposal(confidence=7),
        proposal(flags=["invincible"]), proposal(action=None), "x" * 100_000,
    ],
)  # fmt: skip
async def test_what_is_no_answer_leaves_the_rules_alone(answer: str) -> None:
    with pytest.raises(NoAnswerError):
        await gateway_of(Speaker([answer])).complete(an_ask())


async def test_an_answer_wrapped_in_words_is_taken() -> None:
    speaker = Speaker([f"Sure! Here it is:\n```json\n{GOOD}\n```"])

    answered = await gateway_of(speaker).complete(an_ask())

    assert answered.answer.confidence == 0.7


async def test_a_broken_answer_gets_one_chance_to_be_mended() -> None:
    books, speaker = Books(), Speaker(["no json", GOOD])

    await gateway_of(speaker, books=books).complete(an_ask())

    roles = [line.role for line in speaker.heard[1]]
    assert roles == ["system", "user", "assistant", "user"]
    assert "no JSON object" in speaker.heard[1][-1].text
    assert books.outcomes == ["unusable", "answered"]


async def test_it_is_not_asked_a_third_time() -> None:
    speaker = Speaker(["no json"])

    with pytest.raises(NoAnswerError):
        await gateway_of(speaker).complete(an_ask())

    assert len(speaker.heard) == 2


async def test_what_the_asker_refuses_is_told_to_the_model() -> None:
    speaker = Speaker([proposal(evidence=["f99"]), GOOD])

    def check(answer: Proposal) -> str | None:
        return "f99 is no id" if answer.evidence else None

    await gateway_of(speaker).complete(an_ask(check))

    assert "f99 is no id" in speaker.heard[1][-1].text


async def test_a_slow_provider_leaves_time_for_the_next() -> None:
    slow, quick = Sleeper([GOOD]), Speaker([GOOD], name="anthropic")

    answered = await gateway_of(slow, quick, seconds=0.2).complete(an_ask())

    assert answered.call.provider == "anthropic"


async def test_all_of_them_together_keep_to_the_deadline() -> None:
    books = Books()
    gateway = gateway_of(Sleeper([GOOD]), Sleeper([GOOD]), books=books, seconds=0.1)

    with pytest.raises(NoAnswerError):
        await asyncio.wait_for(gateway.complete(an_ask()), 5)

    assert books.outcomes == ["too_slow", "too_slow"]


async def test_a_provider_that_fails_again_and_again_is_left_alone() -> None:
    broken, good = Speaker([silent(Silence.BROKEN)]), Speaker([GOOD], name="anthropic")
    gateway = gateway_of(broken, good)

    for _ in range(6):
        await gateway.complete(an_ask())

    assert len(broken.heard) == 3


@pytest.mark.parametrize("why", [Silence.KEY, Silence.MODEL, Silence.QUOTA, Silence.RATE])
async def test_what_will_not_change_soon_is_asked_once(why: Silence) -> None:
    refusing, good = Speaker([silent(why)]), Speaker([GOOD], name="anthropic")
    gateway = gateway_of(refusing, good)

    await gateway.complete(an_ask())
    await gateway.complete(an_ask())

    assert len(refusing.heard) == 1


async def test_a_call_is_booked_at_its_most_before_it_is_made() -> None:
    books = Books()
    speaker = Speaker([GOOD])

    await gateway_of(speaker, books=books).complete(an_ask())

    words = sum(len(line.text.encode()) for line in speaker.heard[0])
    assert books.booked[0].usd > (words / 2 + MOST_TOKENS) / 1000 / 100
    assert books.booked[0].prompt == "morning"


@pytest.mark.parametrize("why", list(Silence))
async def test_a_failed_call_costs_its_reservation_unless_it_was_refused_at_once(
    why: Silence,
) -> None:
    books = Books()

    with pytest.raises(NoAnswerError):
        await gateway_of(Speaker([silent(why)]), books=books).complete(an_ask())

    assert books.spent[1] == (0 if why in FREE else books.booked[0].usd)


async def test_an_answer_without_usage_costs_its_reservation() -> None:
    books = Books()

    await gateway_of(Speaker([GOOD], tokens=None), books=books).complete(an_ask())

    assert books.spent[1] == books.booked[0].usd


async def test_a_cancelled_call_costs_its_reservation() -> None:
    books = Books()
    sleeper = Sleeper([GOOD])
    asking = asyncio.create_task(gateway_of(sleeper, books=books).complete(an_ask()))
    await sleeper.asleep.wait()

    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    assert books.spent[1] == books.booked[0].usd


async def test_a_spent_budget_asks_nobody_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    speaker = Speaker([GOOD])

    with pytest.raises(BudgetSpentError):
        await gateway_of(speaker, usd=0.0001).complete(an_ask())

    assert speaker.heard == []
    assert "would break the day's budget" in caplog.text


async def test_a_server_of_ones_own_answers_when_the_budget_is_spent() -> None:
    dear, own = Speaker([GOOD]), Speaker([GOOD], name="own", local=True)

    answered = await gateway_of(dear, own, usd=0.0001).complete(an_ask())

    assert (answered.call.provider, answered.call.usd) == ("own", 0)


async def test_nobody_to_ask_is_no_answer() -> None:
    with pytest.raises(NoAnswerError):
        await gateway_of().complete(an_ask())


async def test_providers_are_built_at_the_first_question_and_closed_at_the_end() -> None:
    speaker = Speaker([GOOD])
    gateway = gateway_of(speaker)

    await gateway.close()
    untouched = speaker.closed
    await gateway.complete(an_ask())
    await gateway.close()

    assert not untouched
    assert speaker.closed
