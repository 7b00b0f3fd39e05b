"""The tables of language models: what calls cost and who answered, and what the operator was told.

`schema` names them with all the others.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table
from sqlalchemy.types import Double

from coach.memory.columns import ROW_ID, metadata, whose

model_call = Table(
    "model_call", metadata,
    Column("id", ROW_ID, primary_key=True),
    whose(),
    Column("local_date", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("provider", String, nullable=False),
    Column("model", String, nullable=False),
    Column("prompt", String, nullable=False),
    Column("prompt_version", Integer, nullable=False),
    Column("prompt_sha256", String, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("usd", Double, nullable=False),  # the most it may cost, until it is settled
    Column("outcome", String),
    Column("answered_model", String),
    Column("request_id", String),
    Column("tokens_in", Integer),
    Column("tokens_cached", Integer),
    Column("tokens_out", Integer),
    Column("latency_ms", Integer),
    Column("first_token_ms", Integer),
    Index("ix_model_call_day", "local_date", "athlete_id"),
)  # fmt: skip

notice = Table(
    "notice", metadata,
    Column("kind", String, primary_key=True),
    Column("local_date", String, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
