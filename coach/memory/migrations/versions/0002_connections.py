# ruff: noqa: INP001  # Alembic loads it by its path
"""Connections to vendors, Strava's glimpses, waiting for the night; words that end facts stand."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what connections need, and find the words that end old facts by the standing index."""
    _connections()
    _glimpses()
    _waiting()
    _standing()


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=not required)


def _long(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not required)


def _stamp(name: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=not required)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _whose(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_athlete_id_athlete")
    bond = sa.ForeignKeyConstraint(["athlete_id"], ["athlete.id"], name=name, ondelete="CASCADE")
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("athlete_id", row_id, nullable=False), bond


def _connections() -> None:
    op.create_table(
        "connection",
        *_whose("connection"),
        *(_text(name, required=True) for name in ("source", "account")),
        *(_long(name, required=True) for name in ("credentials", "scopes")),
        _stamp("connected_at", required=True),
        _text("state", required=True),
        _stamp("state_since", required=True),
        _long("state_words"),
        _text("newest_data_on"),
        *(_stamp(name) for name in ("last_asked_at", "last_ok_at")),
        sa.Column("calendar", sa.Boolean(), nullable=False),
        _count("failed_mornings"),
        _stamp("told_at"),
        _long("cursor"),
        _stamp("renewing_until"),
        sa.PrimaryKeyConstraint("athlete_id", "source", name=op.f("pk_connection")),
        sa.UniqueConstraint("source", "account", name=op.f("uq_connection_source_account")),
    )


def _glimpses() -> None:
    op.create_table(
        "glimpse",
        *_whose("glimpse"),
        _text("vendor_id", required=True),
        _text("name"),
        _text("sport", required=True),
        _stamp("start_at", required=True),
        _count("utc_offset_s"),
        _text("local_date", required=True),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("distance_m", sa.Double(), nullable=True),
        _stamp("fetched_at", required=True),
        sa.PrimaryKeyConstraint("athlete_id", "vendor_id", name=op.f("pk_glimpse")),
    )
    op.create_index(op.f("ix_glimpse_fetched_at"), "glimpse", ["fetched_at"])


def _waiting() -> None:
    op.add_column("athlete", sa.Column("night_wait_min", sa.Integer(), nullable=True))
    op.add_column("push", _stamp("waits_until"))
    op.add_column("push", _no("without_night"))
    op.add_column("push", _stamp("followed_up_at"))
    op.create_index(
        "ix_push_follow_up",
        "push",
        ["local_date"],
        sqlite_where=sa.text("without_night IS 1 AND followed_up_at IS NULL"),
        postgresql_where=sa.text("without_night IS true AND followed_up_at IS NULL"),
    )


def _standing() -> None:
    op.drop_index("ix_fact_standing", table_name="fact")
    standing = sa.text("kind IN ('pain', 'symptom', 'cleared', 'recovered')")
    op.create_index(
        "ix_fact_standing",
        "fact",
        ["athlete_id", "local_date"],
        sqlite_where=standing,
        postgresql_where=standing,
    )
