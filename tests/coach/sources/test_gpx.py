"""GPX files: time and ground, pauses, extensions, and routes that nobody rode."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.activity import Activity, LoadSource, Sport
from coach.errors import AthleteError
from coach.sources import gpx
from tests.coach.sources.orders import context

START = datetime(2025, 5, 4, 22, 30, tzinfo=UTC)
HEAD = (
    '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1" '
    'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
)
METRES_A_STEP = 8.0
DEGREES_A_METRE = 1 / 111_195


def points(first: int, last: int, *, at: int | None = None, extension: str = "") -> str:
    """Return points of seconds `first` to `last`, 8 m apart; `at` shifts their time."""
    shift = 0 if at is None else at - first
    return "".join(
        _point(second * METRES_A_STEP * DEGREES_A_METRE, second + shift, extension)
        for second in range(first, last + 1)
    )


def _point(degrees: float, second: int | None, extension: str) -> str:
    time = "" if second is None else f"<time>{_time(second)}</time>"
    more = f"<extensions>{extension}</extensions>" if extension else ""
    return f'<trkpt lat="{45 + degrees:.8f}" lon="6.0"><ele>500</ele>{time}{more}</trkpt>'


def _time(second: int) -> str:
    return (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")


def document(*segments: str, kind: str = "cycling") -> bytes:
    """Return a file with one track of these segments."""
    inner = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return f"{HEAD}<trk><name>Evening</name><type>{kind}</type>{inner}</trk></gpx>".encode()


def one(content: bytes) -> Activity:
    """Return the only activity of a file."""
    (activity,) = gpx.read(content, context("ride.gpx")).activities
    return activity


def test_time_and_ground_are_measured() -> None:
    activity = one(document(points(0, 600)))

    assert activity.sport is Sport.CYCLING
    assert activity.name == "Evening"
    assert (activity.duration_s, activity.elapsed_s) == (600, 600)
    assert activity.distance_m == pytest.approx(4800, rel=0.002)


def test_the_day_is_the_athletes_own() -> None:
    activity = one(document(points(0, 60)))

    assert activity.local_date == date(2025, 5, 5)  # 22:30 UTC is past midnight in Paris


def test_a_halt_without_points_is_a_pause() -> None:
    activity = one(document(points(0, 300) + points(301, 600, at=1200)))

    assert activity.duration_s == pytest.approx(599)
    assert activity.elapsed_s == 1499


def test_a_tunnel_is_no_pause() -> None:
    activity = one(document(points(0, 300) + points(400, 600)))

    assert activity.duration_s == 600


def test_time_between_segments_does_not_count_where_nobody_moved() -> None:
    activity = one(document(points(0, 300), points(300, 600, at=3000)))

    assert activity.duration_s == 600
    assert activity.distance_m == pytest.approx(4800, rel=0.002)


def test_pulse_and_power_come_from_extensions() -> None:
    inner = (
        "<power>250</power><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr>"
        "</gpxtpx:TrackPointExtension>"
    )

    activity = one(document(points(0, 600, extension=inner)))

    assert activity.average_power_w == 250
    assert activity.average_heart_rate_bpm == 150
    assert activity.load_source is LoadSource.POWER


@pytest.mark.parametrize(
    ("kind", "sport"),
    [("1", Sport.CYCLING), ("9", Sport.RUNNING), ("trail_running", Sport.RUNNING), ("?", "other")],
)
def test_the_type_names_the_sport(kind: str, sport: Sport) -> None:
    assert one(document(points(0, 60), kind=kind)).sport == sport


def test_a_run_without_pulse_is_weighed_by_its_pace() -> None:
    activity = one(document(points(0, 600), kind="running"))

    assert activity.load_source is LoadSource.PACE


def test_a_file_cut_off_gives_what_it_holds_and_says_so() -> None:
    content = document(points(0, 600))

    harvest = gpx.read(content[: len(content) // 2], context())

    assert 280 < harvest.activities[0].duration_s < 320
    assert harvest.warning is not None
    assert "cut off" in harvest.warning


def test_a_route_without_times_is_no_activity() -> None:
    route = "".join(_point(second * 0.001, None, "") for second in range(5))

    with pytest.raises(AthleteError, match="route without times"):
        gpx.read(document(route), context())


def test_waypoints_alone_are_no_activity() -> None:
    content = f'{HEAD}<wpt lat="45" lon="6"></wpt></gpx>'.encode()

    with pytest.raises(AthleteError, match="no recorded activity"):
        gpx.read(content, context())


def test_a_file_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>' + document(points(0, 60))

    with pytest.raises(AthleteError, match="entities"):
        gpx.read(bomb, context())


@pytest.mark.parametrize("content", [HEAD, f"{HEAD}<trk><trkseg><trkpt></trkpt><oops"])
def test_a_broken_file_is_refused(content: str) -> None:
    with pytest.raises(AthleteError, match="export it again"):
        gpx.read(content.encode(), context())
