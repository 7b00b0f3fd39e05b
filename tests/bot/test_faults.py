"""Wrong settings are told all at once, by name, with what is needed, and never with a secret."""

from pathlib import Path

import pytest

from bot.faults import SettingsError, load_settings
from bot.settings import Settings

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def told(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        load_settings(tmp_path / ".env")
    return str(refusal.value).splitlines()


def test_all_faults_are_told_at_once_and_nothing_is_started(tmp_path: Path) -> None:
    broken = (
        "PUSH_TIME=6:3O\nTIMEZONE=Mars/Olympus\nALLOWED_CHAT_IDS=12,me\nUSE_LLM_REASONING=maybe"
    )

    lines = told(tmp_path, broken)

    assert sorted(lines[:-1]) == [
        'ALLOWED_CHAT_IDS is "12,me": chat ids like 123456789,987654321 are needed.',
        'PUSH_TIME is "6:3O" (letter O): a time like 06:30 is needed.',
        'TIMEZONE is "Mars/Olympus": a time zone like Europe/Berlin is needed.',
        'USE_LLM_REASONING is "maybe": true or false is needed.',
    ]
    assert lines[-1] == "Nothing was started."


@pytest.mark.parametrize(
    "line",
    [
        "TELEGRAM_BOT_TOKEN=hunter2",
        "WEBHOOK_SECRET=hunter2 with spaces",
        "TELEGRAM_BOT_TOKEN=hunter2:short",
    ],
)
def test_a_wrong_secret_is_named_but_not_shown(tmp_path: Path, line: str) -> None:
    lines = told(tmp_path, line)

    assert lines[0].startswith(line.partition("=")[0])
    assert "hunter2" not in "\n".join(lines)


@pytest.mark.parametrize("seconds", ["0", "-3", "soon"])
def test_a_deadline_needs_a_number_above_nothing(tmp_path: Path, seconds: str) -> None:
    lines = told(tmp_path, f"LLM_TIMEOUT_SECONDS={seconds}")

    assert "LLM_TIMEOUT_SECONDS" in lines[0]
    assert "a number" in lines[0]


def test_a_misspelt_name_is_told_with_its_nearest(tmp_path: Path) -> None:
    lines = told(tmp_path, "TELEGRAM_BOT_TOKN=1\nCOMPOSE_PROJECT_NAME=tour")

    assert "TELEGRAM_BOT_TOKN" in lines[0]
    assert "TELEGRAM_BOT_TOKEN is the nearest" in lines[0]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("WEBHOOK_URL=https://bot.example.org/hook", "WEBHOOK_SECRET"),
        ("WEBHOOK_URL=http://bot.example.org\nWEBHOOK_SECRET=abc", "https://"),
        ("STRAVA_WEBHOOK_TOKEN=abc", "STRAVA_WEBHOOK_TOKEN needs WEBHOOK_URL"),
        ("INTERVALS_WEBHOOK_SECRET=abc", "INTERVALS_WEBHOOK_SECRET needs WEBHOOK_URL"),
        (
            "WEBHOOK_URL=https://bot.example.org\nWEBHOOK_SECRET=abc\nOURA_WEBHOOK_TOKEN=abc",
            "OURA_WEBHOOK_TOKEN needs OURA_CLIENT_ID",
        ),
        ("NUDGE_PORT=70000", "a number of 65535 or less is needed"),
    ],
)
def test_webhooks_come_guarded_or_not_at_all(tmp_path: Path, text: str, missing: str) -> None:
    lines = told(tmp_path, text)

    assert missing in lines[0]


def test_what_is_wrong_between_settings_is_told_beside_a_wrong_value(tmp_path: Path) -> None:
    lines = told(tmp_path, "PUSH_TIME=soon\nWEBHOOK_URL=http://bot.example.org\n")

    assert [line.split()[0] for line in lines] == ["PUSH_TIME", "WEBHOOK_URL", "Nothing"]


def test_a_mission_that_is_not_there_is_told_beside_a_wrong_value(tmp_path: Path) -> None:
    lines = told(tmp_path, "PUSH_TIME=6:3O\nMISSION_FILE=missions/tour.toml\n")

    assert "PUSH_TIME" in lines[0]
    assert "missions/tour.toml" in lines[1]
    assert "keep_fit" in lines[1]


def test_a_line_that_is_no_setting_is_told_by_its_number_and_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = told(tmp_path, "TIMEZONE=Europe/Paris\n\nhunter2 is my key\nPUSH_TIME=soon\n")

    assert "line 3 is no setting" in lines[0]
    assert "PUSH_TIME" in lines[1]
    assert "hunter2" not in "".join(lines)
    assert caplog.text == ""


def test_without_a_file_the_environment_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Asia/Tokyo")

    assert load_settings(tmp_path / ".env").timezone == "Asia/Tokyo"


def test_a_file_that_is_no_text_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00PUSH")

    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / ".env")


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(f"TIMEZONE=Europe/Paris\nTELEGRAM_BOT_TOKEN={TOKEN}")
    monkeypatch.setenv("TIMEZONE", "Asia/Tokyo")

    settings = load_settings(tmp_path / ".env")

    assert settings.timezone == "Asia/Tokyo"
    assert TOKEN in settings.secrets
    assert TOKEN not in repr(settings)


def test_empty_values_are_as_if_absent(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PUSH_TIME=\nALLOWED_CHAT_IDS=\nTELEGRAM_BOT_TOKEN=\n")

    settings = load_settings(tmp_path / ".env")

    assert settings.push_time.isoformat("minutes") == "06:30"
    assert settings.allowed_chat_ids == ()
    assert settings.telegram_bot_token is None


def test_the_database_stands_in_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"LANTERNE_DATA_DIR={tmp_path}/tour")

    settings = load_settings(tmp_path / ".env")

    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/tour/lanterne.db"
