"""The net: from a text's buckets to the class that it is likest to, by a softmax over weights.

The weights are bytes, a row a bucket; what they were taught from is said in the file's head.
"""

import json
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp, sqrt

from coach.safety.likeness.marks import BUCKETS, Part, parts
from coach.safety.symptoms import SymptomClass

ORDINARY = "none"
ALARM_AT = 0.75
"""How sure the net must be that a text is not ordinary talk."""
RARITY_STEP = 0.05
"""Rarity of a bucket is kept in steps of so much."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The class that a text is likest to, how sure that is, and where in the text it was said."""

    symptom: SymptomClass
    sureness: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Net:
    """Weights in steps of `step[class]`, a row of classes a bucket; `rarity` weighs each bucket."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    step: tuple[float, ...]
    rarity: bytes
    weights: "array[int]"


def likest(text: str) -> Likeness | None:
    """Return what a text, or a sentence of it, is likest to; None where that is ordinary talk."""
    found = [alike for part in parts(text) if (alike := _weighed(part)) is not None]
    return max(found, key=lambda alike: alike.sureness, default=None)


def _weighed(part: Part) -> Likeness | None:
    net = _net()
    chances = dict(zip(net.classes, _chances(net, part.buckets), strict=True))
    sureness = 1 - chances.pop(ORDINARY)
    if sureness < ALARM_AT:
        return None
    name = max(chances, key=lambda each: chances[each])
    return Likeness(SymptomClass(name), sureness, part.start, part.end)


def _chances(net: Net, buckets: Sequence[int]) -> list[float]:
    """Return the chance of each class: softmax of weights times rarity, the text at length one."""
    length = sqrt(sum(net.rarity[each] ** 2 for each in buckets)) or 1.0
    sums, count = [0.0] * len(net.classes), len(net.classes)
    for bucket in buckets:
        rarity, row = net.rarity[bucket] / length, bucket * count
        for place, weight in enumerate(net.weights[row : row + count]):
            sums[place] += rarity * weight
    scores = [
        bias + step * total for bias, step, total in zip(net.bias, net.step, sums, strict=True)
    ]
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


@lru_cache(maxsize=1)
def _net() -> Net:
    """Read the weights: a line of JSON, then rarities and weights as bytes, packed."""
    head, _, packed = files(__package__).joinpath("weights.bin").read_bytes().partition(b"\n")
    told, numbers = json.loads(head), zlib.decompress(packed)
    return Net(
        classes=tuple(told["classes"]),
        bias=tuple(told["bias"]),
        step=tuple(told["step"]),
        rarity=numbers[:BUCKETS],
        weights=array("b", numbers[BUCKETS:]),
    )
