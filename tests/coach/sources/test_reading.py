"""Bad input: one clear sentence for each file that cannot be read, and nothing lost."""

import gzip
import zipfile
from pathlib import Path

import pytest

from coach.domain.activity import Sport
from coach.sources import opening, reading
from coach.sources.kinds import Kind
from coach.sources.reading import read_piece
from tests.coach.sources.orders import order, read_bytes
from tests.fit_files import Ride, ride


@pytest.mark.parametrize("name", ["ride.fit", "RIDE.FIT", "ride.txt", "no_name_at_all"])
def test_a_ride_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    harvest = read_bytes(tmp_path, name, ride())

    assert harvest.activities[0].sport is Sport.CYCLING
    assert harvest.file.endswith(name)
    assert harvest.activities[0].provenance.file == harvest.file


@pytest.mark.parametrize("name", ["ride.fit.gz", "ride.fit"])
def test_a_gzipped_ride_is_unpacked(name: str, tmp_path: Path) -> None:
    harvest = read_bytes(tmp_path, name, gzip.compress(ride(), mtime=0))

    assert len(harvest.activities) == 1


def test_a_gzip_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    packed = gzip.compress(ride(Ride(timer_s=2000)))

    harvest = read_bytes(tmp_path, "ride.fit.gz", packed[: len(packed) // 2])

    assert harvest.activities
    assert harvest.warning is not None
    assert "cut off" in harvest.warning


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ride.fit", b"", "the file is empty"),
        ("ride.fit", b"\xff\xd8\xff\xe0JFIF", "a JPEG picture, not a FIT file"),
        ("ride.gpx", b"<!DOCTYPE html><html>", "a web page"),
        ("ride.fit", b"\x0e\x10\x00\x00", "not a FIT file, whatever its name says"),
        ("notes.txt", b"dear diary", "not known: the coach reads FIT"),
        ("ride.fit", ride()[:13], "cut off"),
        ("ride.fit.gz", b"\x1f\x8b\x08\x00rubbish", "damaged"),
        (
            "ride.fit.gz",
            gzip.compress(gzip.compress(b"x", mtime=0), mtime=0),
            "an archive inside an archive",
        ),
        ("export.csv", b"a,b\n1,2\n", "neither intervals.icu"),
        ("export.json", b"{", "damaged or cut off"),
        ("ride.kml", b"<kml></kml>", "not known"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    name: str, content: bytes, sentence: str, tmp_path: Path
) -> None:
    harvest = read_bytes(tmp_path, name, content)

    assert harvest.refused is not None
    assert sentence in harvest.refused
    assert not harvest.activities


def test_a_gzip_bomb_is_stopped_at_the_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 2 * opening.MEGABYTE)

    harvest = read_bytes(
        tmp_path, "bomb.fit.gz", gzip.compress(bytes(5 * opening.MEGABYTE), mtime=0)
    )

    assert harvest.refused is not None
    assert "unpacks to more than" in harvest.refused


def test_a_file_that_grew_beyond_the_cap_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 100)

    harvest = read_bytes(tmp_path, "ride.fit", ride())

    assert harvest.refused is not None
    assert "too large" in harvest.refused


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    harvest = read_piece(order(tmp_path / "gone.fit"))

    assert harvest.refused == "there is no such file or folder"


def test_a_member_of_a_zip_is_read_and_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/ride.fit", ride())

    harvest = read_piece(order(path, "a/ride.fit"))

    assert len(harvest.activities) == 1
    assert harvest.file == f"{path}/a/ride.fit"


def test_a_member_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ride.fit", ride())
    content = bytearray(path.read_bytes())
    content[200:210] = bytes(10)
    path.write_bytes(content)

    harvest = read_piece(order(path, "ride.fit"))

    assert harvest.refused is not None
    assert "damaged" in harvest.refused


def test_a_member_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ride.fit", ride())
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in the member's own header
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # and in the archive's list
    path.write_bytes(content)

    harvest = read_piece(order(path, "ride.fit"))

    assert harvest.refused is not None
    assert "password" in harvest.refused


def test_a_reader_that_trips_costs_one_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reading._READERS, Kind.FIT, "coach.sources.sports")

    harvest = read_bytes(tmp_path, "ride.fit", ride())

    assert harvest.refused is not None
    assert "cannot be understood (AttributeError)" in harvest.refused


def test_an_unknown_time_zone_is_read_as_utc(tmp_path: Path) -> None:
    path = tmp_path / "ride.fit"
    path.write_bytes(ride())

    harvest = read_piece(order(path, zone="Middle/Earth"))

    assert harvest.activities[0].local_date == harvest.activities[0].start.date()
