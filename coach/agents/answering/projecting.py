"""What tomorrow would be: CTL, ATL and TSB after a day of so much load."""

from typing import NamedTuple

from coach.agents.answering.amounts import amount_of_workout
from coach.agents.answering.ground import Ground
from coach.agents.wording import MINUS, whole
from coach.domain.activity import FATIGUE_ONLY
from coach.domain.fact import FactKind
from coach.science.fitness import DayLoads, advance

NO_LOADS = "I know no training of yours yet, so I cannot count ahead. A few .fit files change that."


class Evening(NamedTuple):
    """CTL and ATL at the end of a day; their difference is the next morning's TSB."""

    ctl: float
    atl: float

    @property
    def tsb(self) -> float:
        """The form that the next morning begins with."""
        return self.ctl - self.atl

    def then(self, loads: DayLoads) -> "Evening":
        """Return the evening one day on."""
        return Evening(*advance(self.ctl, self.atl, *loads))


def last_evening(ground: Ground) -> Evening | None:
    """Return yesterday's evening; None where no load is known."""
    morning = ground.morning
    if morning.ctl is None or morning.atl is None:
        return None
    return Evening(morning.ctl, morning.atl)


def trained_today(ground: Ground) -> DayLoads:
    """Return the loads of what was done today already."""
    done = [each for each in ground.recollection.activities if each.local_date == ground.today]
    fatigue = sum(each.load or 0.0 for each in done)
    return sum(each.load or 0.0 for each in done if each.sport not in FATIGUE_ONLY), fatigue


def has_trained(ground: Ground) -> bool:
    """Whether today's session is done: it is known of, or the athlete said so."""
    told = (fact for fact in ground.recollection.facts if fact.kind is FactKind.DONE)
    said = any(fact.local_date == ground.today and fact.closed_on is None for fact in told)
    return said or trained_today(ground)[1] > 0


def as_it_stands(ground: Ground) -> DayLoads:
    """Return the loads of today: of what was done, or else of what is planned."""
    done = trained_today(ground)
    return done if done[1] else amount_of_workout(ground.workout).loads


def instead(then: Evening, now: Evening, morning: str = "tomorrow's") -> str:
    """Say one evening beside another: "tomorrow's TSB (form) would be −9 instead of −14, ..."."""
    form, old_form = apart(then.tsb, now.tsb)
    if form == old_form:
        return f"{morning} TSB (form) would stay at {form}, and CTL at {then.ctl:.1f}."
    return (
        f"{morning} TSB (form) would be {form} instead of {old_form},"
        f" and CTL {then.ctl:.1f} instead of {now.ctl:.1f}."
    )


def apart(one: float, other: float) -> tuple[str, str]:
    """Say two numbers as whole ones, with a decimal where that alone tells them apart."""
    if whole(one) != whole(other):
        return whole(one), whole(other)
    return tenth(one), tenth(other)


def tenth(value: float) -> str:
    """Say a number with one decimal and a true minus: "−9.3"; never "−0.0"."""
    text = f"{abs(value):.1f}"
    return f"{MINUS}{text}" if round(value, 1) < 0 else text
