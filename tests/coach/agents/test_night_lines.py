"""What a ring tells beside a night: explained in its own bands, unknown where it is unknown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.agents.night_lines import night_lines
from coach.domain.activity import Origin, Provenance
from coach.domain.fact import Fact, FactKind
from coach.domain.night import Night, NightDetail
from tests.memories import MONDAY

SIX = datetime(2026, 3, 9, 6, tzinfo=UTC)
OURA = Provenance(origin=Origin.OURA, fetched_at=SIX)
NIGHT = Night(local_date=MONDAY, readiness=71.0, temperature_deviation_c=0.42, provenance=OURA)
DETAIL = NightDetail(
    local_date=MONDAY,
    contributors=(("sleep_balance", 88.0), ("hrv_balance", 52.0), ("recovery_index", 48.0)),
    temperature_trend_c=-0.04,
    provenance=OURA,
)
SUNDAY = MONDAY - timedelta(days=1)
STRESS = NightDetail(
    local_date=SUNDAY, stress_high_min=190.0, recovery_high_min=65.0, stress_summary="stressful",
    provenance=OURA,
)  # fmt: skip


def tag(words: str, *, ago: int = 1) -> Fact:
    """Return a tag of some days ago."""
    day = MONDAY - timedelta(days=ago)
    return Fact(kind=FactKind.NOTE, local_date=day, said_at=SIX, words=words, code="tag")


def test_a_readiness_is_told_with_what_holds_it_down_the_lowest_first() -> None:
    readiness, *_ = night_lines(MONDAY, [NIGHT], [DETAIL], [])

    held = "held down by recovery index (48), HRV balance (52)"
    assert readiness == f"Readiness by Oura: 71; {held}"


def test_where_all_is_good_the_lowest_is_named_and_nothing_is_blamed() -> None:
    good = replace(DETAIL, contributors=(("previous_night", 91.0), ("sleep_balance", 70.0)))

    readiness, *_ = night_lines(MONDAY, [NIGHT], [good], [])

    said = "71; nothing holds it down, lowest is sleep balance (70)"
    assert readiness == f"Readiness by Oura: {said}"


def test_a_score_of_another_source_is_not_explained_by_the_rings_parts() -> None:
    other = replace(OURA, origin=Origin.INTERVALS)
    copied = replace(NIGHT, provenance=other, temperature_deviation_c=None)

    (readiness,) = night_lines(MONDAY, [copied], [DETAIL], [])

    assert readiness.startswith("Readiness by Oura: held down by")


@pytest.mark.parametrize(
    ("degrees", "words"), [(0.42, "+0.4 °C"), (-0.26, "−0.3 °C"), (0.04, "±0.0 °C")]
)
def test_a_temperature_is_told_against_the_usual_with_its_sign(degrees: float, words: str) -> None:
    night = replace(NIGHT, temperature_deviation_c=degrees)

    *_, temperature = night_lines(MONDAY, [night], [DETAIL], [])

    assert temperature == f"Body temperature by Oura: {words} against your usual, trend ±0.0 °C"


def test_a_temperature_that_was_there_this_week_is_missed_today() -> None:
    before = replace(NIGHT, local_date=SUNDAY)
    without = replace(NIGHT, temperature_deviation_c=None)

    assert night_lines(MONDAY, [before, without], [], []) == ("Not known: body temperature",)
    assert night_lines(MONDAY, [before], [], []) == ("Not known: body temperature",)


def test_who_never_measures_a_temperature_misses_none() -> None:
    assert night_lines(MONDAY, [replace(NIGHT, temperature_deviation_c=None)], [], []) == ()


def test_yesterdays_stress_is_told_in_hours() -> None:
    lines = night_lines(MONDAY, [], [STRESS], [])

    said = "Stress by Oura, yesterday: 3:10 h high, 1:05 h of recovery (stressful)"
    assert lines == (said,)


def test_stress_of_today_is_not_over_yet_and_not_told() -> None:
    assert night_lines(MONDAY, [], [replace(STRESS, local_date=MONDAY)], []) == ()


def test_tags_of_the_last_day_stand_as_the_athletes_own_words() -> None:
    facts = [
        tag("Oura tag: late meal: pizza"),
        tag("Oura tag: alcohol"),
        tag("Oura tag: alcohol"),
        tag("Oura tag: sauna", ago=0),
        tag("Oura tag: camp", ago=2),
        tag("legs heavy"),
    ]

    lines = night_lines(MONDAY, [], [], facts)

    assert lines == (
        "You in Oura, yesterday: “late meal: pizza”, “alcohol”",
        "You in Oura, today: “sauna”",
    )
