"""Connections and glimpses to rows and back; credentials pass through sealed, and by themselves."""

import json
from datetime import UTC, date, timedelta, timezone

from coach.domain.activity import Sport
from coach.domain.connection import Connection, SourceName, SourceState
from coach.domain.glimpse import Glimpse
from coach.memory.codec import (
    Columns,
    Record,
    from_stamp,
    maybe_date,
    maybe_moment,
    maybe_stamp,
    to_stamp,
)
from coach.memory.sealing import SealedCredentials, Sealing


def key_row(connection: Connection) -> Columns:
    """Return whose connection to what it is."""
    return {
        "athlete_id": connection.athlete_id,
        "source": connection.source.value,
        "account": connection.account,
        "connected_at": to_stamp(connection.connected_at),
    }


def secret_row(connection: Connection, sealing: Sealing) -> Columns:
    """Return the credentials, sealed, and what they allow."""
    return {
        "credentials": sealing.seal(connection.credentials),
        "scopes": json.dumps(connection.scopes),
    }


def state_row(connection: Connection) -> Columns:
    """Return how a connection stands: all but its key and its credentials."""
    return {
        "state": connection.state.value,
        "state_since": to_stamp(connection.state_since),
        "state_words": connection.state_words,
        "newest_data_on": connection.newest_data_on and connection.newest_data_on.isoformat(),
        "last_asked_at": maybe_stamp(connection.last_asked_at),
        "last_ok_at": maybe_stamp(connection.last_ok_at),
        "calendar": connection.calendar,
        "failed_mornings": connection.failed_mornings,
        "told_at": maybe_stamp(connection.told_at),
        "cursor": connection.cursor,
    }


def connection_of(row: Record, sealing: Sealing) -> Connection:
    """Return the connection of a row of the whole table; its credentials open at the first look."""
    source = SourceName(row.source)
    return Connection(
        athlete_id=row.athlete_id,
        source=source,
        account=row.account,
        credentials=SealedCredentials(row.credentials, source.label, sealing),
        scopes=tuple(json.loads(row.scopes)),
        connected_at=from_stamp(row.connected_at),
        state=SourceState(row.state),
        state_since=from_stamp(row.state_since),
        state_words=row.state_words,
        newest_data_on=maybe_date(row.newest_data_on),
        last_asked_at=maybe_moment(row.last_asked_at),
        last_ok_at=maybe_moment(row.last_ok_at),
        calendar=row.calendar,
        failed_mornings=row.failed_mornings,
        told_at=maybe_moment(row.told_at),
        cursor=row.cursor,
    )


def glimpse_row(glimpse: Glimpse) -> Columns:
    """Return a glimpse's columns but the athlete; its start keeps the offset it was told in."""
    offset = glimpse.start.utcoffset() or timedelta()
    return {
        "vendor_id": glimpse.vendor_id,
        "name": glimpse.name,
        "sport": glimpse.sport.value,
        "start_at": to_stamp(glimpse.start),
        "utc_offset_s": offset // timedelta(seconds=1),
        "local_date": glimpse.local_date.isoformat(),
        "duration_s": glimpse.duration_s,
        "distance_m": glimpse.distance_m,
        "fetched_at": to_stamp(glimpse.fetched_at),
    }


def glimpse_of(row: Record) -> Glimpse:
    """Return the glimpse of a row of the whole table."""
    offset = timezone(timedelta(seconds=row.utc_offset_s)) if row.utc_offset_s else UTC
    return Glimpse(
        vendor_id=row.vendor_id,
        name=row.name,
        sport=Sport(row.sport),
        start=from_stamp(row.start_at).astimezone(offset),
        local_date=date.fromisoformat(row.local_date),
        duration_s=row.duration_s,
        distance_m=row.distance_m,
        fetched_at=from_stamp(row.fetched_at),
    )
