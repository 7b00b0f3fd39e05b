"""FIT files: what devices write, and how they lie."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.activity import Activity, LoadSource, Sport
from coach.domain.athlete import Thresholds
from coach.errors import AthleteError
from coach.sources import fit
from tests.coach.sources.orders import context
from tests.fit_files import START, FitWriter, Ride, ride, seconds


def one(content: bytes, *, zone: str = "Europe/Paris") -> Activity:
    """Return the only activity of a file."""
    (activity,) = fit.read(content, context(zone=zone)).activities
    return activity


def test_an_hour_at_ftp_is_a_load_of_one_hundred() -> None:
    content = ride(Ride(timer_s=3600, watts=lambda _: 250))

    activity = one(content)

    assert activity.load == pytest.approx(100, abs=0.1)
    assert activity.load_source is LoadSource.POWER
    assert activity.intensity_factor == pytest.approx(1.0)
    assert activity.normalized_power_w == pytest.approx(250)


def test_coasting_counts_as_zero_watts() -> None:
    content = ride(Ride(timer_s=1200, watts=lambda second: 0 if second % 60 < 30 else 200))

    activity = one(content)

    assert activity.average_power_w == pytest.approx(100, abs=1)


def test_a_pause_is_neither_time_nor_zero_watts() -> None:
    content = ride(Ride(timer_s=1200, watts=lambda _: 200, pauses=[(600, 900)]))

    activity = one(content)

    assert (activity.duration_s, activity.elapsed_s) == (1200, 2100)
    assert activity.average_power_w == pytest.approx(200)
    assert activity.normalized_power_w == pytest.approx(200)


def test_what_is_recorded_while_the_timer_stands_is_left_out() -> None:
    start = seconds(START)
    writer = FitWriter().add("file_id", type=4, time_created=start)
    for second in range(1200):
        writer.add("record", timestamp=start + second, power=0 if 400 <= second < 1000 else 200)
    writer.add("event", timestamp=start + 400, event=0, event_type=4)
    writer.add("event", timestamp=start + 1000, event=0, event_type=0)
    writer.add(
        "session",
        start_time=start,
        total_elapsed_time=1_200_000,
        total_timer_time=600_000,
        sport=2,
    )

    activity = one(writer.content())

    assert activity.average_power_w == pytest.approx(200, abs=1)
    assert activity.normalized_power_w == pytest.approx(200, abs=2)


@pytest.mark.parametrize("watts", [0, None])
def test_a_summary_of_no_watts_means_no_meter(watts: int | None) -> None:
    content = ride(Ride(session={"avg_power": watts, "normalized_power": watts}))

    activity = one(content)

    assert activity.average_power_w is None
    assert activity.normalized_power_w is None


@pytest.mark.parametrize("bpm", [0, 255, None])
def test_a_summary_of_no_beats_means_no_strap(bpm: int | None) -> None:
    content = ride(Ride(bpm=lambda _: 0, session={"avg_heart_rate": bpm}))

    activity = one(content)

    assert activity.average_heart_rate_bpm is None
    assert activity.load_source is LoadSource.DURATION


def test_a_meter_that_only_ever_wrote_zero_is_no_meter() -> None:
    activity = one(ride(Ride(watts=lambda _: 0, bpm=lambda _: 140)))

    assert activity.average_power_w is None
    assert activity.load_source is LoadSource.HEART_RATE


def test_heart_rate_comes_from_the_records_where_the_summary_lacks_it() -> None:
    activity = one(ride(Ride(bpm=lambda second: 120 if second < 300 else 160)))

    assert activity.average_heart_rate_bpm == pytest.approx(140, abs=1)


def test_the_devices_own_average_is_kept_where_it_is_plausible() -> None:
    activity = one(ride(Ride(watts=lambda _: 200, session={"avg_power": 203})))

    assert activity.average_power_w == 203


def test_the_devices_normalized_power_stands_in_where_nothing_was_recorded() -> None:
    activity = one(ride(Ride(session={"avg_power": 210, "normalized_power": 230})))

    assert activity.normalized_power_w == 230
    assert activity.load_source is LoadSource.POWER


def test_the_vendors_load_beats_one_from_averages() -> None:
    summary = {"avg_power": 210, "normalized_power": 230, "training_stress_score": 777}

    activity = one(ride(Ride(session=summary)))

    assert activity.load == pytest.approx(77.7)
    assert activity.load_source is LoadSource.VENDOR


def test_recorded_power_beats_the_vendors_load() -> None:
    activity = one(ride(Ride(watts=lambda _: 200, session={"training_stress_score": 777})))

    assert activity.load_source is LoadSource.POWER


def test_a_foot_pods_power_in_developer_fields_is_read() -> None:
    activity = one(ride(Ride(sport=1, stryd_watts=lambda _: 240, bpm=lambda _: 150)))

    assert activity.sport is Sport.RUNNING
    assert activity.average_power_w == pytest.approx(240)


def test_an_estimate_in_developer_fields_is_no_meter_on_a_bike() -> None:
    activity = one(ride(Ride(sport=2, stryd_watts=lambda _: 240)))

    assert activity.average_power_w is None


def test_smart_recording_every_few_seconds_leaves_no_holes() -> None:
    activity = one(ride(Ride(timer_s=1200, every_s=6, watts=lambda _: 250)))

    assert activity.load == pytest.approx(1200 / 36, rel=0.01)


def test_a_triathlon_is_as_many_activities_as_it_has_sessions() -> None:
    swim = Ride(timer_s=600, sport=5, bpm=lambda _: 150)
    change = Ride(start=START + timedelta(seconds=600), timer_s=60, sport=3)
    bike = Ride(start=START + timedelta(seconds=660), timer_s=900, watts=lambda _: 220)

    harvest = fit.read(ride(swim, change, bike), context())

    assert [activity.sport for activity in harvest.activities] == [
        Sport.SWIMMING,
        Sport.TRANSITION,
        Sport.CYCLING,
    ]
    assert harvest.activities[0].average_power_w is None
    assert harvest.activities[2].average_power_w == pytest.approx(220)


def test_a_session_told_twice_is_one_activity() -> None:
    harvest = fit.read(ride(Ride(), Ride()), context())

    assert len(harvest.activities) == 1


def test_a_file_cut_off_gives_what_it_holds_and_says_so() -> None:
    content = ride(Ride(timer_s=600, watts=lambda _: 200))

    harvest = fit.read(content[: len(content) // 2], context())

    (activity,) = harvest.activities
    assert 250 < activity.duration_s < 310
    assert activity.average_power_w == pytest.approx(200)
    assert harvest.warning is not None
    assert harvest.warning.startswith("the file is cut off: ")


def test_a_file_without_a_session_is_made_from_its_records_without_its_pauses() -> None:
    content = ride(Ride(timer_s=600, pauses=[(300, 400)], with_session=False))

    activity = one(content)

    assert activity.duration_s == pytest.approx(600, abs=2)
    assert activity.elapsed_s == pytest.approx(1000)
    assert activity.distance_m == pytest.approx(4800)


@pytest.mark.parametrize("told_size", [0, 500])
def test_a_recorder_that_crashed_before_it_wrote_the_size_is_still_read(told_size: int) -> None:
    start = seconds(START)
    writer = FitWriter().add("file_id", type=4, time_created=start)
    for second in range(300):
        writer.add("record", timestamp=start + second, power=200)

    harvest = fit.read(writer.content(told_size=told_size), context())

    assert harvest.activities[0].duration_s == pytest.approx(299)


def test_the_sport_of_a_lost_session_is_told_elsewhere() -> None:
    start = seconds(START)
    writer = FitWriter().add("file_id", type=4, time_created=start).add("sport", sport=1)
    for second in range(120):
        writer.add("record", timestamp=start + second, heart_rate=150)

    activity = one(writer.content())

    assert activity.sport is Sport.RUNNING


def test_what_was_recorded_behind_the_last_session_of_a_cut_file_counts() -> None:
    later = Ride(start=START + timedelta(seconds=700), timer_s=300, with_session=False)

    harvest = fit.read(ride(Ride(), later)[:-10], context())

    assert [activity.duration_s for activity in harvest.activities] == [600, 300]


def test_a_device_whose_clock_was_never_set_tells_no_day() -> None:
    writer = FitWriter().add("file_id", type=4, time_created=5)
    for second in range(120):
        writer.add("record", timestamp=second, power=200)

    with pytest.raises(AthleteError, match="no recorded activity"):
        fit.read(writer.content(), context())


def test_rubbish_behind_a_whole_file_is_ignored() -> None:
    harvest = fit.read(ride() + b"rubbish after the end", context())

    assert len(harvest.activities) == 1
    assert harvest.warning is None


def test_compressed_timestamps_are_times_too() -> None:
    start = seconds(START)
    writer = FitWriter().add("file_id", type=4, time_created=start)
    writer.add("record", timestamp=start, power=200)
    for second in range(1, 120):
        writer.put("record", {"power": 200}, time_offset=(start + second) & 0x1F)

    activity = one(writer.content())

    assert activity.duration_s == pytest.approx(119)


@pytest.mark.parametrize(
    ("file_type", "what"),
    [(5, "planned workout"), (6, "course"), (2, "settings"), (32, "monitoring"), (9, "weigh-ins")],
)
def test_a_file_that_is_no_activity_is_refused_by_its_name(file_type: int, what: str) -> None:
    content = FitWriter().add("file_id", type=file_type, time_created=1).content()

    with pytest.raises(AthleteError, match=what):
        fit.read(content, context())


def test_a_file_cut_off_before_its_first_record_is_refused() -> None:
    with pytest.raises(AthleteError, match="before its first record"):
        fit.read(ride()[:40], context())


def test_an_activity_file_with_nothing_in_it_is_refused() -> None:
    content = FitWriter().add("file_id", type=4, time_created=1).content()

    with pytest.raises(AthleteError, match="no recorded activity"):
        fit.read(content, context())


def test_the_day_is_the_devices_own() -> None:
    late = datetime(2025, 5, 4, 23, 30, tzinfo=UTC)

    in_tokyo = one(ride(Ride(start=late, local_offset_s=9 * 3600)), zone="UTC")

    assert in_tokyo.local_date == date(2025, 5, 5)


@pytest.mark.parametrize("offset_s", [None, 0, 40 * 3600, 1234])
def test_the_day_is_the_athletes_where_the_devices_clock_is_no_clock(offset_s: int | None) -> None:
    late = datetime(2025, 5, 5, 0, 4, tzinfo=UTC)

    in_denver = one(ride(Ride(start=late, local_offset_s=offset_s)), zone="America/Denver")

    assert in_denver.local_date == date(2025, 5, 4)


def test_how_it_felt_is_read_from_the_device() -> None:
    activity = one(ride(Ride(session={"workout_rpe": 70})))

    assert activity.rpe_0_10 == 7
    assert activity.load_source is LoadSource.RPE


def test_indoor_rowing_on_gym_equipment_is_rowing() -> None:
    activity = one(ride(Ride(sport=4, sub_sport=14)))

    assert activity.sport is Sport.ROWING


def test_no_distance_is_none() -> None:
    activity = one(ride(Ride(session={"total_distance": 0})))

    assert activity.distance_m is None


def test_the_devices_thresholds_serve_where_the_athlete_has_none() -> None:
    start = seconds(START)
    writer = FitWriter().add("file_id", type=4, time_created=start)
    writer.add("user_profile", gender=0, resting_heart_rate=48)
    writer.add("zones_target", max_heart_rate=182, threshold_heart_rate=165)
    writer.add("zones_target", max_heart_rate=182, functional_threshold_power=200)
    for second in range(3600):
        writer.add("record", timestamp=start + second, power=200)
    unknown = replace(context(), thresholds=Thresholds())

    harvest = fit.read(writer.content(), unknown)

    assert harvest.activities[0].load == pytest.approx(100, abs=0.2)
