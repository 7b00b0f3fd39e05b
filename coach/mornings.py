"""Mornings as they are told: by a model where one is connected, else by the rules; and their price.

The rules have always decided first; without a model nothing here costs anything.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry
from coach.model_ports import Accounts, Spending
from coach.refining import Refining

MONTH_DAYS = 30
NO_MODEL = "No language model is connected: the rules decide, and that costs nothing."


class Decider(Protocol):
    """What is asked of the coach."""

    async def entry(self, athlete_id: int, now: datetime) -> DayEntry:
        """Return today as it stands."""
        ...


class Mornings:
    """Today's message as it goes out, and what the telling cost."""

    def __init__(
        self,
        coach: Decider,
        accounts: Accounts,
        refining: Refining | None,
        *,
        most_usd: float | None = None,
    ) -> None:
        """Take who decides, and who tells; `most_usd` is an athlete's budget of a day."""
        self._coach, self._accounts = coach, accounts
        self._refining, self._most_usd = refining, most_usd

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        """Return today's message; a model is asked where none has told this day."""
        return (await self.refine(await self._coach.entry(athlete_id, now), now)).briefing

    async def refine(self, entry: DayEntry, now: datetime) -> DayEntry:
        """Return a decided day as it is told; never call it inside a transaction."""
        return entry if self._refining is None else await self._refining.refine(entry, now)

    async def usage_lines(self, athlete: Athlete, now: datetime) -> tuple[str, ...]:
        """Return what language models cost this athlete today and in the last 30 days."""
        today = athlete.date_at(now)
        first = today - timedelta(days=MONTH_DAYS - 1)
        days = await self._accounts.spending(athlete.id, first, today)
        if self._refining is None and not days:
            return (NO_MODEL,)
        lines = [_line("Today", _of(days, today)), _line(f"{MONTH_DAYS} days", days)]
        if self._most_usd is not None:
            lines.append(f"A day may cost {_dollars(self._most_usd)}; then the rules speak alone.")
        return tuple(lines)


def _of(days: Sequence[Spending], day: date) -> Sequence[Spending]:
    return [each for each in days if each.local_date == day]


def _line(name: str, days: Sequence[Spending]) -> str:
    calls = sum(day.calls for day in days)
    if not calls:
        return f"{name}: nothing asked"
    read, written = sum(d.tokens_in for d in days), sum(d.tokens_out for d in days)
    called = "1 call" if calls == 1 else f"{calls} calls"
    spent = _dollars(sum(day.usd for day in days))
    return f"{name}: {called}, {read:,} tokens read, {written:,} written, {spent}"


def _dollars(usd: float) -> str:
    return f"${usd:.2f}" if usd >= 0.1 or usd == 0 else f"${usd:.4f}"
