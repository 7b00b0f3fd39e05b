"""Writes small, valid FIT files, so that tests and benchmarks need nobody's real rides.

Values go in as the file stores them (raw integers); None is the field's "no value".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from struct import pack

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
START = datetime(2025, 5, 4, 7, 0, tzinfo=UTC)

_CODES = {"B": 0x02, "b": 0x00, "H": 0x84, "I": 0x86, "i": 0x85, "s": 0x07}
_NO_VALUE = {"B": 0xFF, "b": 0xFF, "H": 0xFFFF, "I": 0xFFFFFFFF, "i": 0x7FFFFFFF}
_SIZES = {"B": 1, "b": 1, "H": 2, "I": 4, "i": 4, "s": 16}

_MESSAGES: dict[str, tuple[int, dict[str, tuple[int, str]]]] = {
    "file_id": (0, {"type": (0, "b"), "time_created": (4, "I")}),
    "user_profile": (3, {"gender": (1, "b"), "resting_heart_rate": (8, "B")}),
    "zones_target": (
        7,
        {
            "max_heart_rate": (1, "B"),
            "threshold_heart_rate": (2, "B"),
            "functional_threshold_power": (3, "H"),
        },
    ),
    "sport": (12, {"sport": (0, "b"), "sub_sport": (1, "b")}),
    "session": (
        18,
        {
            "timestamp": (253, "I"),
            "start_time": (2, "I"),
            "total_elapsed_time": (7, "I"),
            "total_timer_time": (8, "I"),
            "total_distance": (9, "I"),
            "sport": (5, "b"),
            "sub_sport": (6, "b"),
            "avg_heart_rate": (16, "B"),
            "avg_power": (20, "H"),
            "normalized_power": (34, "H"),
            "training_stress_score": (35, "H"),
            "threshold_power": (45, "H"),
            "workout_rpe": (193, "B"),
        },
    ),
    "lap": (19, {"timestamp": (253, "I"), "start_time": (2, "I"), "total_timer_time": (8, "I")}),
    "record": (
        20,
        {
            "timestamp": (253, "I"),
            "position_lat": (0, "i"),
            "position_long": (1, "i"),
            "altitude": (2, "H"),
            "heart_rate": (3, "B"),
            "cadence": (4, "B"),
            "distance": (5, "I"),
            "speed": (6, "H"),
            "power": (7, "H"),
            "temperature": (13, "B"),
        },
    ),
    "event": (21, {"timestamp": (253, "I"), "event": (0, "b"), "event_type": (1, "b")}),
    "activity": (34, {"timestamp": (253, "I"), "local_timestamp": (5, "I")}),
    "field_description": (
        206,
        {
            "developer_data_index": (0, "B"),
            "field_definition_number": (1, "B"),
            "fit_base_type_id": (2, "B"),
            "field_name": (3, "s"),
            "units": (8, "s"),
        },
    ),
    "developer_data_id": (207, {"developer_data_index": (3, "B")}),
}
_LOCAL = {name: number for number, name in enumerate(_MESSAGES)}

Value = int | str | None


def seconds(moment: datetime) -> int:
    """Return a moment as the FIT format counts it."""
    return int((moment - EPOCH).total_seconds())


@dataclass
class FitWriter:
    """Collects messages and gives the file's bytes."""

    body: bytearray = field(default_factory=bytearray)
    _defined: dict[int, bytes] = field(default_factory=dict)

    def add(self, name: str, **values: Value) -> "FitWriter":
        """Add one message by its fields."""
        return self.put(name, values)

    def put(
        self,
        name: str,
        values: Mapping[str, Value],
        *,
        developer: Mapping[int, int] | None = None,
        time_offset: int | None = None,
    ) -> "FitWriter":
        """Add one message; `developer` are uint16 fields, `time_offset` a compressed timestamp."""
        number, known = _MESSAGES[name]
        local = _LOCAL[name] if time_offset is None else 3
        own = b"".join(
            pack("<3B", known[key][0], _SIZES[known[key][1]], _CODES[known[key][1]])
            for key in values
        )
        others = b"".join(pack("<3B", key, 2, 0) for key in developer or {})
        definition = pack("<BBHB", 0, 0, number, len(values)) + own
        if developer:
            definition += pack("<B", len(developer)) + others
        if self._defined.get(local) != definition:
            self._defined[local] = definition
            self.body += pack("<B", 0x40 | (0x20 if developer else 0) | local) + definition
        self.body += pack("<B", local if time_offset is None else 0xE0 | time_offset)
        for key, value in values.items():
            self.body += _packed(known[key][1], value)
        for number_ in (developer or {}).values():
            self.body += pack("<H", number_)
        return self

    def content(self, *, told_size: int | None = None) -> bytes:
        """Return the file with header and checksum."""
        size = len(self.body) if told_size is None else told_size
        header = pack("<BBHI4s", 14, 0x20, 2132, size, b".FIT")
        header += pack("<H", _checksum(header))
        return header + bytes(self.body) + pack("<H", _checksum(header + bytes(self.body)))


def _packed(code: str, value: Value) -> bytes:
    if isinstance(value, str):
        return value.encode()[:15].ljust(16, b"\0")
    return pack(f"<{code}", _NO_VALUE[code] if value is None else value)


def _checksum(content: bytes) -> int:
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc


@dataclass(frozen=True, kw_only=True)
class Ride:
    """What a generated recording is like; `watts` and `bpm` by second of timer time.

    `pauses` are (second of timer time, length in seconds); `session` overrides raw values of the
    session message, `with_session=False` leaves it out.
    """

    start: datetime = START
    timer_s: int = 600
    watts: Callable[[int], int | None] | None = None
    bpm: Callable[[int], int | None] | None = None
    stryd_watts: Callable[[int], int] | None = None
    metres_per_second: float = 8.0
    pauses: Sequence[tuple[int, int]] = ()
    every_s: int = 1
    sport: int = 2
    sub_sport: int = 0
    with_session: bool = True
    local_offset_s: int | None = None
    session: Mapping[str, Value] = field(default_factory=dict)

    @property
    def elapsed_s(self) -> int:
        """Timer time and pauses."""
        return self.timer_s + sum(length for _, length in self.pauses)


def ride(like: Ride | None = None, *others: Ride) -> bytes:
    """Return a whole activity file, with a session for each ride."""
    rides = (like or Ride(), *others)
    writer = FitWriter().add("file_id", type=4, time_created=seconds(rides[0].start))
    if any(one.stryd_watts for one in rides):
        _describe_stryd(writer)
    for one in rides:
        _write(writer, one)
    last = rides[-1]
    end = seconds(last.start) + last.elapsed_s
    local = None if last.local_offset_s is None else end + last.local_offset_s
    writer.add("activity", timestamp=end, local_timestamp=local)
    return writer.content()


def _describe_stryd(writer: FitWriter) -> None:
    writer.add("developer_data_id", developer_data_index=0)
    writer.add(
        "field_description",
        developer_data_index=0,
        field_definition_number=7,
        fit_base_type_id=0x84,
        field_name="Power",
        units="Watts",
    )


def _write(writer: FitWriter, like: Ride) -> None:
    start = seconds(like.start)
    writer.add("event", timestamp=start, event=0, event_type=0)
    moments = list(_moments(like))
    for second, moment in moments:
        _write_record(writer, like, second=second, timestamp=start + moment)
    for at, length in like.pauses:
        before = sum(earlier for begun, earlier in like.pauses if begun < at)
        writer.add("event", timestamp=start + at + before, event=0, event_type=4)
        writer.add("event", timestamp=start + at + before + length, event=0, event_type=0)
    if like.with_session:
        writer.put("session", _session(like))


def _write_record(writer: FitWriter, like: Ride, *, second: int, timestamp: int) -> None:
    values: dict[str, Value] = {
        "timestamp": timestamp,
        "position_lat": 601206755 + second * 40,
        "position_long": 70393369 + second * 40,
        "altitude": 5000 + second % 300,
        "distance": int(second * like.metres_per_second * 100),
        "speed": int(like.metres_per_second * 1000),
        "cadence": 90,
        "temperature": 18,
    }
    if like.bpm is not None:
        values["heart_rate"] = like.bpm(second)
    if like.watts is not None:
        values["power"] = like.watts(second)
    stryd = {7: like.stryd_watts(second)} if like.stryd_watts else None
    writer.put("record", values, developer=stryd)


def _moments(like: Ride) -> Iterator[tuple[int, int]]:
    """Yield (second of timer time, second since the start)."""
    for second in range(0, like.timer_s + 1, like.every_s):
        yield second, second + sum(length for at, length in like.pauses if at < second)


def _session(like: Ride) -> dict[str, Value]:
    start = seconds(like.start)
    values: dict[str, Value] = {
        "timestamp": start + like.elapsed_s,
        "start_time": start,
        "total_elapsed_time": like.elapsed_s * 1000,
        "total_timer_time": like.timer_s * 1000,
        "total_distance": int(like.timer_s * like.metres_per_second * 100),
        "sport": like.sport,
        "sub_sport": like.sub_sport,
    }
    return values | dict(like.session)
