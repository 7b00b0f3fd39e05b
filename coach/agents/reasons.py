"""The reason in the athlete's "you": the two or three signals that decided, and what it serves.

It words findings and the goal; it weighs nothing.
"""

from collections.abc import Iterator, Sequence

from coach.agents.case import Case
from coach.agents.purposes import is_unwell, purpose
from coach.agents.sessions import whole
from coach.domain.decision import Action, Flag, Intensity
from coach.safety.compare import at_least
from coach.safety.health import ENDS_TALK
from coach.safety.limits import ANYTHING
from coach.safety.reading import Reading
from coach.safety.rule import Finding, signed

_MOST = 3
_FINE_READINESS = 70
_WORTH_TELLING = 4
_SPARE = 5
"""Minutes that a session may leave of the time that cut it."""
_NOT_SAID = frozenset({"completeness", "taper", "race"})
_UNKNOWNS = frozenset({"night", "history"})
"""What is not known is no news to who is ill or hurt."""


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
    if told:
        sentences.append(_cut(case))
    apart = Flag.CONTRADICTORY_SIGNALS in case.flags
    if apart and not (case.reading.symptoms or case.reading.pains):
        sentences.append(_between(case))
    sentences.append(_as_chosen(case))
    leading = frozenset(finding.signal for finding in told[:1])
    sentences.append(purpose(case, leading))
    if case.lift is not None and case.lift.why and case.workout.type == "strength":
        sentences.append(case.lift.why)
    return _joined(sentences)


def _as_chosen(case: Case) -> str:
    """Say that the athlete chose the day, and where the bounds made less of it."""
    if not case.morning.plan.chosen:
        return ""
    if case.template is None:
        return "you chose a rest day"
    planned = whole(case.template, case.morning.plan.day_minutes)
    less = case.workout.session != planned.id or case.workout.duration_minutes < planned.minutes
    return (
        "you chose another session, but the bounds of the day come first"
        if less
        else "it is the session you chose, and it is within the bounds of the day"
    )


def _cut(case: Case) -> str:
    """Say that nothing but the time there is made the session shorter, where that is so."""
    there, workout = case.reading.time_min, case.workout
    others = is_unwell(case) or case.reading.race_day or not workout.duration_minutes
    if Flag.TIME_LIMITED not in case.flags or there is None or others:
        return ""
    shorter = case.action.rank < Action.MAINTAIN.rank and workout.duration_minutes < there - _SPARE
    if case.bounds.caps.minutes < there or case.template is None or shorter:
        return ""
    had = f"you have {there:.0f} minutes today"
    same = workout.type == case.template.stimulus
    return f"{had}, so the session is cut to fit" if same else f"{had}, and this is what fits"


def _is_first_day(case: Case, told: Sequence[Finding]) -> bool:
    """Return whether all that speaks this morning is that nothing is known yet."""
    unknown = not case.reading.history_days and Flag.COLD_START in case.flags
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
    unsaid = _NOT_SAID | (_UNKNOWNS if is_unwell(case) else set())
    held = [f for f in case.bounds.findings if f.caps != ANYTHING and f.signal not in unsaid]
    rank = case.action.rank
    deciding = [f for f in held if f.caps.action.rank <= rank < Action.MAINTAIN.rank] or [
        f for f in held if f.caps.intensity.rank <= case.intensity.rank < Intensity.HIGH.rank
    ]
    notable = [f for f in held if f.weight >= _WORTH_TELLING and not _is_stopped(case)]
    chosen = sorted(deciding, key=_gravity) + sorted(notable, key=_gravity)
    first: dict[str, Finding] = {}
    for finding in chosen:
        first.setdefault(finding.signal, finding)
    return list(first.values())[:_MOST]


def _is_stopped(case: Case) -> bool:
    """Return whether illness or pain alone has ended the day: nothing beside it matters then."""
    return is_unwell(case) and case.bounds.caps.minutes <= 0


def _gravity(finding: Finding) -> tuple[int, int]:
    return finding.caps.action.rank, -finding.weight


def _sentence(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(f"{text[:1].upper()}{text[1:].rstrip('.')}." for text in sentences if text)


def _all_well(case: Case) -> str:
    """Name what lets the plan stand."""
    if case.template is None:
        return "" if case.morning.plan.chosen else "your plan has a rest day here"
    news = list(_good_news(case.reading))[:_MOST]
    usual = _sentence(news) if news else "nothing you told me stands against the plan"
    well = _cut(case) or usual
    unknown = list(_not_known(case.reading)) if Flag.MISSING_DATA in case.flags else []
    if not unknown or case.reading.race_day:
        return well
    how = "is" if len(unknown) == 1 else "are"
    return f"{well}. Your {_sentence(unknown)} {how} not known, so look again after the warm-up"


def _not_known(reading: Reading) -> Iterator[str]:
    known = {
        "readiness": reading.readiness is not None,
        "sleep": reading.sleep_h is not None,
        "HRV": reading.hrv7 != "unknown",
    }
    yield from (name for name, is_known in known.items() if not is_known)


def _good_news(reading: Reading) -> Iterator[str]:
    if at_least(reading.readiness, _FINE_READINESS):
        yield f"your readiness is {reading.readiness:.0f}"
    if reading.hrv7 == "within":
        yield "your HRV is in its band"
    if reading.tsb is not None:
        tired = "the tiredness of good training" if reading.tsb < -10 else "which is fine"
        yield f"your form (TSB) is {signed(reading.tsb)}, {tired}"


def _between(case: Case) -> str:
    if case.action.rank >= Action.MAINTAIN.rank:
        return (
            "what you feel and what was measured do not agree, so start easy and look again "
            "after the warm-up"
        )
    return "not everything agrees this morning, so I take the safer of the two"
