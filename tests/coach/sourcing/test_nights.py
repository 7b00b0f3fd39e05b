"""Whether the morning should wait for a night: rules, case by case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.domain.activity import Origin
from coach.domain.athlete import Athlete
from coach.domain.connection import SourceName, SourceState
from coach.domain.recollection import Recollection
from coach.sourcing.nights import is_here, may_come
from tests.memories import MONDAY, connection, night


def remembered(*days: date, origin: Origin = Origin.OURA, **measures: float) -> Recollection:
    """Return Monday morning with the nights before some days."""
    nights = tuple(night(day, origin, **(measures or {"readiness": 70})) for day in days)
    return Recollection(athlete=Athlete(id=1), local_date=MONDAY, nights=nights)


def test_only_the_night_of_the_day_is_here() -> None:
    assert is_here(remembered(MONDAY))
    assert not is_here(remembered(MONDAY - timedelta(days=1)))


def test_a_weight_and_a_pulse_alone_are_no_night() -> None:
    assert not is_here(remembered(MONDAY, weight_kg=71, resting_heart_rate_bpm=50))


@pytest.mark.parametrize(("days", "expected"), [(1, True), (7, True), (8, False)])
def test_a_ring_in_the_drawer_is_not_waited_for(days: int, expected: bool) -> None:  # noqa: FBT001  # a case
    recollection = remembered(MONDAY - timedelta(days=days))

    assert may_come(recollection, [connection(1)]) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SourceState.CONNECTED, True),
        (SourceState.UNREACHABLE, True),
        (SourceState.LIMITED, True),
        (SourceState.SCOPE_MISSING, True),
        (SourceState.REFUSED, False),
        (SourceState.LAPSED, False),
        (SourceState.OFF, False),
    ],
)
def test_who_must_be_mended_first_is_not_waited_for(state: SourceState, expected: bool) -> None:  # noqa: FBT001  # a case
    recollection = remembered(MONDAY - timedelta(days=1))

    assert may_come(recollection, [replace(connection(1), state=state)]) is expected


def test_nights_from_files_promise_nothing_of_a_source() -> None:
    recollection = remembered(MONDAY - timedelta(days=1), origin=Origin.UPLOAD)

    assert not may_come(recollection, [connection(1), connection(1, SourceName.STRAVA)])
