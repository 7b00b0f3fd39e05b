"""From a document's class to the strict JSON Schema that providers take; and back from text.

Strict: every key is required and no other allowed; what some providers refuse is left to pydantic.
"""

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coach.llm.provider import Shape

Answer = TypeVar("Answer", bound=BaseModel)

_LEFT_TO_PYDANTIC = frozenset({
    "title", "default", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "minLength", "maxLength", "minItems", "maxItems", "pattern",
})  # fmt: skip
_MOST_FAULTS = 3


@cache
def shape_of(document: type[BaseModel]) -> Shape:
    """Return a class's shape."""
    return Shape(name=document.__name__.lower(), schema=_strict(document.model_json_schema()))


def _strict(node: Any) -> Any:  # noqa: ANN401  # whatever a schema holds
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}  # strict schemas allow no words beside a reference
    kept = {key: item for key, item in node.items() if key not in _LEFT_TO_PYDANTIC}
    strict = {key: _named(item) if key in _TABLES else _strict(item) for key, item in kept.items()}
    if strict.get("type") == "object":
        strict["additionalProperties"] = False
        strict["required"] = list(strict.get("properties", {}))
    return strict


_TABLES = ("properties", "$defs")
"""Where keys are names, which may be called like a keyword."""


def _named(table: dict[str, Any]) -> dict[str, Any]:
    return {name: _strict(item) for name, item in table.items()}


def read(text: str, document: type[Answer]) -> Answer:
    """Return the answer in a text, whatever stands around its braces.

    Raises ValueError that says what is wrong, in words for the model.
    """
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("there is no JSON object in it")
    try:
        return document.model_validate_json(text[start : end + 1])
    except ValidationError as error:
        raise ValueError("; ".join(_faults(error))) from error


def _faults(error: ValidationError) -> list[str]:
    found = error.errors(include_url=False, include_input=False)[:_MOST_FAULTS]
    return [f"{'.'.join(map(str, f['loc'])) or 'the answer'}: {f['msg']}" for f in found]
