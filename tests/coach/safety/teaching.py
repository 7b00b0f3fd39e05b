"""Teaches the net of likeness from all examples there are: `python -m tests.coach.safety.teaching`.

Needs the `teach` extra. The same examples give the same weights.
"""

import json
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from coach.safety.likeness.marks import BUCKETS, parts
from coach.safety.likeness.net import ORDINARY, RARITY_STEP
from coach.safety.symptoms import SymptomClass

HERE = Path(__file__).parent
WEIGHTS = Path(str(files("coach.safety.likeness"))) / "weights.bin"
CLASSES = frozenset(each.value for each in SymptomClass)
SHARPNESS = 60.0
"""The inverse of how much large weights are held back."""
_MOST = 127

Example = tuple[str, str]
"""A class, or `none`, and a message."""


@cache
def examples() -> tuple[Example, ...]:
    """Return every example of the tests' tables, each once, in a fixed order."""
    found: dict[str, str] = {}
    for file in sorted(HERE.rglob("*.toml")):
        for kind, message in _told(tomllib.loads(file.read_text(encoding="utf-8")), None):
            if any(letter.isalpha() for letter in message):
                found.setdefault(message, kind)
    return tuple(sorted((kind, message) for message, kind in found.items()))


def _told(table: dict[str, Any], under: str | None) -> Iterator[Example]:
    """Yield the messages of a table: those under a class's name mean it, all others nothing."""
    for name, value in table.items():
        kind = name if name in CLASSES and under in (None, *CLASSES) else ORDINARY
        if isinstance(value, dict):
            yield from _told(value, name)
        elif isinstance(value, list):
            yield from ((kind, each) for each in value if isinstance(each, str))


def teach(told: Sequence[Example]) -> bytes:
    """Return the weights' file for some examples."""
    import numpy as np  # noqa: PLC0415  # only who teaches has it
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows = [next(parts(message)).buckets for _, message in told]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([bucket for row in rows for bucket in row])
    seen = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(told), BUCKETS))
    known = np.asarray(seen.sum(0)).ravel()
    rarity = np.clip(np.round(np.log(len(told) / (1 + known)) / RARITY_STEP), 0, 255)
    weighed = seen.multiply(rarity).tocsr()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel())
    model = LogisticRegression(C=SHARPNESS, max_iter=400)
    model.fit(diags(1 / np.maximum(lengths, 1e-9)) @ weighed, [kind for kind, _ in told])
    step = np.abs(model.coef_).max(1) / _MOST
    weights = np.round(model.coef_ / step[:, None]).astype("int8").T
    return _packed(told, model, step.tolist(), rarity.astype("uint8").tobytes() + weights.tobytes())


def _packed(told: Sequence[Example], model: Any, step: list[float], numbers: bytes) -> bytes:  # noqa: ANN401  # sklearn ships no types
    head = {
        "classes": list(model.classes_),
        "bias": [round(each, 6) for each in model.intercept_.tolist()],
        "step": [round(each, 9) for each in step],
        "examples": len(told),
        "sha256": sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + zlib.compress(numbers, 9)


if __name__ == "__main__":
    WEIGHTS.write_bytes(teach(examples()))
