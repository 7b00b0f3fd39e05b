"""What `lanterne import` says of odd files: one line each, and the others are read all the same."""

import json
import os
from pathlib import Path

import pytest

from bot.commands.importing import line
from coach.ports import FileReport
from tests.bot.programs import Program
from tests.fit_files import ride


def test_a_name_that_is_no_text_stops_nothing(lanterne: Program, tmp_path: Path) -> None:
    for name in (b"a\xff.fit", b"b.fit"):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123  # bytes are meant
            file.write(ride())

    outcome = lanterne("import", ".")

    assert outcome.code == 0
    told = sorted(told.partition(":")[0] for told in outcome.out.splitlines())
    assert told == ["a?.fit", "b.fit"]


def test_a_name_of_several_lines_is_told_in_one() -> None:
    told = line(FileReport(file="new\nline\x1b[31m.fit", status="refused", reason="no FIT file"))

    assert told == "new�line�[31m.fit: refused (no FIT file)"


def test_half_a_character_in_a_vendors_answer_stops_nothing(
    lanterne: Program, tmp_path: Path
) -> None:
    answer = {
        "id": "i1", "type": "Ride", "name": "bad \ud800 name", "start_date": "2026-03-11T07:00:00Z",
        "start_date_local": "2026-03-11T08:00:00", "moving_time": 3600, "icu_training_load": 50,
    }  # fmt: skip
    (tmp_path / "activity.json").write_text(json.dumps(answer))

    outcome = lanterne("import", "activity.json")

    assert outcome.out == "activity.json: imported (1 activity)\n"


def test_a_closed_path_is_left_to_the_reader_to_refuse_beside_the_others(
    lanterne: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ride.fit").write_bytes(ride())
    monkeypatch.setattr(os, "access", lambda *_: False)  # as it is for what is closed to a user

    outcome = lanterne("import", "ride.fit", "gone.fit")

    assert outcome.code == 0
    assert "gone.fit: refused (there is no such file or folder)" in outcome.out
