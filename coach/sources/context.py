"""What every reader is told beside the bytes: whose thresholds, which time zone, which file.

Knows no format.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coach.domain.activity import Origin, Provenance
from coach.domain.athlete import Thresholds


@dataclass(frozen=True, kw_only=True)
class Context:
    """The file as it is shown, and the athlete it is read for. `fetched_at` is aware."""

    file: str
    thresholds: Thresholds
    zone: ZoneInfo
    fetched_at: datetime

    def provenance(
        self, origin: Origin = Origin.UPLOAD, vendor_id: str | None = None
    ) -> Provenance:
        """Return where a value from this file came from."""
        return Provenance(
            origin=origin, fetched_at=self.fetched_at, vendor_id=vendor_id, file=self.file
        )

    def local_date(self, moment: datetime) -> date:
        """Return the athlete's calendar day of an aware moment."""
        return moment.astimezone(self.zone).date()
