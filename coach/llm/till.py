"""What calls cost: priced, reserved at their most, settled at what the provider told.

Knows the ledger and the prices; a wrong price is rather too high than too low.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime

from coach.domain.proposal import ModelCall
from coach.llm.provider import Provider, Scribe, Tokens
from coach.model_ports import Budget, CallLedger, Reservation

log = logging.getLogger(__name__)

Price = Callable[[str, str, Tokens], float]
"""From a provider's name, a model and its tokens to dollars."""


def price_of(provider: str, model: str, tokens: Tokens) -> float:
    """Return dollars by the snapshot of prices, which is loaded with the first call."""
    from coach.llm.prices import price  # noqa: PLC0415  # heavy, and only with a key

    return price(provider, model, tokens)


class Till:
    """Books calls against the day's budget."""

    def __init__(self, ledger: CallLedger, budget: Budget, price: Price) -> None:
        """Take where calls are booked, what a day may cost, and what tokens cost."""
        self._ledger, self._budget, self._price = ledger, budget, price

    def price(self, provider: Provider | Scribe, tokens: Tokens) -> float:
        """Return dollars; a server of one's own costs none."""
        return 0.0 if provider.local else self._price(provider.name, provider.model, tokens)

    async def reserve(
        self, call: ModelCall, *, athlete_id: int, local_date: date, at: datetime
    ) -> int | None:
        """Book a call at its most and return its id; None where the day's budget is spent."""
        call_id = await self._ledger.reserve(
            Reservation(
                athlete_id=athlete_id,
                local_date=local_date,
                at=at,
                provider=call.provider,
                model=call.asked_model,
                prompt=call.prompt,
                prompt_version=call.prompt_version,
                prompt_sha256=call.prompt_sha256,
                schema_version=call.schema_version,
                usd=call.usd,
            ),
            self._budget,
        )
        if call_id is None:
            log.info(
                "model call not made, it would break the day's budget: provider=%s prompt=%s"
                " usd=%.5f", call.provider, call.prompt, call.usd,
            )  # fmt: skip
        return call_id

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:
        """Book what a call did cost."""
        await self._ledger.settle(call_id, call, outcome)
        log.info(
            "model call provider=%s model=%s prompt=%s@%s outcome=%s in=%s cached=%s out=%s "
            "usd=%.5f ms=%s",
            call.provider, call.answered_model or call.asked_model, call.prompt,
            call.prompt_version, outcome, call.tokens_in, call.tokens_cached, call.tokens_out,
            call.usd, call.latency_ms,
        )  # fmt: skip
