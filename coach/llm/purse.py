"""A ledger of calls for a process that keeps no database: forgotten at its end.

Holds one run's calls only; the ledger that counts whole days is memory's.
"""

from dataclasses import replace

from coach.domain.proposal import ModelCall
from coach.model_ports import Budget, Reservation


class Purse:
    """Implements `model_ports.CallLedger`."""

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self._calls: list[Reservation] = []

    async def reserve(self, call: Reservation, budget: Budget) -> int | None:
        """Book a call at its most and return its id, unless that breaks the date's budget."""
        day = [each for each in self._calls if each.local_date == call.local_date]
        own = call.usd + sum(each.usd for each in day if each.athlete_id == call.athlete_id)
        if not budget.allows(own, call.usd + sum(each.usd for each in day)):
            return None
        self._calls.append(call)
        return len(self._calls)

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:  # noqa: ARG002  # the port's shape
        """Book what a call did cost."""
        self._calls[call_id - 1] = replace(self._calls[call_id - 1], usd=call.usd)
