"""The reason in the athlete's "you": the two or three signals that decided, and what it serves.

It words findings and the goal; it weighs nothing.
"""

from collections.abc import Iterator, Sequence

from coach.agents.case import Case
from coach.domain.decision import Action, Flag, Intensity
from coach.domain.morning import DayKind
from coach.safety.health import ENDS_TALK
from coach.safety.limits import ANYTHING
from coach.safety.reading import Reading
from coach.safety.rule import Finding, signed

_MOST = 3
_WORTH_TELLING = 4
_NOT_SAID = frozenset({"completeness", "taper", "race"})
_UNKNOWNS = frozenset({"night", "history"})
"""What is not known is no news to who is ill or hurt."""
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


def reason(case: Case) -> str:
    """Return the reason in one to four sentences."""
    if Flag.SELF_HARM in case.flags:
        return "Thank you for telling me. Training can wait; you come first."
    told = _deciding(case)
    if told and told[0].weight == ENDS_TALK:
        return _joined([told[0].words, "that is for a doctor to judge, not for a training plan"])
    if _is_first_day(case, told):
        return _joined([_first_day(case)])
    sentences = [_sentence([finding.words for finding in told]) if told else _all_well(case)]
    apart = Flag.CONTRADICTORY_SIGNALS in case.flags
    if apart and not (case.reading.symptoms or case.reading.pains):
        sentences.append(_between(case))
    sentences.append(_purpose(case))
    if case.lift is not None and case.lift.why and case.workout.type == "strength":
        sentences.append(case.lift.why)
    return _joined(sentences)


def _is_first_day(case: Case, told: Sequence[Finding]) -> bool:
    """Return whether all that speaks this morning is that nothing is known yet."""
    unknown = case.reading.history_days == 0 and Flag.COLD_START in case.flags
    return unknown and {finding.signal for finding in told} <= {"history", "night"}


def _first_day(case: Case) -> str:
    minutes = case.workout.duration_minutes
    if not minutes:
        return "I don't know your training yet, and your plan begins with a rest day"
    return (
        f"I don't know your training yet, so today is a gentle {minutes:.0f} minutes that suits "
        "nearly everyone"
    )


def _deciding(case: Case) -> Sequence[Finding]:
    """Return the findings that hold the day where it is, then those that weigh on it too.

    Of each signal the weightiest counts; what is only worth a push is not told.
    """
    unsaid = _NOT_SAID | (_UNKNOWNS if _is_unwell(case) else set())
    held = [f for f in case.bounds.findings if f.caps != ANYTHING and f.signal not in unsaid]
    rank = case.action.rank
    deciding = [f for f in held if f.caps.action.rank <= rank < Action.MAINTAIN.rank] or [
        f for f in held if f.caps.intensity.rank <= case.intensity.rank < Intensity.HIGH.rank
    ]
    notable = [f for f in held if f.weight >= _WORTH_TELLING]
    chosen = sorted(deciding, key=_gravity) + sorted(notable, key=_gravity)
    first: dict[str, Finding] = {}
    for finding in chosen:
        first.setdefault(finding.signal, finding)
    return list(first.values())[:_MOST]


def _is_unwell(case: Case) -> bool:
    reading = case.reading
    return bool(reading.symptoms or reading.pains) or reading.days_well is not None


def _gravity(finding: Finding) -> tuple[int, int]:
    return finding.caps.action.rank, -finding.weight


def _sentence(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in sentences if text)


def _all_well(case: Case) -> str:
    """Name what lets the plan stand."""
    if case.template is None:
        return "your plan has a rest day here"
    news = list(_good_news(case.reading))[:_MOST]
    return _sentence(news) if news else "nothing you told me stands against the plan"


def _good_news(reading: Reading) -> Iterator[str]:
    if reading.readiness is not None:
        yield f"your readiness is {reading.readiness:.0f}"
    if reading.hrv7 == "within":
        yield "your HRV is in its band"
    if reading.tsb is not None:
        tired = "the tiredness of good training" if reading.tsb < -10 else "which is fine"
        yield f"your form (TSB) is {signed(reading.tsb)}, {tired}"


def _between(case: Case) -> str:
    if case.action.rank >= Action.MAINTAIN.rank or (case.reading.energy or 0) >= 8:
        return (
            "what you feel and what was measured do not agree, so start easy and look again "
            "after the warm-up"
        )
    return "not everything agrees this morning, so I take the safer of the two"


def _purpose(case: Case) -> str:
    if case.reading.race_day and case.action.rank >= Action.MAINTAIN.rank:
        return (
            "today is your race: nerves before a start are normal, so warm up, trust the work you "
            "did and race"
        )
    if case.reading.taper and case.action is not Action.RECOVER:
        return _taper(case)
    match case.action:
        case Action.RECOVER:
            return _rest(case)
        case Action.EASE:
            return _easy(case)
        case Action.MAINTAIN:
            return _as_planned(case)
        case Action.PUSH:
            return f"you can take a little more than planned today: it builds {_gain(case)}"


def _rest(case: Case) -> str:
    if case.reading.symptoms:
        return f"rest is what brings you back to training, and so to {case.goal}, soonest"
    if case.workout.duration_minutes:
        return f"loosen up and no more: rest is what makes you fitter for {case.goal} today"
    if case.template is None:
        return f"what you trained before becomes fitness for {case.goal} while you rest"
    return f"nothing you could train today would bring you closer to {case.goal} than a day off"


def _easy(case: Case) -> str:
    if _is_unwell(case):
        return f"easy is as far as it goes today; getting well comes before {case.goal}"
    tomorrow = _TOMORROWS.get(case.morning.plan.tomorrow_kind or "rest")
    if tomorrow:
        return f"an easy day keeps {tomorrow} possible, and that is what {case.goal} needs"
    waiting = _planned_name(case)
    wait = f"the {waiting} can wait: " if waiting else ""
    return f"{wait}an easy day now keeps the hard days hard, and those are what {case.goal} needs"


def _as_planned(case: Case) -> str:
    if _was_harder(case):
        return _something_steadier(case)
    if case.morning.phase == "Transition":
        return "the goal is behind you: now it may simply be fun, and it keeps you in shape"
    if case.workout.type in {"recovery", "mobility", "technique", "walk"}:
        return "today is planned easy and stays so: easy days are when hard ones become fitness"
    phase = f" of your {case.morning.phase} phase" if case.morning.phase else ""
    builds = f"builds {_gain(case)} for {case.goal}"
    if case.reading.pains:
        return f"what does not hurt can train, and today {builds}"
    if Flag.TIME_LIMITED in case.flags:
        return f"the time you have is enough for the heart of the session: it {builds}"
    return f"it is time for the work{phase}: today {builds}"


def _something_steadier(case: Case) -> str:
    waiting = _planned_name(case) or "planned session"
    builds = f"builds {_gain(case)} for {case.goal}"
    if case.repeats:
        return f"yesterday had the same stimulus as the {waiting}, so today another one {builds}"
    if Flag.TIME_LIMITED in case.flags and case.bounds.caps.intensity is Intensity.HIGH:
        return f"the {waiting} do not fit into the time you have; what fits still {builds}"
    return f"in place of the {waiting} comes something steadier, which still {builds}"


def _planned_name(case: Case) -> str | None:
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
