"""What a calendar day counts for: its loads for fitness and fatigue, and the curve over all days.

Knows activities, a wellness export's own days and calendar dates; no rows and no today.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from coach.domain.activity import FATIGUE_ONLY, DayLoad, LoadSource, Sport
from coach.domain.athlete import LoadDay
from coach.science.fitness import RAMP_DAYS, STANDARD, DayLoads, advance, curve, every_day, seed

SEED_DAYS = 42
"""How much of the first known training tells where the curve began."""

_SEED_AT_LEAST_DAYS = 7  # a single ride is no usual day
_SAME_LOAD = 0.5  # the site rounds loads to whole numbers
_DAY = timedelta(days=1)
_REST: DayLoads = (0.0, 0.0)


class Trained(NamedTuple):
    """What the load of a day needs to know of an activity."""

    local_date: date
    sport: Sport
    load: float | None
    load_source: LoadSource | None


class State(NamedTuple):
    """CTL and ATL at the end of a day."""

    ctl: float
    atl: float


class CurveDay(NamedTuple):
    """One calendar day as it is kept: both loads, and CTL and ATL at its end."""

    local_date: date
    fitness_load: float
    fatigue_load: float
    ctl: float
    atl: float


def known_loads(trained: Iterable[Trained], own: Mapping[date, DayLoad]) -> Mapping[date, DayLoads]:
    """Return the loads of each day on which anything is known."""
    by_date: dict[date, list[Trained]] = {day: [] for day in own}
    for activity in trained:
        by_date.setdefault(activity.local_date, []).append(activity)
    return {day: loads_of_day(done, own.get(day)) for day, done in by_date.items()}


def loads_of_day(trained: Sequence[Trained], own: DayLoad | None) -> DayLoads:
    """Return one day's (load for CTL, load for ATL).

    Activities with a measured load speak for the day. A wellness export that covers the day says
    what they leave open, so beside it a load guessed from the duration alone does not count; and
    where it counted the same activities, its athlete's settings say which of them made fitter.
    """
    if own is None:
        return _sum(trained)
    measured = [one for one in trained if one.load is not None and not _is_guess(one)]
    loads = _sum(measured)
    same = abs(loads[1] - own.fatigue_load) < _SAME_LOAD
    return loads if measured and not same else (own.fitness_load, own.fatigue_load)


def state_before(loads: Mapping[date, DayLoads], own: Mapping[date, DayLoad]) -> State:
    """Return CTL and ATL on the eve of the first known day.

    The site's own values of that day are taken where its export gives them. A history that begins
    with a day of rest begins at 0; one that begins in the midst of training begins from the mean
    daily load of its first weeks.
    """
    first, last = min(loads), max(loads)
    site = own.get(first)
    if site is not None and site.ctl is not None and site.atl is not None:
        return _undo(State(site.ctl, site.atl), loads[first])
    if loads[first] == _REST:
        return State(0.0, 0.0)
    known_days = min((last - first).days + 1, SEED_DAYS)
    end = first + _DAY * (max(known_days, _SEED_AT_LEAST_DAYS) - 1)
    days = list(every_day(loads, first, end))
    return State(seed([day[0] for day in days]), seed([day[1] for day in days]))


def carry_on(
    loads: Mapping[date, DayLoads], first: date, last: date, *, before: State
) -> Iterator[CurveDay]:
    """Yield every calendar day from `first` to `last`; days not named are rest."""
    ctl, atl = before
    for offset, (fitness, fatigue) in enumerate(every_day(loads, first, last)):
        ctl, atl = advance(ctl, atl, fitness, fatigue)
        yield CurveDay(
            local_date=first + offset * _DAY,
            fitness_load=fitness,
            fatigue_load=fatigue,
            ctl=ctl,
            atl=atl,
        )


def window(kept: Sequence[CurveDay], first: date, last: date) -> Sequence[LoadDay]:
    """Return the days from `first` to `last`, of kept days without a gap, oldest first.

    The kept days must begin at `reach_back(first)`, or with the last one before it, or where
    history begins. After the last of them come days of rest. Nothing known gives nothing.
    """
    if not kept:
        return ()
    begin, before = _beginning(kept[0], reach_back(first))
    known = {day.local_date: (day.fitness_load, day.fatigue_load) for day in kept}
    loads = list(every_day(known, begin, last))
    days = zip(loads, curve(loads, ctl=before.ctl, atl=before.atl), strict=True)
    shown = islice(days, max((first - begin).days, 0), None)
    return [
        LoadDay(
            local_date=date.fromordinal(ordinal),
            load=max(load),
            ctl=ctl,
            atl=atl,
            tsb=tsb,
            ramp=ramp,
        )
        for ordinal, (load, (ctl, atl, tsb, ramp)) in enumerate(
            shown, max(first, begin).toordinal()
        )
    ]


def reach_back(first: date) -> date:
    """Return how far back the kept days must reach for a window from `first`."""
    return date.fromordinal(max(first.toordinal() - RAMP_DAYS - 1, 1))


def _sum(trained: Iterable[Trained]) -> DayLoads:
    fitness = fatigue = 0.0
    for activity in trained:
        load = activity.load or 0.0
        fatigue += load
        if activity.sport not in FATIGUE_ONLY:
            fitness += load
    return fitness, fatigue


def _beginning(oldest: CurveDay, reach: date) -> tuple[date, State]:
    """Return the day to begin with and the state before it, past a long rest in one step."""
    state = State(oldest.ctl, oldest.atl)
    rest_days = (reach - oldest.local_date).days
    if rest_days <= 0:
        return oldest.local_date, _undo(state, (oldest.fitness_load, oldest.fatigue_load))
    left = (1 - STANDARD.fitness) ** (rest_days - 1), (1 - STANDARD.fatigue) ** (rest_days - 1)
    return reach, State(state.ctl * left[0], state.atl * left[1])


def _is_guess(activity: Trained) -> bool:
    return activity.load_source is LoadSource.DURATION


def _undo(after: State, loads: DayLoads) -> State:
    """Return the state before a day from the one after it, never under 0."""
    ctl = (after.ctl - loads[0] * STANDARD.fitness) / (1 - STANDARD.fitness)
    atl = (after.atl - loads[1] * STANDARD.fatigue) / (1 - STANDARD.fatigue)
    return State(max(round(ctl, 9), 0.0), max(round(atl, 9), 0.0))
