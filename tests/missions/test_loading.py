"""A mission is found from any folder, filled from the environment, and kept as it was loaded."""

from datetime import date
from pathlib import Path

import pytest

from missions import MissionError, bootstrap, parse, ready_missions, standing
from missions.mission import BlockedDays, DayOfYear, PlannedDay
from tests.missions.missions_written import GOAL, HEAD, a_mission

READY = ["first_century", "gran_fondo", "keep_fit", "marathon", "run_10k", "tdf_sim_2025"]


def test_the_six_ready_missions_are_shipped() -> None:
    assert sorted(ready_missions()) == READY


@pytest.mark.parametrize("name", READY)
def test_every_ready_mission_loads_without_any_setting(name: str) -> None:
    mission = bootstrap(name)

    assert mission.id == name
    assert mission.warnings == ()
    assert mission.athlete.ftp_w is None


@pytest.mark.parametrize("name", READY)
def test_every_ready_mission_takes_the_athletes_thresholds(name: str) -> None:
    environ = {"FTP": "250", "LTHR": "165", "THRESHOLD_PACE": "4:30", "AGE": "44", "SEX": "f"}

    person = bootstrap(name, environ=environ).athlete

    assert person.ftp_w == 250 or person.threshold_pace_s_per_km == 270
    assert (person.lthr_bpm, person.age, person.sex) == (165, 44, "f")


@pytest.mark.parametrize(
    "path", ["tdf_sim_2025", "tdf_sim_2025.toml", "missions/tdf_sim_2025.toml"]
)
def test_a_ready_mission_is_found_from_any_folder(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    mission = bootstrap(path)

    assert mission.goal_date == date(2025, 7, 27)


def test_an_own_file_goes_before_a_ready_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keep_fit.toml").write_text('id = "mine"\nname = "Mine"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    mission = bootstrap("keep_fit.toml")

    assert mission.id == "mine"


def test_a_missing_file_is_answered_with_the_ready_missions(tmp_path: Path) -> None:
    with pytest.raises(MissionError) as refused:
        bootstrap(tmp_path / "keep_fit.toml")

    assert str(refused.value).endswith(
        "Ready missions: first_century, gran_fondo, keep_fit, marathon, run_10k, tdf_sim_2025."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00x", "save it as UTF-8"), (b"#" * 1_000_001, "over a megabyte")],
)
def test_a_file_that_is_no_mission_is_refused_in_words(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.toml"
    path.write_bytes(content)

    with pytest.raises(MissionError, match=said):
        bootstrap(path)


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes("\ufeffid = 'x'\r\nname = 'Ötztal'\r\n".encode())

    mission = bootstrap(path)

    assert mission.name == "Ötztal"


def test_the_environment_fills_every_kind_of_value() -> None:
    environ = {"DAY": "2026-07-05", "FTP": "251.5", "OFF": "friday", "MIN": "75", "IN": "true"}
    text = (
        HEAD + 'goal_date = "${DAY}"\n[athlete]\nftp = "${FTP}"\n'
        '[constraints]\ndays_blocked = ["${OFF}"]\nindoor = "${IN}"\n'
        '[week]\nmonday = { kind = "key", minutes = "${MIN}" }\ntuesday = "easy ${MIN}"\n'
    )

    mission = parse(text, environ=environ)

    assert mission.goal_date == date(2026, 7, 5)
    assert mission.athlete.ftp_w == 251.5
    assert mission.constraints.days_blocked == (BlockedDays(weekday=4),)
    assert mission.constraints.indoor is True
    assert mission.week[:2] == (
        PlannedDay(kind="key", minutes=75),
        PlannedDay(kind="easy", minutes=75),
    )


def test_the_text_is_kept_with_the_environment_filled_in() -> None:
    text = HEAD + 'goal_date = "${DAY}" # from ${DAY}, not ${ELSEWHERE}\n'
    mission = parse(text, environ={"DAY": "2026-07-05"})

    again = parse(mission.text)

    assert again == mission
    assert again.goal_date == date(2026, 7, 5)


@pytest.mark.parametrize("name", READY)
def test_a_kept_ready_mission_reads_the_same_without_the_environment(name: str) -> None:
    mission = bootstrap(name, environ={"FTP": "250", "GOAL_DATE": "2026-05-03"})

    assert parse(mission.text) == mission


def test_a_default_stands_in_where_the_environment_is_silent_or_empty() -> None:
    text = HEAD + '[athlete]\nftp = "${FTP:-200}"\nlthr = "${LTHR:-}"\n'

    mission = parse(text, environ={"FTP": ""})

    assert mission.athlete.ftp_w == 200
    assert mission.athlete.lthr_bpm is None


def test_watts_per_kilogram_become_watts() -> None:
    mission = a_mission("[athlete]\nftp_per_kg = 3.5\nweight = 70")

    assert mission.athlete.ftp_w == 245


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ('"4:15"', 255),
        ('"4:15/km"', 255),
        ('"6:50/mi"', 254.8),
        ('"1:40/100m"', 1000),
        ("300", 300),
    ],
)
def test_a_pace_may_be_written_as_athletes_write_it(written: str, seconds: float) -> None:
    mission = a_mission(f"[athlete]\nthreshold_pace = {written}")

    assert mission.athlete.threshold_pace_s_per_km == pytest.approx(seconds, abs=0.1)


def test_blocked_days_are_weekdays_dates_and_ranges() -> None:
    written = '["Fridays", 2026-08-01, "2026-08-10 to 2026-08-12", "2026-09-01..2026-09-02"]'

    blocked = a_mission(f"[constraints]\ndays_blocked = {written}").constraints.days_blocked

    assert blocked[0].holds(date(2026, 5, 1))
    assert not blocked[0].holds(date(2026, 5, 2))
    assert blocked[1] == BlockedDays(first=date(2026, 8, 1), last=date(2026, 8, 1))
    assert blocked[2].holds(date(2026, 8, 11))
    assert not blocked[3].holds(date(2026, 9, 3))


def test_a_goal_without_a_name_is_called_after_the_mission() -> None:
    mission = a_mission("goal_date = 2026-07-05")

    assert mission.goal_event == "Alps"


def test_a_month_and_day_is_a_goal_of_every_year() -> None:
    mission = a_mission('goal_date = "07-05"')

    assert mission.goal_date == DayOfYear(7, 5)
    assert standing(mission, date(2031, 7, 1)).days_to_goal == 4


def test_the_stages_of_2025_stand_on_their_days() -> None:
    stages = bootstrap("tdf_sim_2025").stages
    kinds = [stage.kind for stage in stages]
    rests = [stage.date for stage in stages if stage.kind == "rest"]

    assert (stages[0].date, stages[-1].date) == (date(2025, 7, 5), date(2025, 7, 27))
    assert rests == [date(2025, 7, 15), date(2025, 7, 21)]
    assert {kind: kinds.count(kind) for kind in kinds if kind != "rest"} == {
        "stage_flat": 7,
        "stage_hilly": 6,
        "stage_mountain": 6,
        "stage_time_trial": 2,
    }


def test_the_example_of_the_papers_is_a_mission() -> None:
    page = Path(__file__).parents[2] / "docs" / "missions.md"
    example = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    mission = parse(example)

    assert mission.goal_event == "the Marmotte"
    assert mission.warnings == ()


def test_the_papers_name_every_key() -> None:
    from missions.schema import LISTS, TABLES, TOP  # noqa: PLC0415  # only this test looks inside

    page = (Path(__file__).parents[2] / "docs" / "missions.md").read_text(encoding="utf-8")
    keys = {*TOP, *(key for table in (*TABLES.values(), *LISTS.values()) for key in table)}
    unnamed_on_purpose = {"tuesday", "wednesday", "thursday", "friday", "saturday"}

    assert {key for key in keys if f"`{key}" not in page} <= unnamed_on_purpose


def test_a_mission_without_a_goal_needs_only_an_id_and_a_name() -> None:
    mission = parse(HEAD)

    assert (mission.id, mission.name, mission.sport) == ("alps", "Alps", "cycling")
    assert mission.goal_event == "Alps"
    assert parse(HEAD + GOAL).goal_event == "the Marmotte"
