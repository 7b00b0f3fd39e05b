"""A vendor's account joined to an athlete: who, with which keys, and how it has fared.

Knows no vendor's address and no clock; `now` comes in as an argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class SourceName(StrEnum):
    """The vendors an athlete can connect."""

    INTERVALS = "intervals"
    OURA = "oura"
    STRAVA = "strava"

    @property
    def label(self) -> str:
        """The name as the vendor writes it."""
        return _LABELS[self]

    @property
    def brings_training(self) -> bool:
        """Whether activities that count come from it by themselves."""
        return self is SourceName.INTERVALS


_LABELS = {
    SourceName.INTERVALS: "intervals.icu",
    SourceName.OURA: "Oura",
    SourceName.STRAVA: "Strava",
}


class SourceState(StrEnum):
    """How a connection stands; `needs_athlete` tells those that time does not heal."""

    CONNECTED = "connected"
    REFUSED = "refused"  # the key is wrong, or the consent was taken back
    SCOPE_MISSING = "scope_missing"  # connected, but something was not allowed
    LAPSED = "lapsed"  # the vendor's membership ended
    LIMITED = "limited"  # asked too often
    UNREACHABLE = "unreachable"  # no answer, or none that can be read
    OFF = "off"  # switched off by the athlete or the operator

    @property
    def needs_athlete(self) -> bool:
        """Whether it stays so until somebody acts."""
        return self in {SourceState.REFUSED, SourceState.SCOPE_MISSING, SourceState.LAPSED}


@dataclass(frozen=True, kw_only=True)
class Connection:
    """One athlete's connection to one vendor; an athlete has at most one of each.

    `account` is the vendor's own id of the person. `credentials` live in memory only and are never
    printed. `cursor` is the adapter's own note of what was answered last, kept with what came.
    `failed_mornings` counts mornings in a row without an answer; `told_at` is when it was said.
    """

    athlete_id: int
    source: SourceName
    account: str
    credentials: Mapping[str, str] = field(repr=False, default_factory=dict)
    scopes: tuple[str, ...] = ()
    connected_at: datetime
    state: SourceState = SourceState.CONNECTED
    state_since: datetime
    state_words: str | None = None
    newest_data_on: date | None = None
    last_asked_at: datetime | None = None
    last_ok_at: datetime | None = None
    calendar: bool = False
    failed_mornings: int = 0
    told_at: datetime | None = None
    cursor: str | None = field(repr=False, default=None)

    def __post_init__(self) -> None:
        """Keep the credentials from being changed behind the store's back.

        Those of the store cannot be changed, and are not opened before somebody looks.
        """
        if isinstance(self.credentials, dict):
            object.__setattr__(self, "credentials", MappingProxyType(dict(self.credentials)))

    def answered(
        self, state: SourceState, words: str | None, now: datetime, *, newest: date | None = None
    ) -> "Connection":
        """Return it after it was asked: its state, since when, and its newest day of data.

        An answer that brought something, though not all, counts as heard; it ends what failed.
        """
        heard = state in {SourceState.CONNECTED, SourceState.SCOPE_MISSING}
        known = [day for day in (self.newest_data_on, newest) if day is not None]
        return replace(
            self,
            state=state,
            state_words=words,
            state_since=self.state_since if state is self.state else now,
            newest_data_on=max(known, default=None),
            last_asked_at=now,
            last_ok_at=now if heard else self.last_ok_at,
            failed_mornings=0 if heard else self.failed_mornings,
            told_at=None if heard else self.told_at,
        )
