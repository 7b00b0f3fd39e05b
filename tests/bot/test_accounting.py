"""The operator hears what language models cost: once a day, and in time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.accounting import Accounting
from coach.model_ports import Bill, Spending

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
TODAY = NOON.date()


@dataclass
class Ledger:
    """Bills by date, and what was said."""

    usd: dict[date, float]
    said: set[tuple[str, date]] = field(default_factory=set)
    refused: date | None = None

    async def bill(self, day: date) -> Bill:
        usd = self.usd.get(day, 0.0)
        return Bill(
            local_date=day, athletes=2, calls=5 if usd else 0, unanswered=1,
            tokens_in=9000, tokens_cached=7000, tokens_out=800, usd=usd,
            refused=day == self.refused,
        )  # fmt: skip

    async def spending(self, athlete_id: int, first: date, last: date) -> Sequence[Spending]:
        raise NotImplementedError(athlete_id, first, last)

    async def first_told(self, kind: str, day: date) -> bool:
        new = (kind, day) not in self.said
        self.said.add((kind, day))
        return new


async def told(
    books: Ledger, *, at: datetime = NOON, times: int = 1, most_usd: float = 0.5
) -> list[str]:
    lines: list[str] = []

    async def tell(words: Sequence[str]) -> None:
        lines.extend(words)

    accounting = Accounting(
        books=books, tell=tell, most_usd=most_usd, timezone="Europe/Berlin", now=lambda: at
    )
    for _ in range(times):
        await accounting.go()
    return lines


async def test_yesterday_is_summed_up_once() -> None:
    lines = await told(Ledger({TODAY - timedelta(days=1): 0.0123}), times=3)

    (line,) = lines
    assert line == (
        "Language models, Tuesday 10 March: 5 calls for 2 athletes, 1 without a usable answer,"
        " 9,000 tokens read (7,000 from the cache), 800 written, $0.0123 of $0.50."
    )


async def test_a_day_without_calls_is_nothing_to_tell() -> None:
    assert await told(Ledger({})) == []


async def test_nobody_is_woken_by_a_bill() -> None:
    early = NOON.replace(hour=5)

    assert await told(Ledger({TODAY - timedelta(days=1): 0.01}), at=early) == []


async def test_at_four_fifths_of_the_budget_the_operator_is_told_once() -> None:
    lines = await told(Ledger({TODAY: 0.41}), times=2)

    assert len(lines) == 1
    assert "$0.41 of $0.50" in lines[0]
    assert "LLM_DAILY_BUDGET_USD" in lines[0]


async def test_below_four_fifths_nothing_is_said() -> None:
    assert await told(Ledger({TODAY: 0.39})) == []


async def test_a_call_that_found_no_room_is_told_once_though_less_is_spent() -> None:
    lines = await told(Ledger({TODAY: 0.3}, refused=TODAY), times=2)

    (line,) = lines
    assert line == (
        "The budget of language models for Wednesday 11 March had no room for a call, so the rules"
        " answered. $0.30 of $0.50 are spent; a call is booked at the most it may cost."
        " LLM_DAILY_BUDGET_USD is the setting, LLM_ATHLETE_BUDGET_USD each athlete's share."
    )


async def test_where_four_fifths_were_told_already_the_end_is_told_too() -> None:
    books = Ledger({TODAY: 0.41})

    before = await told(books)
    books.refused = TODAY
    after = await told(books)

    assert "have cost" in before[0]
    assert "no room" in after[0]


async def test_a_budget_of_nothing_is_meant_so() -> None:
    assert await told(Ledger({}, refused=TODAY), most_usd=0.0) == []


async def test_a_broken_ledger_stops_no_round() -> None:
    class Broken(Ledger):
        async def bill(self, day: date) -> Bill:
            raise OSError(day)

    assert await told(Broken({})) == []
