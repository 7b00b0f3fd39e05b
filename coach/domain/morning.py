"""The Morning document: what is known on one morning; what is missing is never read as fine."""

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from coach.domain.cleaning import in_one_case, without_nulls
from coach.domain.document import Document

Band = Literal["below", "within", "above", "unknown"]
TrainedSport = Literal["cycling", "running", "swimming", "rowing", "strength"]
DayKind = Literal[
    "rest", "easy", "endurance", "long", "key", "tempo", "strength", "race",
    "stage_flat", "stage_hilly", "stage_mountain", "stage_time_trial",
]  # fmt: skip
Phase = Literal["Base", "Build", "Peak", "Taper", "Race", "Transition"]


class HeartRateVariability(Document):
    """HRV against the own baseline; `roll7` is the 7-night mean, `day` last night alone."""

    roll7: Band = "unknown"
    day: Band = "unknown"
    today_ms: float | None = None
    baseline_days: int | None = None
    roll7_ms: float | None = None
    band_low_ms: float | None = None
    band_high_ms: float | None = None


class Pain(Document):
    """One pain, 0-10."""

    site: str = "unknown"
    score: float = 0
    kind: str = ""


class Yesterday(Document):
    """Yesterday's session (a catalogue id, a type or a sport) and its load."""

    type: str | None = None
    load: float | None = None


class RecentIllness(Document):
    """An illness just left behind."""

    type: str | None = None
    days_since_symptom_free: float | None = None


class StrengthHistory(Document):
    """One lift's last sets or its history of estimated one-repetition maxima."""

    lift: str | None = None
    sets: tuple[tuple[float, float | None], ...] = ()
    range: tuple[int, int] | None = None
    kg: float | None = None
    e1rm: tuple[float, ...] = ()
    weeks: float | None = None
    last_rpe: float | None = None


class Constraints(Document):
    """The limits of today: time, equipment, heat, and the mission's own thresholds."""

    time_min: float | None = None
    equipment: tuple[str, ...] | None = None
    temp_c: float | None = None
    indoor: bool | None = None
    blocked: bool | None = None
    min_readiness: float | None = None
    max_rhr: float | None = None
    min_tsb: float | None = None
    avoid: tuple[str, ...] = ()
    """Stimuli the athlete does not want today: "vo2max", "strength"."""

    @field_validator("equipment", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
        return (value,) if isinstance(value, str) else value


class Usual(Document):
    """The athlete's own baselines and trends, for the numbers in the message; all optional."""

    readiness: float | None = None
    sleep_h: float | None = None
    resting_heart_rate_bpm: float | None = None
    ctl_7_days_ago: float | None = None
    atl_7_days_ago: float | None = None
    readiness_from: str | None = None
    """Words for an old reading: "last from Oura: Monday"."""
    night_from: str | None = None
    """Whose last night's numbers are: "Oura"."""


class PlanContext(Document):
    """What the mission says of today beyond the phase, for words and for choosing a session."""

    goal_name: str | None = None
    phase_words: str | None = None
    """"Build, week 3 of 4"."""
    next_phase: str | None = None
    days_to_next_phase: int | None = None
    day_kind: DayKind | None = None
    """What the mission's week or stage plan says of today; see `DayKind`."""
    day_minutes: float | None = None
    tomorrow_kind: DayKind | None = None
    chosen: bool = False
    """Whether the athlete chose today's plan over the mission's; the bounds hold all the same."""
    recent_sessions: tuple[str, ...] = ()
    """Catalogue ids or types of the last days, newest first, for variety."""
    long_minutes: float | None = None
    threshold_interval_min: float | None = None
    ctl_peak: float | None = None
    last_week: str | None = None
    """On a Monday, the week before in a line."""
    training_arrives: bool = False
    """Whether a connected source brings activities, so that none is asked for."""


class Morning(Document):
    """One morning. Units are in the names; TSB is the morning's (yesterday's CTL minus ATL)."""

    sport: TrainedSport = "cycling"
    readiness: float | None = None
    sleep_score: float | None = None
    hrv: HeartRateVariability = HeartRateVariability()
    sleep_h: float | None = None
    sleep_7d_avg_h: float | None = None
    rhr_delta_bpm: float | None = None
    rhr_bpm: float | None = None
    ctl: float | None = None
    atl: float | None = None
    tsb: float | None = None
    ramp7: float | None = None
    monotony: float | None = None
    soreness_0_10: float | None = None
    soreness_site: str | None = None
    energy_0_10: float | None = None
    pain: tuple[Pain, ...] = ()
    symptoms: tuple[str, ...] = ()
    reply_text: str | None = None
    phase: Phase | None = None
    days_to_goal: int | None = None
    week_type: str | None = None
    planned_today: str | None = None
    constraints: Constraints = Constraints()
    yesterday: Yesterday = Yesterday()
    hard_days_in_row: int | None = None
    days_since_rest: int | None = None
    days_since_training: int | None = None
    load_history_days: int | None = None
    data_age_h: float | None = None
    recent_illness: RecentIllness | None = None
    strength: StrengthHistory | None = None
    age: float | None = None
    ftp_w: float | None = None
    lthr_bpm: float | None = None
    threshold_pace_s_per_km: float | None = None
    usual: Usual = Usual()
    plan: PlanContext = Field(default_factory=PlanContext)

    @model_validator(mode="before")
    @classmethod
    def _null_is_missing(cls, value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
        if not isinstance(value, dict):
            return value
        known = in_one_case(without_nulls(value))
        if "readiness_score" in known:
            known.setdefault("readiness", known["readiness_score"])
        if isinstance(known.get("symptoms"), str):
            known["symptoms"] = (known["symptoms"],)
        if isinstance(known.get("pain"), dict):
            known["pain"] = (known["pain"],)
        return known
