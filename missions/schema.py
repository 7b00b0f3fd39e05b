"""The keys of a mission file as a table: which there are, how each is read, which are needed.

Nothing else decides what a key may be called; `docs/missions.md` explains them.
"""

from collections.abc import Mapping
from typing import Any, Literal

from missions.mission import TRAINING_PHASES
from missions.readers import (
    WEEKDAYS,
    Reader,
    blocked_days,
    choice,
    day,
    day_or_yearly,
    number,
    pace,
    phase_override,
    text,
    weekday_plan,
    whole,
    words_of,
    yes_or_no,
)

SPORT = choice(("cycling", "running", "swimming", "rowing", "strength"))
MINUTES = number(10, 1440, "minutes")

EQUIPMENT: Mapping[str, str] = {
    "power_meter": "targets may be in watts",
    "hr_strap": "targets may be in beats",
    "trainer": "sessions may be indoors",
}

TOP: Mapping[str, Reader] = {
    "id": text,
    "name": text,
    "sport": SPORT,
    "start_date": day,
    "goal_event": text,
    "goal_date": day_or_yearly,
}

TABLES: Mapping[str, Mapping[str, Reader]] = {
    "targets": {
        "ctl_peak": number(10, 200, "CTL"),
        "long_ride_minutes": MINUTES,
        "long_run_minutes": MINUTES,
        "long_session_minutes": MINUTES,
        "stage_climb_minutes": MINUTES,
        "threshold_interval_min": number(1, 90, "minutes of one interval"),
    },
    "constraints": {
        "min_readiness": number(0, 100, "readiness"),
        "max_rhr": number(30, 120, "beats a minute"),
        "min_tsb": number(-80, 20, "TSB"),
        "minutes_a_day": MINUTES,
        "days_blocked": blocked_days,
        "equipment": words_of(EQUIPMENT),
        "indoor": yes_or_no,
    },
    "athlete": {
        "ftp": number(30, 600, "watts"),
        "ftp_per_kg": number(0.5, 8, "watts per kilogram"),
        "lthr": number(80, 220, "beats a minute"),
        "max_heart_rate": number(100, 240, "beats a minute"),
        "resting_heart_rate": number(25, 110, "beats a minute"),
        "threshold_pace": pace,
        "weight": number(25, 250, "kilograms"),
        "age": number(8, 110, "years"),
        "sex": choice(("m", "f")),
    },
    "week": dict.fromkeys(WEEKDAYS, weekday_plan),
    "phases": {
        **{phase.lower(): phase_override for phase in TRAINING_PHASES},
        "recovery_every": whole(0, 8, "weeks; 0 is never"),
    },
}

LISTS: Mapping[str, Mapping[str, Reader]] = {
    "events": {
        "name": text,
        "date": day,
        "priority": choice(("A", "B", "C")),
        "minutes": MINUTES,
        "sport": SPORT,
    },
    "stages": {
        "date": day,
        "kind": choice(("flat", "hilly", "mountain", "time_trial", "rest")),
        "name": text,
        "minutes": MINUTES,
    },
}

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "": ("id", "name"),
    "events": ("name", "date"),
    "stages": ("date", "kind"),
}

Table = Mapping[str, Any]
Shape = Literal["table", "list"]


def shape_of(name: str) -> Shape | None:
    """Say whether a top-level name is a table or a list of tables; None where it is neither."""
    if name in TABLES:
        return "table"
    return "list" if name in LISTS else None
