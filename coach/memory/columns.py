"""What all tables are made of: their names' convention and the columns that many share."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Text
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
