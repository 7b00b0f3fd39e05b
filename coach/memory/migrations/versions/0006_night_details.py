# ruff: noqa: INP001  # Alembic loads it by its path
"""What wearables say beside nights: what a readiness was made of, temperature, and stress."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the details."""
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    measures = ("temperature_trend_c", "stress_high_min", "recovery_high_min")
    op.create_table(
        "night_detail",
        sa.Column("athlete_id", row_id, nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.Column("contributors", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Double(), nullable=True) for name in measures),
        sa.Column("stress_summary", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.BigInteger(), nullable=False),
        sa.Column("vendor_id", sa.String(), nullable=True),
        sa.Column("file", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_night_detail_athlete_id_athlete"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("athlete_id", "local_date", "origin", name=op.f("pk_night_detail")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError
