"""What is said of sources: how each stands, how old its newest is, and the one thing to do.

Pure words; plain text, one sentence a matter.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from coach.domain.connection import Connection, SourceName, SourceState
from coach.sourcing.harvesting import Answered
from coach.sourcing.vendors import HABITS, Way

STALE_DAYS = 3

_UNCONNECTED: Mapping[Way, str] = {
    Way.KEY: "not connected",
    Way.LINK: "not connected",
    Way.NO_APP: "not to be connected yet: whoever runs this bot must set OURA_CLIENT_ID and "
    "OURA_CLIENT_SECRET",
    Way.OPERATOR: "not connected: whoever runs this bot connects it by STRAVA_REFRESH_TOKEN",
    Way.OFF: "not by its API, whose policy forbids a coach; its archive works in full",
}

_PLACES: Mapping[SourceName, str] = {
    SourceName.INTERVALS: "its settings, under Developer",
    SourceName.OURA: "your account there, under connected apps",
    SourceName.STRAVA: "its settings, under My Apps",
}


def line(source: SourceName, connection: Connection | None, way: Way, today: date) -> str:
    """Return one source's line for `/connect` and for the doctor."""
    if connection is None:
        return f"{source.label}: {_UNCONNECTED[way]}"
    parts = [_standing(connection).rstrip("."), _newest(connection, today)]
    parts.append("planned workouts go into its calendar" if connection.calendar else "")
    said = " · ".join(filter(None, parts))
    return said if said.startswith(source.label) else f"{source.label}: {said}"


def _standing(connection: Connection) -> str:
    first_reading = connection.last_ok_at is None
    match connection.state:
        case SourceState.CONNECTED if first_reading:
            return "connected, I am reading your past"
        case SourceState.CONNECTED:
            note = connection.state_words
            return "connected" + (f" ({note.rstrip('.')})" if note else "")
        case SourceState.OFF:
            return connection.state_words or "switched off"
        case _:
            return connection.state_words or "in trouble: connect it anew"


def _newest(connection: Connection, today: date) -> str:
    newest = connection.newest_data_on
    if newest is None:
        return "" if connection.last_ok_at is None else "nothing from it yet"
    days = (today - newest).days
    if days <= 0:
        return "newest from today"
    age = "yesterday" if days == 1 else f"{days} days ago"
    may_be_rest = HABITS[connection.source].activities
    late = days >= STALE_DAYS and connection.state is SourceState.CONNECTED and not may_be_rest
    return f"newest from {age}" + (": let its app sync" if late else "")


def read_lines(answered: Answered) -> Iterator[str]:
    """Say that the past was read, what there was, and what is hidden there."""
    connection = answered.connection
    if connection is None or not answered.past:
        return
    if not answered.activities and not _counts(connection.source):
        yield f"{connection.source.label} is connected, to be looked at; nothing of it counts."
        return
    counts = (
        _counted(answered.activities, "activity", "activities"),
        _counted(answered.nights, "night", "nights"),
    )
    held = " and ".join(filter(None, counts)) or "nothing yet"
    yield f"I have read {connection.source.label}: {held}. From now on I look by myself."
    if connection.state.needs_athlete and connection.state_words:
        yield f"{connection.state_words} Begin with /connect."
    if answered.stubs:
        one, many = "activity is hidden there, since it", "activities are hidden there, since they"
        yield (
            f"{_counted(answered.stubs, one, many)} came from Strava: connect your device to "
            f"{connection.source.label} itself, or import Strava's own archive."
        )


def parted_line(source: SourceName, *, told: bool | None) -> str:
    """Say what is left to do at a vendor after parting; `told` is None where nobody can be told."""
    label, place = source.label, _PLACES[source]
    if told:
        return f"{label} was told that my access has ended."
    if told is None:
        return f"At {label} itself the key lives on, until you delete it in {place}."
    return f"{label} could not be told: end my access yourself, in {place}."


def failing_line(connection: Connection) -> str:
    """Say, once, that a source has failed: this morning, or for days."""
    label, days = connection.source.label, connection.failed_mornings
    words = connection.state_words or "It gives no answer; I ask again later."
    since = "this morning" if days == 1 else f"for {days} mornings"
    return (
        f"I have had nothing from {label} {since}. {words} Until then I plan without it; /connect "
        "shows how it stands."
    )


def _counts(source: SourceName) -> bool:
    return HABITS[source].nights or HABITS[source].activities


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
