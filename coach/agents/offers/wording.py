"""What an offer would do, in words made by code: all that would change, with its figures."""

from collections.abc import Iterator
from datetime import date

from coach.agents.answering.amounts import amount_of_session, duration
from coach.agents.answering.ground import A_DAY, Ground
from coach.agents.answering.projecting import as_it_stands, instead, last_evening
from coach.agents.noted import noted_lines
from coach.agents.offers.days import meant_on, session_of
from coach.agents.offers.goals import goal_words
from coach.agents.remembering import Known
from coach.agents.sessions import Session
from coach.agents.wording import capitalized, lowered, weekday, whole
from coach.domain.fact import Fact, FactKind
from coach.domain.wish import Forgetting, MovingGoal, Noting, Planning
from coach.safety.symptoms import MEANINGS, SymptomClass

BOUNDS_HOLD = "What each morning allows still comes first."
DOCTOR_FIRST = "Say yes only if a doctor has cleared you."
_FELT = 5
"""A smaller difference of load changes no morning."""
_CLASSES = frozenset(SymptomClass)


def plan_words(ground: Ground, wish: Planning) -> str:
    """Say the days as they would be: "Swap: today a rest day, tomorrow 60 min of ..."."""
    if wish.swapped:
        days = ", ".join(f"{_named(ground, d.day)} {_said(session_of(d))}" for d in wish.days)
        return f"Swap: {days}. {BOUNDS_HOLD}"
    said = (
        f"{capitalized(_named(ground, d.day))}: {_said(session_of(d))} instead of"
        f" {_said(meant_on(ground, d.day))}."
        for d in wish.days
    )
    return " ".join([*said, *_tomorrow(ground, wish), BOUNDS_HOLD])


def note_words(wish: Noting, today: date) -> str:
    """Say what would be noted: "Note: no bike until Sunday."."""
    (line, *_) = noted_lines(wish.facts, today) or ("Noted: what you told me.",)
    grave = any(fact.kind is FactKind.CLEARED and _is_grave(fact.code) for fact in wish.facts)
    return " ".join([f"Note: {line.removeprefix('Noted: ')}", *([DOCTOR_FIRST] if grave else [])])


def forget_words(wish: Forgetting, known: Known, fact: Fact) -> str:
    """Say what would hold no longer, or would be deleted."""
    if wish.erase:
        return f"Forget for good, with the message it was in: {lowered(known.words)}."
    said = f"Holds no longer: {lowered(known.words)}."
    return f"{said} {DOCTOR_FIRST}" if _is_grave(fact.code) else said


def move_words(ground: Ground, wish: MovingGoal) -> str:
    """Say from when to when the goal would move."""
    return " ".join(goal_words(ground, wish))


def _tomorrow(ground: Ground, wish: Planning) -> Iterator[str]:
    """Say what another day today would do to tomorrow's numbers."""
    before = last_evening(ground)
    todays = [each for each in wish.days if each.day == ground.today]
    if before is None or not todays:
        return
    session = session_of(todays[0])
    loads = (0.0, 0.0) if session is None else amount_of_session(session).loads
    if abs(loads[1] - as_it_stands(ground)[1]) < _FELT:
        return
    yield capitalized(instead(before.then(loads), before.then(as_it_stands(ground))))


def _said(session: Session | None) -> str:
    if session is None:
        return "a rest day"
    name, load = lowered(session.template.name), whole(session.effort.load)
    return f"{duration(session.minutes)} of {name} (load {load})"


def _named(ground: Ground, day: date) -> str:
    near = {ground.today: "today", ground.today + A_DAY: "tomorrow"}
    return near.get(day) or weekday(day)


def _is_grave(code: str | None) -> bool:
    return code in _CLASSES and MEANINGS[SymptomClass(code)].ends_talk
