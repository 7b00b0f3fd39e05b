"""What a safety rule is: a condition on the reading, and what follows where it holds.

The tables of rules stand in `body_rules`, `load_rules` and `plan_rules`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coach.domain.decision import Advice, Flag
from coach.safety.limits import ANYTHING, Caps
from coach.safety.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of a table.

    `words` is a clause to the athlete ("you slept only 3:10"); `threshold` what the signal is held
    against. A higher `weight` is named first.
    """

    signal: str
    holds: Callable[[Reading], bool]
    caps: Caps = ANYTHING
    flags: tuple[Flag, ...] = ()
    advice: tuple[Advice, ...] = ()
    words: Callable[[Reading], str]
    threshold: str | None = None
    weight: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that held this morning, with its words filled in."""

    signal: str
    caps: Caps
    flags: tuple[Flag, ...] = ()
    advice: tuple[Advice, ...] = ()
    words: str
    threshold: str | None = None
    weight: int = 5


def found(rule: Rule, reading: Reading) -> Finding:
    """Return what the rule found."""
    return Finding(
        signal=rule.signal,
        caps=rule.caps,
        flags=rule.flags,
        advice=rule.advice,
        words=rule.words(reading),
        threshold=rule.threshold,
        weight=rule.weight,
    )


def clock(hours: float) -> str:
    """Return hours as 5:12."""
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def signed(value: float, digits: int = 0) -> str:
    """Return a number with its sign, a true minus, and no decimal that tells nothing."""
    text = f"{value:+.{digits}f}".replace("-", "−").removesuffix(".0")
    return "0" if float(f"{value:.{digits}f}") == 0 else text
