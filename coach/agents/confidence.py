"""How sure a decision is: it falls with missing, old, short, impossible or contradictory data.

Taking something away never makes it surer. A summary typed by hand, with neither the age of its
data nor the length of the history, is taken as its writer gives it.
"""

from collections.abc import Iterator

from coach.domain.morning import Morning, Usual
from coach.safety.reading import Reading

_SURE, _FOR_EACH_MISSING = 0.9, 0.02
_MISSING, _OLD, _CONTRADICTORY, _SHORT = 0.5, 0.6, 0.7, 0.7
# With its own gap 0.7: silence must not be surer than a contradiction that it would hide.
_UNTOLD = _CONTRADICTORY + _FOR_EACH_MISSING
_STALE_H, _SEEDED_DAYS, _SETTLED_DAYS = 24, 42, 84


def confidence(morning: Morning, reading: Reading, *, contradictory: bool) -> float:
    """Return 0-1 to two decimals: the lowest cap that applies, less a little for each gap."""
    gaps = sum(not known for known in _known(reading))
    caps = [_SURE, *_caps(morning, reading)]
    if contradictory:
        caps.append(_CONTRADICTORY)
    return round(max(min(caps) - _FOR_EACH_MISSING * gaps, 0.1), 2)


def _known(reading: Reading) -> tuple[bool, ...]:
    return (
        reading.readiness is not None,
        "unknown" not in {reading.hrv7, reading.hrv_day},
        reading.sleep_h is not None,
        reading.rhr_delta is not None,
        _told(reading),
        reading.history_days is not None,
    )


def _told(reading: Reading) -> bool:
    return reading.energy is not None and reading.soreness is not None


def _caps(morning: Morning, reading: Reading) -> Iterator[float]:
    by_hand = reading.history_days is None and reading.age_h is None
    if reading.implausible or reading.tsb is None or not reading.night_known:
        yield _MISSING
    if not by_hand:
        yield from _caps_of_a_record(morning, reading)


def _caps_of_a_record(morning: Morning, reading: Reading) -> Iterator[float]:
    if not all(_measured(morning, reading)) or (reading.history_days or 0) < _SEEDED_DAYS:
        yield _MISSING
    if reading.age_h is None or reading.age_h > _STALE_H:
        yield _OLD
    if not _told(reading):
        yield _UNTOLD
    if (reading.history_days or 0) < _SETTLED_DAYS:
        yield _SHORT


def _measured(morning: Morning, reading: Reading) -> Iterator[bool]:
    """Yield whether each measure of the night is there; what is never measured is not missed."""
    usual = morning.usual
    kept = usual != Usual()
    yield reading.readiness is not None or (kept and usual.readiness is None)
    yield reading.sleep_h is not None or (kept and usual.sleep_h is None)
    yield reading.rhr_delta is not None or (kept and usual.resting_heart_rate_bpm is None)
    yield reading.hrv7 != "unknown" or (kept and not morning.hrv.baseline_days)
