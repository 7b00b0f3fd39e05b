"""What the README says: its commands run, its names are there, its example is Python that works."""

import asyncio
import re
import shlex
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import app
from bot.sample import sample_harvest
from bot.settings import Settings
from coach.memory.database import open_memory
from handlers.register import COMMANDS
from missions.library import ready_missions
from tests.bot.programs import Program, program

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TODAY = datetime.now(ZoneInfo("Europe/Berlin")).date()
MORNING = '{"readiness": 76, "tsb": -9.6}'
RIDE = """\
<gpx version="1.1" creator="x"><trk><type>cycling</type><trkseg>
<trkpt lat="45.0" lon="6.0"><time>2026-03-01T08:00:00Z</time></trkpt>
<trkpt lat="45.1" lon="6.0"><time>2026-03-01T08:30:00Z</time></trkpt>
</trkseg></trk></gpx>"""
ENDS_WITH = {"lanterne doctor": 1, "lanterne brief --date 2026-03-14": 1, "lanterne forget": 2}
"""Without a token, without that day, and without --yes."""
RUNS_ON = {"lanterne run", "lanterne COMMAND --help"}
"""What does not end by itself, and what stands for all of them."""


def quoted() -> set[str]:
    """Return the calls of `lanterne` in the README, with their words."""
    found = re.findall(r"(?:^    |`)(?:\.venv/bin/)?(lanterne [^`\n]+)", README, re.MULTILINE)
    return set(found) - RUNS_ON


def table(head: str) -> str:
    """Return the rows of the table that begins with this heading."""
    return README.split(f"| {head} |")[1].split("\n\n")[0]


@pytest.fixture
def lanterne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    (tmp_path / "morning.json").write_text(MORNING, encoding="utf-8")
    (tmp_path / "ride.gpx").write_text(RIDE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    asyncio.run(_remember(tmp_path / "data"))
    return program(tmp_path, monkeypatch, capsys)


async def _remember(folder: Path) -> None:
    async with open_memory(f"sqlite+aiosqlite:///{folder}/lanterne.db") as memory:
        athlete = await memory.enrol(
            chat_id=None, name=None, timezone="Europe/Berlin", push_time=time(6, 30)
        )
        await memory.record(athlete.id, [sample_harvest(TODAY, "Europe/Berlin")])


def test_it_is_read_in_one_sitting() -> None:
    assert len(README.splitlines()) < 150


@pytest.mark.parametrize("call", sorted(quoted()))
def test_every_call_of_the_readme_does_what_it_says(lanterne: Program, call: str) -> None:
    stands_for = {"PATH...": "ride.gpx", "PATH": "copy.db"}
    words = [
        "ride.gpx" if word.startswith("~") else stands_for.get(word, word)
        for word in shlex.split(call)[1:]
    ]

    outcome = lanterne(*words)

    assert outcome.code == ENDS_WITH.get(call, 0), outcome.err


def test_every_command_of_the_program_is_in_the_readme() -> None:
    named = {
        info.name or getattr(info.callback, "__name__", "") for info in app.registered_commands
    }

    assert {name for name in named if f"lanterne {name.strip('_')}" not in README} <= {"try"}
    assert "make try" in README


def test_every_command_of_the_chat_is_in_the_readme_and_the_other_way_round() -> None:
    told = set(re.findall(r"`/([a-z]+)`", table("you send | you get")))

    assert told | {"start"} == {command.name for command in COMMANDS}


def test_the_ready_missions_are_those_that_are_shipped() -> None:
    assert set(re.findall(r"`([a-z_0-9]+)`", table("ready mission | for"))) == set(ready_missions())


def test_every_setting_and_every_page_that_is_named_is_there() -> None:
    settings = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", README))
    pages = re.findall(r"\]\((?!https:)([^)]+)\)", README)
    targets = set(re.findall(r"make ([a-z]+)", README))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert {name for name in settings if name.lower() not in Settings.model_fields} == set()
    assert [page for page in pages if not (ROOT / page).exists()] == []
    assert {name for name in targets if f"\n{name}:" not in makefile} == set()


def test_the_example_in_python_prints_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    example = README.split("```python\n")[1].split("```")[0]

    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  # our own README is what is tested

    printed = capsys.readouterr().out
    assert printed.startswith("Phase\n")
    assert "Readiness 76" in printed
