"""The log is one line an event and holds no token, wherever it comes from."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import HIDDEN, start_log

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    stream = io.StringIO()
    start_log("INFO", ["open sesame", ""], stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def test_a_token_is_hidden_in_messages_arguments_and_tracebacks(log: io.StringIO) -> None:
    refusal = RuntimeError(f"The token `{TOKEN}` was rejected by the server.")

    logging.getLogger("bot").error("Asked /bot%s/getMe", TOKEN, exc_info=refusal)

    assert TOKEN not in log.getvalue()
    assert log.getvalue().count(HIDDEN) >= 2


def test_a_secret_of_another_shape_is_hidden_too(log: io.StringIO) -> None:
    logging.getLogger("anything").warning("opened with open sesame")

    assert "sesame" not in log.getvalue()
    assert HIDDEN in log.getvalue()


def test_a_traceback_stays_on_its_line(log: io.StringIO) -> None:
    logging.getLogger("bot").error("It broke", exc_info=ValueError("two\nlines"))

    assert log.getvalue().count("\n") == 1
    assert "ValueError: two | lines" in log.getvalue()


def test_libraries_that_would_print_each_request_stay_silent(log: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST /bot%s/getUpdates", TOKEN)
    logging.getLogger("bot").info("ready")

    assert "ready" in log.getvalue()
    assert "HTTP Request" not in log.getvalue()
