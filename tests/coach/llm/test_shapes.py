"""Shapes are strict schemas, which the wire's mock would not check."""

from collections.abc import Iterator
from typing import Any

import pytest

from coach.domain.proposal import Proposal
from coach.llm.shapes import read, shape_of
from tests.fakes.models import proposal

NOT_PORTABLE = {"minimum", "maximum", "default", "pattern", "format", "minLength", "title"}


def nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for item in node.values():
            yield from nodes(item)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def test_every_object_requires_all_its_keys_and_takes_no_other() -> None:
    objects = [n for n in nodes(shape_of(Proposal).schema) if n.get("type") == "object"]

    assert objects
    assert all(each["additionalProperties"] is False for each in objects)
    assert all(each["required"] == list(each["properties"]) for each in objects)


def test_nothing_stands_in_it_that_strict_providers_refuse() -> None:
    for node in nodes(shape_of(Proposal).schema):
        assert not NOT_PORTABLE & node.keys()
        assert "$ref" not in node or node.keys() == {"$ref"}


def test_a_field_that_is_called_like_a_keyword_stays() -> None:
    schema = shape_of(Proposal).schema

    assert list(schema["properties"]) == list(Proposal.model_fields)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON object"),
        ("} {", "no JSON object"),
        ("{]}", "Invalid JSON"),
        (proposal(confidence=1.5), "confidence"),
        (proposal(action="sprint"), "action"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(text, Proposal)
