"""TCX files into activities, read as a stream: laps are summed, pauses lie between them.

Knows Garmin's training-centre XML and the extensions others put into it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError  # types only; defusedxml does the parsing

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from coach.domain.activity import Activity
from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.recording import Recording, activity_of, seconds_recorded
from coach.sources.sports import sport_of


@dataclass
class _Laps:
    """What is gathered of one activity while its elements go by."""

    sport: str = ""
    start: datetime | None = None
    name: str | None = None
    seconds: float = 0.0
    metres: float = 0.0
    watt_seconds: list[tuple[float, float]] = field(default_factory=list)
    beat_seconds: list[tuple[float, float]] = field(default_factory=list)
    """(average, seconds) of the laps that had a meter."""
    lapped: int = 0
    """How many of the moments lie in closed laps; a file that is cut off has more."""
    moments: list[float] = field(default_factory=list)
    watts: list[tuple[float, float]] = field(default_factory=list)
    beats: list[tuple[float, float]] = field(default_factory=list)
    farthest: float = 0.0

    def take_point(self, point: Element) -> None:
        """Add one trackpoint; one without a time tells nothing."""
        moment = _moment(_text(point, "Time"))
        if moment is None:
            return
        self.start = self.start or moment
        second = moment.timestamp()
        self.moments.append(second)
        self.farthest = max(self.farthest, _number(_text(point, "DistanceMeters")))
        bpm = _text(_child(point, "HeartRateBpm"), "Value")
        watts = _text(_child(_child(point, "Extensions"), "TPX"), "Watts")
        if bpm:
            self.beats.append((second, _number(bpm)))
        if watts:
            self.watts.append((second, _number(watts)))

    def take_lap(self, lap: Element) -> None:
        """Add one lap's totals."""
        seconds = _number(_text(lap, "TotalTimeSeconds"))
        self.seconds += seconds
        self.metres += _number(_text(lap, "DistanceMeters"))
        self.lapped = len(self.moments)
        bpm = _number(_text(_child(lap, "AverageHeartRateBpm"), "Value"))
        watts = _number(_text(_child(_child(lap, "Extensions"), "LX"), "AvgWatts"))
        if bpm:
            self.beat_seconds.append((bpm, seconds))
        if watts:
            self.watt_seconds.append((watts, seconds))


def read(content: bytes, context: Context) -> Harvest:
    """Return the activities of a TCX file; raises AthleteError where it holds none."""
    gathered: list[_Laps] = []
    seen: set[str] = set()
    broken = False
    try:
        _gather(content, gathered, seen)
    except ParseError:
        broken = True
    except DefusedXmlException as error:
        raise AthleteError("this TCX file declares entities, which no device does") from error
    activities = tuple(_activities(gathered, context))
    if not activities:
        raise AthleteError(_nothing_in(seen, broken=broken))
    points = sum(len(laps.moments) for laps in gathered)
    warning = f"the file is cut off: {points} of its points were read" if broken else None
    return Harvest(file=context.file, activities=activities, warning=warning)


def _gather(content: bytes, gathered: list[_Laps], seen: set[str]) -> None:
    elements = iterparse(BytesIO(content.lstrip()), events=("start", "end"))
    for event, element in elements:
        tag = _tag(element)
        if event == "start":
            _open(tag, element, gathered, seen)
        elif gathered:
            _close(tag, element, gathered[-1])


def _open(tag: str, element: Element, gathered: list[_Laps], seen: set[str]) -> None:
    if tag in {"Courses", "Workouts", "Activities"}:
        seen.add(tag)
    elif tag == "Activity":
        gathered.append(_Laps(sport=element.get("Sport", "")))
    elif tag == "Lap" and gathered and gathered[-1].start is None:
        gathered[-1].start = _moment(element.get("StartTime"))


def _close(tag: str, element: Element, laps: _Laps) -> None:
    if tag == "Trackpoint":
        laps.take_point(element)
        element.clear()
    elif tag == "Track":
        element.clear()  # its points are taken: memory stays bounded
    elif tag == "Lap":
        laps.take_lap(element)
        element.clear()
    elif tag == "Activity":
        laps.name = (_text(element, "Notes") or "").strip()[:200] or None
        element.clear()


def _activities(gathered: list[_Laps], context: Context) -> Iterator[Activity]:
    for laps in gathered:
        if laps.start is None or not (laps.seconds or len(laps.moments) > 1):
            continue
        recording = _recording(laps, laps.start, context)
        yield activity_of(recording, thresholds=context.thresholds, provenance=context.provenance())


def _recording(laps: _Laps, start: datetime, context: Context) -> Recording:
    unlapped = laps.moments[laps.lapped :] if laps.seconds else laps.moments
    duration_s = laps.seconds + seconds_recorded(unlapped)
    span_s = laps.moments[-1] - start.timestamp() if laps.moments else 0.0
    return Recording(
        sport=sport_of(laps.sport),
        start=start,
        local_date=context.local_date(start),
        duration_s=duration_s,
        elapsed_s=max(span_s, duration_s),
        distance_m=laps.farthest if unlapped or not laps.metres else laps.metres,
        watts=laps.watts,
        beats=laps.beats,
        average_power_w=_mean(laps.watt_seconds),
        average_heart_rate_bpm=_mean(laps.beat_seconds),
        name=laps.name,
    )


def _mean(laps: list[tuple[float, float]]) -> float | None:
    seconds = sum(weight for _, weight in laps)
    return sum(value * weight for value, weight in laps) / seconds if seconds else None


def _nothing_in(seen: set[str], *, broken: bool) -> str:
    if "Workouts" in seen:
        return "this is a planned workout, not a recorded activity"
    if "Courses" in seen:
        return "this is a course to follow, not a recorded activity"
    if broken:
        return "the file is cut off before its first point: export it again"
    return "this TCX file holds no recorded activity"


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element | None, tag: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _tag(child) == tag), None)


def _text(element: Element | None, tag: str) -> str | None:
    child = _child(element, tag)
    return None if child is None else child.text


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _moment(text: str | None) -> datetime | None:
    """TCX writes UTC; a time without a zone is read as UTC too."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
