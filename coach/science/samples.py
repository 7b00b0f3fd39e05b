"""Recorded samples brought to one a second of timer time: pauses cut out, short gaps held.

Knows numbers only; what a file calls its fields is the business of the sources.
"""

from collections.abc import Iterable, Iterator

LONGEST_HOLD_S = 10
"""Smart recording leaves up to about 8 s between records; what is longer is a pause or a loss."""


def one_hertz(
    samples: Iterable[tuple[float, float]], *, longest_hold_s: int = LONGEST_HOLD_S
) -> list[float]:
    """Return one value for each second of timer time, from (second, value) pairs in time order.

    A gap of up to `longest_hold_s` holds the last value, as smart recording means it; a longer one
    is a pause and adds nothing: it is neither zero nor time. A second given twice keeps its last
    value, and a clock that jumps back is ignored until it has caught up.
    """
    values: list[float] = []
    for held_s, value in _held(samples, longest_hold_s):
        values.extend((value,) * held_s)
    return values


def _held(
    samples: Iterable[tuple[float, float]], longest_hold_s: int
) -> Iterator[tuple[int, float]]:
    last: tuple[int, float] | None = None
    for moment, value in samples:
        second = int(moment)
        if last is not None and second < last[0]:
            continue
        if last is not None and second > last[0]:
            gap_s = second - last[0]
            yield (gap_s if gap_s <= longest_hold_s else 1), last[1]
        last = (second, value)
    if last is not None:
        yield 1, last[1]
