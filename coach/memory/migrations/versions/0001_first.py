# ruff: noqa: INP001  # Alembic loads it by its path
"""The first tables. This is history: a change of the schema is a migration of its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, in the order of who needs whom."""
    _athletes()
    _missions()
    _activities()
    _nights_and_loads()
    _days()
    _words()
    _pushes()
    _inbox()


def downgrade() -> None:
    """Nothing stands before the first tables."""
    raise NotImplementedError


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=not required)


def _long(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not required)


def _stamp(name: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=not required)


def _measures(*names: str, required: bool = False) -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, sa.Double(), nullable=not required) for name in names)


def _provenance() -> tuple[sa.Column[int] | sa.Column[str], ...]:
    origin, fetched_at = _text("origin", required=True), _stamp("fetched_at", required=True)
    return origin, fetched_at, _text("vendor_id"), _text("file")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _own_id(table: str) -> tuple[sa.Column[int], sa.PrimaryKeyConstraint]:
    return sa.Column("id", _row_id(), nullable=False), _key(table, "id")


def _whose(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_athlete_id_athlete")
    bond = sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=name, ondelete="CASCADE")
    return sa.Column("athlete_id", _row_id(), nullable=False), bond


def _athletes() -> None:
    op.create_table(
        "athlete",
        *_own_id("athlete"),
        _text("name"),
        _stamp("chat_id"),
        _text("timezone", required=True),
        _text("push_time", required=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        _stamp("next_push_at"),
        _text("mission_digest"),
        sa.UniqueConstraint("chat_id", name=op.f("uq_athlete_chat_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_athlete_due",
        "athlete",
        ["next_push_at"],
        sqlite_where=sa.text("paused IS 0 AND chat_id IS NOT NULL"),
        postgresql_where=sa.text("paused IS false AND chat_id IS NOT NULL"),
    )


def _missions() -> None:
    op.create_table(
        "mission",
        _text("digest", required=True),
        _long("text", required=True),
        _key("mission", "digest"),
    )
    mission = op.f("fk_athlete_mission_digest_mission")
    op.create_table(
        "athlete_mission",
        *_whose("athlete_mission"),
        _text("digest", required=True),
        _stamp("loaded_at", required=True),
        sa.ForeignKeyConstraint(["digest"], ["mission.digest"], name=mission),
        _key("athlete_mission", "athlete_id", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_athlete_mission_digest"), "athlete_mission", ["digest"])


def _activities() -> None:
    op.create_table(
        "activity",
        *_own_id("activity"),
        *_whose("activity"),
        _text("sport", required=True),
        _stamp("start_at", required=True),
        sa.Column("utc_offset_s", sa.Integer(), nullable=False),
        _text("local_date", required=True),
        *_measures("duration_s", "elapsed_s", required=True),
        *_measures("distance_m", "average_power_w", "normalized_power_w"),
        *_measures("average_heart_rate_bpm", "load"),
        _text("load_source"),
        *_measures("intensity_factor", "rpe_0_10"),
        _text("name"),
        *_provenance(),
        _long("met", required=True),
    )
    op.create_index("ix_activity_start", "activity", ["athlete_id", "start_at"])
    op.create_index("ix_activity_date", "activity", ["athlete_id", "local_date"])


def _nights_and_loads() -> None:
    op.create_table(
        "night",
        *_whose("night"),
        _text("local_date", required=True),
        *_measures("readiness", "sleep_score", "sleep_h", "hrv_ms"),
        *_measures("resting_heart_rate_bpm", "temperature_deviation_c", "weight_kg"),
        *_provenance(),
        _long("met", required=True),
        _key("night", "athlete_id", "local_date", "origin"),
        sqlite_with_rowid=False,
    )
    _loads("wellness_load", *_measures("ctl", "atl"), _long("met", required=True))
    _loads("load_curve", *_measures("ctl", "atl", required=True))


def _loads(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        *_whose(table),
        _text("local_date", required=True),
        *_measures("fitness_load", "fatigue_load", required=True),
        *columns,
        _key(table, "athlete_id", "local_date"),
        sqlite_with_rowid=False,
    )


def _days() -> None:
    one_a_version = op.f("uq_day_athlete_id_local_date_version")
    op.create_table(
        "day",
        *_own_id("day"),
        *_whose("day"),
        _text("local_date", required=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _stamp("made_at", required=True),
        _text("mission_digest"),
        *(_text(name, required=True) for name in ("sport", "session")),
        *_measures("estimated_load", "intensity_factor", required=True),
        _long("briefing", required=True),
        sa.UniqueConstraint("athlete_id", "local_date", "version", name=one_a_version),
    )


def _words() -> None:
    op.create_table(
        "fact",
        *_own_id("fact"),
        *_whose("fact"),
        _text("kind", required=True),
        _text("local_date", required=True),
        _stamp("said_at", required=True),
        _long("words", required=True),
        *_measures("value"),
        *(_text(name) for name in ("site", "code", "quality", "closed_on")),
    )
    op.create_index("ix_fact_date", "fact", ["athlete_id", "local_date"])
    standing = sa.text("kind IN ('pain', 'symptom', 'equipment')")
    op.create_index(
        "ix_fact_standing",
        "fact",
        ["athlete_id", "local_date"],
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_table(
        "message",
        *_own_id("message"),
        *_whose("message"),
        _text("direction", required=True),
        _long("text", required=True),
        _stamp("at", required=True),
    )
    op.create_index("ix_message_at", "message", ["athlete_id", "at"])


def _pushes() -> None:
    op.create_table(
        "push",
        *_whose("push"),
        _text("local_date", required=True),
        _stamp("chat_id", required=True),
        _stamp("due_at", required=True),
        _text("state", required=True),
        _stamp("state_since", required=True),
        _stamp("message_id"),
        _key("push", "athlete_id", "local_date"),
    )
    op.create_index(op.f("ix_push_state"), "push", ["state"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", _row_id(), autoincrement=False, nullable=False),
        _stamp("received_at", required=True),
        _long("body"),
        _stamp("done_at"),
        _key("inbox", "update_id"),
    )
    undone = sa.text("done_at IS NULL")
    op.create_index(
        "ix_inbox_undone",
        "inbox",
        ["received_at"],
        sqlite_where=undone,
        postgresql_where=undone,
    )
