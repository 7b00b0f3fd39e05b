"""A yes and a no by buttons reach the offer they stand under, and nothing else."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

import pytest

from coach.conversation.offering import Offering
from coach.domain.reply import Offer, Reply
from handlers import offers, render, texts
from handlers.desk import Turn
from handlers.keyboards import of_offers
from tests.handlers.turns import ADA, a_turn

ONE = (Offer(id=5, words="Swap: today a rest day & more."),)
TWO = (*ONE, Offer(id=6, words="Note: no bike."))


@dataclass
class Waiting:
    """Offers that wait; keeps what was answered."""

    answered: list[tuple[str, int]] = field(default_factory=list)

    async def accept(self, athlete_id: int, offer_id: int, now: datetime) -> Reply:
        assert (athlete_id, now.tzinfo is not None) == (ADA.id, True)
        self.answered.append(("yes", offer_id))
        return Reply(lines=("Noted: <today>: a rest day.",))

    async def decline(self, athlete_id: int, offer_id: int, now: datetime) -> Reply:
        assert (athlete_id, now.tzinfo is not None) == (ADA.id, True)
        self.answered.append(("no", offer_id))
        return Reply(lines=("Left as it is.",))


def waiting(words: str) -> tuple[Turn, Waiting]:
    turn, _, _ = a_turn(words)
    there = Waiting()
    desk = replace(turn.desk, offering=cast("Offering", there))
    return replace(turn, desk=desk), there


async def test_a_yes_is_handed_on_and_its_answer_stands_below() -> None:
    turn, there = waiting("5")

    (answer,) = await offers.take(turn)

    assert there.answered == [("yes", 5)]
    assert answer.html == "Noted: &lt;today&gt;: a rest day."
    assert not answer.replaces


async def test_a_no_is_handed_on() -> None:
    turn, there = waiting("5")

    (answer,) = await offers.leave(turn)

    assert there.answered == [("no", 5)]
    assert answer.html == "Left as it is."


@pytest.mark.parametrize("forged", ["", "all", "-1", "5;6", "9" * 16, "٥", "5.0"])
async def test_a_forged_button_answers_nothing(forged: str) -> None:
    turn, there = waiting(forged)

    answers = [*await offers.take(turn), *await offers.leave(turn)]

    assert [answer.html for answer in answers] == [texts.FORGED] * 2
    assert there.answered == []


def test_one_offer_has_a_plain_yes_and_no() -> None:
    assert of_offers(ONE) == ((("Yes, do it", "do:5"), ("No", "leave:5")),)


def test_several_offers_are_numbered_in_words_and_buttons() -> None:
    html = render.reply(Reply(lines=("Two things.",), offers=TWO))

    assert html == "Two things.\n\n1: Swap: today a rest day &amp; more.\n\n2: Note: no bike."
    assert [row[0][0] for row in of_offers(TWO)] == ["1: Yes, do it", "2: Yes, do it"]


def test_no_offer_has_no_button() -> None:
    assert of_offers(()) == ()
