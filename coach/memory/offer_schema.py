"""The table of changes that wait, or waited, for an athlete's yes."""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from coach.memory.columns import ROW_ID, metadata, whose

offer = Table(
    "offer", metadata,
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("made_at", BigInteger, nullable=False),
    Column("local_date", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("state", String, nullable=False),
    Index("ix_offer_made", "athlete_id", "made_at"),
    sqlite_autoincrement=True,  # a button of an offer that was deleted never means another one
)  # fmt: skip
