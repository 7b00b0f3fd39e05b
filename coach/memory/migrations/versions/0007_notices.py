# ruff: noqa: INP001  # Alembic loads it by its path
"""What the operator was told of which day, so that a restart does not tell it again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the notices."""
    op.create_table(
        "notice",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "local_date", name=op.f("pk_notice")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError
