"""Sources that the settings name: connected for the one athlete there is, once.

What is wrong with them is one sentence in the log; nobody is asked in the chat.
"""

import logging

from bot.settings import Settings
from bot.vendors import SettingsVendors
from coach.domain.connection import Connection, SourceName
from coach.errors import CoachError, TryAgainError
from coach.ports import Roster
from coach.sourcing.connecting import Connecting

log = logging.getLogger(__name__)


class Configured:
    """Connects what INTERVALS_API_KEY, OURA_ACCESS_TOKEN and STRAVA_REFRESH_TOKEN name."""

    def __init__(
        self, settings: Settings, vendors: SettingsVendors, connecting: Connecting, roster: Roster
    ) -> None:
        """Take the settings; those that name nothing cost nothing."""
        self._settings, self._vendors = settings, vendors
        self._connecting, self._roster = connecting, roster
        self._left = named(settings)

    async def go(self) -> None:
        """Connect what is left; what could not be asked, or finds nobody yet, is left for later."""
        if not self._left:
            return
        athletes = await self._roster.athletes()
        if len(athletes) > 1:
            names = ", ".join(SETTING[source] for source in self._left)
            log.error("%s: there are several athletes; each connects by /connect", names)
            self._left.clear()
        for athlete in athletes[:1] if self._left else ():
            for source in list(self._left):
                await self._connect(athlete.id, source)

    async def _connect(self, athlete_id: int, source: SourceName) -> None:
        key = self._left[source]
        try:
            if not await self._is_connected(athlete_id, source, key):
                tried = await self._tried(athlete_id, source, key)
                self._connecting.begin(await self._connecting.join(tried))
        except TryAgainError as error:
            log.warning("%s: %s It is tried again in a minute.", SETTING[source], error)
            return
        except CoachError as error:
            log.error("%s: %s", SETTING[source], error)  # noqa: TRY400  # a sentence says it all
        self._left.pop(source)

    async def _is_connected(self, athlete_id: int, source: SourceName, key: str) -> bool:
        """Whether there is nothing to do: a key that is stored, a token that has moved on since."""
        for known in await self._connecting.connections(athlete_id):
            if known.source is source and not known.state.needs_athlete:
                return source is not SourceName.INTERVALS or self._is_same(known, key)
        return False

    def _is_same(self, known: Connection, key: str) -> bool:
        account = self._settings.intervals_athlete_id or known.account
        return (known.account, known.credentials["api_key"]) == (account, key)

    async def _tried(self, athlete_id: int, source: SourceName, key: str) -> Connection:
        built = await self._vendors.built()
        account = self._settings.intervals_athlete_id
        if source is SourceName.INTERVALS and account:
            return await built.site.connect(athlete_id, key, account=account)
        return await built.adapters.by_key[source].connect(athlete_id, key)


SETTING = {
    SourceName.INTERVALS: "INTERVALS_API_KEY",
    SourceName.OURA: "OURA_ACCESS_TOKEN",
    SourceName.STRAVA: "STRAVA_REFRESH_TOKEN",
}


def named(settings: Settings) -> dict[SourceName, str]:
    """Return the keys that the settings hold, by source; Strava's only where it is switched on."""
    keys = {
        SourceName.INTERVALS: settings.intervals_api_key,
        SourceName.OURA: settings.oura_access_token,
        SourceName.STRAVA: settings.strava_refresh_token,
    }
    if not settings.strava_api_terms_accepted:
        del keys[SourceName.STRAVA]
    return {source: key.get_secret_value() for source, key in keys.items() if key is not None}
