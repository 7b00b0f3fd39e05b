"""What is found under the paths that were named, and what is refused before it is opened."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.ports import Harvest
from coach.sources import finding
from coach.sources.finding import files_at, find
from coach.sources.opening import LARGEST_FILE, Piece
from tests.fit_files import ride


def names(folder: Path, *paths: Path) -> list[str]:
    """Return the files found, without the folder they are in."""
    return [one.label.removeprefix(f"{folder}/") for one in find(paths) if isinstance(one, Piece)]


def refusals(*paths: Path) -> dict[str, str | None]:
    """Return the refusals by the file's name."""
    found = [one for one in find(paths) if isinstance(one, Harvest)]
    return {Path(one.file).name: one.refused for one in found}


def zipped(path: Path, *members: str, content: bytes = b"x") -> Path:
    """Write a zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, content)
    return path


def test_a_folder_gives_its_training_files_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    for name in ("b.FIT", "2024/c.tcx.gz", "a.gpx", "photo.jpg", "notes.txt", "._a.fit"):
        (tmp_path / name).write_bytes(b"x")

    assert names(tmp_path, tmp_path) == ["a.gpx", "b.FIT", "2024/c.tcx.gz"]


def test_a_ride_without_a_telling_name_is_found_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "ACTIVITY.BIN").write_bytes(ride())
    (tmp_path / "photo.jpg").write_bytes(b"x")

    assert names(tmp_path, tmp_path) == ["ACTIVITY.BIN"]


def test_a_file_that_was_named_is_taken_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")

    assert names(tmp_path, tmp_path / "photo.jpg") == ["photo.jpg"]


def test_a_zip_gives_its_members(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", "x/b.fit.gz", "x/a.fit", "photo.jpg", "__MACOSX/._a.fit")

    assert names(tmp_path, path) == ["e.zip/x/a.fit", "e.zip/x/b.fit.gz"]


def test_a_zip_is_known_by_its_content(tmp_path: Path) -> None:
    path = zipped(tmp_path / "export", "a.fit")

    assert names(tmp_path, path) == ["export/a.fit"]


def test_an_archives_index_comes_first_and_other_tables_are_left(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "e.zip", "e/activities/1.fit", "e/bikes.csv", "e/activities.csv", "e/x.json"
    )

    found = [one for one in find([path]) if isinstance(one, Piece)]

    assert [one.member for one in found] == ["e/activities.csv", "e/activities/1.fit"]
    assert found[0].root == f"{path}/e/"


def test_an_unpacked_archive_is_found_as_well(tmp_path: Path) -> None:
    (tmp_path / "activities").mkdir()
    for name in ("activities.csv", "bikes.csv", "activities/1.fit"):
        (tmp_path / name).write_bytes(b"x")

    (index, _) = [one for one in find([tmp_path]) if isinstance(one, Piece)]

    assert index.root == f"{tmp_path}/"
    assert files_at(index, ["activities/1.fit", "activities/2.fit"]) == {"activities/1.fit"}


def test_tables_of_one_folder_are_all_read_where_there_is_no_archive(tmp_path: Path) -> None:
    for name in ("activities.csv", "wellness.csv"):
        (tmp_path / name).write_bytes(b"x")

    assert names(tmp_path, tmp_path) == ["activities.csv", "wellness.csv"]


def test_the_files_of_an_index_in_a_zip_are_looked_up_there(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", "e/activities.csv", "e/activities/1.fit")
    (index, _) = [one for one in find([path]) if isinstance(one, Piece)]

    assert files_at(index, ["activities/1.fit", "activities/2.fit"]) == {"activities/1.fit"}


def test_a_zip_inside_a_zip_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", "inner.zip", "a.fit")

    assert names(tmp_path, path) == ["e.zip/a.fit"]
    assert "unpack it" in str(refusals(path)["inner.zip"])


def test_a_zip_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "LARGEST_FILE", 1 << 20)
    path = zipped(tmp_path / "bomb.zip", "a.fit", "b.fit", content=bytes(1 << 20))

    assert names(tmp_path, path) == []
    assert "far more than any training archive" in str(refusals(path)["bomb.zip"])


def test_a_zip_of_too_many_members_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_MEMBERS", 2)

    path = zipped(tmp_path / "many.zip", "a.fit", "b.fit", "c.fit")

    assert list(refusals(path)) == ["many.zip"]


def test_a_zip_cut_off_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "e.zip", "a.fit", content=os.urandom(1000))
    path.write_bytes(path.read_bytes()[:500])

    assert "cut off or damaged" in str(refusals(path)["e.zip"])


def test_a_file_of_two_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.fit"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)  # sparse: it takes no room

    assert "larger than 200 MB" in str(refusals(path)["huge.fit"])


def test_a_member_beyond_the_cap_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("big.fit", os.urandom(3000))
        archive.writestr("empty.fit", b"")
        archive.writestr("ride.fit", ride())
    monkeypatch.setattr(finding, "LARGEST_FILE", 100_000)
    monkeypatch.setattr(finding, "MOST_UNPACKING", 1000)
    assert LARGEST_FILE == 200 << 20

    assert names(tmp_path, path) == ["e.zip/big.fit", "e.zip/ride.fit"]
    assert "empty" in str(refusals(path)["empty.fit"])

    monkeypatch.setattr(finding, "LARGEST_FILE", 2000)
    assert "larger than" in str(refusals(path)["big.fit"])


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Path.exists, "there is no such file"),
        (Path.touch, "the file is empty"),
        (Path.mkdir, "there is no FIT"),
        (lambda path: path.symlink_to(path), "it cannot be opened"),
        (os.mkfifo, "neither a file nor a folder"),
        (lambda path: zipped(path, "photo.jpg"), "there is no FIT"),
    ],
)
def test_a_path_of_no_use_is_refused_in_one_sentence(
    make: Callable[[Path], object], sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "thing.fit"
    make(path)

    assert sentence in str(refusals(path)["thing.fit"])


def test_loops_of_links_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(b"x")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "loop.fit").symlink_to(tmp_path / "loop.fit")

    assert names(tmp_path, tmp_path) == ["a.fit"]
    assert list(refusals(tmp_path)) == ["loop.fit"]


def test_a_folder_that_is_closed_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.fit").write_bytes(b"x")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)

    assert names(tmp_path, tmp_path) == ["a.fit"]
    assert refusals(tmp_path) == {"closed": "it may not be opened: check its permissions"}


@pytest.mark.skipif(os.name != "posix", reason="only there may a name be any bytes")
def test_a_name_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    with open(folder + b"/ride\xff.fit", "wb") as file:  # noqa: PTH123  # bytes are meant
        file.write(ride())

    assert names(tmp_path, tmp_path) == ["ride?.fit"]
