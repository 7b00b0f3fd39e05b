"""The tables of what is connected, and of what only some vendors tell; `schema` names them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import Double

from coach.memory.columns import measures, metadata, provenance, whose

connection = Table(
    "connection", metadata,
    whose(),
    Column("source", String, nullable=False),
    Column("account", String, nullable=False),
    Column("credentials", Text, nullable=False),  # sealed, never plain
    Column("scopes", Text, nullable=False),
    Column("connected_at", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    Column("state_since", BigInteger, nullable=False),
    Column("state_words", Text),
    Column("newest_data_on", String),
    Column("last_asked_at", BigInteger),
    Column("last_ok_at", BigInteger),
    Column("calendar", Boolean, nullable=False),
    Column("failed_mornings", Integer, nullable=False),
    Column("told_at", BigInteger),
    Column("cursor", Text),
    Column("renewing_until", BigInteger),  # the lease of who renews the credentials now
    PrimaryKeyConstraint("athlete_id", "source"),
    UniqueConstraint("source", "account"),
)  # fmt: skip

glimpse = Table(
    "glimpse", metadata,
    whose(),
    Column("vendor_id", String, nullable=False),
    Column("name", String),
    Column("sport", String, nullable=False),
    Column("start_at", BigInteger, nullable=False),
    Column("utc_offset_s", Integer, nullable=False),
    Column("local_date", String, nullable=False),
    Column("duration_s", Double, nullable=False),
    Column("distance_m", Double),
    Column("fetched_at", BigInteger, nullable=False, index=True),
    PrimaryKeyConstraint("athlete_id", "vendor_id"),
)  # fmt: skip

night_detail = Table(
    "night_detail", metadata,
    whose(),
    Column("local_date", String, nullable=False),
    Column("contributors", Text),  # JSON: a score by its name
    *measures("temperature_trend_c", "stress_high_min", "recovery_high_min"),
    Column("stress_summary", String),
    *provenance(),
    PrimaryKeyConstraint("athlete_id", "local_date", "origin"),
    sqlite_with_rowid=False,
)  # fmt: skip
