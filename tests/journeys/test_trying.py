"""`lanterne try`: no credentials, no settings, one command, and the morning is there."""

import socket
from pathlib import Path

import pytest

from tests.journeys.test_process import ended, environment, lanterne


def left_in(folder: Path) -> list[Path]:
    """Return what is in a folder."""
    return list(folder.iterdir())


@pytest.mark.parametrize("words", [("try", "--once"), ("try", "--port", "0")])
async def test_a_newcomer_sees_a_training_morning_and_is_let_go(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    broken = environment(None, tmp_path / "data", PUSH_TIME="nonsense", TIMEZONE="")

    code, out = await ended(await lanterne(*words, env=broken, folder=tmp_path))

    assert code == 0
    headings = ("Phase", "Today's numbers", "Today: ", "Workout: ")
    assert [heading for heading in headings if heading not in out] == []
    assert "Workout: rest" not in out
    assert left_in(tmp_path) == []


async def test_a_port_that_was_named_and_is_taken_is_told(tmp_path: Path) -> None:
    env = environment(None, tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = await lanterne("try", "--once", "--port", port, env=env, folder=tmp_path)
        code, out = await ended(process)

    assert code == 2
    assert f"Port {port} cannot be used" in out


async def test_a_port_that_cannot_be_is_a_wrong_call(tmp_path: Path) -> None:
    words = ("try", "--once", "--port", "99999")

    code, out = await ended(
        await lanterne(*words, env=environment(None, tmp_path), folder=tmp_path)
    )

    assert code == 2
    assert "Traceback" not in out
    assert "--port" in out
