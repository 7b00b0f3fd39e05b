"""`lanterne decide` with a model connected: it proposes, and the bounds hold."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.programs import Program
from tests.fakes.chat_server import chat_server
from tests.fakes.models import PROPOSAL, proposal

GOOD = {"sport": "cycling", "readiness": 85, "ctl": 60, "atl": 55, "tsb": 5, "sleep_h": 8}
FEVER = GOOD | {"reply_text": "I have a fever of 39"}


@pytest.fixture
def decided(lanterne: Program) -> Callable[..., dict[str, Any]]:
    def run(document: object, *words: str) -> dict[str, Any]:
        outcome = lanterne("decide", *words, typed=json.dumps(document).encode())
        assert outcome.code == 0, outcome.err
        decision: dict[str, Any] = json.loads(outcome.out)
        return decision

    return run


def test_a_model_proposes_inside_the_bounds(
    decided: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server(proposal()) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        decision = decided(GOOD)

    assert decision["action"] == "ease"
    assert decision["reason"] == PROPOSAL["reason"]
    assert decision["proposed_by"].startswith("openai:")


def test_with_rules_nobody_is_asked(
    decided: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server(proposal()) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        decision = decided(GOOD, "--rules")

    assert not chat.asked
    assert decision["proposed_by"] == "rules"


def test_a_fever_is_nothing_to_ask_a_model_about(
    decided: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server(proposal(action="push")) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        decision = decided(FEVER)

    assert not chat.asked
    assert decision["action"] == "recover"


def test_a_model_that_is_down_is_said_and_the_rules_decide(
    lanterne: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    with chat_server("", status=503) as chat:
        monkeypatch.setenv("OPENAI_BASE_URL", chat.url)
        outcome = lanterne("decide", typed=json.dumps(GOOD).encode())

    assert json.loads(outcome.out)["proposed_by"] == "rules"
    assert "the rules decided" in outcome.err
