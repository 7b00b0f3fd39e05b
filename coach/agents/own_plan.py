"""A day as the athlete chose it, over what the mission plans; a race and a closed day stand.

Only what is meant to be trained changes: what a morning allows is decided as on any other day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import get_args

from coach.agents.catalogue import Template, catalogue
from coach.agents.sessions import Session
from coach.agents.wording import lowered, whole
from coach.domain.decision import Intensity
from coach.domain.fact import Fact, FactKind
from coach.domain.wish import DayWish
from missions import MissionConfig, PlanOfDay, plan_of_day
from missions.mission import Kind
from missions.races import race_on, races

REST: Kind = "rest"
BY_YES = "by button, to an offer"
_SUPPOSED = datetime(9999, 1, 1, tzinfo=UTC)
"""After all that was said."""
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_OF_STIMULUS: dict[str, Kind] = {
    "long": "long", "recovery": "easy", "walk": "easy", "technique": "easy", "mobility": "easy",
    "tempo": "tempo",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OwnDay:
    """The plan of a day; `session` is of the catalogue where one was chosen."""

    plan: PlanOfDay
    session: str | None = None
    chosen: bool = False


def own_day(mission: MissionConfig, facts: Iterable[Fact], day: date) -> OwnDay:
    """Return what is planned for a day: the athlete's last word on it, else the mission's plan."""
    planned = plan_of_day(mission, day)
    chosen = [fact for fact in facts if _is_of(fact, day)]
    if not chosen or is_fixed(mission, day):
        return OwnDay(plan=planned)
    last = max(chosen, key=lambda fact: fact.said_at)
    code, minutes = last.code or REST, _within(mission, last.value)
    template = catalogue().get(code)
    if template is not None:
        plan = PlanOfDay(kind=kind_of(template), minutes=minutes, name=template.name)
        return OwnDay(plan=plan, session=template.id, chosen=True)
    kind = _KINDS.get(code, REST)
    return OwnDay(plan=PlanOfDay(kind=kind, minutes=0 if kind == REST else minutes), chosen=True)


def wish_of(day: date, session: Session | None) -> DayWish:
    """Return a day as a session; None is a rest day."""
    if session is None:
        return DayWish(day=day, code=REST, minutes=0)
    return DayWish(day=day, code=session.template.id, minutes=session.minutes)


def facts_of_days(days: Iterable[DayWish], said_at: datetime = _SUPPOSED) -> tuple[Fact, ...]:
    """Return the facts that choose these days; they are said when the yes is."""
    return tuple(
        Fact(
            kind=FactKind.PLAN,
            local_date=wish.day,
            said_at=said_at,
            words=BY_YES,
            code=wish.code,
            value=wish.minutes,
        )
        for wish in days
    )


def is_fixed(mission: MissionConfig, day: date) -> bool:
    """Say whether a day is not to be chosen: in a race, or closed by the mission."""
    return plan_of_day(mission, day).blocked or race_on(races(mission, day), day) is not None


def kind_of(template: Template) -> Kind:
    """Return what kind of day a session makes."""
    if template.stimulus.startswith("strength"):
        return "strength"
    if template.intensity is Intensity.LOW:
        return _OF_STIMULUS.get(template.stimulus, "endurance")
    return _OF_STIMULUS.get(template.stimulus, "key")


def plan_words(fact: Fact) -> str:
    """Say what a day was chosen to be: "a rest day", "40 min of recovery spin"."""
    template = catalogue().get(fact.code or REST)
    if template is None:
        return "a rest day" if fact.code == REST else f"{fact.code} training"
    minutes = f"{whole(fact.value)} min of " if fact.value else ""
    return f"{minutes}{lowered(template.name)}"


def _is_of(fact: Fact, day: date) -> bool:
    return fact.kind is FactKind.PLAN and fact.local_date == day and fact.closed_on is None


def _within(mission: MissionConfig, minutes: float | None) -> float | None:
    most = mission.constraints.minutes_a_day
    return minutes if minutes is None or most is None else min(minutes, most)
