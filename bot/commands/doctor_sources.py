"""What the doctor says of athletes' sources: as they stood when they were last asked."""

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from datetime import datetime

from bot.commands.check import Check
from bot.configured import SETTING, named
from bot.settings import Settings
from bot.vendors import SettingsVendors
from coach.domain.athlete import Athlete
from coach.domain.connection import Connection, SourceName
from coach.errors import CoachError
from coach.memory.database import SqlMemory
from coach.sourcing.failing import PATIENCE
from coach.sourcing.harvesting import HEARD
from coach.sourcing.source_words import line
from coach.sourcing.vendors import Way


async def examine_sources(
    settings: Settings, memory: SqlMemory, athletes: Sequence[Athlete], now: datetime
) -> AsyncIterator[Check]:
    """Yield a check a connection, and one for each setting that does nothing."""
    vendors = SettingsVendors(settings, memory.sources, lambda: now)
    connected: set[SourceName] = set()
    for athlete in athletes:
        today = athlete.date_at(now)
        for connection in await memory.sources.connections(athlete.id):
            says = line(connection.source, connection, vendors.way(connection.source), today)
            trouble = _sealed(connection)
            whose = f"source of {athlete.name or athlete.id}"
            ok = trouble is None and (connection.state in HEARD or _waits(connection))
            yield Check(whose, ok=ok, says=trouble or says)
            connected.add(connection.source)
    for check in (*_idle(settings, vendors), *_unconnected(settings, connected)):
        yield check


def _waits(connection: Connection) -> bool:
    """Whether its trouble may pass by itself, and has not lasted for days."""
    return not connection.state.needs_athlete and connection.failed_mornings < PATIENCE


def _unconnected(settings: Settings, connected: Collection[SourceName]) -> Iterator[Check]:
    for source in named(settings):
        if source not in connected:
            says = (
                f"{SETTING[source]} is set and {source.label} not connected: `lanterne run` does "
                "that at its start, and its log says where it cannot"
            )
            yield Check(source.label, ok=True, says=says)


def _sealed(connection: Connection) -> str | None:
    """Return what is wrong with the key that its credentials were sealed with."""
    try:
        dict(connection.credentials)
    except CoachError as error:
        return str(error)
    return None


def _idle(settings: Settings, vendors: SettingsVendors) -> Iterator[Check]:
    if vendors.way(SourceName.OURA) is Way.NO_APP:
        says = "OURA_CLIENT_ID and OURA_CLIENT_SECRET are not set, so no ring can be connected"
        yield Check("Oura", ok=True, says=says)
    if settings.strava_refresh_token and not settings.strava_api_terms_accepted:
        setting = SETTING[SourceName.STRAVA]
        says = f"{setting} does nothing while STRAVA_API_TERMS_ACCEPTED is false"
        yield Check("Strava", ok=True, says=says)
    if settings.strava_api_terms_accepted and not settings.strava_client_id:
        says = "STRAVA_API_TERMS_ACCEPTED needs STRAVA_CLIENT_ID and STRAVA_CLIENT_SECRET too"
        yield Check("Strava", ok=False, says=says)
