"""How a recording becomes an activity: what is believed, what means nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coach.domain.activity import Activity, LoadSource, Sport
from coach.sources.recording import Recording, activity_of, seconds_recorded
from coach.sources.sports import sport_of
from tests.coach.sources.orders import RIDER, context

HOUR = Recording(
    sport=Sport.CYCLING,
    start=datetime(2025, 5, 4, 7, tzinfo=UTC),
    local_date=date(2025, 5, 4),
    duration_s=3600,
    elapsed_s=3600,
)


def made(recording: Recording) -> Activity:
    """Return the activity of a recording."""
    return activity_of(recording, thresholds=RIDER, provenance=context().provenance())


def test_a_strap_that_died_early_does_not_speak_for_the_whole() -> None:
    beats = [(second, 165.0) for second in range(900)]

    activity = made(replace(HOUR, beats=beats, rpe_0_10=5))

    assert activity.average_heart_rate_bpm is None
    assert activity.load_source is LoadSource.RPE


def test_a_watch_that_records_once_a_minute_has_no_pauses() -> None:
    beats = [(minute * 60, 168.0) for minute in range(61)]

    activity = made(replace(HOUR, beats=beats))

    assert activity.load == pytest.approx(100, rel=0.02)


def test_spikes_of_power_are_left_out() -> None:
    watts = [(second, 9999.0 if second == 1800 else 200.0) for second in range(3600)]

    activity = made(replace(HOUR, watts=watts))

    assert activity.normalized_power_w == pytest.approx(200, abs=1)


@pytest.mark.parametrize(
    ("average", "normalized", "believed"),
    [(255, None, None), (255, 255, None), (255, 268, 255), (254, None, 254), (0, 0, None)],
)
def test_255_watts_is_a_meter_only_where_something_else_says_so(
    average: float, normalized: float | None, believed: float | None
) -> None:
    activity = made(replace(HOUR, average_power_w=average, normalized_power_w=normalized))

    assert activity.average_power_w == believed


def test_a_recorded_average_of_255_watts_is_true() -> None:
    watts = [(second, 255.0) for second in range(3600)]

    activity = made(replace(HOUR, average_power_w=255, watts=watts))

    assert activity.average_power_w == 255


def test_seconds_recorded_leave_pauses_out() -> None:
    moments = [*range(300), *range(1000, 1300)]

    assert seconds_recorded(moments) == pytest.approx(600, abs=2)
    assert seconds_recorded([]) == 0


@pytest.mark.parametrize(
    ("words", "sport"),
    [
        (("VirtualRide",), Sport.CYCLING),
        (("E-Bike Ride",), Sport.CYCLING),
        (("fitness_equipment", "indoor_rowing"), Sport.ROWING),
        (("training", "strength_training"), Sport.STRENGTH),
        (("Weight Training",), Sport.STRENGTH),
        (("Trail Run",), Sport.RUNNING),
        (("Nordic Ski",), Sport.SKIING),
        (("open_water_swimming",), Sport.SWIMMING),
        (("training", "yoga"), Sport.YOGA),
        (("Hike",), Sport.WALKING),
        (("Workout", None), Sport.STRENGTH),
        ((), Sport.OTHER),
    ],
)
def test_vendors_words_name_the_sport(words: tuple[object, ...], sport: Sport) -> None:
    assert sport_of(*words) is sport
