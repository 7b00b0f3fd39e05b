"""Credentials under lock: which key seals, which opens, where a key may lie."""

from pathlib import Path

import pytest

from coach.errors import OperatorError
from coach.memory.key_file import default_key_file, make_key_file
from coach.memory.sealing import SealedCredentials, Sealing
from tests.memories import KEY

OTHER_KEY = KEY[::-1].replace("=", "", 1) + "="
TOKENS = {"access_token": "opens the ring", "refresh_token": "once"}


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "lanterne" / "secret.key"


def test_what_was_sealed_is_opened_and_cannot_be_read_before() -> None:
    sealing = Sealing(KEY)

    sealed = sealing.seal(TOKENS)

    assert sealing.open(sealed, "Oura") == TOKENS
    assert "ring" not in sealed


def test_a_key_put_in_front_seals_and_the_old_one_still_opens() -> None:
    before = Sealing(KEY).seal(TOKENS)
    rotated = Sealing(f"{OTHER_KEY}, {KEY}")

    after = rotated.seal(TOKENS)

    assert rotated.open(before, "Oura") == TOKENS
    assert Sealing(OTHER_KEY).open(after, "Oura") == TOKENS


def test_a_seal_of_another_key_is_said_in_one_sentence() -> None:
    sealed = Sealing(KEY).seal(TOKENS)

    with pytest.raises(OperatorError) as refused:
        Sealing(OTHER_KEY).open(sealed, "Oura")

    assert str(refused.value) == (
        "The connection to Oura was sealed with another key: put the old key behind the new one "
        "in LANTERNE_SECRET_KEY, or connect again with /connect."
    )


@pytest.mark.parametrize("damage", ["x", "", "gAAAA"])
def test_a_damaged_seal_opens_nothing(damage: str) -> None:
    with pytest.raises(OperatorError, match="another key"):
        Sealing(KEY).open(damage, "Oura")


@pytest.mark.parametrize("secret", ["lanterne", f"{KEY},lanterne", ",", KEY[1:], KEY + "="])
def test_a_secret_that_is_no_key_is_refused_at_once_and_not_repeated(secret: str) -> None:
    with pytest.raises(OperatorError, match="LANTERNE_SECRET_KEY holds no key") as refused:
        Sealing(secret)

    assert "openssl rand -base64 32" in str(refused.value)
    assert secret == "," or secret not in str(refused.value)


def test_without_a_setting_a_key_is_made_for_its_owner_alone(key_file: Path) -> None:
    sealed = Sealing(key_file=key_file).seal(TOKENS)

    assert Sealing(key_file=key_file).open(sealed, "Oura") == TOKENS
    assert [path.name for path in key_file.parent.iterdir()] == ["secret.key"]
    assert _modes(key_file, key_file.parent) == [0o600, 0o700]


def _modes(*paths: Path) -> list[int]:
    return [path.stat().st_mode & 0o777 for path in paths]


def test_a_key_that_is_there_is_never_written_over(key_file: Path) -> None:
    make_key_file(key_file)
    first = key_file.read_text()

    make_key_file(key_file)

    assert key_file.read_text() == first


def test_looking_makes_no_key(key_file: Path) -> None:
    sealed = Sealing(KEY).seal(TOKENS)

    with pytest.raises(OperatorError, match="another key"):
        Sealing(key_file=key_file).open(sealed, "Oura")

    assert not key_file.exists()


def test_a_key_file_may_hold_several_keys_too(key_file: Path) -> None:
    old = Sealing(KEY).seal(TOKENS)
    make_key_file(key_file)

    key_file.write_text(f"{key_file.read_text()}{KEY}\n")

    assert Sealing(key_file=key_file).open(old, "Oura") == TOKENS


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(key_file: Path, mode: int) -> None:
    make_key_file(key_file)
    key_file.chmod(mode)

    with pytest.raises(OperatorError, match="chmod 600"):
        Sealing(key_file=key_file).seal(TOKENS)


def test_a_key_file_with_something_else_in_it_is_said(key_file: Path) -> None:
    make_key_file(key_file)
    key_file.write_bytes(b"\xff a photo")

    with pytest.raises(OperatorError, match=r"secret\.key holds no key"):
        Sealing(key_file=key_file).seal(TOKENS)


def test_a_home_that_cannot_be_written_asks_for_the_setting(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")

    with pytest.raises(OperatorError, match="set LANTERNE_SECRET_KEY") as refused:
        make_key_file(tmp_path / "config" / "secret.key")

    assert "No key can be kept" in str(refused.value)


def test_a_key_file_that_is_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be read"):
        Sealing(key_file=tmp_path).seal(TOKENS)


def test_the_key_never_lies_with_what_it_seals(tmp_path: Path) -> None:
    beside = Sealing(key_file=tmp_path / "data" / "key", apart_from=tmp_path / "data")

    with pytest.raises(OperatorError, match="beside what it seals"):
        beside.seal(TOKENS)

    assert list(tmp_path.iterdir()) == []


def test_the_key_lies_where_settings_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/anna")
    named = default_key_file()
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")

    usual = default_key_file()

    assert named == Path("/etc/anna/lanterne/secret.key")
    assert usual == Path("/home/anna/.config/lanterne/secret.key")


def test_someone_without_a_home_is_asked_for_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: type[Path]) -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", classmethod(homeless))

    with pytest.raises(OperatorError, match="set LANTERNE_SECRET_KEY"):
        default_key_file()


def test_sealed_credentials_read_like_any_and_open_at_the_first_look() -> None:
    readable = SealedCredentials(Sealing(KEY).seal(TOKENS), "Oura", Sealing(KEY))
    lost = SealedCredentials("of a lost key", "Oura", Sealing(KEY))

    assert readable == TOKENS
    assert {**readable} == TOKENS
    assert len(readable) == 2
    assert "ring" not in repr(readable)
    with pytest.raises(OperatorError, match="another key"):
        lost.get("access_token")
