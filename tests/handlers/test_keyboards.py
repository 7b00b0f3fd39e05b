"""Buttons are short, and only what was offered is ever taken."""

from dataclasses import replace
from datetime import date

import pytest

from coach.domain.fact import LIKELY, Fact, FactKind
from handlers import keyboards
from handlers.desk import Button, Rows
from handlers.register import PRESSES
from tests.handlers.turns import NOW

DAY = date(2026, 3, 11)


def a_fact(number: int | None) -> Fact:
    return Fact(
        kind=FactKind.NOTE, local_date=NOW.date(), said_at=NOW, words="legs heavy", id=number
    )


def every_layout() -> list[Rows]:
    asked = [rows for _, rows in keyboards.QUESTIONS.values()]
    noted = keyboards.after_reply([a_fact(1), a_fact(2)], DAY)
    fever = replace(a_fact(3), kind=FactKind.SYMPTOM, code="fever", quality=LIKELY)
    likely = keyboards.after_reply([fever], DAY)
    return [keyboards.morning(DAY), keyboards.PUSH_TIMES, noted, likely, *asked]


def every_button() -> list[Button]:
    return [button for rows in every_layout() for row in rows for button in row]


@pytest.mark.parametrize(("label", "kind"), every_button())
def test_each_button_fits_telegram_and_has_its_taker(label: str, kind: str) -> None:
    assert label
    assert len(kind.encode()) <= 64
    assert kind.partition(":")[0] in PRESSES


def test_the_morning_offers_what_the_voice_promises() -> None:
    labels = [label for row in keyboards.morning(DAY) for label, _ in row]

    assert labels == ["Why", "Sore", "Tired", "Sick", "Less time", "Done"]


def test_nothing_noted_is_nothing_to_undo() -> None:
    assert keyboards.after_reply([], None) == ()
    assert keyboards.after_reply([a_fact(None)], None) == ()


def test_too_many_facts_for_a_button_offer_no_undo() -> None:
    facts = [a_fact(10**9 + number) for number in range(9)]

    assert keyboards.after_reply(facts, DAY) == ((("Why", "why:2026-03-11"),),)


def test_what_is_only_likely_is_asked_about_and_the_rest_can_be_undone() -> None:
    chest = replace(a_fact(3), kind=FactKind.SYMPTOM, code="chest_pain_now", quality=LIKELY)

    rows = keyboards.after_reply([a_fact(1), chest], DAY)

    assert rows == (
        (("Yes", "sure:3"), ("No, that is not it", "undo:3")),
        (("Undo", "undo:1"), ("Why", "why:2026-03-11")),
    )


def test_no_rows_are_no_keyboard() -> None:
    assert keyboards.markup(()) is None
