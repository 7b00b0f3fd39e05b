"""What was foreseen and what happened: findings with the number of cases they rest on.

A finding is used only with enough cases; it describes this athlete and proves nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from coach.agents.trained import REST_BELOW_LOAD
from coach.agents.wording import signed, whole
from coach.domain.activity import Activity
from coach.domain.briefing import DayEntry
from coach.domain.decision import Action, Intensity
from coach.domain.fact import Fact, FactKind
from coach.domain.night import Night

FEWEST_CASES = 6
"""With fewer, chance looks like a habit."""
REFLECTED_DAYS = 90
_CLEAR_READINESS = 4.0
"""Points of readiness from which a mean difference is worth words."""
_WEEKDAY_CASES, _WEEKDAY_SHARE, _USUAL_SHARE = 4, 0.4, 0.7
_SIZE_APART, _TOO_MUCH = 0.15, 1.3
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One decided day beside what became of it; readiness is the next morning's less usual."""

    local_date: date
    action: Action
    intensity: Intensity
    planned_load: float
    load: float
    done: bool
    next_readiness: float | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing noticed, in words, and how many cases it rests on."""

    words: str
    cases: int


def cases_of(
    entries: Sequence[DayEntry],
    activities: Iterable[Activity],
    nights: Sequence[Night],
    facts: Iterable[Fact],
) -> tuple[Case, ...]:
    """Return each decided day that is over with what happened on it and after it."""
    loads: dict[date, float] = {}
    for one in activities:
        loads[one.local_date] = loads.get(one.local_date, 0.0) + (one.load or 0.0)
    told = {fact.local_date for fact in facts if fact.kind is FactKind.DONE}
    known = {night.local_date: night.readiness for night in nights if night.readiness is not None}
    usual = median(known.values()) if known else 0.0
    return tuple(_case(entry, loads, told, known, usual) for entry in entries)


def _case(
    entry: DayEntry, loads: Mapping[date, float], told: set[date],
    known: Mapping[date, float], usual: float,
) -> Case:  # fmt: skip
    decision, day = entry.briefing.decision, entry.local_date
    morning_after = known.get(day + _DAY)
    load = loads.get(day, 0.0)
    return Case(
        local_date=day,
        action=decision.action,
        intensity=decision.intensity_recommendation,
        planned_load=decision.workout.estimated_load,
        load=load,
        done=load >= REST_BELOW_LOAD or day in told,
        next_readiness=None if morning_after is None else morning_after - usual,
    )


def reflect(cases: Sequence[Case]) -> tuple[Finding, ...]:
    """Return what the cases show, the surest first; nothing where there are too few."""
    found = (finding for look in LOOKS for finding in look(cases))
    return tuple(sorted(found, key=lambda finding: -finding.cases))


def _kept(cases: Sequence[Case]) -> Iterator[Finding]:
    planned = [case for case in cases if case.planned_load > 0]
    if len(planned) >= FEWEST_CASES:
        done = sum(case.done for case in planned)
        yield Finding(
            words=f"You did {done} of {len(planned)} planned sessions.", cases=len(planned)
        )


def _weekdays(cases: Sequence[Case]) -> Iterator[Finding]:
    planned = [case for case in cases if case.planned_load > 0]
    if not planned or fmean(case.done for case in planned) < _USUAL_SHARE:
        return
    for weekday in range(7):
        same = [case for case in planned if case.local_date.weekday() == weekday]
        done = sum(case.done for case in same)
        if len(same) >= _WEEKDAY_CASES and done <= _WEEKDAY_SHARE * len(same):
            words = f"{same[0].local_date:%A}s are hard for you: {done} of {len(same)} happened."
            yield Finding(words=words, cases=len(same))


def _sizes(cases: Sequence[Case]) -> Iterator[Finding]:
    trained = [case for case in cases if case.planned_load > 0 and case.load >= REST_BELOW_LOAD]
    if len(trained) < FEWEST_CASES:
        return
    share = median(case.load / case.planned_load for case in trained) - 1
    if abs(share) >= _SIZE_APART:
        more = "more" if share > 0 else "less"
        words = f"When you train, it is usually {whole(abs(share) * 100)} % {more} than planned."
        yield Finding(words=words, cases=len(trained))


def _easy_days(cases: Sequence[Case]) -> Iterator[Finding]:
    easy = [
        case
        for case in cases
        if case.action.rank <= Action.EASE.rank and case.planned_load > 0 and case.done
    ]
    over = sum(case.load > _TOO_MUCH * case.planned_load for case in easy)
    if len(easy) >= FEWEST_CASES and 2 * over > len(easy):
        words = f"On {over} of {len(easy)} easy days you did clearly more than asked."
        yield Finding(words=words, cases=len(easy))


def _mornings_after(
    what: str, chosen: Callable[[Case], bool]
) -> Callable[[Sequence[Case]], Iterator[Finding]]:
    def look(cases: Sequence[Case]) -> Iterator[Finding]:
        told = [
            case.next_readiness
            for case in cases
            if case.next_readiness is not None and chosen(case)
        ]
        if len(told) < FEWEST_CASES or abs(mean := fmean(told)) < _CLEAR_READINESS:
            return
        words = f"The morning after {what} your readiness is {signed(mean)} against usual."
        yield Finding(words=words, cases=len(told))

    return look


LOOKS: tuple[Callable[[Sequence[Case]], Iterator[Finding]], ...] = (
    _kept,
    _weekdays,
    _sizes,
    _easy_days,
    _mornings_after("a hard session", lambda case: case.done and case.intensity is Intensity.HIGH),
    _mornings_after("an eased day", lambda case: case.action is Action.EASE),
    _mornings_after("a day of rest", lambda case: not case.done),
)
"""What is looked for."""
