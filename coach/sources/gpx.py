"""GPX files into activities: one a track; a gap without movement is a pause.

Knows gpxpy and the extensions of Garmin, Strava and others for pulse and power.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from gpxpy import parse
from gpxpy.gpx import GPX, GPXException, GPXTrack, GPXTrackPoint

from coach.domain.activity import Activity
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.recording import Recording, Samples, activity_of
from coach.sources.sports import sport_of

_PAUSE_S = 10  # smart recording leaves less; a longer gap is a pause unless ground was covered
_STANDING_M_S = 0.5
_BEATS = frozenset({"hr", "heartrate"})
_WATTS = frozenset({"power", "powerinwatts", "watts"})


def read(content: bytes, context: Context) -> Harvest:
    """Return the activities of a GPX file; raises AthleteError where it holds none."""
    text = content.decode("utf-8-sig", errors="replace").lstrip()
    if "<!ENTITY" in text:
        raise AthleteError("this GPX file declares entities, which no device does")
    document, broken = _parsed(text)
    activities = tuple(_activities(document, context))
    if not activities:
        raise AthleteError(_nothing_in(document))
    points = document.get_track_points_no()
    warning = f"the file is cut off: {points} of its points were read" if broken else None
    return Harvest(file=context.file, activities=activities, warning=warning)


def _parsed(text: str) -> tuple[GPX, bool]:
    try:
        return parse(text), False
    except (GPXException, ValueError):
        return _parsed_to_the_break(text), True


def _parsed_to_the_break(text: str) -> GPX:
    end = text.rfind("</trkpt>")
    if end < 0:
        raise AthleteError("the file is cut off before its first point: export it again")
    try:
        return parse(text[: end + len("</trkpt>")] + "</trkseg></trk></gpx>")
    except (GPXException, ValueError) as error:
        raise AthleteError("this GPX file is damaged: export it again") from error


def _nothing_in(document: GPX) -> str:
    if document.routes or document.get_track_points_no():
        return "this is a route without times, not a recorded activity"
    return "this GPX file holds no recorded activity"


def _activities(document: GPX, context: Context) -> Iterator[Activity]:
    for track in document.tracks:
        legs = [leg for leg in _legs(track) if leg]
        if sum(map(len, legs)) > 1:
            recording = _recording(track, legs, document, context)
            yield activity_of(
                recording, thresholds=context.thresholds, provenance=context.provenance()
            )


def _legs(track: GPXTrack) -> Iterator[list[GPXTrackPoint]]:
    """Yield stretches in movement: segments, cut again where time passed and no ground."""
    for segment in track.segments:
        timed = [point for point in segment.points if point.time is not None]
        leg = timed[:1]
        for before, after in pairwise(timed):
            if _is_pause(before, after):
                yield leg
                leg = []
            leg.append(after)
        yield leg


def _is_pause(before: GPXTrackPoint, after: GPXTrackPoint) -> bool:
    gap_s = _second(after) - _second(before)
    if gap_s <= _PAUSE_S:
        return False
    return (before.distance_2d(after) or 0.0) < gap_s * _STANDING_M_S


def _recording(
    track: GPXTrack, legs: list[list[GPXTrackPoint]], document: GPX, context: Context
) -> Recording:
    start = _aware(legs[0][0].time).astimezone(UTC)
    points = [point for leg in legs for point in leg]
    elapsed_s = _second(points[-1]) - _second(points[0])
    return Recording(
        sport=sport_of(track.type, document.keywords),
        start=start,
        local_date=context.local_date(start),
        duration_s=sum(_second(leg[-1]) - _second(leg[0]) for leg in legs),
        elapsed_s=elapsed_s,
        distance_m=track.length_3d(),
        watts=_extension(points, _WATTS),
        beats=_extension(points, _BEATS),
        name=track.name or document.name,
    )


def _extension(points: list[GPXTrackPoint], names: frozenset[str]) -> Samples:
    """Return (second, value) pairs of the named element, wherever an extension nests it."""
    samples = []
    for point in points:
        for element in (part for extension in point.extensions for part in extension.iter()):
            if str(element.tag).rpartition("}")[2].lower() in names:
                value = _number(element.text)
                if value is not None:
                    samples.append((_second(point), value))
    return samples


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def _second(point: GPXTrackPoint) -> float:
    return _aware(point.time).timestamp()


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        raise AthleteError("this is a route without times, not a recorded activity")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
