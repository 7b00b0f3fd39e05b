"""The load curve as a person and as a program read it."""

import json
from datetime import date

from bot.commands.fitness import _document, _table
from coach.domain.athlete import LoadDay


def a_day_just_under_zero() -> LoadDay:
    """Return a first easy day: nothing yet, and the traces of rounding in it."""
    return LoadDay(
        local_date=date(2026, 3, 11), load=0.0, ctl=0.004, atl=0.004, tsb=-0.00001, ramp=-0.00001
    )


def test_a_form_just_under_zero_is_zero_in_the_table() -> None:
    shown = _table([a_day_just_under_zero()])

    assert "-0.0" not in shown
    assert shown.splitlines()[1].split()[1:] == ["0.0", "0.0", "0.0", "0.0", "0.0"]


def test_a_form_just_under_zero_is_zero_in_the_document() -> None:
    shown = json.dumps(_document(a_day_just_under_zero()))

    assert '"tsb": 0.0' in shown
    assert '"ramp": 0.0' in shown
