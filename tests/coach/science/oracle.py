"""Reads the reference numbers of `tests/oracle`; each case keeps its own tolerance."""

import json
from pathlib import Path
from typing import Any

import pytest

ORACLE = Path(__file__).parents[2] / "oracle"


def oracle(name: str) -> Any:  # noqa: ANN401  # whatever the reference file holds
    return json.loads((ORACLE / name).read_text(encoding="utf-8"))


def by_id(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(case, id=str(case["id"])) for case in cases]
