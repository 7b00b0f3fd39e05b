"""Recorded mornings: every one decided as a coach would accept it."""

from typing import Any

import pytest

from tests.agent_scenarios.judge import decided, faults, given_mornings, own_mornings

OVER_CAUTION = {"R04", "R05", "R09", "P03", "P07", "C09", "K01"}


@pytest.mark.parametrize("morning", given_mornings(), ids=lambda m: f"{m['id']} {m['title']}")
def test_a_given_morning_is_decided_acceptably(morning: dict[str, Any]) -> None:
    decision = decided(morning["inputs"])

    assert faults(decision, morning["expected"]) == []


@pytest.mark.parametrize("morning", own_mornings(), ids=lambda m: f"{m['id']} {m['title']}")
def test_our_own_morning_is_decided_acceptably(morning: dict[str, Any]) -> None:
    decision = decided(morning["inputs"])

    assert faults(decision, morning["expected"]) == []


def test_a_good_morning_is_not_slept_through() -> None:
    cautious = [m["id"] for m in given_mornings() if m["id"] in OVER_CAUTION]

    trained = [
        m["id"]
        for m in given_mornings()
        if m["id"] in OVER_CAUTION and decided(m["inputs"]).action.rank >= 2
    ]

    assert trained == cautious


def test_the_judge_sees_a_wrong_decision() -> None:
    fever = next(m for m in given_mornings() if m["id"] == "S05")
    green = next(m for m in given_mornings() if m["id"] == "R04")

    wrong = faults(decided(green["inputs"]), fever["expected"])

    assert "action maintain" in wrong
    assert "no flag of ['illness', 'fever']" in wrong
    assert "no advice rest_until_fever_free_24_48h" in wrong


@pytest.mark.parametrize("morning", own_mornings(), ids=lambda m: m["id"])
def test_every_own_morning_says_why_it_expects_what_it_does(morning: dict[str, Any]) -> None:
    assert morning["because"]
    assert morning["title"]
