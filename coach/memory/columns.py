"""What all tables are made of: their names' convention, columns that many share, small indexes."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    event,
)
from sqlalchemy.types import Double

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=_NAMES)

ROW_ID = BigInteger().with_variant(Integer, "sqlite")


def whose() -> Column[int]:
    """Return the column that ties a row to its athlete, for life."""
    return Column("athlete_id", ForeignKey("athlete.id", ondelete="CASCADE"), nullable=False)


def measures(*names: str) -> tuple[Column[float], ...]:
    """Return columns of numbers that may be unknown."""
    return tuple(Column(name, Double) for name in names)


def provenance() -> tuple[Column[object], ...]:
    """Return the columns that say where a record came from."""
    return (
        Column("origin", String, nullable=False),
        Column("fetched_at", BigInteger, nullable=False),
        Column("vendor_id", String),
        Column("file", String),
    )


def met() -> Column[str]:
    """Return the column that keeps who has said what already; see `words`."""
    return Column("met", Text, nullable=False)


def index_of_some(name: str, *columns: Column[Any], where: ColumnElement[bool]) -> Index:
    """Make an index of the rows that meet a condition.

    PostgreSQL is told of the condition when it makes its tables: naming its dialect here would
    import it, 3 MB that SQLite needs not.
    """
    return Index(name, *columns, sqlite_where=where, info={"where": where})


@event.listens_for(metadata, "before_create")
def _tell_postgresql(_: MetaData, connection: Connection, **__: object) -> None:
    if connection.dialect.name != "postgresql":
        return
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if "where" in index.info:
            index.dialect_options["postgresql"]["where"] = index.info["where"]
