"""Comparisons in which the unknown never holds: a missing value is neither low nor high."""


def below(value: float | None, limit: float) -> bool:
    """Return whether a known value is under the limit."""
    return value is not None and value < limit


def at_least(value: float | None, limit: float) -> bool:
    """Return whether a known value reaches the limit."""
    return value is not None and value >= limit


def at_most(value: float | None, limit: float) -> bool:
    """Return whether a known value is not over the limit."""
    return value is not None and value <= limit
