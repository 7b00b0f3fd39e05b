"""What each signal alone would let the athlete do, and whether two of them point far apart.

Only signals about the body vote; training load says what was done, not how it is borne.
"""

from collections.abc import Iterator

from coach.safety.limits import Caps
from coach.safety.reading import Reading

RECOVER, EASE, MAINTAIN, PUSH = range(4)
_APART = 2


def contradictory(reading: Reading, caps: Caps) -> bool:
    """Return whether two signals, or a signal and a safety stop, lie two ranks apart."""
    votes = list(_votes(reading))
    if (reading.symptoms or reading.pains) and caps.action.rank < min(votes, default=PUSH):
        votes.append(caps.action.rank)
    return bool(votes) and max(votes) - min(votes) >= _APART


def _votes(reading: Reading) -> Iterator[int]:
    if reading.readiness is not None and "readiness" not in reading.implausible:
        yield _by(reading.readiness, (40, 60, 80))
    if reading.energy is not None:
        yield _by(reading.energy, (3, 5, 8))
    if reading.soreness is not None and reading.soreness >= 5:
        yield _by(10 - reading.soreness, (2, 4, 9))
    if reading.sleep_h is not None and reading.sleep_h < 6:
        yield EASE if reading.sleep_h < 4 else MAINTAIN
    if reading.hrv7 == "below":
        yield EASE
    if reading.rhr_delta is not None and reading.rhr_delta >= 5:
        yield EASE if reading.rhr_delta >= 8 else MAINTAIN


def _by(value: float, edges: tuple[float, float, float]) -> int:
    """Return the rank: one for each edge that is reached."""
    return sum(value >= edge for edge in edges)
