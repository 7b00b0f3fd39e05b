"""Answers about another day than the planned one: skipped, longer, shorter, of a told size.

Each counts tomorrow's numbers from today's and says whether the bounds have room.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from coach.agents.answering import bounds
from coach.agents.answering.amounts import Amount, amount_of, amount_of_session
from coach.agents.answering.days import day_asked, line_of, next_demanding
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.projecting import (
    NO_LOADS,
    Evening,
    as_it_stands,
    has_trained,
    instead,
    last_evening,
    trained_today,
)
from coach.agents.answering.question import Asked
from coach.agents.wording import capitalized, whole
from coach.agents.workout_words import amount as amount_words
from coach.agents.workout_words import is_rest
from coach.domain.decision import Flag
from coach.science.fitness import DayLoads

_REST: DayLoads = (0.0, 0.0)
_FEELS_GREAT = 8
_TOO_MUCH = "That is more than I can say anything sensible about. Ask me for one day's training."


def skip(_: Asked, ground: Ground) -> Iterator[str]:
    """Say what a day off would change, and which day is the one to keep."""
    before = last_evening(ground)
    if has_trained(ground):
        load = trained_today(ground)[1]
        known = f" (load {whole(load)})" if load else ""
        yield f"You have trained today already{known}, so nothing is left to skip."
        return
    if is_rest(ground.workout):
        yield "Today is a rest day: there is nothing to skip."
        return
    if Flag.RACE_DAY in ground.decision.flags:
        yield "Today is your race; whether you start is yours alone to say."
        return
    if before is None:
        yield NO_LOADS
    else:
        yield capitalized(instead(before.then(_REST), before.then(as_it_stands(ground))))
    keep = next_demanding(ground, ground.today + A_DAY)
    kept = f" {keep} is the one to keep." if keep else ""
    yield f"One day off costs you nearly nothing.{kept}"
    yield "If it has to be, write “no time today” and I make it a rest day."


def what_if(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say what a session of a told size would do to the next morning."""
    amount, before = amount_of(asked, ground), last_evening(ground)
    if (fixed := bounds.set_apart(ground)) is not None:
        yield fixed
    elif amount is None:
        yield "Tell me how much: “what if I ride 3 hours easy?” or “what if I do 120 TSS?”."
    elif amount.beyond_reason:
        yield _TOO_MUCH
    elif before is None:
        yield NO_LOADS
    else:
        yield from _projected(amount, before, day_asked(asked, ground) or ground.today, ground)


def _projected(amount: Amount, before: Evening, day: date, ground: Ground) -> Iterator[str]:
    tomorrow = ground.today + A_DAY
    if day > tomorrow:
        yield f"I can count today and tomorrow; the days before {day:%A} are not decided yet."
        return
    if day == tomorrow:
        before = before.then(as_it_stands(ground))
        planned = ground.expected_on(day)
        usual = amount_of_session(planned).loads if planned else _REST
        done = _REST
    else:
        usual, done = as_it_stands(ground), trained_today(ground)
    evening = before.then((done[0] + amount.loads[0], done[1] + amount.loads[1]))
    named = "tomorrow's" if day == ground.today else f"{day + A_DAY:%A}'s"
    yield f"{amount.sentence}: {instead(evening, before.then(usual), named)}"
    yield from _room(amount, evening, ground) if day == ground.today else ()


def _room(amount: Amount, evening: Evening, ground: Ground) -> Iterator[str]:
    least = ground.morning.constraints.min_tsb
    if not bounds.holds(ground, amount):
        beyond = f"That is beyond today's bounds: {bounds.limits(ground)}."
        yield f"{beyond} {bounds.because(ground)}".strip()
    elif least is not None and evening.tsb < least:
        yield f"Your mission wants TSB no lower than {whole(least)}, so tomorrow would be easy."
    else:
        yield f"Today's bounds have room for it ({bounds.limits(ground)})."


def more(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say whether more or harder is within the day, what bounds it and what it would cost."""
    day, amount = day_asked(asked, ground), amount_of(asked, ground)
    if day is not None and day > ground.today:
        yield line_of(ground, day)
        yield from what_if(asked, ground) if amount else ("How much it may be shows that morning.",)
    elif (fixed := bounds.set_apart(ground)) is not None:
        yield fixed
    elif amount is not None and amount.beyond_reason:
        yield _TOO_MUCH
    else:
        yield from _more(asked, amount, ground)


def _more(asked: Asked, amount: Amount | None, ground: Ground) -> Iterator[str]:
    before = last_evening(ground)
    if (ground.morning.energy_0_10 or 0) >= _FEELS_GREAT:
        yield "Good to hear."
    yield from _verdict(asked, amount, ground)
    if amount is not None and before is not None:
        evening = before.then(_added(trained_today(ground), amount.loads))
        yield f"{amount.sentence}: {instead(evening, before.then(as_it_stands(ground)))}"
    keep = next_demanding(ground, ground.today + A_DAY, within=timedelta(days=2))
    ahead = f" {keep} needs you fresh." if keep else ""
    yield f"The plan is {amount_words(ground.workout)}.{ahead}"


def _verdict(asked: Asked, amount: Amount | None, ground: Ground) -> Iterator[str]:
    if (late := bounds.too_late(ground)) is not None:
        yield late
        return
    smaller = amount is not None and amount.load <= ground.workout.estimated_load
    if amount is not None and not bounds.holds(ground, amount):
        yield f"Not today: the bounds are {bounds.limits(ground)}. {bounds.because(ground)}".strip()
    elif asked.harder and (asked.minutes is None or asked.effort not in {None, "endurance"}):
        yield _harder(ground)
    elif bounds.may_push(ground) or smaller:
        yield f"There is room for it today: {bounds.limits(ground)}."
    else:
        yield f"I would keep to the plan. {bounds.because(ground)}".strip()


def _harder(ground: Ground) -> str:
    most = bounds.hardest(ground)
    if bounds.may_push(ground):
        return f"There is room for it today: {most}."
    if most == bounds.HARD:
        return (
            f"It would be within the bounds, but I would keep to the plan. {bounds.because(ground)}"
        )
    return f"Not today: {most}. {bounds.because(ground)}"


def less(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say that less is always allowed, and what it would change."""
    if is_rest(ground.workout):
        yield "Today is a rest day: less than that there is not."
        return
    if (fixed := bounds.set_apart(ground)) is not None:
        yield fixed
        return
    yield f"Less is always within the bounds. The plan is {amount_words(ground.workout)}."
    amount, before = amount_of(asked, ground), last_evening(ground)
    if amount is not None and before is not None and not amount.beyond_reason:
        evening = before.then(_added(trained_today(ground), amount.loads))
        yield f"{amount.sentence}: {instead(evening, before.then(as_it_stands(ground)))}"
    minutes = whole(asked.minutes) if asked.minutes else "30"
    yield f"Write “only {minutes} minutes” and I cut today's session to fit."


def another_sport(_: Asked, ground: Ground) -> Iterator[str]:
    """Say how another sport, or indoors, counts."""
    if (fixed := bounds.set_apart(ground)) is not None:
        yield fixed
        return
    if is_rest(ground.workout):
        yield "Today is a rest day; a walk or some yoga takes nothing from it."
        return
    load = whole(ground.workout.estimated_load)
    yield f"Today's plan is {amount_words(ground.workout)}, load {load}."
    yield "Indoors it is the same session. Another sport counts by its load when it reaches me."
    yield "Keep it as long and as hard as the plan, and I go on from there tomorrow."


def _added(one: DayLoads, other: DayLoads) -> DayLoads:
    return one[0] + other[0], one[1] + other[1]
