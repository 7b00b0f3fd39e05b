"""The number checker: no number reaches the athlete that the morning and the decision do not hold.

It derives the figures itself (watts, beats, paces) and never asks how a sentence was made.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import ceil, floor

from coach.agents.advice import INSTEAD, ON_HOLD, SENTENCES
from coach.domain.briefing import Briefing
from coach.domain.decision import TrainingDecision
from coach.domain.morning import Morning
from coach.domain.quoting import without_quotes
from coach.domain.workout import Step, WorkoutPlan
from coach.science.zones import COGGAN_POWER, LTHR_HEART_RATE, RUNNING_SPEED, Zones

_UNITS = {
    "W": "W", "watts": "W", "bpm": "bpm", "beats": "bpm", "min": "min", "minutes": "min",
    "minute": "min", "s": "s", "seconds": "s", "×": "×", "/km": "pace", "/100 m": "pace",
}  # fmt: skip
"""How a unit is written, and the family of figures its number must be of."""
_NUMBER = r"(?<![\w.,:])([+−-]?)(\d+:\d\d|\d+(?:\.\d+)?)"
_TOKEN = re.compile(
    _NUMBER + r"(?:[–-](\d+:\d\d|\d+))?(?:[\s-]?(" + "|".join(_UNITS) + r")(?!\w))?"
)
_LABELLED = re.compile(r"\b(Readiness|CTL|ATL|TSB|Load|Duration|slept)\s([+−-]?)(\d+(?::\d\d)?)")
_IN_ZONE = re.compile(r"\b(Z\d) (\d+) min")
_IN_TEXT = re.compile(r"\d+(?:[.:]\d+)?")
_FIXED = tuple(
    sorted({*SENTENCES.values(), *INSTEAD.values(), ON_HOLD, "a 20-minute walk", "0 to 10"})
)
_WINDOWS = (7.0, 10.0)
"""The nights of a mean, and the "/10" of a score."""


class UnknownNumberError(ValueError):
    """A number in the message is none of the decision's; the message must not be sent."""


@dataclass(frozen=True)
class Figures:
    """Every number that may be said, by unit; "" holds those without one."""

    by_unit: Mapping[str, tuple[float, ...]]
    labelled: Mapping[str, tuple[float, ...]]
    in_zones: Mapping[str, float]

    def unknown(self, text: str) -> str | None:
        """Return the first number in a text that is not among the figures, or None."""
        text = without_quotes(text)
        for sentence in _FIXED:
            text = text.replace(sentence, "")
        wrong = (*self._mislabelled(text), *self._unmeasured(text))
        return wrong[0] if wrong else None

    def _mislabelled(self, text: str) -> Iterator[str]:
        for match in _LABELLED.finditer(text):
            if not _same(match[2], match[3], self.labelled[match[1]]):
                yield match[0]
        for match in _IN_ZONE.finditer(text):
            if abs(self.in_zones.get(match[1], -9) - int(match[2])) > 1:
                yield match[0]

    def _unmeasured(self, text: str) -> Iterator[str]:
        for match in _TOKEN.finditer(text):
            known = self.by_unit[_UNITS.get(match[4], "")]
            for sign, number in ((match[1], match[2]), ("", match[3])):
                if number and not _same(sign, number, known):
                    yield match[0].strip()


def check_numbers(briefing: Briefing, figures: Figures | None = None) -> None:
    """Raise UnknownNumberError, naming the number, where the message holds one of its own.

    `figures` are those of the briefing's morning and decision, where they are collected already.
    """
    known = figures or figures_of(briefing.morning, briefing.decision)
    wrong = known.unknown(briefing.text)
    if wrong is not None:
        raise UnknownNumberError(f"the message says {wrong!r}, which the decision does not")


def _same(sign: str, number: str, known: tuple[float, ...]) -> bool:
    """Say whether a number as written is one of the known (sorted) ones, rounded as shown."""
    value = -_as_float(number) if sign in {"−", "-"} else _as_float(number)
    slack = 0.5 / 60 if ":" in number else 0.5 / 10 ** len(number.partition(".")[2])
    index = bisect_left(known, value - slack - 1e-6)
    return index < len(known) and known[index] <= value + slack + 1e-6


def _as_float(number: str) -> float:
    if ":" not in number:
        return float(number)
    whole, _, sixtieths = number.partition(":")
    return float(whole) + int(sixtieths) / 60


def figures_of(morning: Morning, decision: TrainingDecision) -> Figures:
    """Collect every figure that the message of this morning may hold."""
    workout = decision.workout
    named = _named(morning)
    plain = {*_spoken(morning), *_decided(decision), *_WINDOWS}
    minutes = workout.time_in_zones.values()
    seconds = {*_seconds(workout.steps), *(each * 60 for each in minutes)}
    shares = {rounded(each) for each in minutes for rounded in (floor, ceil)}
    return Figures(
        by_unit={
            "": tuple(sorted(plain)),
            "min": tuple(sorted(plain | shares | {part / 60 for part in seconds})),
            "s": tuple(sorted(plain | seconds)),
            "×": tuple(sorted({*_counts(workout), *named})),
            "W": tuple(sorted({*named, *_scaled(morning.ftp_w, workout, COGGAN_POWER)})),
            "bpm": tuple(sorted({*named, *_scaled(morning.lthr_bpm, workout, LTHR_HEART_RATE)})),
            "pace": tuple(sorted({*named, *_paces(morning, workout)})),
        },
        labelled={
            "Readiness": _known(morning.readiness),
            "CTL": _known(morning.ctl),
            "ATL": _known(morning.atl),
            "TSB": _known(morning.tsb),
            "slept": _known(morning.sleep_h, morning.sleep_7d_avg_h),
            "Load": (workout.estimated_load,),
            "Duration": (workout.duration_minutes,),
        },
        in_zones=workout.time_in_zones,
    )


def _named(morning: Morning) -> set[float]:
    """Return the numbers in names of the mission's own: "FTP 300 W", "Stage 4: 2 × 20 min"."""
    stage = (morning.plan.phase_words or "").partition(": ")[2]
    return _numbers([morning.plan.goal_name, stage])


def _known(*values: float | None) -> tuple[float, ...]:
    return tuple(sorted(value for value in values if value is not None))


def _spoken(morning: Morning) -> Iterator[float]:
    """Yield what was observed, with the days of an age and the minutes of a night."""
    yield from _numbers(morning.model_dump())
    yield (morning.data_age_h or 0) // 24
    yield round((morning.sleep_h or 0) * 60) % 60


def _decided(decision: TrainingDecision) -> Iterator[float]:
    """Yield the decision's own numbers; its `reason` is what is checked, so it gives none."""
    workout = decision.workout
    yield from (decision.confidence, workout.duration_minutes, workout.estimated_load)
    yield from (workout.intensity_factor, workout.intensity_factor * 100)
    yield from _numbers((workout.session, workout.description))
    yield from (
        each for step in workout.steps if step.unit == "rpe" for each in (step.low, step.high)
    )
    yield from _numbers(decision.envelope.model_dump())
    yield from _numbers([line.model_dump() for line in decision.evidence])


def _numbers(value: object) -> set[float]:
    """Return the numbers inside a value of any depth, those written in words' midst too."""
    numbers, words = set[float](), list[str]()
    _part(value, numbers, words)
    return numbers.union(map(_as_float, _IN_TEXT.findall("\n".join(words))))


def _part(value: object, numbers: set[float], words: list[str]) -> None:
    match value:
        case bool() | None:
            return
        case str():
            words.append(value)
        case int() | float():
            numbers.update((value, abs(value)))
        case dict():
            for item in value.values():
                _part(item, numbers, words)
        case list() | tuple():
            for item in value:
                _part(item, numbers, words)


def _seconds(steps: Sequence[Step]) -> Iterator[int]:
    """Yield the lengths of the steps and of neighbours that ask for the same."""
    for _, alike in groupby(steps, key=lambda step: (step.kind, step.low, step.high)):
        yield from accumulate(step.seconds for step in alike)


def _counts(workout: WorkoutPlan) -> tuple[float, ...]:
    """Return the repeats there may be, and those that the session's name tells."""
    return tuple(sorted({*range(2, len(workout.steps) + 1), *_numbers(workout.description)}))


def _scaled(threshold: float | None, workout: WorkoutPlan, zones: Zones) -> Iterator[float]:
    """Yield the threshold, the steps' targets and the edges of the zones that are used."""
    if threshold is None:
        return
    yield threshold
    for step in workout.steps:
        yield from (step.low * threshold, step.high * threshold)
    for name, bounds in zip(zones.names, zones.bounds, strict=True):
        if workout.time_in_zones.get(name):
            yield from (edge * threshold for edge in bounds)


def _paces(morning: Morning, workout: WorkoutPlan) -> Iterator[float]:
    """Yield the minutes per kilometre, or per 100 m, of steps and zones."""
    threshold = morning.threshold_pace_s_per_km
    if threshold is not None:
        parts = 10 if morning.sport == "swimming" else 1
        fractions = [fraction for fraction in _scaled(1.0, workout, RUNNING_SPEED) if fraction]
        yield from (threshold / fraction / parts / 60 for fraction in fractions)
