"""The table of weeks and months that are over."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, Text

from coach.memory.columns import metadata, whose

summary = Table(
    "summary", metadata,
    whose(),
    Column("span", String, nullable=False),
    Column("first", String, nullable=False),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("athlete_id", "span", "first"),
    sqlite_with_rowid=False,
)  # fmt: skip
