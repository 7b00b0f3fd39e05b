"""Subscriptions to a vendor's webhooks, kept alive: made where missing, renewed before they end.

Knows ports only. Nobody is told of trouble but the log: what is not told is asked for all the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product

from coach.errors import CoachError
from coach.source_ports import Subscription, Subscriptions

log = logging.getLogger(__name__)

WANTED = tuple(product(("sleep", "daily_sleep", "daily_readiness"), ("create", "update")))
"""Kinds of documents and their events: the night and its scores."""
EVERY = timedelta(hours=6)
AGAIN = timedelta(minutes=10)
"""How soon what failed is tried anew; making subscriptions is known to fail now and then."""
MARGIN = timedelta(days=7)
"""How long before its end one is renewed; how long they last, the vendor does not say."""
LONGEST_S = LOOK_S = 60.0

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_Pair = tuple[str, str]


class Subscribing:
    """Keeps the subscriptions of one address; others' are left alone."""

    def __init__(
        self,
        opened: Callable[[], Awaitable[Subscriptions | None]],
        *,
        address: str,
        word: str,
        now: Callable[[], datetime],
    ) -> None:
        """Take the way to the vendor, our address there, and the word it proves itself with.

        `opened` gives None for as long as nobody is connected to it.
        """
        self._opened, self._address, self._word, self._now = opened, address, word, now
        self._next_at: datetime | None = None

    async def keep(self) -> None:
        """Look after them until it is cancelled."""
        while True:
            try:
                await self.go()
            except Exception:  # a last resort: the next look begins anew
                log.exception("looking after webhooks broke off")
            await asyncio.sleep(LOOK_S)

    async def go(self) -> None:
        """Look after them, a few times a day; never raises for what a vendor does."""
        if self._next_at is not None and self._now() < self._next_at:
            return
        is_done = await self._kept()
        self._next_at = self._now() + (EVERY if is_done else AGAIN)

    async def _kept(self) -> bool:
        try:
            async with asyncio.timeout(LONGEST_S):
                vendor = await self._opened()
                if vendor is None:
                    return False
                there = await self._ours(vendor)
                kept = [await self._keep(vendor, pair, there.get(pair)) for pair in WANTED]
        except CoachError as error:
            log.warning("webhooks cannot be looked after: %s", error)
            return False
        except TimeoutError:
            log.warning("webhooks cannot be looked after: no answer in time")
            return False
        return all(kept)

    async def _ours(self, vendor: Subscriptions) -> Mapping[_Pair, Subscription]:
        """Return those that lead to us; of several alike the one that lasts longest."""
        found = [one for one in await vendor.subscriptions() if one.address == self._address]
        found.sort(key=lambda one: one.ends_at or _LONG_AGO)
        return {(one.kind, one.event): one for one in found}

    async def _keep(self, vendor: Subscriptions, pair: _Pair, known: Subscription | None) -> bool:
        if known and known.ends_at is not None and known.ends_at - self._now() > MARGIN:
            return True
        kind, event = pair
        try:
            if known is not None and not self._has_ended(known):
                await vendor.renew(known)
            else:
                await vendor.subscribe(
                    kind=kind, event=event, address=self._address, word=self._word
                )
        except CoachError as error:
            log.warning("no webhook for %s %s: %s", kind, event, error)
            return False
        log.info("webhook for %s %s goes on", kind, event)
        return True

    def _has_ended(self, known: Subscription) -> bool:
        return known.ends_at is not None and known.ends_at <= self._now()
