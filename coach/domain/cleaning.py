"""A document as it comes from outside, before its types are checked: nulls out, words in one case.

Knows nothing of what a key means but its allowed words.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

_SPORTS = {
    "bike": "cycling", "biking": "cycling", "ride": "cycling", "run": "running",
    "swim": "swimming", "row": "rowing", "gym": "strength", "weights": "strength",
}  # fmt: skip
_BANDS = {"low": "below", "normal": "within", "balanced": "within", "high": "above"}


def without_nulls(value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
    """Return the value without nulls and numbers that are none; rows of a table keep theirs."""
    if isinstance(value, Mapping):
        return {key: without_nulls(item) for key, item in value.items() if not _is_null(item)}
    if isinstance(value, list | tuple):
        return [
            item if isinstance(item, list | tuple) else without_nulls(item)
            for item in value
            if not _is_null(item)
        ]
    return value


def _is_null(value: object) -> bool:
    return value is None or (isinstance(value, float) and not isfinite(value))


def in_one_case(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with sport, phase and bands as they are written in its description."""
    cleaned = dict(document)
    for key in ("sport", "phase"):
        if isinstance(cleaned.get(key), str):
            word = cleaned[key].strip().lower()
            cleaned[key] = _SPORTS.get(word, word) if key == "sport" else word.capitalize()
    if isinstance(cleaned.get("hrv"), Mapping):
        cleaned["hrv"] = {key: _band(item) for key, item in cleaned["hrv"].items()}
    return cleaned


def _band(item: Any) -> Any:  # noqa: ANN401  # a band or a number
    if not isinstance(item, str):
        return item
    word = item.strip().lower()
    return _BANDS.get(word, word)
