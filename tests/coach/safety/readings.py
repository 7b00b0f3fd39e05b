"""A well-rested reading to change for a test."""

from typing import Any

from coach.safety.reading import Reading

WELL: dict[str, Any] = {
    "sport": "cycling",
    "readiness": 90,
    "hrv7": "within",
    "hrv_day": "within",
    "sleep_h": 8.0,
    "sleep_7d_h": 7.5,
    "rhr_delta": 0,
    "ctl": 60,
    "tsb": 2,
    "ramp": 3,
    "monotony": 1.2,
    "soreness": 1,
    "energy": 8,
    "phase": "Build",
    "days_to_goal": 60,
    "hard_days": 0,
    "days_since_rest": 2,
    "days_since_training": 0,
    "history_days": 200,
    "age_h": 2,
}


def reading(**changes: Any) -> Reading:  # noqa: ANN401  # any field of a reading
    """Return a reading on which everything is known and well, but for the changes."""
    return Reading(**{**WELL, **changes})
