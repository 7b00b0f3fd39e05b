"""One deadline fits into the next, so that nobody is cut off in the middle of an answer."""

import re
from pathlib import Path

from bot.app import SHUTDOWN_S
from coach.conversation.conversing import LONGEST_S
from handlers.converse import LONGEST_TURN_S
from handlers.voice import LISTEN_S

COMPOSE = Path(__file__).parents[2] / "compose.yaml"


def test_a_turn_has_time_to_listen_and_to_answer_and_ends_before_the_process_must() -> None:
    grace = re.search(r"stop_grace_period: (\d+)s", COMPOSE.read_text(encoding="utf-8"))

    assert grace
    assert LISTEN_S + LONGEST_S < LONGEST_TURN_S < SHUTDOWN_S < int(grace[1])
