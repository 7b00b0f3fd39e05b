"""A ledger of calls for a process that keeps no database: forgotten at its end.

Holds one run's calls only; the ledger that counts whole days is memory's.
"""

from dataclasses import replace

from coach.domain.proposal import ModelCall
from coach.model_ports import Budget, Reservation, Reserved


class Purse:
    """Implements `model_ports.CallLedger`."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self._calls: list[Reservation] = []

    async def reserve(self, call: Reservation, budget: Budget) -> Reserved:
        """Book a call at its most, unless that breaks the budget of its local date."""
        day = [each for each in self._calls if each.local_date == call.local_date]
        own = call.usd + sum(each.usd for each in day if each.athlete_id == call.athlete_id)
        everyones = call.usd + sum(each.usd for each in day)
        if _over(own, budget.athlete_usd) or _over(everyones, budget.all_usd):
            return Reserved(call_id=None, athlete_usd=own, all_usd=everyones)
        self._calls.append(call)
        return Reserved(call_id=len(self._calls), athlete_usd=own, all_usd=everyones)

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:  # noqa: ARG002  # the port's shape
        """Book what a call did cost."""
        self._calls[call_id - 1] = replace(self._calls[call_id - 1], usd=call.usd)


def _over(usd: float, most: float | None) -> bool:
    return most is not None and usd > most
