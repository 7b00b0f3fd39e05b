"""The way to the vendors: their libraries are loaded at the first need; an idle bot loads none."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.settings import Settings
from coach.domain.connection import SourceName
from coach.source_ports import Tokens
from coach.sourcing.vendors import Adapters, Way

if TYPE_CHECKING:
    from bot.adapters import Built


class SettingsVendors:
    """Implements `coach.sourcing.vendors.Vendors`."""

    def __init__(self, settings: Settings, tokens: Tokens, now: Callable[[], datetime]) -> None:
        """Take the settings; nothing is built yet."""
        self._settings, self._tokens, self._now = settings, tokens, now
        self._opening = asyncio.Lock()
        self._built: Built | None = None

    def way(self, source: SourceName) -> Way:
        """Return how a vendor is connected here."""
        match source:
            case SourceName.INTERVALS:
                return Way.KEY
            case SourceName.OURA:
                return Way.LINK if self._settings.oura_client_id else Way.NO_APP
            case SourceName.STRAVA:
                return Way.OPERATOR if self._settings.strava_api_terms_accepted else Way.OFF

    async def open(self) -> Adapters:
        """Return the adapters."""
        return (await self.built()).adapters

    async def built(self) -> "Built":
        """Return all that was built; what it needs is loaded beside the event loop."""
        async with self._opening:
            if self._built is None:
                self._built = await asyncio.to_thread(self._build)
            return self._built

    def close(self) -> None:
        """Close what is open at the vendors."""
        for client in self._built.clients if self._built else ():
            client.close()

    def _build(self) -> "Built":
        from bot.adapters import build  # noqa: PLC0415  # heavy, and not everybody connects

        return build(self._settings, self._tokens, self._now)
