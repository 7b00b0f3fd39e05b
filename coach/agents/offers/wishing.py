"""From what a model asks for to a wish within bounds, and from a wish to what would be noted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from coach.agents.answering.ground import Ground
from coach.agents.extraction.checking import Message, folded, made
from coach.agents.offers.arguments import OfferForget, OfferGoalDate, OfferNote, OfferPlan
from coach.agents.offers.days import check_days, plan, swap
from coach.agents.offers.errors import NotOfferedError
from coach.agents.offers.goals import check_goal, fact_of_goal, move
from coach.agents.own_plan import BY_YES, facts_of_days
from coach.agents.remembering import Known
from coach.domain.fact import Fact
from coach.domain.wish import Forgetting, MovingGoal, Noting, Planning, Wish

_LEAST_TELLING, _MOST_NAMED = 4, 8
Asked = OfferPlan | OfferNote | OfferForget | OfferGoalDate


def wish_of(asked: Asked, ground: Ground, message: Message, remembered: Sequence[Known]) -> Wish:
    """Return what would be done; raises NotOfferedError where it cannot be."""
    match asked:
        case OfferPlan(swap_with=date() as other):
            return swap(ground, asked.day, other)
        case OfferPlan():
            return plan(ground, asked.day, code=asked.session or asked.kind, minutes=asked.minutes)
        case OfferNote():
            return _note(asked, message)
        case OfferForget():
            return Forgetting(fact_id=_meant(asked.words, remembered), erase=asked.erase)
        case OfferGoalDate():
            return move(ground, asked.to)
        case _:
            assert_never(asked)


def check(wish: Wish, ground: Ground) -> None:
    """See that a wish can still be done; raises NotOfferedError."""
    match wish:
        case Planning():
            check_days(ground, wish.days)
        case MovingGoal():
            check_goal(ground, wish)
        case Noting() | Forgetting():
            pass
        case _:
            assert_never(wish)


def facts_of(wish: Wish, today: date, said_at: datetime) -> tuple[Fact, ...]:
    """Return the facts that make a wish so; what was said keeps the moment of its words."""
    match wish:
        case Planning():
            return facts_of_days(wish.days, said_at)
        case MovingGoal():
            return (fact_of_goal(wish, today=today, said_at=said_at),)
        case Noting():
            return wish.facts
        case Forgetting():
            return ()
        case _:
            assert_never(wish)


def is_of_its_day(wish: Wish, day: date) -> bool:
    """Whether a wish is about that day, and over with it."""
    match wish:
        case Planning():
            return any(each.day == day for each in wish.days)
        case Noting():
            return any(fact.local_date == day and fact.until is None for fact in wish.facts)
        case Forgetting() | MovingGoal():
            return False
        case _:
            assert_never(wish)


def _note(asked: OfferNote, message: Message) -> Noting:
    """Return what would be noted; only words that were really said are kept as a quote."""
    fact = made(asked, " ".join(asked.quote.split()), message)
    if fact is None:
        raise NotOfferedError("That note lacks a number, a code or a day, or they do not fit.")
    words = fact.words if message.holds(asked.quote) else BY_YES
    return Noting(facts=(replace(fact, words=words),))


def _meant(words: str, remembered: Sequence[Known]) -> int:
    """Return the id of the one thing that some words name."""
    wanted = folded(words)
    named = [one for one in remembered if folded(one.words) in wanted] or [
        one for one in remembered if len(wanted) >= _LEAST_TELLING and wanted in folded(one.words)
    ]
    if len(named) == 1:
        return named[0].fact_id
    known = "; ".join(one.words for one in (named or remembered)[:_MOST_NAMED]) or "nothing"
    raise NotOfferedError(f"Which one is meant? Known is: {known}.")
