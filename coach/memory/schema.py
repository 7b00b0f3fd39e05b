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
    false,
    literal_column,
)
from sqlalchemy.types import Double

from coach.domain.fact import FactKind
from coach.memory import (
    columns,
    model_schema,
    offer_schema,
    search_index,
    summary_schema,
    vendor_schema,
)
from coach.memory.columns import ROW_ID, index_of_some, measures, met, provenance, whose

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""The migrations there are, oldest first; the last is what this program works with."""

STANDING = (
    FactKind.PAIN, FactKind.SYMPTOM, FactKind.CLEARED, FactKind.RECOVERED, FactKind.PREFERENCE,
    FactKind.GOAL,
)  # fmt: skip
"""Facts that hold until they are closed, and the words that end them; the others speak of their
own day. What stays without its ending word would come back.
"""

metadata = columns.metadata
connection, glimpse = vendor_schema.connection, vendor_schema.glimpse
night_detail = vendor_schema.night_detail
model_call = model_schema.model_call
notice = model_schema.notice
summary = summary_schema.summary
offer = offer_schema.offer

athlete = Table(
    "athlete", metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("name", String),
    Column("chat_id", BigInteger, unique=True),
    Column("timezone", String, nullable=False),
    Column("push_time", String, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("next_push_at", BigInteger),
    Column("mission_digest", String),
    Column("night_wait_min", Integer),
    sqlite_autoincrement=True,  # the id of someone forgotten is never given again
)  # fmt: skip

IS_PUSHED = athlete.c.paused.is_(False) & athlete.c.chat_id.is_not(None)
"""Who gets a morning push at all; the index of due athletes holds only them."""

index_of_some("ix_athlete_due", athlete.c.next_push_at, where=IS_PUSHED)

mission = Table(
    "mission", metadata,
    Column("digest", String, primary_key=True),
    Column("text", Text, nullable=False),
)  # fmt: skip

athlete_mission = Table(
    "athlete_mission", metadata,
    whose(),
    Column("digest", ForeignKey("mission.digest"), nullable=False, index=True),
    Column("loaded_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("athlete_id", "digest"),
    sqlite_with_rowid=False,
)  # fmt: skip

activity = Table(
    "activity", metadata,
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("sport", String, nullable=False),
    Column("start_at", BigInteger, nullable=False),
    Column("utc_offset_s", Integer, nullable=False),
    Column("local_date", String, nullable=False),
    Column("duration_s", Double, nullable=False),
    Column("elapsed_s", Double, nullable=False),
    *measures("distance_m", "average_power_w", "normalized_power_w", "average_heart_rate_bpm"),
    Column("load", Double),
    Column("load_source", String),
    *measures("intensity_factor", "rpe_0_10"),
    Column("name", String),
    *provenance(),
    met(),
    Index("ix_activity_start", "athlete_id", "start_at"),
    Index("ix_activity_date", "athlete_id", "local_date"),
)  # fmt: skip

night = Table(
    "night", metadata,
    whose(),
    Column("local_date", String, nullable=False),
    *measures(
        "readiness", "sleep_score", "sleep_h", "hrv_ms", "resting_heart_rate_bpm",
        "temperature_deviation_c", "weight_kg",
    ),
    *provenance(),
    met(),
    PrimaryKeyConstraint("athlete_id", "local_date", "origin"),
    sqlite_with_rowid=False,
)  # fmt: skip

wellness_load = Table(
    "wellness_load", metadata,
    whose(),
    Column("local_date", String, nullable=False),
    Column("fitness_load", Double, nullable=False),
    Column("fatigue_load", Double, nullable=False),
    *measures("ctl", "atl"),
    met(),
    PrimaryKeyConstraint("athlete_id", "local_date"),
    sqlite_with_rowid=False,
)  # fmt: skip

load_curve = Table(
    "load_curve", metadata,
    whose(),
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
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("kind", String, nullable=False),
    Column("local_date", String, nullable=False),
    Column("said_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False),
    Column("value", Double),
    Column("site", String),
    Column("code", String),
    Column("quality", String),
    Column("closed_on", String),
    Column("until", String),
    Index("ix_fact_date", "athlete_id", "local_date"),
)  # fmt: skip

HAS_SPAN = fact.c.until.is_not(None)
"""Facts that speak of several days."""

index_of_some("ix_fact_until", fact.c.athlete_id, fact.c.until, where=HAS_SPAN)

# Literals, not values to bind: SQLite takes a partial index only where it sees its own condition.
IS_STANDING = fact.c.kind.in_([literal_column(f"'{kind.value}'") for kind in STANDING])
index_of_some("ix_fact_standing", fact.c.athlete_id, fact.c.local_date, where=IS_STANDING)

message = Table(
    "message", metadata,
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("direction", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_message_at", "athlete_id", "at"),
)  # fmt: skip

day = Table(
    "day", metadata,
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("local_date", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("mission_digest", String),
    Column("sport", String, nullable=False),
    Column("session", String, nullable=False),
    Column("estimated_load", Double, nullable=False),
    Column("intensity_factor", Double, nullable=False),
    Column("briefing", Text, nullable=False),
    UniqueConstraint("athlete_id", "local_date", "version"),
)  # fmt: skip

push = Table(
    "push", metadata,
    whose(),
    Column("local_date", String, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("state_since", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("waits_until", BigInteger),
    Column("without_night", Boolean, nullable=False, server_default=false()),
    Column("followed_up_at", BigInteger),
    PrimaryKeyConstraint("athlete_id", "local_date"),
)  # fmt: skip

MAY_FOLLOW_UP = push.c.without_night.is_(True) & push.c.followed_up_at.is_(None)
"""Pushes that went without the night and are not done with it."""

index_of_some("ix_push_follow_up", push.c.local_date, where=MAY_FOLLOW_UP)

inbox = Table(
    "inbox", metadata,
    Column("update_id", ROW_ID, primary_key=True, autoincrement=False),
    Column("received_at", BigInteger, nullable=False),
    Column("body", Text),
    Column("done_at", BigInteger),
)  # fmt: skip

IS_UNDONE = inbox.c.done_at.is_(None)
index_of_some("ix_inbox_undone", inbox.c.received_at, where=IS_UNDONE)

version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own table, read without importing Alembic."""

search_index.made_with(metadata)
