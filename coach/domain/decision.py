"""The decision of a day with all that bounds and explains it; the closed sets it is made of."""

from enum import StrEnum

from coach.domain.document import Document
from coach.domain.workout import WorkoutPlan


class Action(StrEnum):
    """What to do today, from least to most; `rank` orders them."""

    RECOVER = "recover"
    EASE = "ease"
    MAINTAIN = "maintain"
    PUSH = "push"

    rank: int

    def __init__(self, _value: str) -> None:
        """Count from 0 for recover up to 3 for push."""
        self.rank = len(type(self).__members__)


class Intensity(StrEnum):
    """How hard the hardest part is; `rank` orders them."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    rank: int

    def __init__(self, _value: str) -> None:
        """Count from 0 for low up to 2 for high."""
        self.rank = len(type(self).__members__)


class Flag(StrEnum):
    """What was noticed; the list of `interfaces`."""

    MEDICAL_RED_FLAG = "medical_red_flag"
    EMERGENCY = "emergency"
    CHEST_PAIN = "chest_pain"
    SYNCOPE = "syncope"
    PALPITATIONS = "palpitations"
    CONCUSSION = "concussion"
    ENERGY_DEFICIENCY = "energy_deficiency"
    ILLNESS = "illness"
    MILD_ILLNESS = "mild_illness"
    FEVER = "fever"
    RETURN_FROM_ILLNESS = "return_from_illness"
    INJURY = "injury"
    PAIN = "pain"
    SORENESS = "soreness"
    POOR_SLEEP = "poor_sleep"
    HRV_LOW = "hrv_low"
    HRV_HIGH = "hrv_high"
    RHR_HIGH = "rhr_high"
    LOW_READINESS = "low_readiness"
    NEGATIVE_TSB = "negative_tsb"
    LOW_TSB = "low_tsb"
    HIGH_LOAD = "high_load"
    RAMP_RATE = "ramp_rate"
    MONOTONY = "monotony"
    NO_REST_DAY = "no_rest_day"
    OVERREACHING = "overreaching"
    HEAT = "heat"
    TAPER = "taper"
    RACE_DAY = "race_day"
    RECOVERY_WEEK = "recovery_week"
    DETRAINING = "detraining"
    MISSING_DATA = "missing_data"
    STALE_DATA = "stale_data"
    COLD_START = "cold_start"
    DATA_QUALITY = "data_quality"
    CONTRADICTORY_SIGNALS = "contradictory_signals"
    ASK_CLARIFYING = "ask_clarifying"
    STALL = "stall"
    DELOAD = "deload"
    TIME_LIMITED = "time_limited"
    MINOR_ATHLETE = "minor_athlete"
    SELF_HARM = "self_harm"
    DISORDERED_EATING = "disordered_eating"
    MEDICATION = "medication"


class Advice(StrEnum):
    """What the athlete should do beside training."""

    EMERGENCY_SERVICES_NOW = "emergency_services_now"
    URGENT_MEDICAL = "urgent_medical"
    STOP_TRAINING = "stop_training"
    SEE_DOCTOR = "see_doctor"
    SEE_PHYSIO_OR_DOCTOR_IF_PERSISTS = "see_physio_or_doctor_if_persists"
    REST_UNTIL_FEVER_FREE_24_48H = "rest_until_fever_free_24_48h"
    STOP_IF_WORSE = "stop_if_worse"
    ASK_CLARIFYING = "ask_clarifying"
    AVOID_TRAFFIC_OR_USE_TRAINER = "avoid_traffic_or_use_trainer"
    CRISIS_LINE = "crisis_line"


class Evidence(Document):
    """One line of the ledger. `value`, `baseline` and `threshold` are written with their units."""

    signal: str
    value: str
    baseline: str | None = None
    threshold: str | None = None
    effect: str
    age_h: float | None = None
    counterfact: str | None = None


class Envelope(Document):
    """What may be done today at most, and why; no proposal leaves it."""

    allowed_actions: tuple[Action, ...]
    max_minutes: float | None = None
    max_load: float | None = None
    max_intensity_factor: float | None = None
    reasons: tuple[str, ...] = ()


class TrainingDecision(Document):
    """The Decision document; the original's five fields first."""

    action: Action
    reason: str
    intensity_recommendation: Intensity
    flags: tuple[Flag, ...]
    confidence: float
    advice: tuple[Advice, ...] = ()
    workout: WorkoutPlan
    evidence: tuple[Evidence, ...] = ()
    envelope: Envelope
    proposed_by: str = "rules"
    clamped: bool = False
