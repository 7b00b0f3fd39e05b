"""What reaches over days changes those days and no other, and is said with its days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.agents.choosing import planned
from coach.agents.lasting import span_words
from coach.agents.noted import noted_lines
from coach.agents.remembering import Group, known
from coach.agents.said import said
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Constraints, Morning, PlanContext
from tests.coach.agents.observation_scenes import NOW, TODAY

THURSDAY = TODAY + timedelta(days=1)
SUNDAY = TODAY + timedelta(days=4)
MONDAY = TODAY + timedelta(days=5)


def lasting(kind: FactKind, **known: object) -> Fact:
    values = {"local_date": THURSDAY, "until": SUNDAY, "said_at": NOW, "words": "so", "id": 7}
    return Fact(kind=kind, **{**values, **known})  # type: ignore[arg-type]  # Fact's own


NO_BIKE = lasting(FactKind.EQUIPMENT, code="no_bike")
NO_VO2 = lasting(
    FactKind.PREFERENCE, code="vo2max", quality="avoid", value=0, local_date=TODAY, until=None
)


@pytest.mark.parametrize(("day", "there"), [(0, ()), (1, ("no_bike",)), (4, ("no_bike",)), (5, ())])
def test_a_span_counts_on_its_own_days_only(day: int, there: tuple[str, ...]) -> None:
    assert said([NO_BIKE], TODAY + timedelta(days=day)).equipment == there


def test_what_was_taken_back_counts_no_more() -> None:
    assert said([replace(NO_BIKE, closed_on=TODAY)], THURSDAY).equipment == ()


def test_days_without_training_leave_no_minute_and_today_s_word_beats_them() -> None:
    blocked = lasting(FactKind.TIME, value=0)
    but_today = replace(blocked, until=None, said_at=NOW + timedelta(days=1), value=30)

    assert said([blocked], THURSDAY).time_min == 0
    assert said([blocked, but_today], THURSDAY).time_min == 30


def test_a_preference_holds_on_its_weekday_until_the_next_word_on_it() -> None:
    later = replace(NO_VO2, quality="like", said_at=NOW + timedelta(hours=1))

    assert said([NO_VO2], MONDAY).avoid == ("vo2max",)
    assert said([NO_VO2], MONDAY + timedelta(days=70)).avoid == ("vo2max",)
    assert said([NO_VO2], THURSDAY).avoid == ()
    assert said([NO_VO2, later], MONDAY).avoid == ()


@pytest.mark.parametrize(
    ("day_kind", "avoid", "stimulus"),
    [
        ("key", ("vo2max",), "threshold"),
        ("key", ("vo2max", "threshold"), "sweet_spot"),
        ("long", ("long",), "endurance"),
        ("strength", ("strength",), "endurance"),
        ("race", ("vo2max", "training"), "race"),
    ],
)
def test_what_is_not_wanted_gives_way_to_something_no_harder(
    day_kind: str, avoid: tuple[str, ...], stimulus: str
) -> None:
    morning = Morning(phase="Peak", plan=PlanContext.model_validate({"day_kind": day_kind}))
    unwilling = morning.model_copy(update={"constraints": Constraints(avoid=avoid)})

    chosen = planned(unwilling).template

    assert chosen is not None
    assert chosen.stimulus == stimulus


def test_travel_leaves_the_bike_at_home() -> None:
    away = lasting(FactKind.TRAVEL)

    assert said([away], THURSDAY).travelling
    assert not said([away], MONDAY).travelling


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, " today"), (1, 1, " on Thursday"), (0, 4, " until Sunday"),
        (1, 4, " from Thursday to Sunday"), (1, 20, " from Thursday to Tuesday 31 March"),
    ],
)  # fmt: skip
def test_days_are_said_as_people_do(first: int, last: int, words: str) -> None:
    span = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))

    assert span_words(*span, TODAY) == words


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (NO_BIKE, "Noted: no bike from Thursday to Sunday."),
        (NO_VO2, "Noted: no VO2max on Mondays."),
        (lasting(FactKind.TRAVEL), "Noted: away from home from Thursday to Sunday."),
        (lasting(FactKind.TIME, value=0), "Noted: no training from Thursday to Sunday."),
        (lasting(FactKind.TIME, value=30), "Noted: at most 30 min a day from Thursday to Sunday."),
        (lasting(FactKind.TIME, value=30, until=THURSDAY), "Noted: at most 30 min on Thursday."),
        (replace(NO_VO2, quality="like", value=None), "Noted: you like VO2max."),
        (lasting(FactKind.NOTE), "Noted: “so” from Thursday to Sunday."),
    ],
)
def test_what_was_noted_is_said_with_its_days(fact: Fact, line: str) -> None:
    assert noted_lines([fact], TODAY) == (line,)


def test_memory_tells_what_holds_from_what_is_coming() -> None:
    note = lasting(FactKind.NOTE, local_date=TODAY, until=None, words="new saddle", id=8)
    button = lasting(FactKind.SORENESS, local_date=TODAY, until=None, value=6, words="by button")
    nameless = replace(note, id=None)

    listed = known([NO_BIKE, NO_VO2, note, button, nameless], TODAY)

    assert [(one.group, one.words, one.quote) for one in listed] == [
        (Group.HOLDS, "No VO2max on Mondays", "so"),
        (Group.HOLDS, "Legs sore 6/10, today", None),
        (Group.COMING, "No bike from Thursday to Sunday", "so"),
        (Group.NOTES, "“new saddle”, today", "new saddle"),
    ]


def test_of_one_measure_the_last_word_holds_and_the_others_were_told() -> None:
    def at(minutes: int, kind: FactKind, value: float, **more: object) -> Fact:
        told = NOW + timedelta(minutes=minutes)
        values: dict[str, object] = {"local_date": TODAY, "until": None, "said_at": told}
        return lasting(kind, value=value, id=minutes, **values, **more)

    listed = known(
        [
            at(1, FactKind.ENERGY, 9),
            at(2, FactKind.TIME, 45),
            at(3, FactKind.PAIN, 4, site="left knee"),
            at(4, FactKind.PAIN, 2, site="hip"),
            at(5, FactKind.ENERGY, 4),
            at(6, FactKind.TIME, 90),
        ],
        TODAY,
    )

    assert [one.words for one in listed if one.group is Group.HOLDS] == [
        "90 min, today", "Energy 4/10, today", "Hip 2/10, since today",
        "Left knee 4/10, since today",
    ]  # fmt: skip
    assert [one.words for one in listed if one.group is Group.NOTES] == [
        "45 min, today", "Energy 9/10, today",
    ]  # fmt: skip


def test_an_old_day_is_told_with_its_year() -> None:
    knee = lasting(
        FactKind.PAIN, local_date=TODAY - timedelta(days=400), until=None, site="knee", value=4
    )

    (one,) = known([knee], TODAY)

    assert one.words == "Knee 4/10, since Tuesday 4 February 2025"
