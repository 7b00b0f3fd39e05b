"""A button to a fact: `kind:value:code`, as the coach's own keyboards have it."""

from datetime import date, datetime

from coach.domain.fact import Fact, FactKind
from coach.errors import AthleteError

TAP_WORDS = "by button"


def fact_of_button(button: str, local_date: date, now: datetime) -> Fact:
    """Return what a button tells; raises AthleteError for one that was never made."""
    kind, _, rest = button.partition(":")
    value, _, code = rest.partition(":")
    try:
        return Fact(
            kind=FactKind(kind),
            value=float(value) if value else None,
            code=code or None,
            local_date=local_date,
            said_at=now,
            words=TAP_WORDS,
        )
    except ValueError as error:
        raise AthleteError(
            "That button is from another time; ask /today for fresh ones."
        ) from error
