"""What calls cost: prices from the snapshot, and the operator told in time."""

import logging

import pytest

from coach.domain.proposal import ModelCall
from coach.llm.prices import DEAR_IN_USD, price
from coach.llm.provider import Tokens
from coach.llm.till import Till
from coach.model_ports import Budget
from tests.fakes.models import NOW, TODAY, Books, Speaker, a_cent_each

MILLION = Tokens(read=1_000_000, written=0)


def a_call(usd: float) -> ModelCall:
    return ModelCall(
        provider="openai", asked_model="m", prompt="morning", prompt_version=1, prompt_sha256="ab",
        schema_version=1, usd=usd,
    )  # fmt: skip


async def test_the_operator_is_told_once_a_day_that_most_is_spent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    till = Till(Books(), Budget(athlete_usd=None, all_usd=1), a_cent_each)

    with caplog.at_level(logging.WARNING):
        for usd in (0.7, 0.11, 0.05):
            await till.reserve(a_call(usd), athlete_id=7, local_date=TODAY, at=NOW)

    assert caplog.text.count("LLM_DAILY_BUDGET_USD") == 1
    assert "0.81 of 1.00" in caplog.text


def test_a_model_of_the_snapshot_has_its_own_price_and_cached_words_cost_less() -> None:
    fresh = price("openai", "gpt-4o", MILLION)
    cached = price("openai", "gpt-4o", Tokens(read=1_000_000, written=0, cached=900_000))

    assert fresh == pytest.approx(2.5)
    assert cached < fresh


def test_a_model_that_nobody_knows_is_taken_for_a_dear_one() -> None:
    assert price("openai", "my-own-thing", MILLION) == DEAR_IN_USD


def test_a_server_of_ones_own_is_free() -> None:
    till = Till(Books(), Budget(athlete_usd=None, all_usd=0), a_cent_each)

    assert till.price(Speaker(["x"], local=True), MILLION) == 0
    assert till.price(Speaker(["x"]), MILLION) == 10
