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


CONTRIBUTORS = (
    "activity_balance", "body_temperature", "hrv_balance", "previous_day_activity",
    "previous_night", "recovery_index", "resting_heart_rate", "sleep_balance", "sleep_regularity",
)  # fmt: skip
"""What a readiness is made of, by Oura's names."""

STRESS_SUMMARIES = ("restored", "normal", "stressful")


@dataclass(frozen=True, kw_only=True)
class NightDetail:
    """What a wearable says beside a night; it explains a readiness, nothing is decided by it.

    `contributors` are (name, 1-100) pairs that the vendor's readiness was made of. Stress and
    recovery are minutes of the day `local_date`.
    """

    local_date: date
    contributors: tuple[tuple[str, float], ...] = ()
    temperature_trend_c: float | None = None
    stress_high_min: float | None = None
    recovery_high_min: float | None = None
    stress_summary: str | None = None
    provenance: Provenance


TAG = "Oura tag: "
"""How the words of a note begin that came as a tag."""
