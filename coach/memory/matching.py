"""Whether two records tell of one activity, and which of them is the better measured.

Knows values only. Nobody does one sport twice at the same time: what starts together and overlaps
in one family of sports is one activity, told by two devices or in two formats.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath

from coach.domain.activity import Activity, LoadSource, Origin, Provenance, Sport

START_TOLERANCE = timedelta(minutes=3)
_LEAST_OVERLAP = 0.5  # of the shorter one, which may be a file that was cut off
_CUT_OFF = 0.8  # a record that is shorter than this part of another misses its end

_ON_FOOT = frozenset({Sport.RUNNING, Sport.WALKING})
_RECORDINGS = (".gpx", ".tcx", ".fit")

_RECORDED = {LoadSource.POWER: 9, LoadSource.HEART_RATE: 8}
_SUMMARY = {
    LoadSource.VENDOR: 7,
    LoadSource.POWER: 6,
    LoadSource.HEART_RATE: 5,
    LoadSource.PACE: 4,
    LoadSource.RPE: 3,
    LoadSource.DURATION: 2,
}


def same_activity(one: Activity, other: Activity) -> bool:
    """Tell whether both are records of one activity."""
    if not _same_family(one.sport, other.sport):
        return False
    if abs(one.start - other.start) > START_TOLERANCE:
        return False
    shorter = min(_length(one), _length(other))
    return _overlap(one, other) >= _LEAST_OVERLAP * shorter


def distance(one: Activity, other: Activity) -> timedelta:
    """Return how far two records are apart, to find the nearest of several."""
    return abs(one.start - other.start) + abs(_length(one) - _length(other))


def same_record(one: Provenance, other: Provenance) -> bool:
    """Tell whether both name one entry of one vendor, or one file."""
    if one.origin is not other.origin:
        return False
    return one.vendor_id == other.vendor_id and (one.file == other.file or bool(one.vendor_id))


def better_of(kept: Activity, other: Activity) -> Activity:
    """Return the better measured record, with what only the other one can add.

    A record that is met again replaces its older self: it was mended where it came from, or is
    read against other thresholds now.
    """
    if same_record(kept.provenance, other.provenance):
        newer = replace(_completed(other, kept), provenance=kept.provenance)
        return kept if newer == kept else replace(newer, provenance=other.provenance)
    winner, loser = (other, kept) if _is_better(other, kept) else (kept, other)
    return _completed(winner, loser)


def _is_better(one: Activity, other: Activity) -> bool:
    if _misses_the_end(one, other) or _misses_the_end(other, one):
        return _misses_the_end(other, one)
    return _rank(one) > _rank(other)


def _rank(activity: Activity) -> tuple[int, int, int]:
    """Return how well it is measured: by its load, by its file, by how many measures it has."""
    kind = _kind_of_file(activity.provenance)
    by_load = 0 if activity.load_source is None else _SUMMARY[activity.load_source]
    if kind and activity.load_source is not None:
        by_load = _RECORDED.get(activity.load_source, by_load)
    measures = (
        activity.distance_m,
        activity.average_power_w,
        activity.normalized_power_w,
        activity.average_heart_rate_bpm,
    )
    return by_load, kind, sum(measure is not None for measure in measures)


def _kind_of_file(provenance: Provenance) -> int:
    """Return 0 for a summary, and more for a format that records more."""
    suffixes = PurePath((provenance.file or "").lower()).suffixes
    kinds = [_RECORDINGS.index(suffix) + 1 for suffix in suffixes if suffix in _RECORDINGS]
    return max(kinds, default=0)


def _completed(winner: Activity, loser: Activity) -> Activity:
    """Add name, feel and sport where the winner tells none, and the day as the vendor tells it."""
    winner = replace(
        winner,
        name=winner.name or loser.name,
        rpe_0_10=loser.rpe_0_10 if winner.rpe_0_10 is None else winner.rpe_0_10,
        sport=loser.sport if winner.sport is Sport.OTHER else winner.sport,
    )
    if loser.provenance.origin is Origin.INTERVALS:  # it knows the wall clock, a file knows UTC
        return replace(winner, local_date=loser.local_date)
    return winner


def _misses_the_end(one: Activity, other: Activity) -> bool:
    shorter = one.duration_s < _CUT_OFF * other.duration_s
    return shorter and _length(one) < _CUT_OFF * _length(other)


def _same_family(one: Sport, other: Sport) -> bool:
    if one is other or {one, other} <= _ON_FOOT:
        return True
    return Sport.OTHER in (one, other) and Sport.TRANSITION not in (one, other)


def _overlap(one: Activity, other: Activity) -> timedelta:
    ends = one.start + _length(one), other.start + _length(other)
    return min(ends) - max(one.start, other.start)


def _length(activity: Activity) -> timedelta:
    return timedelta(seconds=max(activity.elapsed_s, activity.duration_s, 1.0))
