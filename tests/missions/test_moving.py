"""A goal moved to another day takes the phases along, in a text that can be kept and read again."""

from datetime import date

import pytest

from missions import MissionError, goal_day, moved, parse, standing
from tests.missions.missions_written import GOAL, HEAD, STARTED, a_mission

JULY_5, JULY_19 = date(2026, 7, 5), date(2026, 7, 19)


def test_the_countdown_and_the_phases_follow_the_goal() -> None:
    mission = a_mission(GOAL, STARTED)

    later = moved(mission, JULY_19)

    today = date(2026, 5, 1)
    assert standing(mission, today).days_to_goal == 65
    assert standing(later, today).days_to_goal == 79
    before, after = standing(mission, today).ahead, standing(later, today).ahead
    assert [(b.first - a.first).days for a, b in zip(before[1:], after[1:], strict=True)] == [
        14
    ] * 3


def test_the_text_that_is_kept_is_the_moved_one_and_the_file_stays() -> None:
    mission = a_mission(GOAL, STARTED)

    later = moved(mission, JULY_19)

    assert "goal_date = 2026-07-19" in later.text
    assert "goal_date = 2026-07-05" in mission.text
    assert parse(later.text) == later


def test_a_comment_beside_the_goal_stays() -> None:
    mission = a_mission('goal_event = "X"\ngoal_date = "07-05"  # every year\n')

    later = moved(mission, JULY_19)

    assert "goal_date = 2026-07-19  # every year" in later.text
    assert goal_day(later) == "2026-07-19"


def test_phases_with_dates_move_as_far_as_the_goal() -> None:
    dated = "[phases]\npeak = 2026-06-07\ntaper = 2026-06-21\n"
    mission = a_mission(GOAL, STARTED, dated)

    later = moved(mission, JULY_19)

    assert later.phases.overrides == {"Peak": date(2026, 6, 21), "Taper": date(2026, 7, 5)}


def test_phases_in_weeks_stay_as_long_as_they_are() -> None:
    mission = a_mission(GOAL, STARTED, "[phases]\ntaper = 1\n")

    later = moved(mission, JULY_19)

    assert later.phases.overrides == {"Taper": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "no goal with a date"),
        (f'{HEAD}[[stages]]\ndate = 2026-07-05\nkind = "flat"\n', "each stage has its own day"),
    ],
)
def test_what_has_no_one_day_cannot_be_moved(text: str, said: str) -> None:
    with pytest.raises(MissionError, match=said):
        moved(parse(text), JULY_19)


def test_a_goal_cannot_be_moved_before_the_mission_begins() -> None:
    with pytest.raises(MissionError, match="start_date"):
        moved(a_mission(GOAL, STARTED), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("goal", "told"),
    [(GOAL, "2026-07-05"), ('goal_event = "X"\ngoal_date = "06-21"\n', "06-21"), ("", None)],
)
def test_the_goals_day_is_said_as_the_mission_has_it(goal: str, told: str | None) -> None:
    assert goal_day(a_mission(goal)) == told
