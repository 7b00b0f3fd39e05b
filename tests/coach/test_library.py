"""The original's one call: a day's message, by the rules or as a model tells it."""

from pathlib import Path

import pytest

from coach import run_tour_coach
from tests.fakes.chat_server import chat_server
from tests.fakes.models import NOW, PROPOSAL, proposal

ENDED = ["Phase", "Today's numbers", "Today", "Workout"]


@pytest.fixture(autouse=True)
def no_key_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def told(folder: Path, *, use_llm_reasoning: bool = True) -> str:
    return run_tour_coach(
        use_llm_reasoning=use_llm_reasoning,
        llm_model="gpt-4o",
        database_url=f"sqlite+aiosqlite:///{folder}/coach.db",
        now=NOW,
    )


def headings(text: str) -> list[str]:
    return [part.splitlines()[0].split(":")[0] for part in text.split("\n\n")]


def test_without_a_key_the_rules_tell_the_day(tmp_path: Path) -> None:
    assert headings(told(tmp_path)) == ENDED


def test_the_model_that_is_named_tells_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server(proposal(action="maintain")) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        text = told(tmp_path)

    assert [each["model"] for each in chat.asked] == ["gpt-4o"]
    assert PROPOSAL["reason"] in text
    assert headings(text)[: len(ENDED)] == ENDED


def test_with_reasoning_by_rules_no_model_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server(proposal()) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        text = told(tmp_path, use_llm_reasoning=False)

    assert not chat.asked
    assert headings(text) == ENDED


def test_a_model_that_is_down_leaves_the_day_to_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server("", status=503) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        text = told(tmp_path)

    assert chat.asked
    assert PROPOSAL["reason"] not in text
    assert headings(text) == ENDED
