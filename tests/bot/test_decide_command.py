"""`lanterne decide`: documents in, documents out, each fault in a line of its own."""

import json
import socket
from pathlib import Path

import pytest

from coach.domain.decision import TrainingDecision
from tests.bot.programs import Program

GOOD = {"sport": "cycling", "readiness": 76, "ctl": 35.6, "atl": 45.2, "tsb": -9.6}


def lines(*documents: object) -> bytes:
    return "\n".join(d if isinstance(d, str) else json.dumps(d) for d in documents).encode()


def test_one_document_gives_one_decision(lanterne: Program) -> None:
    outcome = lanterne("decide", "--rules", typed=json.dumps(GOOD).encode())

    decision = TrainingDecision.model_validate_json(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert decision.proposed_by == "rules"


def test_a_file_is_as_good_as_standard_input(lanterne: Program, tmp_path: Path) -> None:
    (tmp_path / "morning.json").write_text(json.dumps(GOOD))

    from_file = lanterne("decide", "morning.json", "--rules")
    from_stdin = lanterne("decide", "-", "--rules", typed=json.dumps(GOOD).encode())

    assert from_file == from_stdin


def test_a_line_each_in_the_same_order(lanterne: Program) -> None:
    outcome = lanterne("decide", "--jsonl", "--rules", typed=lines(GOOD, {}, {"sport": "running"}))

    assert outcome.code == 0
    assert [bool(json.loads(line)["action"]) for line in outcome.out.splitlines()] == [True] * 3


def test_a_broken_line_is_named_and_the_others_are_still_decided(lanterne: Program) -> None:
    broken = ["{nonsense", {"readiness": "high"}, '{"ctl": NaN}', "[1, 2]", {"sport": "chess"}]

    outcome = lanterne("decide", "--jsonl", "--rules", typed=lines(GOOD, *broken, GOOD))

    assert outcome.code == 1
    assert len(outcome.out.splitlines()) == 2
    assert [line.split(":")[0] for line in outcome.err.splitlines()] == [
        f"line {number}" for number in range(2, 7)
    ]
    assert 'readiness is "high"' in outcome.err


def test_a_misspelt_key_is_named_with_its_nearest_and_changes_nothing(lanterne: Program) -> None:
    misspelt = {**GOOD, "readines": 20, "constraints": {"time_mins": 5}}

    outcome = lanterne("decide", "--rules", typed=json.dumps(misspelt).encode())
    right = lanterne("decide", "--rules", typed=json.dumps({**GOOD, "constraints": {}}).encode())

    assert outcome.out == right.out
    assert outcome.err.count("\n") == 1
    assert "readines (nearest: readiness)" in outcome.err
    assert "constraints.time_mins (nearest: constraints.time_min)" in outcome.err


def test_the_originals_name_for_readiness_is_known(lanterne: Program) -> None:
    outcome = lanterne("decide", "--rules", typed=b'{"readiness_score": 76}')

    assert outcome.err == ""


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (("decide",), b"not json", "standard input: this is not JSON"),
        (("decide",), b'{"symptoms": ["\\ud800"]}', "standard input: this is not JSON"),
        (("decide",), b"[]", "one JSON object is needed"),
        (("decide", "absent.json"), b"", "absent.json cannot be read"),
        (("decide",), b"\xff\xfe", "no text in UTF-8"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_2(
    lanterne: Program, words: tuple[str, ...], typed: bytes, told: str
) -> None:
    outcome = lanterne(*words, typed=typed)

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert outcome.err.count("\n") == 1


def test_it_touches_no_network_no_database_and_no_setting(
    lanterne: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(*_: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", shut)
    monkeypatch.setenv("PUSH_TIME", "nonsense")

    outcome = lanterne("decide", "--rules", typed=json.dumps(GOOD).encode())

    assert outcome.code == 0
    assert list(tmp_path.iterdir()) == []
