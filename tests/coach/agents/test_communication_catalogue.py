"""Every size of every session reads well and holds only numbers of its own."""

from collections.abc import Iterator
from datetime import date

import pytest

from coach.agents.catalogue import catalogue
from coach.agents.communication import brief
from coach.agents.describing import workout_of
from coach.agents.reasoning import decide
from coach.agents.sessions import chain, whole
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Constraints, DayKind, Morning, PlanContext
from coach.domain.workout import WorkoutPlan
from coach.safety.reading import read
from tests.coach.agents.mornings import a_decision, a_morning

DAY = date(2026, 3, 11)
UNITS = {"fraction_ftp": "cycling", "fraction_threshold_speed": "running", "rpe": "strength"}


def sizes() -> Iterator[tuple[str, WorkoutPlan]]:
    reading = read(a_morning())
    for template in catalogue().values():
        for size in chain(whole(template)):
            yield UNITS[size.steps[0].unit], workout_of(size, reading)


@pytest.mark.parametrize("known", [{}, {"ftp_w": None, "lthr_bpm": None}])
def test_no_size_of_a_session_stops_its_own_message(known: dict[str, object]) -> None:
    for sport, workout in sizes():
        morning = a_morning(sport=sport, threshold_pace_s_per_km=255.0, **known)
        decision: TrainingDecision = a_decision(workout=workout)

        briefing = brief(morning, decision, local_date=DAY, mission_id="keep_fit")

        assert briefing.sections[-1].lines[0].startswith("Duration ")


def test_a_strength_day_names_its_lifts() -> None:
    morning = a_morning(sport="strength", constraints=Constraints(equipment=("gym",)))

    briefing = brief(morning, decide(morning), local_date=DAY, mission_id="keep_fit")

    section = briefing.sections[-1]
    assert "strength" in section.heading
    assert any("squat" in line.lower() for line in section.lines)


def test_a_morning_of_nothing_is_still_a_message() -> None:
    briefing = brief(Morning(), decide(Morning()), local_date=DAY, mission_id=None)

    assert [section.heading.partition(":")[0] for section in briefing.sections] == [
        "Phase", "Today's numbers", "Today", "Workout",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), [("endurance", "a gentle "), ("rest", "a rest day")])
def test_the_first_day_says_what_it_is_and_what_to_send(kind: DayKind, said: str) -> None:
    morning = Morning(load_history_days=0, plan=PlanContext(day_kind=kind))

    briefing = brief(morning, decide(morning), local_date=DAY, mission_id="keep_fit")

    assert "I don't know your training yet" in briefing.text
    assert said in briefing.sections[2].lines[0]
    assert "/connect" in briefing.text
