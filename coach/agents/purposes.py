"""What the day serves, in a clause to the athlete: the race, the rest, the ease or the work.

It words what was decided; the signals that decided are worded in `reasons`.
"""

from coach.agents.case import Case
from coach.domain.decision import Action, Flag, Intensity
from coach.domain.morning import DayKind
from coach.safety.symptoms import SymptomClass

_GAINS = {
    "vo2max": "your highest aerobic power", "threshold": "what you can hold for an hour",
    "sweet_spot": "lasting power", "tempo": "lasting power", "endurance": "endurance",
    "long": "endurance for long days", "anaerobic": "short, hard efforts",
    "sprints": "quick legs", "strides": "quick legs", "race_pace": "your race pace",
    "strength": "strength", "upper_body_pain_free": "strength",
}  # fmt: skip
_NAMES = {
    "vo2max": "VO2max intervals", "threshold": "threshold intervals", "sweet_spot": "sweet spot",
    "tempo": "tempo", "anaerobic": "anaerobic intervals", "sprints": "sprints", "long": "long day",
    "race_pace": "race-pace efforts", "test": "test", "strength_full": "full strength session",
}  # fmt: skip
_TOMORROWS: dict[DayKind, str] = {
    "key": "tomorrow's key session", "long": "tomorrow's long day", "race": "tomorrow's race",
    "tempo": "tomorrow's tempo", "stage_mountain": "tomorrow's mountain stage",
    "stage_hilly": "tomorrow's hilly stage", "stage_time_trial": "tomorrow's time trial",
}  # fmt: skip


def is_unwell(case: Case) -> bool:
    """Return whether the athlete is ill, hurt or just back from it."""
    reading = case.reading
    ill = set(reading.symptoms) - {SymptomClass.MEDICATION}
    return bool(ill or reading.unclear or reading.pains) or reading.days_well is not None


def purpose(case: Case, leading: frozenset[str]) -> str:
    """Return what the day is for; `leading` is the signal that held it most, if any."""
    if case.reading.race_day and case.action is not Action.RECOVER:
        return _race(case)
    if case.reading.taper and case.action is not Action.RECOVER:
        return _taper(case)
    match case.action:
        case Action.RECOVER:
            return _rest(case, leading)
        case Action.EASE:
            return _easy(case, leading)
        case Action.MAINTAIN:
            return _something_steadier(case) if _was_harder(case) else _as_planned(case, leading)
        case Action.PUSH:
            return f"you can take a little more than planned today: it builds {_gain(case)}"


def _race(case: Case) -> str:
    if case.action is Action.EASE:
        return (
            "today is your race: if you start at all, go easy and stop when it gets worse; no race "
            "is worth weeks of training"
        )
    return (
        "today is your race: nerves before a start are normal, so warm up, trust the work you "
        "did and race"
    )


def _rest(case: Case, leading: frozenset[str]) -> str:
    reading = case.reading
    if reading.symptoms:
        race = "no race is worth your health: " if reading.race_day else ""
        return f"{race}rest is what brings you back to training, and so to {case.goal}, soonest"
    if "time" in leading:
        return f"one day off costs {case.goal} nothing"
    if case.workout.duration_minutes:
        return f"loosen up and no more: rest is what makes you fitter for {case.goal} today"
    if case.template is None:
        return f"what you trained before becomes fitness for {case.goal} while you rest"
    return f"nothing you could train today would bring you closer to {case.goal} than a day off"


def _easy(case: Case, leading: frozenset[str]) -> str:
    if Flag.ASK_CLARIFYING in case.flags and is_unwell(case):
        return "tell me more about it: until I know, easy is as far as it goes"
    if is_unwell(case):
        return f"easy is as far as it goes today; getting well comes before {case.goal}"
    tomorrow = _TOMORROWS.get(case.morning.plan.tomorrow_kind or "rest")
    if tomorrow:
        return f"an easy day keeps {tomorrow} possible, and that is what {case.goal} needs"
    if case.template is not None and case.workout.session == case.template.id:
        return f"today was planned easy and stays so, which is all that {case.goal} needs of it"
    if leading & {"pause", "history"}:
        return f"building up step by step is the surest way to {case.goal}"
    waiting = planned_name(case)
    wait = f"the {waiting} can wait: " if waiting else ""
    return f"{wait}an easy day now keeps the hard days hard, and those are what {case.goal} needs"


def _as_planned(case: Case, leading: frozenset[str]) -> str:
    if case.morning.phase == "Transition":
        return "the goal is behind you: now it may simply be fun, and it keeps you in shape"
    if case.workout.type in {"recovery", "mobility", "technique", "walk"}:
        return "today is planned easy and stays so: easy days are when hard ones become fitness"
    if case.workout.type == "test":
        return "today's test shows what you can do now, and your zones follow from it"
    phase = f" of your {case.morning.phase} phase" if case.morning.phase else ""
    builds = f"builds {_gain(case)} for {case.goal}"
    if case.reading.pains:
        return f"what does not hurt can train, and today {builds}"
    if Flag.TIME_LIMITED in case.flags:
        return f"the time you have is enough for the heart of the session: it {builds}"
    suits = leading and case.intensity is Intensity.LOW
    work = f"it is time for the work{phase}: today"
    work = "what is planned is easy enough for that: it" if suits else work
    return f"{work} {builds}"


def _something_steadier(case: Case) -> str:
    waiting = planned_name(case) or "planned session"
    builds = f"builds {_gain(case)} for {case.goal}"
    if case.repeats:
        return f"yesterday had the same stimulus as the {waiting}, so today another one {builds}"
    if Flag.TIME_LIMITED in case.flags and case.bounds.caps.intensity is Intensity.HIGH:
        return f"the {waiting} do not fit into the time you have; what fits still {builds}"
    return f"in place of the {waiting} comes something steadier, which still {builds}"


def planned_name(case: Case) -> str | None:
    """Return what the planned session is called in a sentence, None where it has no name."""
    return _NAMES.get(case.template.stimulus) if case.template else None


def _was_harder(case: Case) -> bool:
    return case.template is not None and case.template.intensity.rank > case.intensity.rank


def _gain(case: Case) -> str:
    return _GAINS.get(case.workout.type, "fitness")


def _taper(case: Case) -> str:
    days = case.morning.days_to_goal
    left = "" if days is None else f", {days} day{'' if days == 1 else 's'} from {case.goal}"
    if case.action is Action.EASE:
        return (
            f"you are in your Taper{left}: the work is done, and shedding fatigue is what makes "
            "you fast now"
        )
    return (
        f"you are in your Taper{left}: the work is done, so it stays short and a little sharp; "
        "more would cost form and could not become fitness in time"
    )
