"""The tables: what is remembered of each athlete, and the keys that carry the guarantees.

Instants are UTC microseconds since 1970, calendar dates ISO text, documents JSON text. Everything
of one athlete hangs on their row and goes with it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.types import Double

from coach.domain.fact import FactKind

REVISIONS = ("0001",)
"""The migrations there are, oldest first; the last is what this program works with."""

STANDING = (FactKind.PAIN, FactKind.SYMPTOM, FactKind.EQUIPMENT)
"""Facts that hold until they are closed; the others speak of their own day."""

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)

_ROW_ID = BigInteger().with_variant(Integer, "sqlite")


def _whose() -> Column[int]:
    """Return the column that ties a row to its athlete, for life."""
    return Column("athlete_id", ForeignKey("athlete.id", ondelete="CASCADE"), nullable=False)


def _measures(*names: str) -> tuple[Column[float], ...]:
    return tuple(Column(name, Double) for name in names)


def _provenance() -> tuple[Column[object], ...]:
    return (
        Column("origin", String, nullable=False),
        Column("fetched_at", BigInteger, nullable=False),
        Column("vendor_id", String),
        Column("file", String),
    )


def _met() -> Column[str]:
    """Return the column that keeps who has said what already; see `words`."""
    return Column("met", Text, nullable=False)


athlete = Table(
    "athlete", metadata,
    Column("id", _ROW_ID, primary_key=True),
    Column("name", String),
    Column("chat_id", BigInteger, unique=True),
    Column("timezone", String, nullable=False),
    Column("push_time", String, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("next_push_at", BigInteger),
    Column("mission_digest", String),
    sqlite_autoincrement=True,  # the id of someone forgotten is never given again
)  # fmt: skip

IS_PUSHED = athlete.c.paused.is_(False) & athlete.c.chat_id.is_not(None)
"""Who gets a morning push at all; the index of due athletes holds only them."""

Index(
    "ix_athlete_due",
    athlete.c.next_push_at,
    sqlite_where=IS_PUSHED,
    postgresql_where=IS_PUSHED,
)

mission = Table(
    "mission", metadata,
    Column("digest", String, primary_key=True),
    Column("text", Text, nullable=False),
)  # fmt: skip

athlete_mission = Table(
    "athlete_mission", metadata,
    _whose(),
    Column("digest", ForeignKey("mission.digest"), nullable=False, index=True),
    Column("loaded_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("athlete_id", "digest"),
    sqlite_with_rowid=False,
)  # fmt: skip

activity = Table(
    "activity", metadata,
    Column("id", _ROW_ID, primary_key=True),
    _whose(),
    Column("sport", String, nullable=False),
    Column("start_at", BigInteger, nullable=False),
    Column("utc_offset_s", Integer, nullable=False),
    Column("local_date", String, nullable=False),
    Column("duration_s", Double, nullable=False),
    Column("elapsed_s", Double, nullable=False),
    *_measures("distance_m", "average_power_w", "normalized_power_w", "average_heart_rate_bpm"),
    Column("load", Double),
    Column("load_source", String),
    *_measures("intensity_factor", "rpe_0_10"),
    Column("name", String),
    *_provenance(),
    _met(),
    Index("ix_activity_start", "athlete_id", "start_at"),
    Index("ix_activity_date", "athlete_id", "local_date"),
)  # fmt: skip

night = Table(
    "night", metadata,
    _whose(),
    Column("local_date", String, nullable=False),
    *_measures(
        "readiness", "sleep_score", "sleep_h", "hrv_ms", "resting_heart_rate_bpm",
        "temperature_deviation_c", "weight_kg",
    ),
    *_provenance(),
    _met(),
    PrimaryKeyConstraint("athlete_id", "local_date", "origin"),
    sqlite_with_rowid=False,
)  # fmt: skip

wellness_load = Table(
    "wellness_load", metadata,
    _whose(),
    Column("local_date", String, nullable=False),
    Column("fitness_load", Double, nullable=False),
    Column("fatigue_load", Double, nullable=False),
    *_measures("ctl", "atl"),
    _met(),
    PrimaryKeyConstraint("athlete_id", "local_date"),
    sqlite_with_rowid=False,
)  # fmt: skip

load_curve = Table(
    "load_curve", metadata,
    _whose(),
    Column("local_date", String, nullable=False),
    Column("fitness_load", Double, nullable=False),
    Column("fatigue_load", Double, nullable=False),
    Column("ctl", Double, nullable=False),
    Column("atl", Double, nullable=False),
    PrimaryKeyConstraint("athlete_id", "local_date"),
    sqlite_with_rowid=False,
)  # fmt: skip

fact = Table(
    "fact", metadata,
    Column("id", _ROW_ID, primary_key=True),
    _whose(),
    Column("kind", String, nullable=False),
    Column("local_date", String, nullable=False),
    Column("said_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("value", Double),
    Column("site", String),
    Column("code", String),
    Column("quality", String),
    Column("closed_on", String),
    Index("ix_fact_date", "athlete_id", "local_date"),
)  # fmt: skip

# Literals, not values to bind: SQLite takes a partial index only where it sees its own condition.
IS_STANDING = fact.c.kind.in_([literal_column(f"'{kind.value}'") for kind in STANDING])
Index(
    "ix_fact_standing",
    fact.c.athlete_id,
    fact.c.local_date,
    sqlite_where=IS_STANDING,
    postgresql_where=IS_STANDING,
)

message = Table(
    "message", metadata,
    Column("id", _ROW_ID, primary_key=True),
    _whose(),
    Column("direction", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_message_at", "athlete_id", "at"),
)  # fmt: skip

day = Table(
    "day", metadata,
    Column("id", _ROW_ID, primary_key=True),
    _whose(),
    Column("local_date", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("mission_digest", String),
    Column("briefing", Text, nullable=False),
    UniqueConstraint("athlete_id", "local_date", "version"),
)  # fmt: skip

push = Table(
    "push", metadata,
    _whose(),
    Column("local_date", String, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("state_since", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    PrimaryKeyConstraint("athlete_id", "local_date"),
)  # fmt: skip

inbox = Table(
    "inbox", metadata,
    Column("update_id", _ROW_ID, primary_key=True, autoincrement=False),
    Column("received_at", BigInteger, nullable=False),
    Column("body", Text),
    Column("done_at", BigInteger),
)  # fmt: skip

IS_UNDONE = inbox.c.done_at.is_(None)
Index("ix_inbox_undone", inbox.c.received_at, sqlite_where=IS_UNDONE, postgresql_where=IS_UNDONE)

version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own table, read without importing Alembic."""
