"""What language models cost, for the operator: a summary a day, a word when a budget ends.

To the log, and to the chats in ADMIN_CHAT_IDS; it names no athlete and nothing that was said.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from coach.agents.wording import weekday
from coach.model_ports import Bill, Bills, Notices

log = logging.getLogger(__name__)

WARN_AT = 0.8
SUMMARY_HOUR = 7
"""Local to the operator: from here on yesterday is over in most zones."""
A_DAY = timedelta(days=1)


class Books(Bills, Notices, Protocol):
    """The parts of memory that are needed."""


@dataclass(frozen=True, kw_only=True)
class Accounting:
    """Tells the operator; `most_usd` is everybody's budget of a day, None is without end."""

    books: Books
    tell: Callable[[Sequence[str]], Awaitable[None]]
    most_usd: float | None
    timezone: str
    now: Callable[[], datetime]

    async def go(self) -> None:
        """Say what is to be said and was not; never raises."""
        try:
            here = self.now().astimezone(ZoneInfo(self.timezone))
            for days in (-1, 0, 1):  # athletes may live a date ahead or behind
                await self._warn(here.date() + timedelta(days=days))
            if here.hour >= SUMMARY_HOUR:
                await self._sum_up(here.date() - A_DAY)
        except Exception:  # a last resort: the next round begins anew
            log.exception("the bill of language models could not be made")

    async def _warn(self, day: date) -> None:
        if not self.most_usd:  # without end, or with nothing to spend on purpose
            return
        bill = await self.books.bill(day)
        if bill.refused:
            await self._say("room", day, no_room(bill, self.most_usd))
        elif bill.calls and bill.usd >= WARN_AT * self.most_usd:
            await self._say("budget", day, nearly_spent(bill, self.most_usd))

    async def _sum_up(self, day: date) -> None:
        bill = await self.books.bill(day)
        if bill.calls:
            await self._say("bill", day, summary(bill, self.most_usd))

    async def _say(self, kind: str, day: date, line: str) -> None:
        if await self.books.first_told(kind, day):
            log.info("%s", line)
            await self.tell((line,))


def summary(bill: Bill, most_usd: float | None) -> str:
    """Return a day's bill in one line."""
    calls = "1 call" if bill.calls == 1 else f"{bill.calls} calls"
    athletes = "1 athlete" if bill.athletes == 1 else f"{bill.athletes} athletes"
    failed = f", {bill.unanswered} without a usable answer" if bill.unanswered else ""
    most = "" if most_usd is None else f" of ${most_usd:.2f}"
    return (
        f"Language models, {weekday(bill.local_date)}: {calls} for {athletes}{failed}, "
        f"{bill.tokens_in:,} tokens read ({bill.tokens_cached:,} from the cache), "
        f"{bill.tokens_out:,} written, ${bill.usd:.4f}{most}."
    )


def nearly_spent(bill: Bill, most_usd: float) -> str:
    """Return the word of warning, with what can be done."""
    return (
        f"Language models have cost ${bill.usd:.2f} of ${most_usd:.2f} for"
        f" {weekday(bill.local_date)}. When it is spent, the rules decide alone until the day is"
        " over. LLM_DAILY_BUDGET_USD is the setting."
    )


def no_room(bill: Bill, most_usd: float) -> str:
    """Return the word that the rules speak already, with what can be done."""
    return (
        f"The budget of language models for {weekday(bill.local_date)} had no room for a call, so"
        f" the rules answered. ${bill.usd:.2f} of ${most_usd:.2f} are spent; a call is booked at"
        " the most it may cost. LLM_DAILY_BUDGET_USD is the setting, LLM_ATHLETE_BUDGET_USD each"
        " athlete's share."
    )
