# ruff: noqa: INP001  # Alembic loads it by its path
"""Facts that speak of several days, summaries of weeks and months, and an index of all words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SEARCHED = (("message", "text"), ("fact", "words"))
_INDEX = """CREATE VIRTUAL TABLE {table}_search USING fts5(
athlete_id, {column}, content='{table}', content_rowid='id',
tokenize='porter unicode61 remove_diacritics 2')"""
_ENTER = """CREATE TRIGGER {table}_entered AFTER INSERT ON {table} BEGIN
INSERT INTO {table}_search (rowid, athlete_id, {column})
VALUES (new.id, new.athlete_id, new.{column}); END"""
_LEAVE = """CREATE TRIGGER {table}_left AFTER DELETE ON {table} BEGIN
INSERT INTO {table}_search ({table}_search, rowid, athlete_id, {column})
VALUES ('delete', old.id, old.athlete_id, old.{column}); END"""
_CHANGE = """CREATE TRIGGER {table}_changed AFTER UPDATE OF {column} ON {table} BEGIN
INSERT INTO {table}_search ({table}_search, rowid, athlete_id, {column})
VALUES ('delete', old.id, old.athlete_id, old.{column});
INSERT INTO {table}_search (rowid, athlete_id, {column})
VALUES (new.id, new.athlete_id, new.{column}); END"""
_FILL = "INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')"


def upgrade() -> None:
    """Add what is new, and enter what was said so far into the index."""
    _spans()
    _summaries()
    _preferences_stand()
    if op.get_bind().dialect.name == "sqlite":
        for table, column in _SEARCHED:
            for statement in (_INDEX, _ENTER, _LEAVE, _CHANGE, _FILL):
                op.execute(statement.format(table=table, column=column))


def downgrade() -> None:
    """Refuse: a copy from before is the way back."""
    raise NotImplementedError


def _spans() -> None:
    op.add_column("fact", sa.Column("until", sa.String(), nullable=True))
    several_days = sa.text("until IS NOT NULL")
    op.create_index(
        "ix_fact_until",
        "fact",
        ["athlete_id", "until"],
        sqlite_where=several_days,
        postgresql_where=several_days,
    )


def _preferences_stand() -> None:
    op.drop_index("ix_fact_standing", table_name="fact")
    standing = sa.text("kind IN ('pain', 'symptom', 'cleared', 'recovered', 'preference')")
    op.create_index(
        "ix_fact_standing",
        "fact",
        ["athlete_id", "local_date"],
        sqlite_where=standing,
        postgresql_where=standing,
    )


def _summaries() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "summary",
        sa.Column("athlete_id", row_id, nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_summary_athlete_id_athlete"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("athlete_id", "span", "first", name=op.f("pk_summary")),
        sqlite_with_rowid=False,
    )
