"""The vendors' adapters, built from the settings over one bound of threads.

Imported at the first need alone (`vendors`): the libraries behind it are heavy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.setting_kinds import plain
from bot.settings import Settings
from coach.domain.connection import SourceName
from coach.source_ports import Tokens
from coach.sources.fetching import Client, Threads
from coach.sources.intervals_icu_api import IntervalsIcu
from coach.sources.intervals_icu_calendar import IntervalsIcuCalendar
from coach.sources.oauth import App
from coach.sources.oura_api import OuraRing
from coach.sources.oura_hooks import OuraHooks
from coach.sources.oura_tokens import OuraAddresses, OuraDesk
from coach.sources.strava_api import StravaAccess, StravaApi
from coach.sourcing.vendors import Adapters


@dataclass(frozen=True, kw_only=True)
class Built:
    """The adapters by their roles, two of them also by themselves, and what to close."""

    adapters: Adapters
    site: IntervalsIcu
    hooks: OuraHooks | None
    clients: tuple[Client, ...]


def build(settings: Settings, tokens: Tokens, now: Callable[[], datetime]) -> Built:
    """Return all adapters; nothing is asked of anybody yet."""
    threads = Threads()
    site = IntervalsIcu(threads, base_url=str(settings.intervals_base_url), clock=now)
    oura = OuraDesk(threads, _oura_app(settings), addresses=_oura_addresses(settings), clock=now)
    strava = StravaApi(threads, tokens, _strava_access(settings), clock=now)
    adapters = Adapters(
        sources={
            SourceName.INTERVALS: site,
            SourceName.OURA: OuraRing(oura, tokens, clock=now),
            SourceName.STRAVA: strava,
        },
        by_key={SourceName.INTERVALS: site, SourceName.OURA: oura, SourceName.STRAVA: strava},
        by_link={SourceName.OURA: oura},
        calendars={SourceName.INTERVALS: IntervalsIcuCalendar(site)},
    )
    hooks = _oura_hooks(settings, threads)
    clients = [site.client, oura.client, strava.client, *([hooks.client] if hooks else [])]
    return Built(adapters=adapters, site=site, hooks=hooks, clients=tuple(clients))


def _oura_hooks(settings: Settings, threads: Threads) -> OuraHooks | None:
    app = _oura_app(settings)
    return None if app is None else OuraHooks(threads, app, api_url=str(settings.oura_api_url))


def _oura_app(settings: Settings) -> App | None:
    if settings.oura_client_id is None:
        return None
    return App(
        client_id=settings.oura_client_id,
        client_secret=plain(settings.oura_client_secret),
        redirect_url=settings.oura_redirect_url,
    )


def _oura_addresses(settings: Settings) -> OuraAddresses:
    return OuraAddresses(
        api_url=str(settings.oura_api_url),
        authorize_url=str(settings.oura_authorize_url),
        token_url=str(settings.oura_token_url),
        legacy_token_url=str(settings.oura_legacy_token_url),
        revoke_url=str(settings.oura_revoke_url),
        scopes=settings.oura_scopes,
    )


def _strava_access(settings: Settings) -> StravaAccess:
    app = App(
        client_id=settings.strava_client_id or "",
        client_secret=plain(settings.strava_client_secret),
    )
    return StravaAccess(
        app=app,
        terms_accepted=settings.strava_api_terms_accepted,
        own_data_at_my_risk=settings.strava_own_data_at_my_risk,
        base_url=str(settings.strava_base_url),
    )
