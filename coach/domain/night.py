"""One night's recovery, dated by the morning the athlete woke up."""

from dataclasses import dataclass
from datetime import date

from coach.domain.activity import Provenance


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a wearable or a wellness diary says of a night; every measure may be missing (None)."""

    local_date: date
    readiness: float | None = None
    sleep_score: float | None = None
    sleep_h: float | None = None
    hrv_ms: float | None = None
    resting_heart_rate_bpm: float | None = None
    temperature_deviation_c: float | None = None
    weight_kg: float | None = None
    provenance: Provenance
