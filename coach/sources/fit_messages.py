"""A FIT file's messages, gathered until its end or its break. Knows fitdecode, no training.

Times are seconds of the FIT epoch (1989-12-31 UTC), as the file has them.
"""

from __future__ import annotations  # `array[float]` is a type to mypy only

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from struct import pack_into, unpack_from
from typing import Any

import fitdecode

from coach.errors import AthleteError

_NO_ACTIVITY = {
    "workout": "this is a planned workout, not a recorded activity",
    "schedules": "this is a training schedule, not a recorded activity",
    "course": "this is a course to follow, not a recorded activity",
    "segment": "this is a segment, not a recorded activity",
    "segment_list": "this is a list of segments, not a recorded activity",
    "settings": "these are a device's settings, not a recorded activity",
    "sport": "these are a device's sport settings, not a recorded activity",
    "device": "this describes a device, it is not a recorded activity",
    "exd_configuration": "these are a device's screens, not a recorded activity",
    "totals": "these are a device's totals, not a recorded activity",
    "goals": "these are goals, not a recorded activity",
    "weight": "these are weigh-ins, not a recorded activity",
    "blood_pressure": "these are blood pressure readings, not a recorded activity",
    "monitoring_a": "this is all-day monitoring (steps, pulse), not a recorded activity",
    "monitoring_b": "this is all-day monitoring (steps, pulse), not a recorded activity",
    "monitoring_daily": "this is all-day monitoring (steps, pulse), not a recorded activity",
}
_RECORD, _SESSION, _LAP, _EVENT, _ACTIVITY, _FILE_ID, _SPORT = 20, 18, 19, 21, 34, 0, 12
_ZONES_TARGET, _USER_PROFILE = 7, 3
_RUNNING_POWER = {"power", "rp_power", "running power", "run power", "runpower", "stryd power"}
_NOTHING = float("nan")
_CHECKSUM_BYTES = 2

Message = dict[str, Any]
"""One message's fields by name, numbers in SI units as fitdecode scales them."""


def _column() -> array[float]:
    return array("d")


@dataclass
class Records:
    """The record messages as columns; NaN where a record lacks the field."""

    moments: array[float] = field(default_factory=_column)
    watts: array[float] = field(default_factory=_column)
    developer_watts: array[float] = field(default_factory=_column)
    beats: array[float] = field(default_factory=_column)
    metres: array[float] = field(default_factory=_column)

    def take(self, fields: Iterable[Any]) -> None:
        """Add one record message; one without a time tells nothing."""
        own: Message = {}
        developer = _NOTHING
        for item in fields:
            kind = item.field
            if kind is None:
                continue
            if kind.field_type != "devfield":
                own[kind.name] = item.value
            elif str(kind.name).lower() in _RUNNING_POWER:
                developer = number(item.value, _NOTHING)
        moment = number(own.get("timestamp"))
        if moment is not None:
            self.moments.append(moment)
            self.watts.append(number(own.get("power"), _NOTHING))
            self.developer_watts.append(developer)
            self.beats.append(number(own.get("heart_rate"), _NOTHING))
            self.metres.append(number(own.get("distance"), _NOTHING))


@dataclass
class Recorded:
    """All that a file told. `broken` says in what way it ended too early, None where it did not."""

    records: Records = field(default_factory=Records)
    sessions: list[Message] = field(default_factory=list)
    laps: list[Message] = field(default_factory=list)
    timer: list[tuple[float, bool]] = field(default_factory=list)
    """(moment, whether the timer runs from then)."""
    activity: Message = field(default_factory=dict)
    sport: Message = field(default_factory=dict)
    zones_target: Message = field(default_factory=dict)
    user_profile: Message = field(default_factory=dict)
    broken: str | None = None

    def take(self, frame: Any) -> None:  # noqa: ANN401  # fitdecode ships no types
        """Add one data message; raises AthleteError where the file says that it is no activity."""
        kind = frame.global_mesg_num
        if kind == _RECORD:
            self.records.take(frame.fields)
        elif kind in _OTHERS:
            _OTHERS[kind](self, _message(frame))


def number(value: Any, missing: Any = None) -> Any:  # noqa: ANN401  # a field may hold anything
    """Return a field's number, or `missing` where it holds none (words, arrays, nothing)."""
    return value if isinstance(value, (int, float)) else missing


def decode(content: bytes) -> Recorded:
    """Return what a FIT file holds up to its end or its break.

    Raises AthleteError where it says itself that it is no activity, or is no FIT file at all.
    """
    recorded = _decoded(content)
    whole = _told_whole(content)
    return recorded if recorded.sessions or whole is None else _decoded(whole)


def _decoded(content: bytes) -> Recorded:
    recorded = Recorded()
    with fitdecode.FitReader(
        BytesIO(content),
        processor=None,  # times stay numbers: half of the decoding time is saved
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    ) as reader:
        _collect(reader, recorded)
    return recorded


def _collect(reader: Any, recorded: Recorded) -> None:  # noqa: ANN401  # fitdecode ships no types
    try:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                recorded.take(frame)
    except AthleteError:
        raise
    except fitdecode.FitEOFError:
        recorded.broken = "cut off"
    except fitdecode.FitHeaderError:
        if not reader.fit_files_count:  # else it is only rubbish behind a whole file
            recorded.broken = "damaged"
    except Exception:  # noqa: BLE001  # a damaged file may trip the decoder anywhere
        recorded.broken = "damaged"


def _told_whole(content: bytes) -> bytes | None:
    """Return the file with its real size where the header tells less, as a crash leaves it."""
    header_size = content[0]
    told = unpack_from("<I", content, 4)[0]
    if len(content) <= header_size + told + _CHECKSUM_BYTES:
        return None
    mended = bytearray(content)
    pack_into("<I", mended, 4, len(content) - header_size)
    return bytes(mended)


def _message(frame: Any) -> Message:  # noqa: ANN401  # fitdecode ships no types
    return {
        item.field.name: item.value
        for item in frame.fields
        if item.field is not None and item.field.field_type != "devfield"
    }


def _take_file_id(_: Recorded, message: Message) -> None:
    refused = _NO_ACTIVITY.get(str(message.get("type")))
    if refused is not None:
        raise AthleteError(refused)


def _take_event(recorded: Recorded, message: Message) -> None:
    moment = number(message.get("timestamp"))
    if message.get("event") == "timer" and moment is not None:
        kind = str(message.get("event_type"))
        if kind.startswith(("start", "stop")):
            recorded.timer.append((moment, kind == "start"))


_OTHERS: dict[int, Callable[[Recorded, Message], None]] = {
    _FILE_ID: _take_file_id,
    _EVENT: _take_event,
    _SESSION: lambda recorded, message: recorded.sessions.append(message),
    _LAP: lambda recorded, message: recorded.laps.append(message),
    _ACTIVITY: lambda recorded, message: recorded.activity.update(message),
    _SPORT: lambda recorded, message: recorded.sport.update(message),
    _ZONES_TARGET: lambda recorded, message: recorded.zones_target.update(message),
    _USER_PROFILE: lambda recorded, message: recorded.user_profile.update(message),
}
