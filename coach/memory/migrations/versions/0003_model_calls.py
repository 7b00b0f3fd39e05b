# ruff: noqa: INP001  # Alembic loads it by its path
"""What language models were asked, and what that cost."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the ledger of calls."""
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "model_call",
        sa.Column("id", row_id, nullable=False),
        sa.Column("athlete_id", row_id, nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        *(_text(name, required=True) for name in ("provider", "model", "prompt")),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        _text("prompt_sha256", required=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("usd", sa.Double(), nullable=False),
        *(_text(name) for name in ("outcome", "answered_model", "request_id")),
        *(_count(name) for name in ("tokens_in", "tokens_cached", "tokens_out")),
        *(_count(name) for name in ("latency_ms", "first_token_ms")),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_model_call_athlete_id_athlete"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_call")),
    )
    op.create_index("ix_model_call_day", "model_call", ["local_date", "athlete_id"])


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=not required)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=True)
