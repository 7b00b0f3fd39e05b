"""Whether two signals about the body point far apart: one allows what another forbids.

Readiness and energy can speak for a day; every sign can speak against it. Training load says what
was done, not how it is borne, and has no vote.
"""

from collections.abc import Iterator

from coach.safety.limits import Caps
from coach.safety.reading import Reading

_EASE = 1
_APART = 2
_GREAT_READINESS = 80


def contradictory(reading: Reading, caps: Caps) -> bool:
    """Return whether two signals, or a signal and a safety stop, lie two ranks apart."""
    spoken = list(_for_the_day(reading))
    against = [*spoken, *_against_the_day(reading)]
    if reading.symptoms or reading.pains:
        against.append(caps.action.rank)
    return bool(spoken) and max(spoken) - min(against) >= _APART


def _for_the_day(reading: Reading) -> Iterator[int]:
    if reading.readiness is not None and "readiness" not in reading.implausible:
        yield _rank(reading.readiness, (40, 60, _GREAT_READINESS))
    if reading.energy is not None:
        yield _rank(reading.energy, (3, 5, 8))


def _against_the_day(reading: Reading) -> Iterator[int]:
    if reading.soreness is not None and reading.soreness >= 7:
        yield 0 if reading.soreness >= 9 else _EASE
    if reading.sleep_h is not None and reading.sleep_h < 4:
        yield _EASE
    if reading.hrv7 == "below":
        yield _EASE
    if reading.rhr_delta is not None and reading.rhr_delta >= 8:
        yield _EASE


def _rank(value: float, edges: tuple[float, float, float]) -> int:
    """Return the rank of an action: one for each edge that is reached."""
    return sum(value >= edge for edge in edges)
