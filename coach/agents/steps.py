"""The steps of a workout in one readable line: repeated blocks are folded as a coach says them."""

from dataclasses import dataclass

from coach.agents.targets import Ruler, step_peak, step_target
from coach.agents.wording import stretch
from coach.domain.workout import Step
from coach.science.zones import zone_index

_LONGEST_BLOCK = 6


@dataclass(frozen=True)
class Repeat:
    """A block done `times`; `between` is the pause after each but the last."""

    times: int
    block: tuple["Part", ...]
    between: "Part | None" = None


Part = Step | Repeat


def steps_line(steps: tuple[Step, ...], reading: Ruler) -> str:
    """Say the steps: "10 min easy, 3 × 10 min at 225 W, 5 min easy between, 10 min easy"."""
    return ", ".join(_say(part, reading) for part in fold(steps))


def fold(steps: tuple[Step, ...]) -> tuple[Part, ...]:
    """Fold repeats, from the inside out, until there is none left."""
    parts: tuple[Part, ...] = _joined(steps)
    while (folded := _fold_once(parts)) != parts:
        parts = folded
    return parts


def _joined(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Join neighbours that ask for the same."""
    joined: list[Step] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and last.low == last.high and _asks(last) == _asks(step):
            seconds = last.seconds + step.seconds
            joined[-1] = last.model_copy(update={"seconds": seconds})
        else:
            joined.append(step)
    return tuple(joined)


def _asks(step: Step) -> tuple[object, ...]:
    return step.kind, step.low, step.high, step.unit


def _fold_once(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    folded: list[Part] = []
    index = 0
    while index < len(parts):
        used, repeat = _repeat_at(parts, index)
        folded.append(repeat or parts[index])
        index += used
    return tuple(folded)


def _repeat_at(parts: tuple[Part, ...], start: int) -> tuple[int, Repeat | None]:
    """Find the repeat that begins here and says most with the shortest block."""
    for size in range(1, _LONGEST_BLOCK + 1):
        block = parts[start : start + size]
        times = 1
        while parts[start + times * size : start + (times + 1) * size] == block:
            times += 1
        used = times * size
        closes = parts[start + used : start + used + size - 1] == block[:-1]
        if size > 1 and closes and (times > 1 or _is_pause(block[-1])):
            return used + size - 1, Repeat(times + 1, block[:-1], block[-1])
        if times > 1:
            return used, Repeat(times, block)
    return 1, None


def _is_pause(part: Part) -> bool:
    return isinstance(part, Step) and part.kind == "recovery"


def _say(part: Part, reading: Ruler) -> str:
    if isinstance(part, Step):
        return _say_step(part, reading)
    inner = ", ".join(_say(each, reading) for each in part.block)
    said = f"{part.times} × ({inner})" if len(part.block) > 1 else f"{part.times} × {inner}"
    if part.between is None:
        return said
    return f"{said}, {_say(part.between, reading)} between"


def _say_step(step: Step, reading: Ruler) -> str:
    length = stretch(step.seconds)
    match step.kind:
        case "warmup":
            peak = step_peak(step, reading) if step.high > step.low else None
            return f"{length} building to {peak}" if peak else f"{length} easy"
        case "cooldown":
            return f"{length} easy"
        case "recovery" if zone_index(max(step.low, step.high), reading.zones) < 2:
            return f"{length} easy"
        case "recovery" | "steady" | "work":
            return f"{length} {step_target(step, reading)}"
