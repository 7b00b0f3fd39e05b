"""Offers say all that they would change, in code's figures, and only what the day has room for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.agents.answering import Ground, ask
from coach.agents.answering.bounds import today_with
from coach.agents.extraction.checking import Message
from coach.agents.offers import NotOfferedError
from coach.agents.offers.arguments import OfferForget, OfferGoalDate, OfferNote, OfferPlan
from coach.agents.offers.by_rules import wishes_by_rules
from coach.agents.offers.days import plan, swap
from coach.agents.offers.goals import move
from coach.agents.offers.wishing import check, facts_of, is_of_its_day, wish_of
from coach.agents.offers.wording import (
    BOUNDS_HOLD,
    DOCTOR_FIRST,
    forget_words,
    move_words,
    note_words,
    plan_words,
)
from coach.agents.own_plan import BY_YES
from coach.agents.remembering import Group, Known
from coach.domain.fact import Fact, FactKind
from coach.domain.wish import WISH, Forgetting, MovingGoal, Noting, Planning, Wish
from tests.coach.agents.answering_scenes import NOW, asks, ground, mission, remembered, said
from tests.coach.agents.observation_scenes import TODAY, activity

FRIDAY, SATURDAY = TODAY + timedelta(days=2), TODAY + timedelta(days=3)
KNEE = Known(fact_id=7, group=Group.HOLDS, words="Left knee 4/10, since today", quote="my knee")
WORDS = Message(text="no bike till Sunday", today=TODAY, said_at=NOW)


def rested(**changes: object) -> Ground:
    """Return a day on which the athlete feels fresh, so that the bounds are wide."""
    fresh = (said(FactKind.ENERGY, 9), said(FactKind.SORENESS, 0))
    return ground(remembered(**{"facts": fresh, **changes}))


def refused(made: Callable[[], Wish]) -> str:
    with pytest.raises(NotOfferedError) as error:
        made()
    return str(error.value)


def test_a_swap_says_both_days_with_their_loads() -> None:
    there = rested()

    wish = swap(there, FRIDAY)

    today, friday = wish.days
    assert plan_words(there, wish) == (
        "Swap: today 45 min of recovery spin (load 19), Friday 13 March 75 min of endurance ride"
        f" (load 52). {BOUNDS_HOLD}"
    )
    assert (today.day, friday.day) == (TODAY, FRIDAY)


def test_what_a_swap_offers_is_what_today_would_be() -> None:
    there = rested()

    wish = swap(there, FRIDAY)
    then = today_with(there, facts_of(wish, TODAY, NOW))

    assert (then.workout.session, then.workout.duration_minutes) == ("recovery_45", 45)
    assert then.envelope == there.decision.envelope


def test_a_swap_is_refused_where_today_has_no_room_for_it() -> None:
    hurt = ground(remembered(facts=(said(FactKind.PAIN, 4, site="left knee"),)))

    words = refused(lambda: swap(hurt, SATURDAY))

    assert words.startswith("That does not fit today: at most ")


@pytest.mark.parametrize("days", [0, 8, -1])
def test_only_the_coming_week_can_be_swapped(days: int) -> None:
    assert "seven days" in refused(lambda: swap(rested(), TODAY + timedelta(days=days)))


def test_a_red_flag_is_not_swapped_away() -> None:
    ill = ground(remembered(facts=(said(FactKind.SYMPTOM, code="fever"),)))

    assert refused(lambda: swap(ill, FRIDAY)).startswith("Not today.")


def test_a_race_is_not_swapped() -> None:
    eve = mission(goal_date="2026-03-13")

    words = refused(lambda: swap(ground(plan=eve), FRIDAY))

    assert words == "Friday 13 March is a race or closed by your mission: it stays."


def test_who_has_trained_already_swaps_nothing() -> None:
    there = ground(remembered(activity(0, 50)))

    assert refused(lambda: swap(there, FRIDAY)) == "You have trained today already."


def test_a_planned_day_says_what_it_replaces_and_what_tomorrow_becomes() -> None:
    there = rested()

    words = plan_words(there, plan(there, TODAY, code="rest"))

    assert words.startswith("Today: a rest day instead of 75 min of endurance ride (load 52).")
    assert "Tomorrow's TSB (form) would be " in words
    assert words.endswith(BOUNDS_HOLD)


@pytest.mark.parametrize(
    ("code", "minutes", "said_so"),
    [
        ("key", None, "Saturday 14 March: 64 min of threshold (load 78)"),
        ("easy", 40, "Saturday 14 March: 40 min of recovery spin (load 17)"),
        ("sweetspot_3x10", None, "Saturday 14 March: 60 min of sweet spot (load 61)"),
        ("strength", None, "Saturday 14 March: 57 min of strength, whole body (load 49)"),
        (None, 90, "Saturday 14 March: 90 min of long ride (load 63)"),
    ],
)
def test_another_kind_session_or_length_of_a_day_ahead(
    code: str | None, minutes: float | None, said_so: str
) -> None:
    there = rested()

    words = plan_words(there, plan(there, SATURDAY, code=code, minutes=minutes))

    assert words.startswith(f"{said_so} instead of 3 h of long ride (load 128).")


@pytest.mark.parametrize(
    ("day", "code", "minutes", "why"),
    [
        (SATURDAY, "marathon", None, "There is no session or kind of day called marathon."),
        (SATURDAY, "race", None, "There is no session or kind of day called race."),
        (SATURDAY, "run_easy_45", None, "Easy run is no session for cycling."),
        (SATURDAY, "endurance", 600, "A session may last 10 to 240 min."),
        (SATURDAY, "vo2_5x4", 30, "VO2max intervals is 56 min and cannot be 30"),
        (TODAY, "endurance", 75, "That is what the day is already."),
        (TODAY + timedelta(days=15), "rest", None, "Only today and the next 14 days"),
        (TODAY - timedelta(days=1), "rest", None, "Only today and the next 14 days"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(
    day: date, code: str, minutes: float | None, why: str
) -> None:
    assert why in refused(lambda: plan(rested(), day, code=code, minutes=minutes))


def test_a_day_is_made_no_harder_than_its_bounds_by_asking_for_it() -> None:
    held = ground()

    words = refused(lambda: plan(held, TODAY, code="vo2_5x4"))

    assert words.startswith("Today is no day for more.")


def test_less_is_always_offered() -> None:
    held = ground()

    wish = plan(held, TODAY, code="easy", minutes=30)

    assert plan_words(held, wish).startswith("Today: 30 min of recovery spin")


def test_a_moved_goal_says_the_days_and_the_phases() -> None:
    there = ground()

    words = move_words(there, move(there, date(2026, 5, 17)))

    assert words == (
        "Move the Marmotte: from Sunday 3 May 2026 to Sunday 17 May 2026, in 67 days. Today"
        " becomes Build, week 3 of 8, instead of Build, week 5 of 8. Peak from Sunday 19 April"
        " and Taper from Sunday 3 May."
    )


def test_a_goal_moved_twice_remembers_where_the_mission_has_it() -> None:
    first = Fact(kind=FactKind.GOAL, local_date=TODAY, said_at=NOW, words=BY_YES,
                 code="2026-05-10", quality="2026-05-03")  # fmt: skip
    there = ground(remembered(facts=(first,)), mission(goal_date="2026-05-10"))

    assert move(there, date(2026, 5, 17)).was == "2026-05-03"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (date(2026, 5, 3), "The Marmotte stands on that day already."),
        (TODAY, "A goal lies ahead, at most two years."),
        (date(2030, 1, 1), "A goal lies ahead, at most two years."),
    ],
)
def test_a_goal_moves_only_to_a_day_ahead(to: date, why: str) -> None:
    assert refused(lambda: move(ground(), to)) == why


def test_without_a_goal_there_is_nothing_to_move() -> None:
    goalless = replace(mission(), goal_date=None)

    words = refused(lambda: move(ground(plan=goalless), date(2026, 6, 1)))

    assert words.startswith("Your mission has no goal with a date ahead of it")


def test_noting_says_what_would_be_noted_and_sends_grave_things_to_a_doctor_first() -> None:
    bike = Fact(kind=FactKind.EQUIPMENT, local_date=TODAY, said_at=NOW, words="kein Rad",
                code="no_bike", until=SATURDAY)  # fmt: skip
    heart = Fact(kind=FactKind.CLEARED, local_date=TODAY, said_at=NOW, words="Herz ist ok",
                 code="palpitations")  # fmt: skip

    assert note_words(Noting(facts=(bike,)), TODAY) == "Note: no bike until Saturday."
    assert note_words(Noting(facts=(heart,)), TODAY).endswith(DOCTOR_FIRST)


def test_forgetting_says_what_and_how_far_it_goes() -> None:
    pain = said(FactKind.PAIN, 4, site="left knee")
    fainting = replace(pain, kind=FactKind.SYMPTOM, code="fainting")

    over = forget_words(Forgetting(fact_id=7), KNEE, pain)
    gone = forget_words(Forgetting(fact_id=7, erase=True), KNEE, pain)
    grave = forget_words(Forgetting(fact_id=7), KNEE, fainting)

    assert over == "Holds no longer: left knee 4/10, since today."
    assert gone.startswith("Forget for good, with the message it was in: left knee 4/10")
    assert grave.endswith(DOCTOR_FIRST)


def rules(text: str, there: Ground | None = None, known: tuple[Known, ...] = ()) -> list[Wish]:
    there = there or rested()
    return list(wishes_by_rules(ask(text), text, there, known))


@pytest.mark.parametrize(
    "text",
    ["move my long ride to Sunday", "swap Saturday and Sunday", "put Saturday's ride on Sunday"],
)
def test_a_ride_is_moved_by_the_rules_from_the_day_it_stands_on(text: str) -> None:
    (wish,) = rules(text)

    assert isinstance(wish, Planning)
    assert [each.day for each in wish.days] == [SATURDAY, SATURDAY + timedelta(days=1)]
    assert plan_words(rested(), wish).startswith("Swap: Saturday 14 March ")


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("make Saturday a rest day", SATURDAY, "rest"),
        ("rest day tomorrow please", TODAY + timedelta(days=1), "rest"),
    ],
)
def test_a_rest_day_is_offered_to_who_wants_one(text: str, day: date, code: str) -> None:
    (wish,) = rules(text)

    assert wish == plan(rested(), day, code=code)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("my race is a week later", date(2026, 5, 10)),
        ("the race is 3 days earlier", date(2026, 4, 30)),
    ],
)
def test_a_goal_moves_by_the_days_that_were_told(text: str, to: date) -> None:
    assert rules(text) == [MovingGoal(to=to, was="2026-05-03")]


def test_what_is_to_be_forgotten_is_what_the_words_name() -> None:
    mondays = Known(fact_id=8, group=Group.HOLDS, words="No VO2max on Mondays", quote="I hate VO2")

    over = rules("forget that my knee hurts", known=(KNEE, mondays))
    gone = rules("delete what I said about my knee", known=(KNEE, mondays))

    assert over == [Forgetting(fact_id=7)]
    assert gone == [Forgetting(fact_id=7, erase=True)]
    assert rules("forget that my hip hurts", known=(KNEE, mondays)) == []


@pytest.mark.parametrize("text", ["can I swap today with Friday?", "swap today and friday please"])
def test_the_rules_offer_a_swap_that_was_asked_for(text: str) -> None:
    (wish,) = rules(text)

    assert isinstance(wish, Planning)
    assert [each.day for each in wish.days] == [TODAY, FRIDAY]


def test_the_rules_offer_no_swap_that_does_not_fit() -> None:
    hurt = ground(remembered(facts=(said(FactKind.PAIN, 4, site="left knee"),)))

    assert rules("can I swap today with Saturday?", hurt) == []


@pytest.mark.parametrize(
    "text",
    ["move my race to 17 May", "my race was postponed to 17 May 2026",
     "the event has been moved to May 17", "please push the marathon to 2026-05-17"],
)  # fmt: skip
def test_the_rules_offer_to_move_a_goal_that_was_moved(text: str) -> None:
    assert rules(text) == [MovingGoal(to=date(2026, 5, 17), was="2026-05-03")]


@pytest.mark.parametrize(
    "text",
    ["I race on 17 May", "my race was moved", "move my session to Friday, the ride",
     "I move house on 17 May", "my race was between 3 May and 17 May"],
)  # fmt: skip
def test_what_moves_no_goal_is_no_offer(text: str) -> None:
    assert not any(isinstance(wish, MovingGoal) for wish in rules(text))


def told(**fields: object) -> OfferNote:
    return OfferNote.model_validate({"kind": "note", "quote": "no bike till Sunday", **fields})


def test_a_model_asks_for_a_swap_a_kind_and_a_goal() -> None:
    there = rested()

    swapped = wish_of(OfferPlan(day=FRIDAY, swap_with=TODAY), there, WORDS, ())
    ahead = wish_of(OfferPlan(day=SATURDAY, swap_with=FRIDAY), there, WORDS, ())
    rest = wish_of(OfferPlan(day=FRIDAY, kind="rest"), there, WORDS, ())
    goal = wish_of(OfferGoalDate(to=date(2026, 5, 17)), there, WORDS, ())

    assert swapped == swap(there, FRIDAY)
    assert ahead == swap(there, FRIDAY, SATURDAY)
    assert rest == plan(there, FRIDAY, code="rest")
    assert goal == move(there, date(2026, 5, 17))


def test_only_words_that_were_said_are_kept_as_a_quote() -> None:
    there = rested()

    real = wish_of(told(kind="equipment", code="no_bike", last=SATURDAY), there, WORDS, ())
    made_up = wish_of(told(quote="I hate hills"), there, WORDS, ())

    assert isinstance(real, Noting)
    assert isinstance(made_up, Noting)
    assert real.facts[0].words == "no bike till Sunday"
    assert made_up.facts[0].words == BY_YES


def test_a_note_that_lacks_its_number_is_refused() -> None:
    why = refused(lambda: wish_of(told(kind="time"), rested(), WORDS, ()))

    assert why.startswith("That note lacks")


@pytest.mark.parametrize(
    "words", ["Holds now: Left knee 4/10, since today", "left knee", "LEFT KNEE 4/10, since today"]
)
def test_what_is_to_be_forgotten_is_found_by_its_words(words: str) -> None:
    found = wish_of(OfferForget(words=words), rested(), WORDS, [KNEE])

    assert found == Forgetting(fact_id=7)


@pytest.mark.parametrize("words", ["", "my", "the other knee", "7"])
def test_what_cannot_be_told_apart_is_asked_back(words: str) -> None:
    other = replace(KNEE, fact_id=8, words="Right knee 2/10, since today")

    why = refused(lambda: wish_of(OfferForget(words=words), rested(), WORDS, [KNEE, other]))

    assert why.startswith("Which one is meant? Known is: Left knee 4/10")


def test_a_wish_is_checked_again_when_the_yes_comes() -> None:
    wish = swap(rested(), FRIDAY)
    hurt = ground(remembered(facts=(said(FactKind.PAIN, 7, site="left knee"),)))

    with pytest.raises(NotOfferedError):
        check(wish, hurt)


def test_what_concerns_today_is_over_with_it() -> None:
    there = rested()
    time = said(FactKind.TIME, 30)

    assert is_of_its_day(swap(there, FRIDAY), TODAY)
    assert is_of_its_day(Noting(facts=(time,)), TODAY)
    assert not is_of_its_day(plan(there, FRIDAY, code="rest"), TODAY)
    assert not is_of_its_day(Noting(facts=(replace(time, until=SATURDAY),)), TODAY)
    assert not is_of_its_day(move(there, date(2026, 5, 17)), TODAY)
    assert not is_of_its_day(Forgetting(fact_id=7), TODAY)


def test_wishes_come_back_from_their_json_as_they_were() -> None:
    there = rested()
    wishes: tuple[Wish, ...] = (
        swap(there, FRIDAY),
        move(there, date(2026, 5, 17)),
        Forgetting(fact_id=7, erase=True),
        Noting(facts=(replace(said(FactKind.TIME, 30), until=SATURDAY),)),
    )

    assert [WISH.validate_json(wish.model_dump_json()) for wish in wishes] == list(wishes)


def test_intervals_that_were_cut_for_time_are_swapped_as_they_were_planned() -> None:
    thursday = TODAY + timedelta(days=1)
    short = replace(said(FactKind.TIME, 45), local_date=thursday)
    there = ground(remembered(local_date=thursday, facts=(short,)))

    wish = swap(there, FRIDAY)

    assert there.workout.duration_minutes < 45
    assert plan_words(there, wish).startswith("Swap: today 45 min of recovery spin")
    assert "tomorrow 74 min of threshold" in plan_words(there, wish)
    assert "and tomorrow 74 min of threshold" in asks("can I swap today with tomorrow?", there)
