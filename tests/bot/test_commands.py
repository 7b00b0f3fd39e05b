"""The commands over one athlete's database: what they print, and what they refuse in words."""

import asyncio
import csv
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import __version__
from bot.sample import sample_harvest
from coach.domain.briefing import Briefing
from coach.memory.database import open_memory
from tests.bot.programs import Program

TODAY = datetime.now(ZoneInfo("Europe/Berlin")).date()
CURVE_KEYS = ["date", "load", "ctl", "atl", "tsb", "ramp"]


@pytest.fixture
def enrol(tmp_path: Path) -> Callable[..., None]:
    def enrolled(*names: str, trained: bool = False) -> None:
        async def work() -> None:
            (tmp_path / "data").mkdir(exist_ok=True)
            async with open_memory(f"sqlite+aiosqlite:///{tmp_path}/data/lanterne.db") as memory:
                for number, name in enumerate(names, 1):
                    athlete = await memory.enrol(
                        chat_id=number, name=name, timezone="Europe/Berlin", push_time=time(6, 30)
                    )
                    if trained:
                        await memory.record(athlete.id, [sample_harvest(TODAY, "Europe/Berlin")])

        asyncio.run(work())

    return enrolled


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_the_first_athlete_is_made_at_need_and_briefed(lanterne: Program) -> None:
    outcome = lanterne("brief")

    assert outcome.code == 0
    assert outcome.out.startswith("Phase\n")


def test_a_past_day_is_shown_as_it_was(lanterne: Program, enrol: Callable[..., None]) -> None:
    enrol("Ada")
    shown = lanterne("brief", "--json").out
    again = lanterne("brief", "--json", "--date", TODAY.isoformat()).out
    never = lanterne("brief", "--date", "2020-02-02")
    tomorrow = lanterne("brief", "--date", "2999-01-01")

    assert (
        Briefing.model_validate_json(shown).sections == Briefing.model_validate_json(again).sections
    )
    assert (never.code, tomorrow.code) == (1, 2)
    assert "2020-02-02" in never.err
    assert "has not come yet" in tomorrow.err


@pytest.mark.parametrize("command", ["brief", "fitness", "export", "forget"])
def test_several_athletes_must_be_told_apart(
    lanterne: Program, enrol: Callable[..., None], command: str
) -> None:
    enrol("Ada", "Tom")

    outcome = lanterne(command)
    unknown = lanterne(command, "--athlete", "9")

    assert (outcome.code, unknown.code) == (2, 2)
    assert "1 Ada, 2 Tom" in outcome.err
    assert "no athlete 9" in unknown.err


def test_the_curve_runs_from_the_first_day_to_today(
    lanterne: Program, enrol: Callable[..., None]
) -> None:
    enrol("Ada", trained=True)

    curve = json.loads(lanterne("fitness", "--json").out)
    week = lanterne("fitness", "--from", "2026-01-01", "--to", "2026-01-07")
    backwards = lanterne("fitness", "--from", "2026-01-07", "--to", "2026-01-01")

    assert list(curve[0]) == CURVE_KEYS
    assert curve[-1]["date"] == TODAY.isoformat()
    assert week.out.splitlines()[0].split() == ["date", "load", "CTL", "ATL", "TSB", "ramp"]
    assert backwards.code == 2


def test_no_training_is_no_curve_and_says_what_to_do(lanterne: Program) -> None:
    assert lanterne("fitness", "--json").out == "[]\n"
    assert "lanterne import" in lanterne("fitness").out


def test_an_export_holds_the_reasoning_log_and_all_the_rest(
    lanterne: Program, enrol: Callable[..., None], tmp_path: Path
) -> None:
    enrol("Ada", trained=True)
    lanterne("brief")

    outcome = lanterne("export", "--to", "mine")
    zipped = lanterne("export", "--to", "mine.zip")
    again = lanterne("export", "--to", "mine")

    rows = table(tmp_path / "mine" / "reasoning_log.csv")
    nights = table(tmp_path / "mine" / "nights.csv")
    rides = table(tmp_path / "mine" / "activities.csv")
    assert (outcome.code, zipped.code, again.code) == (0, 0, 2)
    assert [row["date"] for row in rows] == [TODAY.isoformat()]
    assert rows[0]["action"] in {"recover", "ease", "maintain", "push"}
    assert len(nights) > 300
    assert len(rides) > 200
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert sorted(archive.namelist()) == sorted(p.name for p in (tmp_path / "mine").iterdir())


def test_forgetting_asks_first_and_then_forgets_all(
    lanterne: Program, enrol: Callable[..., None]
) -> None:
    enrol("Ada", trained=True)

    unsure = lanterne("forget")
    kept = lanterne("fitness", "--json").out
    sure = lanterne("forget", "--yes")
    gone = lanterne("fitness", "--json").out

    assert unsure.code == 2
    assert "--yes" in unsure.err
    assert len(json.loads(kept)) > 300
    assert "Ada" in sure.out
    assert gone == "[]\n"


def test_a_backup_is_a_whole_copy_and_never_written_over(
    lanterne: Program, enrol: Callable[..., None], tmp_path: Path
) -> None:
    enrol("Ada", trained=True)

    first = lanterne("backup", "copy.db")
    second = lanterne("backup", "copy.db")

    assert first.code == 0
    assert (tmp_path / "copy.db").stat().st_size > 0
    assert second.code == 1
    assert second.err.count("\n") == 1


def test_an_import_that_reads_nothing_fails_in_words(lanterne: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.fit").touch()

    outcome = lanterne("import", "empty.fit")
    document = json.loads(lanterne("import", "empty.fit", "--json").out)

    assert outcome.code == 1
    assert "empty.fit: refused" in outcome.out
    assert list(document[0]) == ["file", "status", "reason", "activities", "nights"]


def test_an_import_with_one_good_file_is_done(lanterne: Program, tmp_path: Path) -> None:
    (tmp_path / "night.json").write_text("{}")
    ride = '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    points = "".join(
        f'<trkpt lat="48.{n:04}" lon="7.0"><time>2026-01-05T10:{n:02}:00Z</time></trkpt>'
        for n in range(40)
    )
    (tmp_path / "ride.gpx").write_text(f"{ride}{points}</trkseg></trk></gpx>")

    outcome = lanterne("import", "ride.gpx", "night.json", "--json")

    ride_report = next(r for r in json.loads(outcome.out) if r["file"].endswith("ride.gpx"))
    assert outcome.code == 0
    assert ride_report["status"] == "imported"
    assert ride_report["activities"][0]["average_power_w"] is None


def test_the_doctor_names_what_is_broken(
    lanterne: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISSION_FILE", "tour.toml")

    outcome = lanterne("doctor", "--json")

    checks = {check["check"]: check for check in json.loads(outcome.out)}
    assert outcome.code == 1
    assert "tour.toml" in checks["mission"]["says"]
    assert [name for name, check in checks.items() if not check["ok"]] == ["mission", "telegram"]


def test_the_doctor_tells_all_wrong_settings(
    lanterne: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUSH_TIME", "6:3O")
    monkeypatch.setenv("TIMEZONE", "Moon")

    outcome = lanterne("doctor")

    assert outcome.code == 1
    assert outcome.out.count("BROKEN  settings") == 2


@pytest.mark.parametrize(
    "words",
    [
        ("frob",),
        ("brief", "--date", "soon"),
        ("try", "--port", "x"),
        ("decide", "a", "b"),
        ("import",),
    ],
)
def test_a_wrong_call_ends_with_2(lanterne: Program, words: tuple[str, ...]) -> None:
    outcome = lanterne(*words)

    assert outcome.code == 2
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("place", ["a file", "a newer database"])
def test_a_database_that_cannot_be_used_is_one_sentence(
    lanterne: Program, tmp_path: Path, place: str
) -> None:
    if place == "a file":
        (tmp_path / "data").write_text("")
    else:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "lanterne.db").write_bytes(b"not a database at all" * 100)

    outcome = lanterne("brief")

    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err


def test_the_version_is_told(lanterne: Program) -> None:
    assert lanterne("--version").out == f"{__version__}\n"
