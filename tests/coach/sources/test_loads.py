"""Which measure of an activity gives its load: the ladder, rung by rung."""

from dataclasses import replace

import pytest

from coach.domain.activity import LoadSource, Sport
from coach.domain.athlete import Thresholds
from coach.sources.loads import Effort, load_of, rates_of
from tests.coach.sources.orders import RIDER

NOBODY = Thresholds()
EVERYTHING = Effort(
    sport=Sport.RUNNING,
    duration_s=3600,
    distance_m=15000,
    recorded_np_w=250,
    recorded_bpm=[168.0] * 3600,
    vendor_load=111,
    average_power_w=225,
    normalized_power_w=230,
    average_heart_rate_bpm=150,
    rpe_0_10=7,
)
WITHOUT_POWER = replace(EVERYTHING, recorded_np_w=None)
WITHOUT_RECORDS = replace(WITHOUT_POWER, recorded_bpm=())
WITHOUT_VENDOR = replace(WITHOUT_RECORDS, vendor_load=None)
WITHOUT_NORMALIZED = replace(WITHOUT_VENDOR, normalized_power_w=None)
WITHOUT_METER = replace(WITHOUT_NORMALIZED, average_power_w=None)
WITHOUT_STRAP = replace(WITHOUT_METER, average_heart_rate_bpm=None)
WITHOUT_GROUND = replace(WITHOUT_STRAP, distance_m=None)
WITHOUT_FEELING = replace(WITHOUT_GROUND, rpe_0_10=None)


@pytest.mark.parametrize(
    ("effort", "source", "load"),
    [
        (EVERYTHING, LoadSource.POWER, 100),
        (WITHOUT_POWER, LoadSource.HEART_RATE, 100),
        (WITHOUT_RECORDS, LoadSource.VENDOR, 111),
        (WITHOUT_VENDOR, LoadSource.POWER, 84.6),
        (WITHOUT_NORMALIZED, LoadSource.POWER, 81),
        (WITHOUT_METER, LoadSource.HEART_RATE, 66.2),
        (WITHOUT_STRAP, LoadSource.PACE, 100),
        (WITHOUT_GROUND, LoadSource.RPE, 80),
        (WITHOUT_FEELING, LoadSource.DURATION, 60),
    ],
)
def test_the_best_measure_there_is_gives_the_load(
    effort: Effort, source: LoadSource, load: float
) -> None:
    found = load_of(effort, RIDER)

    assert found.source is source
    assert found.value == pytest.approx(load, abs=0.1)


def test_the_files_own_threshold_serves_where_the_athlete_has_none() -> None:
    effort = replace(EVERYTHING, sport=Sport.CYCLING, own=Thresholds(ftp_w=200))

    assert load_of(effort, NOBODY).value == pytest.approx(156.25)
    assert load_of(effort, RIDER).value == pytest.approx(100)


def test_a_runners_watts_are_not_measured_against_a_cyclists_threshold() -> None:
    wrist = replace(EVERYTHING, recorded_np_w=340)

    assert load_of(wrist, RIDER).source is LoadSource.HEART_RATE
    assert load_of(replace(wrist, sport=Sport.CYCLING), RIDER).source is LoadSource.POWER


def test_power_without_any_threshold_gives_way_to_heart_rate() -> None:
    assert load_of(EVERYTHING, NOBODY).source is LoadSource.HEART_RATE


def test_seconds_without_a_beat_train_as_the_others() -> None:
    half = replace(WITHOUT_POWER, recorded_bpm=[168.0] * 1800)

    assert load_of(half, RIDER).value == pytest.approx(100)


def test_an_hour_at_the_usual_threshold_is_one_hundred_for_an_unknown_athlete() -> None:
    rates = rates_of(NOBODY, NOBODY)

    effort = replace(WITHOUT_POWER, recorded_bpm=[rates.threshold_bpm] * 3600)

    assert rates.threshold_bpm == pytest.approx(166.5)
    assert load_of(effort, NOBODY).value == pytest.approx(100, rel=0.02)


def test_a_heart_seen_beating_faster_raises_the_usual_maximum() -> None:
    assert rates_of(NOBODY, NOBODY, seen_bpm=200).threshold_bpm == pytest.approx(180)


def test_a_resting_pulse_near_the_threshold_is_not_believed() -> None:
    rates = rates_of(Thresholds(lthr_bpm=150, resting_heart_rate_bpm=140), NOBODY)

    assert rates.resting_bpm < 60


def test_pace_speaks_for_runs_only() -> None:
    swim = Effort(sport=Sport.SWIMMING, duration_s=3600, distance_m=3000)

    assert load_of(swim, RIDER).source is LoadSource.DURATION


@pytest.mark.parametrize("sport", Sport)
def test_every_sport_has_a_usual_hour(sport: Sport) -> None:
    load = load_of(Effort(sport=sport, duration_s=3600), NOBODY)

    assert 0 < load.value < 70
    assert load.intensity is not None


def test_no_time_is_no_load() -> None:
    load = load_of(Effort(sport=Sport.CYCLING, duration_s=0), NOBODY)

    assert (load.value, load.intensity) == (0, None)
