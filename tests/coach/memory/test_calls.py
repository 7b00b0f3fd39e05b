"""The ledger of language models: nothing is spent unbooked, nothing beyond the budget."""

import asyncio
from datetime import timedelta

from coach.domain.proposal import ModelCall
from coach.memory.database import SqlMemory
from coach.model_ports import Bill, Budget, Reservation
from tests.memories import MONDAY, SIX, someone

ENDLESS = Budget(athlete_usd=None, all_usd=None)
TEN_CENTS = Budget(athlete_usd=None, all_usd=0.1)


def booking(athlete_id: int, usd: float = 0.04, *, days: int = 0) -> Reservation:
    return Reservation(
        athlete_id=athlete_id, local_date=MONDAY + timedelta(days=days), at=SIX,
        provider="openai", model="m", prompt="morning", prompt_version=1, prompt_sha256="ab",
        schema_version=1, usd=usd,
    )  # fmt: skip


def answered(usd: float) -> ModelCall:
    return ModelCall(
        provider="openai", asked_model="m", answered_model="m-2", prompt="morning",
        prompt_version=1, prompt_sha256="ab", schema_version=1, request_id="r",
        tokens_in=2000, tokens_cached=1500, tokens_out=300, usd=usd, latency_ms=900,
    )  # fmt: skip


async def test_a_day_counts_reservations_until_they_are_settled(memory: SqlMemory) -> None:
    anna = await someone(memory)
    first = await memory.reserve(booking(anna.id), TEN_CENTS)
    second = await memory.reserve(booking(anna.id), TEN_CENTS)
    full = await memory.reserve(booking(anna.id), TEN_CENTS)

    assert first is not None
    await memory.settle(first, answered(0.001), "answered")
    again = await memory.reserve(booking(anna.id), TEN_CENTS)

    assert second is not None
    assert full is None
    assert again is not None


async def test_one_athlete_cannot_use_up_what_is_for_all(memory: SqlMemory) -> None:
    anna, ben = await someone(memory), await someone(memory, chat_id=2, name="Ben")
    shares = Budget(athlete_usd=0.05, all_usd=0.1)
    await memory.reserve(booking(anna.id), shares)

    hers = await memory.reserve(booking(anna.id), shares)
    his = await memory.reserve(booking(ben.id), shares)

    assert hers is None
    assert his is not None


async def test_a_new_day_has_a_new_budget(memory: SqlMemory) -> None:
    anna = await someone(memory)
    await memory.reserve(booking(anna.id, 0.1), TEN_CENTS)

    tomorrow = await memory.reserve(booking(anna.id, 0.1, days=1), TEN_CENTS)

    assert tomorrow is not None


async def test_many_at_once_do_not_overspend(memory: SqlMemory) -> None:
    anna = await someone(memory)

    results = await asyncio.gather(*(memory.reserve(booking(anna.id), TEN_CENTS) for _ in range(8)))

    assert sum(result is not None for result in results) == 2


async def test_spending_is_told_by_day(memory: SqlMemory) -> None:
    anna, ben = await someone(memory), await someone(memory, chat_id=2, name="Ben")
    for athlete_id, days in ((anna.id, 0), (anna.id, 0), (anna.id, 1), (ben.id, 0)):
        booked = await memory.reserve(booking(athlete_id, days=days), ENDLESS)
        await memory.settle(booked or 0, answered(0.002), "answered")

    told = await memory.spending(anna.id, MONDAY, MONDAY + timedelta(days=1))

    assert [(day.local_date, day.calls, day.tokens_in) for day in told] == [
        (MONDAY, 2, 4000),
        (MONDAY + timedelta(days=1), 1, 2000),
    ]
    assert round(told[0].usd, 4) == 0.004


async def test_what_was_asked_goes_with_the_athlete(memory: SqlMemory) -> None:
    anna = await someone(memory)
    await memory.reserve(booking(anna.id), ENDLESS)

    await memory.forget(anna.id)

    assert await memory.spending(anna.id, MONDAY, MONDAY) == []


async def test_a_days_bill_counts_everybodys_calls_and_names_nobody(memory: SqlMemory) -> None:
    anna, ben = await someone(memory), await someone(memory, chat_id=2, name="Ben")
    outcomes = {anna.id: "answered", ben.id: "too_slow"}
    for athlete_id, outcome in outcomes.items():
        booked = await memory.reserve(booking(athlete_id), ENDLESS)
        assert booked is not None
        await memory.settle(booked, answered(0.01), outcome)
    await memory.reserve(booking(anna.id, days=1), ENDLESS)

    bill = await memory.bill(MONDAY)

    assert bill == Bill(
        local_date=MONDAY, athletes=2, calls=2, unanswered=1,
        tokens_in=4000, tokens_cached=3000, tokens_out=600, usd=0.02,
    )  # fmt: skip


async def test_a_call_without_room_stands_on_the_days_bill(memory: SqlMemory) -> None:
    anna = await someone(memory)
    calls = [await memory.reserve(booking(anna.id, 0.07), TEN_CENTS) for _ in range(3)]

    bills = [await memory.bill(MONDAY + timedelta(days=days)) for days in (0, 1)]

    assert calls[1:] == [None, None]
    assert [bill.refused for bill in bills] == [True, False]
    assert bills[0].calls == 1


async def test_a_day_without_calls_has_an_empty_bill(memory: SqlMemory) -> None:
    bill = await memory.bill(MONDAY)

    assert (bill.calls, bill.usd) == (0, 0)


async def test_what_was_said_of_a_day_is_said_once(memory: SqlMemory) -> None:
    said = [await memory.first_told("bill", MONDAY) for _ in range(2)]
    others = [
        await memory.first_told("budget", MONDAY),
        await memory.first_told("bill", MONDAY + timedelta(days=1)),
    ]

    assert said == [True, False]
    assert others == [True, True]
