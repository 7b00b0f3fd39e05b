"""Answers by rules: the figures are the athlete's own, counted again here by hand."""

from dataclasses import replace
from datetime import timedelta
from math import exp

import pytest

from coach.agents.answering import Question, answer, ask
from coach.agents.wording import whole
from coach.domain.activity import Origin, Sport
from coach.domain.fact import FactKind
from coach.domain.recollection import Recollection
from tests.coach.agents.answering_scenes import (
    ATL,
    CTL,
    MISSION,
    asks,
    ground,
    mission,
    on,
    remembered,
    said,
)
from tests.coach.agents.observation_scenes import ATHLETE, TODAY, activity
from tests.coach.agents.test_asking import phrasings

NOBODY = Recollection(athlete=ATHLETE, local_date=TODAY)
BEFORE_THE_RACE = mission(goal_date="2026-03-17")


def evening(load: float, *, ctl: float = CTL, atl: float = ATL) -> tuple[float, float]:
    """Return CTL and ATL after a day of so much load, by the textbook's formula."""
    slow, fast = exp(-1 / 42), exp(-1 / 7)
    return load + (ctl - load) * slow, load + (atl - load) * fast


def form(load: float) -> str:
    ctl, atl = evening(load)
    return whole(ctl - atl)


def planned_load() -> float:
    return ground().workout.estimated_load


def test_skipping_says_what_tomorrow_would_be_and_which_day_to_keep() -> None:
    text = asks("what if I skip today?")

    ctl, planned_ctl = evening(0)[0], evening(planned_load())[0]
    assert (
        f"Tomorrow's TSB (form) would be {form(0)} instead of {form(planned_load())},"
        f" and CTL {ctl:.1f} instead of {planned_ctl:.1f}." in text
    )
    assert "Saturday's long day is the one to keep" in text


def test_a_told_load_is_projected_as_it_is() -> None:
    text = asks("what if I do 150 TSS today?")

    assert f"TSB (form) would be {form(150)} instead of {form(planned_load())}" in text
    assert f"CTL {evening(150)[0]:.1f}" in text


def test_watts_and_hours_give_a_load_by_ftp() -> None:
    text = asks("what if I ride 2 hours at 200 watts?")

    load = 2 * (200 / 250) ** 2 * 100
    assert f"2 h at 200 W is a load of about {load:.0f}" in text
    assert f"would be {form(load)} instead" in text


def test_a_distance_takes_as_long_as_the_athletes_own_rides() -> None:
    at_30 = replace(activity(1, 62), distance_m=30_000)

    text = asks("what if I ride 90 km easy?", ground(remembered(at_30)))

    assert "90 km, about 3 h easy" in text
    assert "how much" in asks("what if I ride 90 km easy?")


def test_lifting_tires_without_building_endurance() -> None:
    text = asks("what if I do 60 min of strength?")

    assert f"CTL {CTL * exp(-1 / 42):.1f}" in text


def test_tomorrow_is_projected_on_top_of_today() -> None:
    text = asks("what if I do 150 TSS tomorrow?")

    ctl, atl = evening(planned_load())
    ctl, atl = evening(150, ctl=ctl, atl=atl)
    assert f"Friday's TSB (form) would be {whole(ctl - atl)} instead" in text


def test_days_that_are_not_decided_yet_are_not_projected() -> None:
    assert "not decided yet" in asks("what if I do 150 TSS on saturday?")


@pytest.mark.parametrize(
    "text", ["what if I ride 23 hours?", "what if I do 2000 TSS?", "can I ride 20 hours?"]
)
def test_what_nobody_does_is_not_counted(text: str) -> None:
    assert "more than I can say anything sensible about" in asks(text)


def test_what_is_done_already_counts_instead_of_the_plan() -> None:
    done = ground(remembered(activity(0, 80), activity(1, 62)))

    assert "You have trained today already (load 80)" in asks("can I skip today?", done)
    assert "You have trained today: load 80" in asks("what should I do today?", done)
    assert f"would be {form(110)} instead of {form(80)}" in asks("what if I do 30 TSS?", done)


def test_a_session_that_was_told_as_done_is_not_planned_once_more() -> None:
    done = ground(remembered(facts=(said(FactKind.DONE, 7),)))

    assert asks("what is today?", done) == (
        "You have trained today. The rest of it is for recovering."
    )
    assert "nothing is left to skip" in asks("what if I skip today?", done)
    assert asks("thanks", done) == "You are welcome."
    assert asks("thanks").endswith("Tell me how it went.")


def test_more_than_the_bounds_is_refused_with_the_bound_and_its_reason() -> None:
    there = ground()
    envelope = there.decision.envelope

    text = asks("can I do 5 hours?", there)

    assert text.startswith(f"Not today: the bounds are at most 4 h and a load of "
                           f"{whole(envelope.max_load or 0)}.")  # fmt: skip
    assert envelope.reasons[0][1:] in text
    assert "Tomorrow's key session needs you fresh" in text


def test_more_shortly_before_the_race_cannot_become_fitness() -> None:
    great = remembered(facts=(said(FactKind.ENERGY, 9),))

    text = asks("feeling amazing, can I do 4 hours?", ground(great, BEFORE_THE_RACE))

    assert text.startswith("Good to hear.\n6 days before the Marmotte the work is done")
    assert "could not become fitness in time" in text


def test_more_on_another_day_is_that_days_business() -> None:
    text = asks("can I go harder tomorrow?")

    assert "Thursday 12 March: a key day" in text
    assert "that morning" in text


RACE_DAY = mission(goal_date="2026-03-11")
FEVERISH = remembered(facts=(said(FactKind.SYMPTOM, code="fever"),))


@pytest.mark.parametrize(
    "text",
    [
        "can I do 2 hours?",
        "what if I ride 3 hours?",
        "swap today with tomorrow?",
        "can I swim instead?",
    ],
)
def test_a_race_and_a_fever_are_not_bargained_with(text: str) -> None:
    assert asks(text, ground(plan=RACE_DAY)) == "Today is your race: that is the day's work."
    assert asks(text, ground(FEVERISH)).startswith("Not today. You told me of fever")


def test_in_the_taper_no_hard_day_is_held_up_as_the_one_to_keep() -> None:
    taper = ground(plan=BEFORE_THE_RACE)

    assert "Saturday" not in asks("what if I skip today?", taper)
    assert "a key day, hard, about 75 min; the taper makes it less." in asks("tomorrow?", taper)
    assert "None before the Marmotte." in asks("when is my recovery week?", taper)
    assert "The building is done" in asks("am I on track?", taper)


def test_less_is_always_allowed_and_told_how_to_get() -> None:
    text = asks("can I just do 30 minutes?")

    assert "Less is always within the bounds" in text
    assert "“only 30 minutes”" in text


def test_a_shortened_session_swapped_into_today_is_no_rest_day() -> None:
    text = asks("can I swap today and Friday?")

    assert "today would be 45 min of recovery spin" in text
    assert "It is within today's bounds." in text
    assert "become a rest day" not in text


def test_days_swapped_are_both_named_and_held_to_the_bounds() -> None:
    text = asks("can I swap today and tomorrow?")

    assert "Swapped, today would be" in text
    assert "does not fit today" in text  # a hard session, while HRV was low last night
    assert "On Friday TSB (form) would be" in text


def test_why_gives_the_mornings_reason_and_what_held_the_day() -> None:
    there = ground()

    text = asks("why?", there)

    assert there.briefing.sections[2].lines[0] in text
    assert "HRV: " in text
    assert text.endswith("/why shows every signal.")


def test_how_hard_is_answered_in_the_measure_asked_for() -> None:
    assert "60 min at 165 W" in asks("how hard is that in watts?")
    assert "60 min at 112–137 bpm" in asks("how hard is that in beats?")
    assert "zone" not in asks("how hard is that in beats?")


def test_without_thresholds_it_goes_by_feel_and_says_so() -> None:
    bare = mission(MISSION.split("[athlete]")[0])

    text = asks("how hard is that?", ground(plan=bare))

    assert "steady" in text
    assert "I know no FTP" in text


def test_zones_are_the_athletes_own() -> None:
    assert "Z2 138–188 W" in asks("what are my zones?")
    assert "Z2 112–137 bpm" in asks("what are my heart rate zones?")


@pytest.mark.parametrize(
    ("term", "own"),
    [
        ("TSB", "Yours is −8: neither fresh nor tired."),
        ("CTL", "Yours is 60.0."),
        ("ATL", "Yours is 68.0."),
        ("HRV", "Yours: HRV 56 ms, in your band"),
        ("readiness", "Yours is 78, usual 78."),
        ("FTP", "Yours is 250 W."),
        ("load", "Today's plan is a load of 52."),
        ("taper", "Now: Build, week 5 of 8."),
    ],
)
def test_a_term_is_explained_with_the_own_value(term: str, own: str) -> None:
    assert own in asks(f"what is {term}?")


def test_on_track_weighs_the_rise_needed_against_the_rise_there_was() -> None:
    text = asks("am I on track?")

    weeks = 39 / 7  # to the taper, two weeks before the race
    assert f"{(70 - CTL) / weeks:.1f} a week; the last four weeks gave 0.0" in text
    assert "within reach" in text


def test_on_track_without_an_aim_is_no_verdict() -> None:
    aimless = mission(MISSION.replace("ctl_peak = 70", ""))

    assert "no line to be behind" in asks("am I on track?", ground(plan=aimless))


def test_what_cannot_be_reached_safely_is_said_kindly() -> None:
    steep = mission(ctl_peak="150")

    text = asks("am I on track?", ground(plan=steep))

    assert "faster than I let fitness rise" in text


def test_days_ahead_come_from_the_mission_and_stay_open_until_their_morning() -> None:
    tomorrow, weekend = asks("what's tomorrow?"), asks("what about the weekend?")

    assert tomorrow.startswith("Tomorrow, Thursday 12 March: a key day, hard, about 75 min.")
    assert f"begins at {form(planned_load())}" in tomorrow
    assert "decided in the morning" in tomorrow
    assert "Saturday 14 March: a long day" in weekend
    assert "Sunday 15 March: an endurance day" in weekend


def test_the_next_of_each_kind_is_dated() -> None:
    assert "Monday 16 March, in 5 days" in asks("when is my next rest day?")
    assert "Next is tomorrow, Thursday 12 March: a key day" in asks("next hard day?")
    assert "Monday 30 March, in 19 days" in asks("when is my recovery week?")
    assert "Peak from Sunday 5 April, in 25 days" in asks("when does the next phase start?")
    assert asks("when is my race?") == "The Marmotte: Sunday 3 May 2026, in 53 days."


def test_in_the_recovery_week_its_end_is_told() -> None:
    there = ground(on(TODAY + timedelta(days=20)))

    assert "This is your recovery week, until Sunday 5 April." in asks(
        "is this a recovery week?", there
    )


def test_without_a_race_that_is_said() -> None:
    goalless = mission(MISSION.replace('goal_event = "the Marmotte"\ngoal_date = 2026-05-03', ""))

    assert "no race with a date" in asks("when is my race?", ground(plan=goalless))


def test_nights_are_told_beside_what_is_usual() -> None:
    assert "Last night: 7:30 h, score 80; usual is 7:30 h." in asks("how did I sleep?")
    assert "56 · 55 · 57 · 56 · 55 ms" in asks("how is my HRV?")


def test_weeks_are_compared_by_load_and_hours() -> None:
    text = asks("how much did I train this week?")

    assert "This week so far: load 62, 1:00 h." in text
    assert "Last week: load 248, 1:00 h; 62 by the same morning." in text


def test_a_day_past_is_told_with_what_was_measured() -> None:
    ridden = replace(
        activity(3, 120, minutes=150, name="Sunday  <b>club</b> ride " + "x" * 60),
        normalized_power_w=180.4,
        average_heart_rate_bpm=141,
        distance_m=70_000,
    )
    there = ground(remembered(ridden, activity(1, 40, sport=Sport.RUNNING)))

    on_sunday, last = (
        asks(f"what {when}?", there) for when in ("did I do on sunday", "was my last ride")
    )

    assert "2:30 h, 70.0 km, load 120, 180 W normalized, 141 bpm" in on_sunday
    assert "x" * 20 not in on_sunday
    assert last.startswith("Yesterday: running")
    assert last.endswith(f"from {Origin.UPLOAD.label}.")
    assert "no training then" in asks("what did I do on saturday?", there)


def test_an_ftp_below_what_was_held_for_an_hour_looks_low() -> None:
    held = replace(activity(1, 110, minutes=62), normalized_power_w=262)

    assert "262 W normalized for 62 min" in asks("is my FTP right?", ground(remembered(held)))
    assert "[athlete]" in asks("how do I change my FTP?")


def test_with_a_told_pain_today_is_the_answer() -> None:
    hurting = remembered(facts=(said(FactKind.PAIN, 4, site="left knee"),))

    text = asks("can I ride with this knee?", ground(hurting))

    assert "Today with left knee pain 4/10 is ease" in text
    assert "physiotherapist" in text


def test_with_an_untold_pain_the_rules_are_given_and_it_is_asked_for() -> None:
    text = asks("can I ride with this knee?")

    assert "0 to 10" in text
    assert "over 5 or sharp none" in text


def test_a_denial_is_good_to_hear_and_ends_nothing_that_was_told_before() -> None:
    facts = (said(FactKind.SYMPTOM, code="fever"),)

    well = asks("no chest pain, no fever")
    ill = asks("no chest pain, no cough", ground(remembered(facts=facts)))

    assert well.startswith("That is good to hear.")
    assert "Today stays as it is" in well
    assert "still counts until you say that it is over" in ill


def test_eating_is_beyond_the_rules_and_where_it_is_a_worry_support_is_named() -> None:
    facts = (said(FactKind.SYMPTOM, code="disordered_eating"),)

    assert "I cannot work out" in asks("what should I eat?")
    assert "real support" in asks("what should I eat?", ground(remembered(facts=facts)))


@pytest.mark.parametrize("there", [ground(), ground(NOBODY), ground(NOBODY, mission("""
id = "bare"
name = "Bare"
"""))], ids=["trained", "unknown", "bare"])  # fmt: skip
@pytest.mark.parametrize("question", list(Question))
def test_every_question_gets_one_to_five_short_lines(question: Question, there: object) -> None:
    text = next(text for kind, text in phrasings() if kind is question)

    lines = answer(ask(text), there)  # type: ignore[arg-type]  # a ground of this table

    assert 1 <= len(lines) <= 5
    assert all(line and len(line) < 400 for line in lines)
    assert not any("!" in line or "None" in line or " -" in line for line in lines)
