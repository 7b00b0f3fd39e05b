"""What a batch of mornings is recalled with: each question built once, for any number of athletes.

Their values are `ids`, and `since`, `today` and `soon` (ISO dates) where days are asked for.
"""

from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, Table, bindparam, or_, select

from coach.domain.connection import SourceName
from coach.domain.summary import Span
from coach.memory import schema

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_SINCE: BindParameter[str] = bindparam("since")
_TODAY: BindParameter[str] = bindparam("today")
_SOON: BindParameter[str] = bindparam("soon")
_CURVE, _DAY, _FACT = schema.load_curve, schema.day, schema.fact


def _of_dates(table: Table) -> Select[Any]:
    """Ask for the rows of some dates, the athlete's id first, in the order of athlete and date."""
    whose = table.c.athlete_id
    columns = [column for column in table.c if column.name not in {"athlete_id", "met"}]
    return (
        select(whose, *columns)
        .where(whose.in_(_IDS), table.c.local_date.between(_SINCE, _TODAY))
        .order_by(whose, table.c.local_date)
    )


def _facts() -> CompoundSelect[Any]:
    """Ask for the facts of some dates up to soon, and for older ones that still hold."""
    mine = _FACT.c.athlete_id.in_(_IDS)
    open_still = or_(_FACT.c.closed_on.is_(None), _FACT.c.closed_on > _TODAY)
    recent = mine & _FACT.c.local_date.between(_SINCE, _SOON)
    older = mine & open_still & (_FACT.c.local_date < _SINCE)
    standing = older & schema.IS_STANDING
    lasting = older & schema.HAS_SPAN & (_FACT.c.until >= _TODAY) & ~schema.IS_STANDING
    return (
        select(_FACT)
        .where(recent)
        .union_all(select(_FACT).where(standing), select(_FACT).where(lasting))
    )


_first_day = (
    select(_CURVE.c.local_date)
    .where(_CURVE.c.athlete_id == schema.athlete.c.id)
    .order_by(_CURVE.c.local_date)
    .limit(1)
    .scalar_subquery()
    .label("first_day")
)

_training_arrives = (
    select(schema.connection.c.source)
    .where(schema.connection.c.athlete_id == schema.athlete.c.id)
    .where(schema.connection.c.source.in_([one for one in SourceName if one.brings_training]))
    .exists()
    .label("training_arrives")
)

ATHLETES = select(schema.athlete, _first_day, _training_arrives).where(
    schema.athlete.c.id.in_(_IDS)
)
"""Whole rows of athletes, with the first day of their curve and whether activities arrive."""

MISSIONS = select(schema.mission).where(schema.mission.c.digest.in_(_IDS))
"""Mission texts by their digests."""

NIGHTS, ACTIVITIES, FACTS = _of_dates(schema.night), _of_dates(schema.activity), _facts()

PLANS = (
    select(
        _DAY.c.athlete_id, _DAY.c.local_date, _DAY.c.version, _DAY.c.sport, _DAY.c.session,
        _DAY.c.estimated_load, _DAY.c.intensity_factor, _DAY.c.id,
    )
    .where(_DAY.c.athlete_id.in_(_IDS), _DAY.c.local_date.between(_SINCE, _TODAY))
    .order_by(_DAY.c.athlete_id, _DAY.c.local_date.desc(), _DAY.c.version.desc())
)  # fmt: skip
"""What days were planned to be, newest day and version first."""

LAST_WEEKS = select(schema.summary.c.athlete_id, schema.summary.c.document).where(
    schema.summary.c.athlete_id.in_(_IDS),
    schema.summary.c.span == Span.WEEK.value,
    schema.summary.c.first == _SINCE,
)
"""The summaries of the week that begins on `since`."""

ENTRIES = select(_DAY).where(_DAY.c.id.in_(_IDS))
"""Whole decided days by their rows' ids."""
