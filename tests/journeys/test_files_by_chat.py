"""A file sent to the bot: read at once, answered with its load and with what it changes today."""

from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from handlers import texts
from handlers.render import plain
from tests.chats import MORNING, conversation
from tests.coach.sources import test_gpx, test_tcx
from tests.fit_files import Ride, ride

YESTERDAY = MORNING - timedelta(hours=14)


def a_ride(start: datetime = YESTERDAY, *, hours: int = 1) -> bytes:
    """Return the file of a steady ride."""
    return ride(Ride(start=start, timer_s=hours * 3600, every_s=10))


async def test_a_ride_is_read_and_told_with_its_load(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("Morning Ride (1).fit", a_ride())
        answer = await talk.athlete.hears(seconds=20)
        (stored,) = await talk.house.memory.activities(1, YESTERDAY.date(), YESTERDAY.date())

    assert answer.text.startswith("Read: a ride on Tuesday 10 March · 1:00 h")
    assert f"load {stored.load:.0f}" in answer.text
    assert "Today stays as it is" in answer.text


async def test_a_ride_that_changes_the_day_says_how(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        await talk.athlete.asks("/today")
        for ago in range(1, 4):
            talk.athlete.person.send_document(
                f"{ago}.fit", a_ride(MORNING - timedelta(days=ago), hours=5)
            )
        answers = [(await talk.athlete.hears(seconds=20)).text for _ in range(3)]

    assert any("Changed:" in answer for answer in answers)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evening.tcx", test_tcx.document(test_tcx.lap(0, 1800, bpm=140))),
        ("evening.gpx", test_gpx.document(test_gpx.points(0, 1800))),
    ],
)
async def test_tcx_and_gpx_files_are_read_too(tmp_path: Path, name: str, content: bytes) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document(name, content)
        answer = await talk.athlete.hears(seconds=20)

    assert answer.text.startswith("Read: a ride on ")
    assert "30 min · 14.4 km · load " in answer.text


async def test_the_same_ride_twice_counts_once(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("a.fit", a_ride())
        await talk.athlete.hears(seconds=20)
        talk.athlete.person.send_document("b.fit", a_ride())
        again = await talk.athlete.hears(seconds=20)
        stored = await talk.house.memory.activities(1, YESTERDAY.date(), YESTERDAY.date())

    assert again.text.startswith("I had this already: a ride")
    assert len(stored) == 1


async def test_an_archive_is_summed_up(tmp_path: Path) -> None:
    archive = tmp_path / "rides.zip"
    with ZipFile(archive, "w") as zipped:
        for ago in (1, 3):
            zipped.writestr(f"{ago}.fit", a_ride(MORNING - timedelta(days=ago)))
        zipped.writestr("run.fit", ride(Ride(start=YESTERDAY, timer_s=1800, every_s=10, sport=1)))
        zipped.writestr("notes.pdf", b"%PDF-1.7 no workout")
    content = archive.read_bytes()
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("rides.zip", content)
        answer = await talk.athlete.hears(seconds=20)

    assert answer.text.startswith("Read: 2 rides and 1 run, load ")


async def test_a_ride_of_another_year_says_which(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("old.fit", a_ride(MORNING - timedelta(days=730)))
        answer = await talk.athlete.hears(seconds=20)

    assert answer.text.startswith("Read: a ride on Monday 11 March 2024 · 1:00 h")


@pytest.mark.parametrize(
    ("name", "content"),
    [("ride.fit", b"\x0e\x10 broken"), ("holiday.jpg", b"\xff\xd8\xff\xe0 beach"), ("..", b"?")],
)
async def test_what_is_no_training_gets_one_kind_sentence(
    tmp_path: Path, name: str, content: bytes
) -> None:
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document(name, content)
        answer = await talk.athlete.hears(seconds=20)

    assert answer.text.startswith("I could not take ")
    assert "/" not in answer.text.partition(":")[0]
    assert "\n" not in answer.text


async def test_what_telegram_does_not_give_is_for_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.files.MOST_BYTES", 10)
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("export.zip", b"more than ten bytes")
        answer = await talk.athlete.hears()

    assert answer.text == plain(texts.FILE_TOO_LARGE)


async def test_a_file_that_takes_long_is_read_on_and_told_when_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.files.PATIENCE_S", 0.0)
    async with conversation(tmp_path) as talk:
        talk.athlete.person.send_document("a.fit", a_ride())
        first = await talk.athlete.hears()
        then = await talk.athlete.hears(seconds=20)

    assert first.text == texts.FILE_TAKES_LONG
    assert then.text.startswith("Read: a ride")
