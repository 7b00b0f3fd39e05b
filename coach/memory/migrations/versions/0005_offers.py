# ruff: noqa: INP001  # Alembic loads it by its path
"""Changes that wait for an athlete's yes; a moved goal holds until it is moved again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the offers, and let the index of standing facts hold moved goals."""
    _offers()
    op.drop_index("ix_fact_standing", table_name="fact")
    standing = sa.text("kind IN ('pain', 'symptom', 'cleared', 'recovered', 'preference', 'goal')")
    op.create_index(
        "ix_fact_standing",
        "fact",
        ["athlete_id", "local_date"],
        sqlite_where=standing,
        postgresql_where=standing,
    )


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError


def _offers() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "offer",
        sa.Column("id", row_id, nullable=False),
        sa.Column("athlete_id", row_id, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("body", "words")),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_offer_athlete_id_athlete"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offer_made", "offer", ["athlete_id", "made_at"])
