"""A workout in the notation of intervals.icu's calendar: lines of steps, repeats as blocks.

Knows steps only. The notation is the one of the site's workout builder guide.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from coach.domain.workout import Step, StepUnit, WorkoutPlan

_LONGEST_BLOCK = 6


def intervals_text(workout: WorkoutPlan) -> str:
    """Return the steps as text; a rest day gives none.

    A repeated stretch is a block (`4x`) with a blank line around it, since blocks do not nest.
    Targets are percent of FTP or of threshold pace; what goes by feel has its RPE as words.
    """
    paragraphs: list[list[str]] = [[]]
    for times, steps in _blocks(workout.steps):
        lines = [_line(step) for step in steps]
        if times == 1:
            paragraphs[-1] += lines
        else:
            paragraphs += [[f"{times}x", *lines], []]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines)


def _blocks(steps: Sequence[Step]) -> Iterator[tuple[int, Sequence[Step]]]:
    at = 0
    while at < len(steps):
        length, times = _repeat(steps[at:])
        yield times, steps[at : at + length]
        at += length * times


def _repeat(steps: Sequence[Step]) -> tuple[int, int]:
    """Return the shortest stretch that begins here and is repeated at once, and how often."""
    for length in range(2, _LONGEST_BLOCK + 1):
        times = 1
        while steps[times * length : (times + 1) * length] == steps[:length]:
            times += 1
        if times > 1:
            return length, times
    return 1, 1


def _line(step: Step) -> str:
    start, end = (step.high, step.low) if step.kind == "cooldown" else (step.low, step.high)
    time = _time(step.seconds)
    if step.unit == "rpe":
        return f"- {_feel(start, end)} {time}"
    sign = _sign(step.unit)
    if start == end:
        return f"- {time} {_percent(start)}{sign}"
    return f"- {time} ramp {_percent(start)}-{_percent(end)}{sign}"


def _sign(unit: StepUnit) -> str:
    match unit:
        case "fraction_ftp" | "rpe":
            return ""
        case "fraction_threshold_speed":
            return " Pace"
        case _:
            assert_never(unit)


def _feel(start: float, end: float) -> str:
    """Words before the time are shown on the device; the digits there are no target."""
    return f"RPE {start:g}" if start == end else f"RPE {start:g} to {end:g}"


def _percent(fraction: float) -> str:
    return f"{round(fraction * 100, 1):g}%"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}m" * bool(minutes) + f"{rest}s" * bool(rest or not minutes)
