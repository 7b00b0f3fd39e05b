"""What calls cost: prices from the snapshot, and servers of one's own for nothing."""

import pytest

from coach.llm.prices import DEAR_IN_USD, price
from coach.llm.provider import Tokens
from coach.llm.till import Till
from coach.model_ports import Budget
from tests.fakes.models import Books, Speaker, a_cent_each

MILLION = Tokens(read=1_000_000, written=0)


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
