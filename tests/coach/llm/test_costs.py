"""What a day costs with a small model: counted from what is really sent, at the snapshot's prices.

Four bytes a token; a day is a morning, ten messages read on, and ten answers of two rounds each.
"""

import json
from dataclasses import dataclass

from pydantic import BaseModel

from bot.settings import Settings
from coach.agents.extraction import content as extraction_content
from coach.agents.proposing import question
from coach.agents.reasoning import ReasoningAgent
from coach.domain.proposal import Proposal
from coach.domain.told import ToldFacts
from coach.llm.prices import price
from coach.llm.prompts import prompt
from coach.llm.provider import Tokens
from coach.llm.shapes import shape_of
from tests.coach.agents.answering_scenes import NOW
from tests.coach.agents.asked_mornings import a_day, remembered
from tests.coach.llm.test_talk_prompt import told, tools

BYTES_A_TOKEN = 4
A_LOOK = 1000
"""Tokens that a tool's answer takes in the second round."""
MOST_A_MORNING = 3000
MOST_A_DAY_USD = 0.02


@dataclass(frozen=True)
class Size:
    """Tokens of one call: what is always the same, and what changes."""

    stable: int
    changing: int

    @property
    def whole(self) -> int:
        """All of it."""
        return self.stable + self.changing


def tokens(*texts: str) -> int:
    return sum(len(text.encode()) for text in texts) // BYTES_A_TOKEN


def answer_shape(document: type[BaseModel]) -> str:
    return json.dumps(shape_of(document).schema, separators=(",", ":"))


def a_morning() -> Size:
    day = a_day()
    changing = question(day, ReasoningAgent().options(day.morning), remembered()).content
    return Size(tokens(prompt("morning").text, answer_shape(Proposal)), tokens(changing))


def a_reading() -> Size:
    changing = extraction_content("my left knee is a bit niggly, maybe 4", (), NOW.date())
    return Size(tokens(prompt("facts").text, answer_shape(ToldFacts)), tokens(changing))


def a_talk() -> Size:
    compact = json.dumps(json.loads(tools()), separators=(",", ":"))
    return Size(tokens(prompt("talk").text, compact), tokens(told()))


def test_a_morning_is_one_small_call_most_of_which_a_provider_can_keep() -> None:
    morning = a_morning()

    assert morning.whole <= MOST_A_MORNING
    assert morning.stable > morning.changing


def test_a_days_talk_with_a_small_model_costs_less_than_two_cents() -> None:
    model = Settings.model_fields["openai_model"].default
    morning, reading, talk = a_morning(), a_reading(), a_talk()
    rounds = 10 * (2 * talk.whole + A_LOOK)
    day = Tokens(
        read=morning.whole + 10 * reading.whole + rounds,
        cached=9 * reading.stable + 19 * talk.stable,
        written=500 + 10 * 100 + 20 * 150,
    )

    usd = price("openai", model, day)

    assert usd < MOST_A_DAY_USD
    assert day.read > 50_000, "a day is not made small by leaving something out"
