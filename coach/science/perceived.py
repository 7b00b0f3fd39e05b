"""Load from how hard it felt, and from duration alone where nothing was measured."""

from math import floor

LOAD_PER_HOUR = (0.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0, 120.0, 140.0)
"""Load an hour at RPE 0 to 10 (Friel, "Estimating TSS")."""
USUAL_LOAD_PER_HOUR = 50.0
"""Easy to steady endurance, about RPE 4: for an activity of which only the duration is known."""


def session_rpe(rpe_0_10: float, minutes: float) -> float:
    """Return RPE x minutes (Foster 2001), the unit of monotony studies; not comparable to TSS."""
    return rpe_0_10 * minutes


def perceived_load_per_hour(rpe_0_10: float) -> float:
    """Return the load an hour at an RPE; half points lie between the table's rows."""
    rpe = min(max(rpe_0_10, 0.0), 10.0)
    lower = min(floor(rpe), 9)
    share = rpe - lower
    return LOAD_PER_HOUR[lower] * (1 - share) + LOAD_PER_HOUR[lower + 1] * share


def perceived_load(rpe_0_10: float, minutes: float) -> float:
    """Return the TSS-like load of a session by its RPE."""
    return perceived_load_per_hour(rpe_0_10) * minutes / 60


def duration_load(minutes: float, *, load_per_hour: float = USUAL_LOAD_PER_HOUR) -> float:
    """Return the load of a session of which only the duration is known."""
    return load_per_hour * minutes / 60
