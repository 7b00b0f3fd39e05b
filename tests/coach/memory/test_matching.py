"""One activity told twice is one; two activities are two; the better measured record is kept."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.activity import Activity, LoadSource, Origin, Sport
from coach.memory.matching import better_of, same_activity
from tests.memories import MONDAY, ride, source

FIT = source("ride.fit")
GPX = source("ride.gpx")
SITE = source("activities.csv", origin=Origin.INTERVALS, vendor_id="i7")


def test_a_minute_between_two_devices_is_one_ride() -> None:
    computer, watch = ride(), ride(after_s=60, hours=0.98)

    assert same_activity(computer, watch)


def test_another_start_is_another_ride() -> None:
    out, home = ride(), ride(after_s=3600)

    assert not same_activity(out, home)


def test_a_watch_started_anew_after_two_minutes_tells_of_two_runs() -> None:
    aborted = ride(hours=110 / 3600, sport=Sport.RUNNING)
    run = ride(after_s=150, sport=Sport.RUNNING)

    assert not same_activity(aborted, run)


def test_a_file_that_was_cut_off_is_the_same_ride() -> None:
    cut_off, whole = ride(hours=14 / 3600), ride(hours=1)

    assert same_activity(cut_off, whole)


def test_pauses_do_not_make_two_rides_of_one() -> None:
    timer = replace(ride(hours=3.7), elapsed_s=6.6 * 3600)
    track = ride(hours=6.6)

    assert same_activity(timer, track)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Sport.CYCLING, Sport.RUNNING, False),
        (Sport.RUNNING, Sport.WALKING, True),
        (Sport.OTHER, Sport.CYCLING, True),
        (Sport.OTHER, Sport.TRANSITION, False),
        (Sport.TRANSITION, Sport.RUNNING, False),
        (Sport.STRENGTH, Sport.YOGA, False),
    ],
)
def test_a_sport_keeps_to_its_family(one: Sport, other: Sport, same: bool) -> None:  # noqa: FBT001  # a table's column
    found = same_activity(ride(sport=one), ride(sport=other))

    assert found is same


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (ride(provenance=FIT), ride(provenance=GPX, load_source=LoadSource.HEART_RATE)),
        (ride(provenance=FIT), ride(provenance=SITE, load_source=LoadSource.VENDOR)),
        (
            ride(provenance=GPX, load_source=LoadSource.HEART_RATE),
            ride(provenance=SITE, load_source=LoadSource.VENDOR),
        ),
        (
            ride(provenance=SITE, load_source=LoadSource.VENDOR),
            ride(provenance=GPX, load_source=LoadSource.DURATION),
        ),
        (
            ride(provenance=SITE, load_source=LoadSource.VENDOR),
            ride(provenance=source("activities.csv"), load_source=LoadSource.POWER),
        ),
        (ride(provenance=FIT), ride(provenance=source("ride.tcx.gz"))),
        (ride(provenance=FIT), ride(provenance=FIT, load=None, load_source=None)),
        (
            replace(ride(provenance=FIT), average_heart_rate_bpm=140),
            ride(provenance=source("other.fit")),
        ),
        (
            ride(provenance=SITE, load_source=LoadSource.VENDOR),
            ride(provenance=FIT, hours=0.2, load=9),
        ),
    ],
    ids=(
        "power before heart rate",
        "recorded power before the site's load",
        "recorded heart rate before the site's load",
        "the site's load before a guess",
        "the site's load before an average's power",
        "a FIT file before TCX",
        "a load before none",
        "more measures before fewer",
        "a whole summary before a file cut off",
    ),
)
def test_the_better_measured_record_is_kept_whatever_came_first(
    better: Activity, worse: Activity
) -> None:
    if better.provenance == worse.provenance:
        worse = replace(worse, provenance=source("copy.fit"))

    kept = better_of(better, worse), better_of(worse, better)

    assert [one.load for one in kept] == [better.load, better.load]
    assert [one.provenance for one in kept] == [better.provenance, better.provenance]


def test_the_kept_record_takes_name_and_feel_from_the_other() -> None:
    recorded = ride(provenance=FIT)
    named = replace(
        ride(provenance=SITE, load_source=LoadSource.VENDOR, name="Alpe loop"), rpe_0_10=7
    )

    kept = better_of(recorded, named)

    assert (kept.name, kept.rpe_0_10, kept.load_source) == ("Alpe loop", 7, LoadSource.POWER)


def test_the_site_knows_the_calendar_day() -> None:
    late = ride(provenance=FIT, at=time(23, 30))
    site = replace(
        ride(provenance=SITE, at=time(23, 30), load_source=LoadSource.VENDOR),
        local_date=MONDAY + timedelta(days=1),
    )

    kept = better_of(late, site), better_of(site, late)

    assert [one.local_date for one in kept] == [MONDAY + timedelta(days=1)] * 2
    assert {one.provenance for one in kept} == {FIT}


def test_a_record_mended_where_it_came_from_replaces_its_older_self() -> None:
    old = ride(provenance=SITE, load=80, load_source=LoadSource.VENDOR)

    kept = better_of(old, ride(provenance=SITE, load=60, load_source=LoadSource.VENDOR))

    assert kept.load == 60


def test_the_same_record_met_again_changes_nothing() -> None:
    old = ride(provenance=SITE, name="Alpe loop")

    kept = better_of(old, replace(old, provenance=replace(SITE, file="again.csv")))

    assert kept is old


_RECORDS = st.builds(
    ride,
    hours=st.sampled_from([0.3, 0.95, 1.0]),
    after_s=st.sampled_from([0, 60]),
    load_source=st.sampled_from([*LoadSource, None]),
    name=st.sampled_from(["Alpe loop", None]),
    provenance=st.sampled_from([FIT, GPX, SITE]),
)


@given(one=_RECORDS, other=_RECORDS)
def test_meeting_a_record_a_second_time_settles_nothing_new(one: Activity, other: Activity) -> None:
    once = better_of(one, other)

    twice = better_of(once, other)

    assert twice == once
