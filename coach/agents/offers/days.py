"""Days to be chosen anew: two that change places, or a day's session, kind or length.

What is offered for today is what today would really be; what no morning could allow is refused.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.agents.answering import bounds
from coach.agents.answering.amounts import amount_of_session
from coach.agents.answering.ground import Ground
from coach.agents.answering.projecting import has_trained
from coach.agents.catalogue import catalogue
from coach.agents.mission import plan_day
from coach.agents.offers.errors import NotOfferedError
from coach.agents.own_plan import REST, facts_of_days, is_fixed, wish_of
from coach.agents.sessions import Session, whole
from coach.agents.wording import weekday
from coach.agents.wording import whole as rounded
from coach.domain.fact import Fact
from coach.domain.wish import DayWish, Planning
from coach.safety.limits import EASY

AHEAD = timedelta(days=14)
SWAPPED_WITHIN = timedelta(days=7)
CHOSEN_KINDS = ("rest", "easy", "endurance", "long", "key", "tempo", "strength")
_SHORTEST_MIN, _LONGEST_MIN = 10, 480
_NEAR_ENOUGH_MIN = 10
_LARGEST_LOAD, _LARGEST_OF_CTL = 250, 3.5
"""Beyond both a day takes days to recover from: no plan of ours."""


def swap(ground: Ground, day: date, other: date | None = None) -> Planning:
    """Return two days of the coming week the other way round; raises NotOfferedError.

    Without another one it is today that changes places with the day.
    """
    first, second = sorted((day, other or ground.today))
    if not ground.today <= first < second <= ground.today + SWAPPED_WITHIN:
        raise NotOfferedError("Two days can change places from today to seven days ahead.")
    for each in (first, second):
        _check_open(ground, each)
    mine, theirs = meant_on(ground, first), meant_on(ground, second)
    if (mine and mine.id) == (theirs and theirs.id):
        raise NotOfferedError("Both days hold the same, so nothing would change.")
    wish = Planning(days=(wish_of(first, theirs), wish_of(second, mine)), swapped=True)
    if first == ground.today:
        _check_today(ground, wish.days)
    return wish


def plan(
    ground: Ground, day: date, *, code: str | None = None, minutes: float | None = None
) -> Planning:
    """Return a day as another session or kind, or of another length; raises NotOfferedError.

    `code` is a day's kind or a session of the catalogue; without one the session stays.
    """
    if not ground.today <= day <= ground.today + AHEAD:
        raise NotOfferedError("Only today and the next 14 days can be planned.")
    _check_open(ground, day)
    _check_minutes(ground, minutes)
    session = _session(ground, day, code, minutes)
    days = (wish_of(day, session),)
    _check_size(ground, session)
    if _same(session, meant_on(ground, day)):
        raise NotOfferedError("That is what the day is already.")
    if day == ground.today:
        _check_more(ground, session)
        _check_today(ground, days)
    return Planning(days=days)


def check_days(ground: Ground, days: Sequence[DayWish]) -> None:
    """See that these days can still be chosen; raises NotOfferedError."""
    for wish in days:
        _check_open(ground, wish.day)
    if any(wish.day == ground.today for wish in days):
        _check_today(ground, days)


def meant_on(ground: Ground, day: date) -> Session | None:
    """Return the session of a day as things stand; None is a rest day."""
    return ground.meant_today if day == ground.today else ground.expected_on(day)


def session_of(wish: DayWish) -> Session | None:
    """Return a wished day's session; None is a rest day."""
    template = catalogue().get(wish.code)
    return None if template is None else whole(template, wish.minutes)


def _check_open(ground: Ground, day: date) -> None:
    if is_fixed(ground.mission, day):
        raise NotOfferedError(f"{weekday(day)} is a race or closed by your mission: it stays.")
    if day != ground.today:
        return
    if has_trained(ground):
        raise NotOfferedError("You have trained today already.")
    if (fixed := bounds.set_apart(ground)) is not None:
        raise NotOfferedError(fixed)


def _check_minutes(ground: Ground, minutes: float | None) -> None:
    most = min(ground.mission.constraints.minutes_a_day or _LONGEST_MIN, _LONGEST_MIN)
    if minutes is not None and minutes and not _SHORTEST_MIN <= minutes <= most:
        raise NotOfferedError(f"A session may last {_SHORTEST_MIN} to {rounded(most)} min.")


def _session(ground: Ground, day: date, code: str | None, minutes: float | None) -> Session | None:
    if code == REST or minutes == 0:
        return None
    if code is None:
        now = meant_on(ground, day)
        code = "endurance" if now is None else now.template.id
    template = catalogue().get(code)
    if template is None:
        return _of_kind(ground, day, code, minutes)
    sport = plan_day(ground.mission, day).sport
    if template.sport not in {sport, "strength"}:
        raise NotOfferedError(f"{template.name} is no session for {sport}.")
    return _of_length(whole(template, minutes), minutes)


def _of_kind(ground: Ground, day: date, kind: str, minutes: float | None) -> Session | None:
    if kind not in CHOSEN_KINDS:
        raise NotOfferedError(f"There is no session or kind of day called {kind[:40]}.")
    facts = facts_of_days((DayWish(day=day, code=kind, minutes=minutes),))
    session = _with(ground, facts).expected_on(day)
    return session if session is None else _of_length(session, minutes)


def _of_length(session: Session, minutes: float | None) -> Session:
    if minutes is not None and abs(session.minutes - minutes) > _NEAR_ENOUGH_MIN:
        name, natural = session.template.name, rounded(session.minutes)
        raise NotOfferedError(
            f"{name} is {natural} min and cannot be {rounded(minutes)}; time that is short is told"
            " as minutes there are, and an easy or endurance day can have any length."
        )
    return session


def _check_size(ground: Ground, session: Session | None) -> None:
    most = max(_LARGEST_LOAD, _LARGEST_OF_CTL * (ground.morning.ctl or 0))
    if session is not None and session.effort.load >= most:
        raise NotOfferedError(
            f"A load of {rounded(session.effort.load)} takes days to recover from; at most"
            f" {rounded(most)} can be planned."
        )


def _check_more(ground: Ground, session: Session | None) -> None:
    """Let today grow only where it may hold more than planned; what is easy is always allowed."""
    if session is None or bounds.may_push(ground) or session.fits(EASY):
        return
    if session.effort.load > ground.workout.estimated_load + 1e-6:
        raise NotOfferedError(f"Today is no day for more. {bounds.because(ground)}".strip())


def _check_today(ground: Ground, days: Sequence[DayWish]) -> None:
    """See that today would really be what is offered; the bounds may allow less."""
    session = next(session_of(each) for each in days if each.day == ground.today)
    if session is None or (other := bounds.instead(ground, session, days)) is None:
        return
    if bounds.holds(ground, amount_of_session(session)):
        raise NotOfferedError(other)
    most = f"{bounds.limits(ground)}. {bounds.because(ground)}".strip()
    raise NotOfferedError(f"That does not fit today: {most}")


def _with(ground: Ground, facts: Sequence[Fact]) -> Ground:
    known = (*ground.recollection.facts, *facts)
    return replace(ground, recollection=replace(ground.recollection, facts=known))


def _same(one: Session | None, other: Session | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.id, one.minutes) == (other.id, other.minutes)
