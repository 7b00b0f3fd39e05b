"""Sessions cut to size: a template with fewer repeats or minutes, its steps and load recomputed.

Repeats go first, then warm-up and cool-down shrink. Sizes of one template form a chain: each is
smaller than the one before in minutes and in load, so that tighter caps never give more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.agents.catalogue import Ramp, Template, catalogue
from coach.domain.workout import Step, StepKind, StepUnit
from coach.safety.limits import Caps
from coach.science.steps import Effort, perceived_effort, power_effort, speed_effort

_SHORT_WARMUP_S, _SHORT_COOLDOWN_S = 480, 300
_GRAIN_S = 300
_SHORTEST_S = 600
_LONG_BLOCK_S = 900
_MANY_REPEATS = 5
_LEAST_EXTRA_S = 600
_EASY: dict[StepUnit, float] = {"fraction_ftp": 0.62, "fraction_threshold_speed": 0.75, "rpe": 2.0}
_EFFORTS = {
    "fraction_ftp": power_effort,
    "fraction_threshold_speed": speed_effort,
    "rpe": perceived_effort,
}


@dataclass(frozen=True)
class Session:
    """One size of a template."""

    id: str
    template: Template
    times: int
    steps: tuple[Step, ...]
    effort: Effort

    @property
    def minutes(self) -> float:
        """The whole duration."""
        return sum(step.seconds for step in self.steps) / 60

    def fits(self, caps: Caps) -> bool:
        """Return whether minutes and load are within the caps."""
        return self.minutes <= caps.minutes + 1e-6 and self.effort.load <= caps.load + 1e-6


@lru_cache(maxsize=2048)
def whole(template: Template, minutes: float | None = None) -> Session:
    """Return a session as the catalogue has it; a flexible one at `minutes` where given."""
    if minutes is None or template.fixed or template.lifts:
        return _session(template, template.id)
    if template.flexible:
        return _flexible(template, round(minutes * 60 / _GRAIN_S) * _GRAIN_S)
    return _extended(template, int(minutes * 60))


def _extended(template: Template, seconds: int) -> Session:
    """Fill a long day with easy time after the intervals."""
    natural = _session(template, template.id)
    extra = (seconds - int(natural.minutes * 60)) // _GRAIN_S * _GRAIN_S
    if extra < _LEAST_EXTRA_S:
        return natural
    easy = _EASY[template.unit]
    return _session(replace(template, tail=(*template.tail, (extra, easy, easy))), template.id)


@lru_cache(maxsize=256)
def longer(template: Template, minutes: float | None = None) -> Session:
    """Return slightly more than the whole: a repeat of five or more, else a tenth of the time.

    What cannot be a little more (a test, sets of short intervals) stays whole.
    """
    size = whole(template, minutes)
    if template.fixed:
        return size
    if template.flexible:
        return whole(template, size.minutes * 1.1 + _GRAIN_S / 120)
    if template.times >= _MANY_REPEATS:
        return _with_times(size.template, template.times + 1)
    return _session(*_longer_blocks(size))


def _longer_blocks(size: Session) -> tuple[Template, str]:
    template = size.template
    seconds, low, high = template.on[0]
    if len(template.on) > 1 or seconds < _LONG_BLOCK_S / 2:
        return template, size.id
    block = int(seconds * 1.1 // 60 * 60) if seconds >= _SHORTEST_S else int(seconds) + 60
    name = re.sub(r"(?<=x)\d+", str(block // 60), size.id)
    return replace(template, on=((block, low, high),)), name


def largest(start: Session, caps: Caps) -> Session | None:
    """Return the largest size from `start` downwards within the caps' minutes and load."""
    return next((session for session in chain(start) if session.fits(caps)), None)


def smallest(start: Session) -> Session:
    """Return the last size of the chain."""
    *_, last = chain(start)
    return last


def chain(start: Session) -> Iterator[Session]:
    """Yield the sizes from `start` downwards, each smaller in minutes and in load."""
    yield start
    template = start.template
    if template.fixed:
        return
    if template.flexible:
        seconds = int(start.minutes * 60) // _GRAIN_S * _GRAIN_S
        least = _fixed_seconds(template) + _GRAIN_S
        for length in range(seconds, max(_SHORTEST_S, least) - 1, -_GRAIN_S):
            if length < start.minutes * 60:
                yield _flexible(template, length)
        return
    natural = whole(catalogue()[template.id])
    for seconds in range(int(start.minutes * 60) - _GRAIN_S, int(natural.minutes * 60), -_GRAIN_S):
        size = _extended(natural.template, seconds)
        if natural.minutes < size.minutes < start.minutes:
            yield size
    if natural.minutes < start.minutes:
        yield natural
    yield from _fewer_repeats(natural.template, natural)


@lru_cache(maxsize=512)
def _fewer_repeats(template: Template, start: Session) -> tuple[Session, ...]:
    """Full frames down to 3 repeats or half of them, then short frames, then shorter blocks."""
    short = _short_frame(template)
    half = max(3, (template.times + 1) // 2) if template.times > 2 else template.times
    sizes = [
        *(_with_times(template, times) for times in range(start.times - 1, half - 1, -1)),
        *(_with_times(short, times) for times in range(min(half, start.times), _fewest(short), -1)),
    ]
    if template.on[0][0] >= _LONG_BLOCK_S and len(template.on) == 1:
        sizes += [_with_times(cut, times) for cut in _shorter(short) for times in (3, 2, 1)]
        sizes = [size for size in sizes if size.times <= start.times]
    return tuple(_decreasing(start, sizes))


def _decreasing(start: Session, sizes: list[Session]) -> Iterator[Session]:
    """Yield the sizes by minutes, only those that are smaller in load too."""
    last = start
    for size in sorted(sizes, key=lambda s: (-s.minutes, -s.effort.load)):
        if size.minutes < last.minutes and size.effort.load < last.effort.load:
            yield size
            last = size


def _shorter(template: Template) -> Iterator[Template]:
    """Yield the same with blocks shorter by five minutes, down to ten."""
    seconds, low, high = template.on[0]
    for cut in range(int(seconds) - _GRAIN_S, _SHORTEST_S - 1, -_GRAIN_S):
        name = re.sub(r"(?<=x)\d+", str(cut // 60), template.id)
        yield replace(template, id=name, on=((cut, low, high),))


def _fewest(template: Template) -> int:
    """One long block is a session, one short repeat is none."""
    return 0 if template.times <= 2 or template.on_times > 1 or template.on[0][0] >= 600 else 1


@lru_cache(maxsize=256)
def _short_frame(template: Template) -> Template:
    return replace(
        template,
        warmup=_scaled(template.warmup, _SHORT_WARMUP_S),
        tail=(),
        cooldown=_scaled(template.cooldown, _SHORT_COOLDOWN_S),
    )


def _scaled(ramps: tuple[Ramp, ...], seconds: int) -> tuple[Ramp, ...]:
    total = sum(ramp[0] for ramp in ramps)
    if total <= seconds:
        return ramps
    return tuple((round(s * seconds / total), low, high) for s, low, high in ramps)


@lru_cache(maxsize=1024)
def _with_times(template: Template, times: int) -> Session:
    changed = template if times == template.times else replace(template, times=times)
    name = re.sub(r"\d+(?=x)", str(times), template.id, count=1)
    return _session(changed, template.id if "x" not in template.id else name)


@lru_cache(maxsize=2048)
def _flexible(template: Template, seconds: int) -> Session:
    main = max(seconds - _fixed_seconds(template), _GRAIN_S)
    total = sum(ramp[0] for ramp in template.on)
    on = tuple((s * main / total, low, high) for s, low, high in template.on)
    name = re.sub(r"\d+$", str(round((main + _fixed_seconds(template)) / 60)), template.id)
    return _session(replace(template, on=on), name)


def _fixed_seconds(template: Template) -> int:
    return int(sum(s for s, _, _ in (*template.warmup, *template.tail, *template.cooldown)))


def _session(template: Template, name: str) -> Session:
    steps = tuple(_steps(template))
    stretches = tuple((float(step.seconds), *_ends(step)) for step in steps)
    return Session(name, template, template.times, steps, _EFFORTS[template.unit](stretches))


def _ends(step: Step) -> tuple[float, float]:
    """Return the ends in time: a cool-down runs from high to low."""
    return (step.high, step.low) if step.kind == "cooldown" else (step.low, step.high)


def _steps(template: Template) -> Iterator[Step]:
    unit = template.unit
    on = template.on * template.on_times
    if template.cut_last:
        on = on[:-1]
    main: StepKind = "steady" if template.flexible else "work"
    rows: list[tuple[StepKind, Ramp]] = [(_warm_kind(r), r) for r in template.warmup]
    for number in range(1, template.times + 1):
        rows += [(_work_kind(main, ramp, on), ramp) for ramp in on]
        if number < template.times or template.off_after_last:
            rows += [("recovery", ramp) for ramp in template.off]
    rows += [("steady", ramp) for ramp in template.tail]
    rows += [("cooldown", ramp) for ramp in template.cooldown]
    for kind, (seconds, start, end) in rows:
        low, high = min(start, end), max(start, end)
        yield Step(kind=kind, seconds=round(seconds), low=low, high=high, unit=unit)


def _warm_kind(ramp: Ramp) -> StepKind:
    return "work" if ramp[1] >= 1.0 and ramp[1] < 2.0 and ramp[0] <= 60 else "warmup"


def _work_kind(main: StepKind, ramp: Ramp, on: tuple[Ramp, ...]) -> StepKind:
    hardest = max(end for _, _, end in on)
    return "recovery" if ramp[2] < 0.7 * hardest else main
